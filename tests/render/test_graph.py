"""A scenario's picture is the same each time, can be read by everyone, and shows every scene and choice."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from coursewright.cli import main
from coursewright.read.scenario import read_scenario
from coursewright.render.scenario.graph import graph

GOLDEN = Path(__file__).parent / "graphs"
SCENARIOS = sorted((Path(__file__).parents[2] / "quizzes" / "scenarios").glob("*.md"))
LOOP = "## A\n\nText.\n\n- [Go.](#b)\n- [Far.](#c)\n\n## B\n\n- [Back.](#a)\n- [On.](#c)\n- [Nowhere.](#d)\n\n## C\n\n"


def drawn(text: str) -> str:
    scenario = read_scenario(text, "loop.md", [], "loop")
    assert scenario
    return graph(scenario)


def test_the_picture_of_a_loop_is_the_one_that_was_looked_at() -> None:
    assert drawn(LOOP + "**Ending: harm**\n") == (GOLDEN / "loop.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_picture_names_every_scene_and_says_itself_in_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    scenario = read_scenario(text, path.name, [])
    assert scenario
    svg = ElementTree.fromstring(drawn(text))
    assert svg.get("role") == "img"
    titles = [node.text or "" for node in svg.iter("{http://www.w3.org/2000/svg}text")]
    for scene in scenario.scenes:
        assert any(scene.title.markdown[:12] in title for title in titles)
    assert max(map(len, titles)) <= 34
    said = svg.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert all(option.text.markdown in said for scene in scenario.scenes for option in scene.options)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_no_two_boxes_lie_over_each_other(path: Path) -> None:
    found = re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', drawn(path.read_text("utf-8")))
    boxes = [tuple(map(int, box)) for box in found]
    for number, (x, y, width, height) in enumerate(boxes):
        for other_x, other_y, other_width, other_height in boxes[:number]:
            apart = x >= other_x + other_width or other_x >= x + width
            assert apart or y >= other_y + other_height or other_y >= y + height


def test_the_command_writes_to_standard_output_or_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "loop.md").write_text(LOOP, encoding="utf-8")
    said = CliRunner().invoke(main, ["graph", str(tmp_path / "loop.md")])
    assert said.exit_code == 0
    target = tmp_path / "loop.svg"
    assert CliRunner().invoke(main, ["graph", str(tmp_path / "loop.md"), "--output", str(target)]).exit_code == 0
    assert said.stdout == target.read_text(encoding="utf-8")


@pytest.mark.parametrize(("data", "status"), [(b"# No scene\n", 1), (b"\xff\xfe", 2)])
def test_a_file_that_cannot_be_drawn(data: bytes, status: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert CliRunner().invoke(main, ["graph", str(tmp_path / "a.md")]).exit_code == status
