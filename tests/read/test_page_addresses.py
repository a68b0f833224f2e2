"""Two pages at one address, redirects that lead astray, and titles of a navigation that lack their colon."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.problem import Problem, Severity
from coursewright.read.course import read_course

HEAD = "site_name: Site\nextra: {course: {id: one}}\n"
LESSON = "---\nid: {}\n---\n# {}\n"


def told(folder: Path, config: str, *pages: str) -> list[Problem]:
    for name in ("index.md", "desk/listen.md", *pages):
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        text = LESSON.format(name.replace("/", "-"), name)
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    (folder / "hook.py").touch()
    (folder / "mkdocs.yml").write_text(HEAD + config, encoding="utf-8")
    layout, unread = read_layout(folder / "mkdocs.yml")
    assert layout
    assert not unread
    return [one for one in check(read_course(layout)) if one.code == "R031"]


PLUGINS = "plugins: [coursewright]\n"


@pytest.mark.parametrize(
    ("page", "config", "level"),
    [
        ("desk/listen/index.md", PLUGINS, Severity.ERROR),
        ("desk/listen/README.md", PLUGINS, Severity.WARNING),
        ("README.md", PLUGINS, Severity.WARNING),
        ("README.md", f"{PLUGINS}use_directory_urls: false\n", Severity.WARNING),
    ],
)
def test_two_pages_at_one_address_are_told(page: str, config: str, level: Severity, tmp_path: Path) -> None:
    (found,) = told(tmp_path, config, page)
    assert (found.source.path, found.severity) == (f"docs/{page}", level)
    assert "address" in found.message


@pytest.mark.parametrize(
    ("page", "config"),
    [
        ("desk/README.md", PLUGINS),
        ("desk/index.md", PLUGINS),
        ("desk/listen/two.md", PLUGINS),
        ("desk/readme-first.md", PLUGINS),
        ("desk/listen/index.md", f"{PLUGINS}use_directory_urls: false\n"),
        ("README.md", f"{PLUGINS}exclude_docs: /README.md\n"),
        ("README.md", f"{PLUGINS}hooks: [hook.py]\n"),
        ("README.md", "plugins: [coursewright, exclude]\n"),
    ],
)
def test_pages_that_nothing_else_has_the_address_of(page: str, config: str, tmp_path: Path) -> None:
    assert told(tmp_path, config, page) == []


def redirect(pair: str, more: str = "") -> str:
    return f"plugins:\n  - coursewright\n{more}  - redirects:\n      redirect_maps:\n        {pair}\n"


@pytest.mark.parametrize(
    ("pair", "said", "mend"),
    [
        ("desk/listen.md: index.md", "takes the place of the page “desk/listen.md”", "Take it out"),
        ("desk/listen/index.md: index.md", "takes the place of the page “desk/listen.md”", "Take it out"),
        ("README.md: desk/listen.md", "takes the place of the page “index.md”", "Take it out"),
        ("old.md: desk/lisen.md", "leads to “desk/lisen.md”", "Did you mean “desk/listen.md”?"),
        ("old.md: gone.md#part", "leads to “gone.md”", "Name a page"),
        ("old.md: desk/listen", "leads to “desk/listen”", "Did you mean “desk/listen.md”?"),
        ("old.md: desk/listen/#part", "leads to “desk/listen/”", "Did you mean “desk/listen.md”?"),
        ("old.md: /desk/listen/", "leads to “/desk/listen/”", "Did you mean “desk/listen.md”?"),
        ("old.md: desk/listen.html", "leads to “desk/listen.html”", "Did you mean “desk/listen.md”?"),
        ("old.md: docs/desk/listen", "leads to “docs/desk/listen”", "Did you mean “desk/listen.md”?"),
        ("old.md: ./desk/listen.md", "leads to “./desk/listen.md”", "Did you mean “desk/listen.md”?"),
        ("old.md: docs/desk/listen.md", "leads to “docs/desk/listen.md”", "Did you mean “desk/listen.md”?"),
    ],
)
def test_a_redirect_that_leads_astray_is_told_at_its_line(pair: str, said: str, mend: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, redirect(pair))
    assert said in found.message
    assert mend in found.hint
    assert (found.source.path, found.source.line) == ("mkdocs.yml", 7)


@pytest.mark.parametrize(
    "config",
    [
        redirect("old.md: desk/listen.md#part"),
        redirect("old/page.md: index.md"),
        redirect("old.md: https://example.org/gone.md"),
        redirect("old.md: /gone.md"),
        redirect("old.md: http://example.org/desk/listen"),
        redirect("old.md: mailto:desk/listen"),
        redirect("old.md: '#part'"),
        redirect("old.md: 12"),
        redirect("old.md: assets/form.pdf"),
        redirect("old.md: "),
        redirect("made.md: made/by-plugin.md", "  - of-others\n"),
        "plugins:\n  coursewright: {}\n  redirects: {}\n",
        "plugins: [coursewright, redirects]\n",
        "plugins: [coursewright, {redirects: {redirect_maps: [a]}}]\n",
    ],
)
def test_right_redirects_stay_silent(config: str, tmp_path: Path) -> None:
    assert told(tmp_path, config) == []


def test_plugins_as_a_mapping_have_places_too(tmp_path: Path) -> None:
    text = "plugins:\n  coursewright: {}\n  redirects:\n    redirect_maps:\n      old.md: gone.md\n"
    (found,) = told(tmp_path, text)
    assert found.source.line == 7


@pytest.mark.parametrize(
    ("entry", "mend"),
    [
        ("Listening desk/listen.md", "“Listening: desk/listen.md”"),
        ("Listen first desk/listen.md", "“Listen first: desk/listen.md”"),
        ("Listening:desk/listen.md", "“Listening: desk/listen.md”"),
        ("At the desk:desk/listen.md", "“At the desk: desk/listen.md”"),
        ("聞く：desk/listen.md", "“聞く: desk/listen.md”"),
    ],
)
def test_a_title_without_its_colon_is_named_as_the_cause(entry: str, mend: str, tmp_path: Path) -> None:
    cause, follows = sorted(
        told(tmp_path, f"{PLUGINS}nav:\n  - index.md\n  - {entry}\n"), key=lambda one: bool(one.follows)
    )
    assert mend in cause.hint
    assert "colon" in cause.hint
    assert follows.follows == f"{cause.source} R031"


@pytest.mark.parametrize(
    "entries",
    [
        "  - Listening: desk/listen.md\n",
        "  - desk/listen.md\n  - Elsewhere: https://example.org/desk/listen.md\n",
        "  - desk/listen.md\n  - my notes.md\n",
        "  - desk/listen.md\n  - mailto:a@example.org\n",
    ],
)
def test_right_entries_stay_silent(entries: str, tmp_path: Path) -> None:
    pages = ["my notes.md"] if "notes" in entries else []
    assert told(tmp_path, f"{PLUGINS}nav:\n  - index.md\n{entries}", *pages) == []
