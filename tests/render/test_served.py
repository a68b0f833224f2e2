"""What is served of our scripts and styles: every part once, scripts that run, and all that scripts load in a list."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from coursewright.render.files import LOADED
from coursewright.render.served import JOINED, LOOK_FOLDER, PLAYER_FOLDER, served

_LOADS = re.compile(r'(?:new URL\(|src: )"([\w-]+\.js)"')


def sources() -> list[Path]:
    return [
        path
        for folder in (PLAYER_FOLDER, LOOK_FOLDER)
        for path in sorted(folder.iterdir())
        if path.suffix in {".js", ".css"}
    ]


def essence(style: str) -> str:
    """Return a style sheet without white space, and without a rule's last semicolon."""
    return "".join(style.split()).replace(";}", "}")


def test_every_part_is_served_once_and_whole() -> None:
    for folder in (PLAYER_FOLDER, LOOK_FOLDER):
        files = served(folder)
        inside = [part for name in files for part in JOINED.get(name, (name,))]
        own = [path.name for path in sources() if path.parent == folder]
        assert sorted(set(inside)) == own
        twice = {part for part in inside if inside.count(part) > 1}
        assert twice == ({"base.css", "colours.css"} if folder == PLAYER_FOLDER else set())
        for name, data in files.items():
            if name.endswith(".css"):
                parts = [(folder / part).read_text(encoding="utf-8") for part in JOINED.get(name, (name,))]
                said = re.sub(r"/\*.*?\*/", "", "".join(parts), flags=re.S)
                assert essence(data.decode()) == essence(said)


@pytest.mark.parametrize(
    ("folder", "name"),
    [(folder, name) for folder in (PLAYER_FOLDER, LOOK_FOLDER) for name in served(folder) if name.endswith(".js")],
)
def test_a_script_without_its_comments_still_says_the_same(folder: Path, name: str) -> None:
    """Comments are all that goes, and what is left is a program."""
    text = served(folder)[name].decode()
    source = "".join((folder / part).read_text(encoding="utf-8") for part in JOINED.get(name, (name,)))
    assert "/**" not in text
    source = re.sub(r"\s// .*", "", source)
    assert re.sub(r"\s*/\*(?:(?!\*/).)*\*/\s*|\s+", "", source, flags=re.S) == re.sub(r"\s+", "", text)
    said = re.sub(r"/\*.*?\*/", "", source, flags=re.S)
    kept = [found for found in re.findall(r'"[^"\n]*"|`[^`]*`|/[^/\n]*/', said) if " " in found and found not in text]
    assert [found for found in kept if found[0] != "/" and "(" not in found] == []  # or it is what stands between two
    if shutil.which("node"):
        done = subprocess.run(["node", "--check", "-"], input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_scripts_that_scripts_load_are_in_a_list() -> None:
    """What ``use.js`` names is only told: the line that somebody copies loads it, elsewhere."""
    found: dict[str, set[str]] = {}
    for path in sources():
        name = next((made for made, parts in JOINED.items() if path.name in parts), path.name)
        if names := set(_LOADS.findall(path.read_text(encoding="utf-8"))):
            found.setdefault(name, set()).update(names)
    assert found.pop("use.js") == {"embed.js"}
    assert found == {name: set(loaded) for name, loaded in LOADED.items()}


_SIDED = re.compile(
    r"(?:margin|padding|border)-(?:left|right)\b|(?:text-align|float):\s*(?:left|right)|\s(?:left|right):"
)
_FOUR = re.compile(r"(margin|padding|border-radius):\s*([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+);")


@pytest.mark.parametrize("path", [path for path in sources() if path.suffix == ".css"], ids=lambda path: path.name)
def test_styles_say_start_and_end_which_are_right_in_either_direction(path: Path) -> None:
    """A client's line stood at its border's edge in Arabic. Formulas run from left to right everywhere."""
    if path.name == "formulas.css":
        return
    css = re.sub(r"\([^()]*\)", "()", path.read_text(encoding="utf-8"))
    found = [*_SIDED.findall(css)]
    for name, top, right, bottom, left in _FOUR.findall(css):
        if (top, bottom) != (right, left) if name == "border-radius" else right != left:
            found.append(f"{name}: {top} {right} {bottom} {left}")
    assert found == []
