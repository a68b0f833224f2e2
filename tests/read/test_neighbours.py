"""An item renders beside another one as it does alone, whatever it holds, and a page as often as one likes."""

from __future__ import annotations

import re
import textwrap
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from coursewright.model.course import Course
from coursewright.problem import Problem
from coursewright.read.document import read_document
from coursewright.render.extension import CoursewrightExtension
from coursewright.render.session import Page, Session

EXTENSIONS = ["admonition", "attr_list", "md_in_html", "pymdownx.details", "pymdownx.superfences", "tables"]
SHOWN = re.compile(r'<cw-item class.*?</cw-item>|<p class="cw-broken".*?</p>', re.S)
OPEN = [
    "<!-->", "<!--->", "<!--", "<!-- a --!>", "<![CDATA[", "<?", "<?php a", "<!DOCTYPE", "<div", '<div class="',
    "<div class='a>", "<div>", "<div markdown>", "<table>", "<pre>", "<p", "<textarea", "<script>", "<details>\n",
]  # fmt: skip
DEEP = ["<script>", "<style>", "<textarea>", "<title>", "<plaintext>", "<svg>", "<template>", "<select>", "<xmp>"]
CLOSED = [
    "<!-- a -->", "<!-- a --> <!-- b -->", "<!-- a -- b -->", "<![CDATA[ a ]]>", "<?php a ?>", "<!DOCTYPE html>",
    "a <? b", "a <!b", "a<b and c", "1 <2", '<div class="a > b">c</div>', "<div\nclass='a'>c</div>", "<hr>",
    "<br/>", "`<!-->`",
    "`<div`", "```\n<!-->\n<div\n```", "<script>a < b</script>", "<svg><path d='M0'/></svg>", "a <b>c</b>", "<p/>",
    f'<div data-a="{"a" * 5000}">c</div>',
]  # fmt: skip
FRAGMENTS = [
    *OPEN, *DEEP, *CLOSED, "</div>", "</p>", "</script>", "-->", "?>", "]]>", ">",
    '"', "'", "`", "``", "```\n", "~~~\n", "&", "&#", "\\", "<",
    "</", "<!", "<b", "<b\n", "</form>", "</cw-item>", "<a href='", "[a](", "![", "*", "**",
    "\n\n", "\n", "\n- a\n- b\n", "\n    ", "!!! note\n", '=== "a"\n', "| a | b |\n|-|-|\n", "$$", "a",
    "Because of it.", "/// note\n",
]  # fmt: skip
NUMBER = re.compile(r'<h2 class="cw-number[^>]*>.*?</h2>', re.S)
"""Says which of the page's items it is."""
SECOND = (
    "<quiz>\nWhich `second` one?\n- [x] *C* --> ?> ]]>\n  > - a list\n  > - of two\n- [ ] D\n"
    '  > Why "not" it\'s > that\n\n<div>A block</div>\n</quiz>\n'
)
text = st.lists(st.sampled_from(FRAGMENTS), max_size=5).map("".join)


def item(word: str, stem: str, label: str, feedback: str, explanation: str) -> str:
    """Return an item that holds these texts, each where its indentation puts it."""
    quoted = textwrap.indent(f"So. {feedback}", "  > ", lambda _: True)
    further = textwrap.indent(label, "  ", lambda line: bool(line.strip())).lstrip()
    return f"<quiz>\nWhich {word}?\n\n{stem}\n\n- [x] A {further}\n{quoted}\n- [ ] B\n\n{explanation}\n</quiz>\n"


@lru_cache(100)
def shown(page: str) -> list[str]:
    """Return what stands on the page for each item; the line of a broken one is another on another page."""
    html = Markdown(extensions=[CoursewrightExtension(), *EXTENSIONS]).convert(page)
    assert re.findall("[\x02\x03]|cw-hold|cw-part|cw-deck", html) == []
    return [re.sub(r"<code>[^<]*:\d+:\d+</code>", "", found) for found in SHOWN.findall(html)]


def alone(page: str) -> list[str]:
    """Return the same without the heading that numbers an item among those of its page."""
    found = shown(page)
    assert [len(NUMBER.findall(item)) for item in found] == [int(item.startswith("<cw-item")) for item in found]
    return [NUMBER.sub("", item) for item in found]


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text, text, text, text)
@example("", "", "", "<!-->")
@example("", "", "", "<!--->")
@example("", "", "", "<!-- a --!>")
@example("", "", "<!-->", "")
@example("<!-->", "", "", "")
@example("", "<!-->", "", "")
@example("", "", "", "<![CDATA[")
@example("", "", "", "<?php")
@example("", "", "", '<div class="')
@example("", "", "", "a\n<b\nc")
def test_two_items_side_by_side_are_what_each_is_alone(stem: str, label: str, feedback: str, explanation: str) -> None:
    first = item("first", stem, label, feedback, explanation)
    if len(shown(first)) == 1:  # else its text closes it, or opens code around its end
        assert alone(first) + alone(SECOND) == alone(f"{first}\n{SECOND}\nThe end.\n")
        assert alone(SECOND) + alone(first) == alone(f"{SECOND}\n{first}\nThe end.\n")


def problems_of(markdown: str) -> list[Problem]:
    problems: list[Problem] = []
    read_document(markdown, "page.md", problems)
    return problems


@pytest.mark.parametrize("markup", OPEN)
def test_markup_that_does_not_end_in_the_item_is_reported_at_its_place(markup: str) -> None:
    page = f"<quiz>\nWhich one?\n- [x] A\n- [ ] B\n\nSo.\n\n{markup}\n</quiz>\n\n{SECOND}"
    assert [(problem.code, *problem.source[1:]) for problem in problems_of(page)] == [("R017", 8, 1)]
    assert ["cw-broken" in found for found in shown(page)] == [True, False]


@pytest.mark.parametrize("markup", DEEP)
def test_a_tag_that_takes_all_for_its_content_is_reported_inside_a_line_too(markup: str) -> None:
    page = f"<quiz>\nWhich one?\n- [x] A\n- [ ] B\n\nSo {markup} it is.\n</quiz>\n"
    assert [(problem.code, *problem.source[1:]) for problem in problems_of(page)] == [("R017", 6, 4)]


@pytest.mark.parametrize("markup", CLOSED)
def test_markup_that_ends_in_the_item_is_no_problem(markup: str) -> None:
    assert problems_of(f"<quiz>\nWhich one?\n- [x] A\n- [ ] B\n\n{markup}\n</quiz>\n") == []


def test_a_page_converts_again_and_again_without_a_reset() -> None:
    """As Material's blog plugin does with its posts."""
    md = Markdown(extensions=[CoursewrightExtension(), *EXTENSIONS])
    first = md.convert(SECOND)
    assert first.count("<cw-item ") == 1
    assert md.convert(SECOND) == first
    assert md.convert("No item.") == "<p>No item.</p>"
    assert md.convert(SECOND) == first


FILE = "# P\n\n<quiz>\n<!-- id: a -->\nIn which {{ year }}?\n- [x] {{ year }}\n- [ ] 1999\n</quiz>\n\nThe end.\n"


@pytest.mark.parametrize(
    "handed",
    [
        FILE.replace("{{ year }}", "2024"),
        FILE.replace("- [x] {{ year }}", "- [x] 2024"),
        FILE.replace("# P\n\n", "").replace("The end.", "The end.\n\nAnd more.").replace("{{ year }}", "2024"),
        FILE.replace("In which {{ year }}?\n", "A hook's item, line for line?\n").replace("{{ year }}", "2024"),
        FILE,
    ],
)
def test_an_item_shows_the_lines_that_the_engine_hands_over(handed: str) -> None:
    """A hook or a snippet may fill in a line when the page has been read."""
    document, _ = read_document(FILE, "docs/index.md", [])
    session = Session(Course(), page=Page("docs/index.md", blocks=document.blocks, text=FILE))
    html = Markdown(extensions=[CoursewrightExtension(session=session)]).convert(handed)
    alone = Markdown(extensions=[CoursewrightExtension()]).convert(handed)
    assert SHOWN.findall(html) == SHOWN.findall(alone)
    assert html.count("<cw-item ") == 1
    assert "<quiz" not in html
    assert ("{{ year }}" in html) == ("{{ year }}" in handed)


def test_what_has_been_read_of_a_page_is_used_where_only_white_space_differs() -> None:
    text = FILE.replace("\n\nThe end.", "\n   \nThe\tend.")
    document, _ = read_document(text, "docs/index.md", [])
    session = Session(Course(), page=Page("docs/index.md", blocks=document.blocks, text=text))
    extension = CoursewrightExtension(session=session)
    Markdown(extensions=[extension]).convert(text)
    assert [lifted.item for lifted in extension.items.lifted] == list(document.items)
    assert all(a.item is b for a, b in zip(extension.items.lifted, document.items, strict=True))


def test_forged_marks_in_a_bank_are_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page's own are taken out by Python-Markdown; a bank doesn't pass through there."""
    stem = "Which \x02cw-gap:7:0\x03 has a [[blank]]?\n\n- \x02cw-item:7\x03\n- \x02cw-deck\x03 `a`"
    (tmp_path / "docs").mkdir()
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "b.md").write_text(f"<quiz>\n{stem}\n\n---\n\x02cw-gap:7:0\x03\n</quiz>\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    html = Markdown(extensions=[CoursewrightExtension()]).convert("<!-- quiz: bank b -->\n")
    assert html.count('class="cw-gap"') == 1
    assert re.findall("[\x02\x03]", html) == []
