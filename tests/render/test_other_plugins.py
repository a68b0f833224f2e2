"""Small sites with other plugins: each is built strictly, has its items on the page and its lessons in progress."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.check.answer_key import answer_key
from coursewright.config import read_layout
from coursewright.read.course import ANSWER_KEY, read_course

HOME = "# Home\n\n<!-- course: progress -->\n"
LESSON = """\
---
id: {id}
---
# {title}

<quiz>
<!-- id: q-{id} -->
Is this the lesson {title}?
- [x] Yes
  > It is right, since both stand for the same thing.
- [ ] No
  > It is wrong, since that stands for another thing.
</quiz>
"""
COURSE = {"id": "t", "core": ["Part one"], "electives": ["More to read"]}


def lesson(name: str, more: str = "") -> str:
    return LESSON.format(id=name, title=name.capitalize()) + more


PART = {"docs/part/first.md": lesson("first"), "docs/part/second.md": lesson("second")}
MORE = {"docs/more/third.md": lesson("third")}
STEPS = {"Part one": ["first", "second"], "More to read": ["third"]}
NAV = ["index.md", {"Part one": ["part/first.md", "part/second.md"]}, {"More to read": ["more/third.md"]}]
ITEM = LESSON.split("# {title}\n\n")[1]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A site with other plugins, and what its learner meets."""

    plugins: Sequence[Any]
    needs: str = "mkdocs"
    """The module without which it can't be built."""
    files: Mapping[str, str] = field(default_factory=lambda: PART | MORE)
    config: Mapping[str, Any] = field(default_factory=dict)
    sections: Mapping[str, Sequence[str]] = field(default_factory=lambda: STEPS)
    """What the list of progress has: sections with their lessons' ids."""
    items: Mapping[str, Sequence[str]] = field(default_factory=lambda: {"part/first": ["q-first"]})
    """Pages with the ids of their items."""
    says: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Pages with texts that they hold."""
    theme: str = "mkdocs"
    git: bool = False


CASES = {
    "drafts": Case(
        plugins=["coursewright"],
        files=PART | MORE | {"docs/drafts/first.md": lesson("first"), "docs/drafts/next.md": lesson("next")},
        config={"nav": NAV, "draft_docs": "/drafts/"},
    ),
    "awesome-nav": Case(
        plugins=["awesome-nav", "coursewright"],
        needs="mkdocs_awesome_nav",
        files=PART | MORE | {"docs/.nav.yml": "nav:\n  - index.md\n  - Part one: part\n  - More to read: more\n"},
    ),
    "literate-nav": Case(
        plugins=["coursewright", "literate-nav"],
        needs="mkdocs_literate_nav",
        files=PART
        | MORE
        | {"docs/SUMMARY.md": "- [Home](index.md)\n- Part one\n    - [2](part/second.md)\n    - [1](part/first.md)\n"},
        sections={"Part one": ["second", "first"]},
    ),
    "section-index": Case(
        plugins=["section-index", "coursewright"],
        needs="mkdocs_section_index",
        theme="readthedocs",
        config={"nav": ["index.md", {"Part one": ["part/first.md", {"Inner": ["part/second.md"]}]}, *NAV[2:]]},
        sections={"Part one": ["first"], "More to read": ["third"]},
    ),
    "macros": Case(
        plugins=["macros", "coursewright"],
        needs="mkdocs_macros",
        files={
            "docs/part/first.md": lesson("first", "\n<!-- quiz: mb -->\n\n{{ item }}\n"),
            "quizzes/b.md": f"<quiz>\n<!-- id: mb -->\nIs it {{{{ year }}}}?\n{ITEM.split('?')[1]}",
        },
        config={
            "nav": ["index.md", {"Part one": ["part/first.md"]}],
            "extra": {"year": 2024, "item": ITEM.format(id="made", title="made")},
        },
        sections={"Part one": ["first"]},
        items={"part/first": ["q-first", "mb", "q-made"]},
    ),
}


def make(folder: Path, case: Case) -> Path:
    """Build a case's site, strictly."""
    extra = {**case.config.get("extra", {}), "course": {**COURSE, **case.config.get("extra", {}).get("course", {})}}
    titles = set(case.sections)
    for name in ("core", "electives"):
        extra["course"][name] = [title for title in COURSE[name] if title in titles]
    own = {"site_name": "T", "theme": {"name": case.theme}, "plugins": list(case.plugins)}
    config = {**own, **case.config, "extra": extra}
    for path, text in {"docs/index.md": HOME, "mkdocs.yml": yaml.safe_dump(config), **case.files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    if any(path.startswith("quizzes/") for path in case.files):
        layout, _ = read_layout(folder / "mkdocs.yml")
        assert layout
        (folder / "quizzes" / ANSWER_KEY).write_text(answer_key(read_course(layout)), encoding="utf-8")
    if case.git:
        for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
            name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            subprocess.run(["git", *name, *command], cwd=folder, check=True)
    loaded = load_config(str(folder / "mkdocs.yml"), strict=True)
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    loaded.plugins.on_shutdown()
    return folder / "site"


def steps(html: str) -> dict[str, list[str]]:
    """Return what a page's list of progress has: sections with their lessons' ids."""
    found = re.findall(r"<section><h3>(.*?) <span.*?>(.*?)</section>", html, re.S)
    return {title: re.findall(r'data-step="lesson" data-id="(.*?)"', rows) for title, rows in found}


def items(html: str) -> list[str]:
    return re.findall(r'<cw-item\b[^>]* data-item="(.*?)"', html)


@pytest.mark.parametrize("name", CASES)
def test_items_and_progress_beside_another_plugin(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    if find_spec(case.needs) is None:
        pytest.skip(f"{case.needs} is not installed")
    site = make(tmp_path, case)
    pages = {path: (site / path / "index.html").read_text(encoding="utf-8") for path in ("", *case.items, *case.says)}
    assert steps(pages[""]) == case.sections
    assert {path: items(pages[path]) for path in case.items} == case.items
    for path, texts in case.says.items():
        for text in texts:
            assert text in pages[path]
