"""Files of the npm packages that tests alone use; ``make test`` puts them where ``package-lock.json`` says."""

from __future__ import annotations

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[2] / "node_modules"


def packaged(name: str) -> Path:
    """Return the path of a file in ``node_modules``, or skip the test."""
    path = _FOLDER / name
    if not path.is_file():
        pytest.skip(f"node_modules/{name} is not there: make test installs it with npm")
    return path
