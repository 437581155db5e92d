"""The invented study of `small_harbour`, fitted once."""

from __future__ import annotations

import pytest
from small_harbour import encode, make_study

from interview2persona.customers.assigner import Assigner
from interview2persona.customers.study import Finished


@pytest.fixture(scope="session")
def harbour() -> Finished:
    return make_study()


@pytest.fixture(scope="session")
def harbour_assigner(harbour: Finished) -> Assigner:
    return Assigner.fit(harbour, encode)
