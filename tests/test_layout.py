"""The package as a whole: few public names, small modules."""

from __future__ import annotations

from pathlib import Path

import interview2persona

PACKAGE = Path(interview2persona.__file__).parent


def test_public_names_exist() -> None:
    """Each name of `__all__` can be imported, and no other name pretends to exist."""
    for name in interview2persona.__all__:
        assert getattr(interview2persona, name) is not None
    assert not hasattr(interview2persona, "no_such_name")


def test_modules_stay_small() -> None:
    """No module grows beyond 400 lines: it is then more than one thing."""
    long = {p.name: n for p in PACKAGE.rglob("*.py") if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}
    assert long == {}


def test_only_the_terminal_prints() -> None:
    guilty = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "cli" not in path.parts and any(line.lstrip().startswith("print(") for line in path.read_text().splitlines())
    ]
    assert guilty == []
