"""What the types of our scripts say is always found: whatever writes our pages writes it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(str(files("coursewright")))
_SURE = re.search(r"^type Sure =$(.*?);$", (ROOT / "dom.d.ts").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
assert _SURE
FIXED = re.findall(r'"([^"]+)"', re.sub(r"`[^`]*`", "", _SURE[1]))
ASKED = re.findall(r"`\[data-\$\{([^}]*)\}=\$\{string\}\]`", _SURE[1])
DATA = re.findall(r'"(\w+)"', ASKED[0])


@cache
def written() -> str:
    """Return all that writes pages."""
    paths = [path for path in sorted(ROOT.rglob("*")) if path.suffix in {".py", ".html"}]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@cache
def scripts() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.js")))


@pytest.mark.parametrize("selector", FIXED)
def test_what_is_sure_to_be_found_is_written_and_asked_for(selector: str) -> None:
    assert f'querySelector("{selector}")' in scripts()
    for part in selector.split():
        assert re.search(_pattern(part), written()), part


@pytest.mark.parametrize("name", DATA)
def test_what_is_sure_by_its_data_is_written_by_the_names_that_scripts_ask_for(name: str) -> None:
    asked = re.findall(rf'querySelector\("\[data-{name}=(\w+)\]"\)', scripts())
    assert asked or f"[data-{name}=${{" in scripts()
    said = {*re.findall(rf'data-{name}="(\w+)"', written()), *re.findall(r'make\.button\("[^"]+", "(\w+)"', written())}
    assert set(asked) <= said


def _pattern(part: str) -> str:
    kind, name = part[0], part.lstrip(".#")
    if kind == ".":
        return rf"[\"' ]{name}[\"' ]"
    if kind == "#":
        return rf'id="{name}"'
    tag, _, attribute = name.partition("[")
    return rf"<{tag}\b[^>]*{re.escape(attribute.rstrip(']')).replace('=', '=.?')}" if attribute else rf"<{tag}\b"
