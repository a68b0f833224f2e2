"""Scripts that run without a browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import Any

import pytest


def in_node(script: str, *arguments: object, asked: object = None, **environment: str) -> Any:
    """Return what a script prints, from JSON; it reads ``asked`` as JSON. Without Node the test is skipped."""
    if not shutil.which("node"):
        pytest.skip("there is no node")
    done = subprocess.run(
        ["node", "-e", script, *map(str, arguments)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
