"""Diagrams where an export shows them: drawn by the course's own Mermaid in its pages, else a problem at the fence."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from small_site import bank, small_site

from coursewright.config import read_layout
from coursewright.export.bundle import Bundle
from coursewright.export.diagrams import SCRIPT
from coursewright.model.site import Site
from coursewright.packages import Exports
from coursewright.read.course import read_course

FENCES = "  - pymdownx.superfences: {custom_fences: [{name: mermaid, class: mermaid}]}"
SCRIPTED = f"{FENCES}\nextra_javascript: [js/mermaid.min.js, js/own.js, https://cdn.example/mermaid.js]"
DIAGRAM = "```mermaid\ngraph LR\n  A --> B\n```"
SEEN = "\n".join(
    ["<!-- id: seen -->", "What is it?", "", DIAGRAM, "", "- [x] This", "  > So.", "- [ ] That", "  > No."]
)
FILES = {
    "docs/drawn.md": f"---\nid: drawn\n---\n# Drawn\n\n> {DIAGRAM.replace(chr(10), chr(10) + '> ')}\n\n"
    "<!-- quiz: seen -->\n\n```\n```mermaid\n```\n",
    "docs/plain.md": "---\nid: plain\n---\n# Plain\n\nText.\n",
    "docs/js/mermaid.min.js": "mermaid = {}",
    "docs/js/own.js": "",
    "quizzes/bank.md": bank(SEEN, use="practice"),
}  # fmt: skip
FENCED = ["docs/drawn.md:6:3", "quizzes/bank.md:9:1"]


def exported(folder: Path, target: str, more: str, files: Mapping[str, str] | None = None) -> tuple[Bundle, Site]:
    site = small_site(folder, FILES | dict(files or {}), more=more)
    layout, _ = read_layout(folder / "mkdocs.yml")
    assert layout
    return Exports(folder / "mkdocs.yml", layout, read_course(layout)).export(target).bundle, site


def lost(bundle: Bundle) -> list[str]:
    return [str(found.source) for found in bundle.problems if "diagram" in found.message]


def test_pages_draw_with_the_script_of_the_course(tmp_path: Path) -> None:
    bundle, site = exported(tmp_path, "scorm12", SCRIPTED)
    assert lost(bundle) == []
    assert bundle.files["course/js/mermaid.min.js"] == b"mermaid = {}"
    assert "course/js/own.js" not in bundle.files
    drawn, plain = (bundle.files[f"course/{name}.html"].decode() for name in ("drawn", "plain"))
    assert '<script src="js/mermaid.min.js" defer></script>' in drawn
    assert drawn.count("unsafe-inline") == 1
    assert "mermaid" not in plain
    assert "unsafe" not in plain + bundle.files["index.html"].decode()
    assert "js/mermaid.min.js" in site.page_by_url["drawn.html"].files
    assert site.page_by_url["plain.html"].files == ()


@pytest.mark.parametrize("target", ["scorm12", "cmi5"])
def test_a_module_draws_in_no_package(target: str, tmp_path: Path) -> None:
    own = {"docs/js/mermaid.mjs": "import mermaid from './mermaid.esm.min.mjs'\nwindow.mermaid = mermaid\n"}
    bundle, _ = exported(tmp_path, target, f"{FENCES}\nextra_javascript: [js/mermaid.mjs]", own)
    assert sorted(set(lost(bundle))) == FENCED
    assert {found.hint for found in bundle.problems if "diagram" in found.message} == {SCRIPT}
    assert not [name for name in bundle.files if "mermaid" in name]


@pytest.mark.parametrize(
    ("script", "text", "draws"),
    [
        ("js/mermaid.min.js", "", True),
        ("https://cdn.example/mermaid.min.js", "", True),
        ("js/mermaid.mjs", "import mermaid from './m.mjs'\nwindow.mermaid = mermaid", True),
        ("js/mermaid.esm.min.mjs", "export{a as default}", False),
        ("https://cdn.example/mermaid.esm.min.mjs", "", False),
        ("js/other.js", "", False),
    ],
)
def test_a_build_says_once_that_nothing_draws(
    script: str, text: str, draws: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """An ES module was taken for a script that draws, and no diagram was drawn."""
    small_site(tmp_path, FILES | {f"docs/{script}": text} if script.startswith("js/") else FILES, more=FENCES)
    config = load_config(str(tmp_path / "mkdocs.yml"), theme="coursewright", extra_javascript=[script])
    caplog.set_level(logging.INFO, "mkdocs")
    build(config)
    said = [one.getMessage() for one in caplog.records if "shows its source" in one.getMessage()]
    assert [one.partition(": ")[0] for one in said] == ([] if draws else ["coursewright"])
    assert all(SCRIPT in one for one in said)


@pytest.mark.parametrize("target", ["scorm12", "cmi5", "cc11"])
def test_pages_without_it_say_where_each_diagram_is(target: str, tmp_path: Path) -> None:
    bundle, _ = exported(tmp_path, target, FENCES)
    assert sorted(set(lost(bundle))) == FENCED


@pytest.mark.parametrize("target", ["gift", "moodlexml", "qti12", "qti21", "qti30"])
def test_an_item_alone_says_it_with_the_script_or_without(target: str, tmp_path: Path) -> None:
    bundle, _ = exported(tmp_path, target, SCRIPTED)
    assert lost(bundle) == FENCED[1:]
    assert {found.code for found in bundle.problems if "diagram" in found.message} == {"E001"}
