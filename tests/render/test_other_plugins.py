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
from mkdocs.exceptions import PluginError

from coursewright.check.answer_key import answer_key
from coursewright.config import read_layout
from coursewright.fragment.identity import course_id
from coursewright.published import address
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
ONE = {"Part one": ["first"]}


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


FONTS = ".cache/plugin/social/fonts/Roboto"
"""Where the plugin looks for its font before it asks the net."""
NAVIGATORS = ("awesome-nav", "literate-nav")
CASES = {
    "drafts": Case(
        plugins=["coursewright"],
        files=PART | MORE | {"docs/drafts/first.md": lesson("first"), "docs/drafts/next.md": lesson("next")},
        config={"draft_docs": "/drafts/"},
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
            "extra": {"year": 2024, "item": ITEM.format(id="made", title="made")},
        },
        sections=ONE,
        items={"part/first": ["q-first", "mb", "q-made"]},
    ),
    "include-markdown": Case(
        plugins=["include-markdown", "coursewright"],
        needs="mkdocs_include_markdown_plugin",
        files={
            "docs/part/first.md": '---\nid: first\n---\n# First\n\n{% include-markdown "../../shared/item.md" %}\n\n'
            "<!-- quiz: q-bank -->\n",
            "shared/item.md": ITEM.format(id="shared", title="shared"),
            "shared/reason.md": "It is right, since a file says so.",
            "quizzes/b.md": ITEM.format(id="bank", title="in a bank").replace(
                "It is right, since both stand for the same thing.",
                '{% include-markdown "../shared/reason.md" trailing-newlines=false %}',
            ),
        },
        sections=ONE,
        items={"part/first": ["q-shared", "q-bank"]},
        says={"part/first": ["since a file says so"]},
    ),
    "snippets": Case(
        plugins=["coursewright"],
        needs="pymdownx",
        files={
            "docs/part/first.md": '---\nid: first\n---\n# First\n\n--8<-- "item.md"\n\n<!-- quiz: q-bank -->\n',
            "shared/item.md": ITEM.format(id="shared", title="shared"),
            "shared/code.py": "print(1 + 2)",
            "quizzes/b.md": ITEM.format(id="bank", title="it").replace("?", '?\n\n```python\n--8<-- "code.py"\n```\n'),
        },
        config={"markdown_extensions": [{"pymdownx.snippets": {"base_path": ["shared"]}}, "fenced_code"]},
        sections=ONE,
        items={"part/first": ["q-shared", "q-bank"]},
        says={"part/first": ["print(1 + 2)"]},
    ),
    "table-reader": Case(
        plugins=["table-reader", "coursewright"],
        needs="mkdocs_table_reader_plugin",
        files={
            "docs/part/first.md": lesson("first", "\n{{ read_csv('part/t.csv') }}\n\n<!-- quiz: q-bank -->\n"),
            "docs/part/t.csv": "Place,Distance\nShop,40\n",
            "quizzes/b.md": ITEM.format(id="bank", title="it").replace("?", "?\n\n{{ read_csv('part/t.csv') }}\n"),
        },
        sections=ONE,
        items={"part/first": ["q-first", "q-bank"]},
        says={"part/first": [">Shop</td>"]},
    ),
    "minify": Case(plugins=["coursewright", {"minify": {"minify_html": True}}], needs="mkdocs_minify_plugin"),
    "git-revision-date-localized": Case(
        plugins=["coursewright", {"git-revision-date-localized": {"enable_creation_date": True}}],
        needs="mkdocs_git_revision_date_localized_plugin",
        files={"docs/part/first.md": lesson("first", "\n{{ git_revision_date_localized }}\n")},
        sections=ONE,
        git=True,
    ),
    "redirects": Case(
        plugins=["coursewright", {"redirects": {"redirect_maps": {"old.md": "part/first.md"}}}],
        needs="mkdocs_redirects",
        says={"old": ["part/first/"]},
    ),
    "print-site": Case(
        plugins=["coursewright", "print-site"],
        needs="mkdocs_print_site_plugin",
        says={"print_page": ["Is this the lesson Second?"]},
    ),
    "mike": Case(plugins=["coursewright", "mike"], needs="mike", config={"site_url": "https://example.org/c/"}),
    "glightbox": Case(
        plugins=["coursewright", "glightbox"],
        needs="mkdocs_glightbox",
        files={
            "docs/part/first.md": lesson("first", "\n![a map](a.png)\n").replace("[x] Yes", "[x] ![a queue](a.png)"),
            "docs/part/a.png": "",
        },
        sections=ONE,
        says={"part/first": ['<label for="item-q-first-1"><img ', '<a class="glightbox"']},
    ),
    "tags": Case(
        plugins=["coursewright", "material/tags"],
        needs="material",
        files=PART | MORE | {"docs/part/first.md": lesson("first").replace("id: first", "id: first\ntags: [shop]")},
        theme="material",
    ),
    "group, meta, typeset": Case(
        plugins=[
            {"material/group": {"enabled": True, "plugins": ["material/meta", "material/typeset", "coursewright"]}}
        ],
        needs="material",
        files=PART | MORE | {"docs/part/.meta.yml": "description: Of part one\n"},
        theme="material",
        says={"part/first": ['<meta name="description" content="Of part one">']},
    ),
    "projects": Case(
        plugins=["coursewright", {"material/projects": {"hoisting": False, "concurrency": 1}}],
        needs="material",
        files=PART
        | MORE
        | {
            "projects/other/mkdocs.yml": yaml.safe_dump(
                {"site_name": "Other", "theme": {"name": "material"}, "plugins": ["coursewright"]}
            ),
            "projects/other/docs/index.md": lesson("other"),
        },
        items={"part/first": ["q-first"], "other": ["q-other"]},
        theme="material",
    ),
    "privacy": Case(plugins=["coursewright", "material/privacy"], needs="material"),
    "social": Case(
        plugins=["coursewright", "material/social"],
        needs="cairosvg",
        config={"site_url": "https://example.org/c/"},
        theme="material",
        says={
            "part/first": [
                '<meta property="og:image" content="https://example.org/c/assets/images/social/part/first.png"'
            ]
        },
    ),
    "blog": Case(
        plugins=["coursewright", "material/blog"],
        needs="material",
        files=PART
        | MORE
        | {
            "docs/blog/index.md": "# Blog\n",
            "docs/blog/posts/one.md": lesson("one").replace("id: one", "id: one\ndate: 2026-01-01"),
            "docs/blog/posts/two.md": lesson("two").replace("id: two", "date: 2026-01-02")
            + "\n<!-- more -->\n\nBelow.\n",
        },
        config={"nav": [*NAV, "blog/index.md"]},
        items={
            "part/first": ["q-first"],
            "blog/2026/01/01/one": ["q-one"],
            "blog/2026/01/02/two": ["q-two"],
            "blog": [],
            "blog/archive/2026": [],
        },
        theme="material",
    ),
}


def make(folder: Path, case: Case) -> Path:
    """Build a case's site, strictly."""
    extra = {**case.config.get("extra", {}), "course": {**COURSE, **case.config.get("extra", {}).get("course", {})}}
    titles = set(case.sections)
    for name in ("core", "electives"):
        extra["course"][name] = [title for title in COURSE[name] if title in titles]
    own = {"site_name": "T", "theme": {"name": case.theme, "highlightjs": False}, "plugins": list(case.plugins)}
    if "nav" not in case.config and not any(name in NAVIGATORS for name in case.plugins):
        own["nav"] = NAV if MORE.items() <= case.files.items() else [*NAV[:1], {"Part one": ["part/first.md"]}]
    config = {**own, **case.config, "extra": extra}
    for path, text in {"docs/index.md": HOME, "mkdocs.yml": yaml.safe_dump(config), **case.files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    if any(path.startswith("quizzes/") for path in case.files):
        layout, _ = read_layout(folder / "mkdocs.yml")
        assert layout
        (folder / "quizzes" / ANSWER_KEY).write_text(answer_key(read_course(layout)), encoding="utf-8")
    if "material/social" in case.plugins:
        put_font(folder / FONTS)
    if case.git:
        for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
            name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            subprocess.run(["git", *name, *command], cwd=folder, check=True)
    loaded = load_config(str(folder / "mkdocs.yml"), strict=True)
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    loaded.plugins.on_shutdown()
    return folder / "site"


def put_font(folder: Path) -> None:
    """Put the font that Pillow brings along into a folder."""
    from PIL import ImageFont  # noqa: PLC0415 - it comes with what the case needs

    folder.mkdir(parents=True)
    (folder / "Regular.ttf").write_bytes(ImageFont.load_default(20).path.getvalue())  # type: ignore[union-attr]


def steps(html: str) -> dict[str, list[str]]:
    """Return what a page's list of progress has: sections with their lessons' ids."""
    found = re.findall(r"<summary><h\d><span>([^<]*?) ?<(.*?)</details>", html, re.S)
    return {title: re.findall(r'data-step="?lesson"? data-id="?([\w-]+)', rows) for title, rows in found}


def items(html: str) -> list[str]:
    return re.findall(r'<cw-item\b[^>]* data-item="?([\w-]+)', html)


@pytest.mark.parametrize("name", CASES)
def test_items_and_progress_beside_another_plugin(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[name]
    monkeypatch.chdir(tmp_path)  # where snippets look for files
    if find_spec(case.needs) is None:
        pytest.skip(f"{case.needs} is not installed")
    site = make(tmp_path, case)
    pages = {path: (site / path / "index.html").read_text(encoding="utf-8") for path in ("", *case.items, *case.says)}
    assert steps(pages[""]) == case.sections
    assert {path: items(pages[path]) for path in case.items} == case.items
    for path, texts in case.says.items():
        for text in texts:
            assert text in pages[path]


@pytest.mark.parametrize("name", ["blog", "tags"])
def test_a_plugin_that_needs_material_says_so_under_our_theme(tmp_path: Path, name: str) -> None:
    """There were a KeyError and a template that wasn't found."""
    (tmp_path / "docs/blog/posts").mkdir(parents=True)
    plugins = [f"material/{name}", "coursewright"]
    settings = {"site_name": "T", "theme": {"name": "coursewright"}, "plugins": plugins}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    loaded = load_config(str(tmp_path / "mkdocs.yml"))
    with pytest.raises(PluginError, match=f"material/{name} needs .*theme: {{name: material}}"):
        loaded.plugins.on_config(loaded)


def test_links_lead_into_a_version_and_it_makes_no_other_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mike writes the version without a slash at its end: links of the 404 page began with “/c/1.0part/”."""
    if find_spec("mike") is None:
        pytest.skip("mike is not installed")
    monkeypatch.setenv("MIKE_DOCS_VERSION", "1.0")
    config = {"site_url": "https://example.org/c/", "extra": {"course": {"id": None}}}
    site = make(tmp_path, Case(plugins=["coursewright", "mike"], config=config))
    page = (site / "part/first/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'data-course="(.*?)"', page)) == {course_id("https://example.org/c/", "T")}
    loaded = load_config(str(tmp_path / "mkdocs.yml"))
    assert address(loaded.plugins.on_config(loaded)) == "https://example.org/c/1.0/"
