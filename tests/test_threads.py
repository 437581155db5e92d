"""Work on all cores comes back in order, and a piece of it does not take the cores of the others."""

from __future__ import annotations

import threading

import pytest

from interview2persona import threads


def test_results_come_in_the_order_of_the_pieces() -> None:
    assert threads.each(lambda x: x * x, range(50)) == [x * x for x in range(50)]


def test_pieces_of_a_piece_stay_on_its_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")

    def name(_: object) -> str:
        return threading.current_thread().name

    for outer, inner in threads.each(lambda x: (name(x), threads.each(name, range(5))), range(4)):
        assert set(inner) == {outer}


def test_an_error_in_a_piece_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        threads.each(lambda x: 1 / x, [1, 0])


def test_the_number_of_threads_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert threads.cores() == 7
    monkeypatch.delenv("OMP_NUM_THREADS")
    assert threads.cores() >= 1
