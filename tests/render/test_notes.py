"""What a page shows beside its text and items: a school's notes, sources, words of the glossary, a way to report."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.model.notes import Term
from coursewright.problem import Source
from coursewright.render.frame.furniture import report_link
from coursewright.render.terms import _index
from engines import read_as_text

SETTINGS = {
    "site_name": "Notes",
    "site_url": "https://example.org/",
    "repo_url": "https://github.com/o/r",
    "theme": {"name": "coursewright"},
    "plugins": ["search", "coursewright"],
    "markdown_extensions": ["admonition", "attr_list", "def_list", "tables", "toc"],
    "extra": {"course": {"id": "c", "version": "1.2.0", "glossary": "ref/words.md"}},
    "validation": {"anchors": "warn"},
}
LOCAL = """support: |
  Hall 2. See [one](docs/one.md#start).

  - by phone
law: Chapter **9**
empty:
"""
ONE = """---
id: one
quiz: {auto_number: true}
sources:
  - "Ash, A. (2020). [A title](https://example.org/a). *Journal, 1*."
  - "Beech, B. (n.d.). [B & B](ref/words.md)."
---
# Boundary talk {#start}

<!-- local: empty -->

A boundary, and `boundary` again. Two boundary crossings, [a boundary](ref/words.md). Do not PAUSE; pause.

> A tie that a client names.

| Boundary | **tie** |
|---|---|
| x | y |

!!! note "Tie"
    <!-- local: support -->

<quiz>
Which tie holds?
- [x] This tie
  > A boundary holds.
- [ ] No tie
  > A tie may hold.
</quiz>

<!-- local: law -->

1. First
2. <!-- local: empty -->

## Sources {#sources}

<!-- course: sources -->

Behind a tie.
"""
TWO = """---
id: two
glossary: false
sources:
  - "Ash, A. (2020). [A title](https://example.org/a/). *Journal, 1*."
---
# Two

A boundary.

<!-- course: sources -->
"""
WORDS = """# Words

**Boundary** {#boundary}
:   A *line* with a tie. See [one](../one.md).

**Boundary crossing** {#crossing}
:   A step.

**PAUSE** {#pause}
:   Five letters.

**Tie (or bond)** {#tie}
:   A "bond" & more.
"""
PAGES = {
    "docs/index.md": "# Home\n\nA boundary.\n",
    "docs/one.md": ONE,
    "docs/two.md": TWO,
    "docs/ref/words.md": WORDS,
    "docs/ref/all.md": "# All\n\n<!-- course: references -->\n",
    "local.yml": LOCAL,
}


def made(root: Path, **settings: object) -> dict[str, str]:
    for name, text in {**PAGES, "mkdocs.yml": yaml.safe_dump({**SETTINGS, **settings})}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), strict=False))
    return {name: (root / "site" / name / "index.html").read_text("utf-8") for name in ("", "one", "two", "ref/all")}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("notes")


@pytest.fixture(scope="module")
def site(root: Path) -> dict[str, str]:
    return made(root)


def article(html: str) -> str:
    return html[html.index("<article") : html.index("</article>")]


def test_a_filled_note_stands_where_its_comment_is(site: dict[str, str]) -> None:
    support, law = re.findall(r'<div class="cw-local".*?</div>', site["one"], re.S)
    assert read_as_text(support) == "Support Hall 2. See one. by phone"
    assert 'role="note" aria-label="Support"' in support
    assert '<a href="#start">one</a>' in support
    assert "<li>by phone</li>" in support
    assert "<p>Chapter <strong>9</strong></p>" in law
    box = site["one"][site["one"].index('class="admonition') : site["one"].index("<cw-item")]
    assert "Hall 2" in box


def test_an_empty_note_leaves_nothing(site: dict[str, str]) -> None:
    assert "empty" not in article(site["one"]).casefold()
    assert re.search(r"<li>First</li>\s*</ol>", site["one"])
    assert "<li></li>" not in site["one"]


def test_notes_are_not_counted_as_questions(site: dict[str, str]) -> None:
    assert re.findall(r'class="cw-number[^>]*>(.*?)<', site["one"]) == ["Question 1"]


def test_notes_alone_load_no_script(root: Path, site: dict[str, str]) -> None:
    assert site
    assert "notes.css" not in site["two"]
    assert "cw-score" not in site["two"]
    assert "<script" not in article(site["two"])
    assert (root / "site/assets/coursewright/notes.css").is_file()
    assert article(site["one"]).index("notes.css") < article(site["one"]).index("cw-term")


def test_a_page_shows_its_own_sources(site: dict[str, str]) -> None:
    (rows,) = re.findall(r'<ul class="cw-sources">(.*?)</ul>', site["one"])
    assert rows == (
        '<li>Ash, A. (2020). <a href="https://example.org/a">A title</a>. <em>Journal, 1</em>.</li>'
        '<li>Beech, B. (n.d.). <a href="../ref/words/">B &amp; B</a>.</li>'
    )
    assert site["one"].index("cw-sources") < site["one"].index("Behind a ")


def test_all_sources_stand_in_one_list_with_their_pages(site: dict[str, str]) -> None:
    rows = re.findall(
        r"<li>(.*?)</li>", re.findall(r'<ul class="cw-sources cw-references">(.*?)</ul>', site["ref/all"])[0]
    )
    assert [read_as_text(row) for row in rows] == [
        "Ash, A. (2020). A title. Journal, 1. Used in: Boundary talk, Two",
        "Beech, B. (n.d.). B & B. Used in: Boundary talk",
    ]
    assert '<a href="../words/">B &amp; B</a>' in rows[1]  # written for another folder
    assert '<a href="../../one/">Boundary talk</a>, <a href="../../two/">Two</a>' in rows[0]


def test_machines_read_sources_as_plain_text(site: dict[str, str]) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', site["one"], re.S)
    assert found
    assert json.loads(found[1])["citation"] == ["Ash, A. (2020). A title. Journal, 1.", "Beech, B. (n.d.). B & B."]


def test_a_word_is_explained_once_where_it_first_stands_in_the_text(site: dict[str, str]) -> None:
    text = article(site["one"])
    words = re.findall(r'<button class="cw-term" popovertarget="cw-term-([\w-]+)" type="button">(.*?)</button>', text)
    assert words == [("boundary", "boundary"), ("crossing", "boundary crossings"), ("pause", "PAUSE"), ("tie", "tie")]
    assert "<p>A <button" in text
    for closed in re.findall(r"<(h1|code|th|cw-item|blockquote|a)\b(.*?)</\1>", text, re.S):
        assert "cw-term" not in closed[1]


def test_the_definition_is_the_glossarys_and_links_there(site: dict[str, str]) -> None:
    (shown,) = re.findall(r'<cw-def [^>]*id="cw-term-boundary".*?</cw-def>', site["one"], re.S)
    assert ' popover=""' in shown
    assert read_as_text(shown) == "Boundary. A line with a tie. See one. In the glossary"
    assert '<a href="../ref/words/#boundary">In the glossary</a>' in shown


def test_no_other_page_explains_words(site: dict[str, str]) -> None:
    assert "cw-term" not in site["two"]  # its front matter says not
    assert "cw-term" not in site[""]  # no lesson


def test_definitions_are_not_in_the_search_index_of_other_pages(root: Path, site: dict[str, str]) -> None:
    assert site
    index = json.loads((root / "site/search/search_index.json").read_text("utf-8"))
    texts = {entry["location"]: entry["text"] for entry in index["docs"]}
    assert "In the glossary" not in str(texts)
    assert "with a tie" in str([text for place, text in texts.items() if place.startswith("ref/words")])
    assert "with a tie" not in str([text for place, text in texts.items() if place.startswith("one")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("boundaries", "Boundary"),
        ("Boundary", "Boundary"),
        ("a boundary\ncrossing", "Boundary crossing"),
        ("non-boundary", None),
        ("boundary-less", None),
        ("unboundary", None),
    ],
)
def test_which_forms_of_a_word_are_found(text: str, found: str | None) -> None:
    place = Source("words.md", 1, 1)
    index = _index((Term("b", "Boundary", "", place), Term("c", "Boundary crossing", "", place)))
    match = index.pattern.search(text)
    assert (index.terms[" ".join(match[0].casefold().split())].name if match else None) == found


def test_an_error_is_reported_with_the_pages_address(site: dict[str, str]) -> None:
    (link,) = re.findall(r'<a class="cw-report" href="(.*?)">Report an error on this page</a>', site["one"])
    parts = urlsplit(unescape(link))
    asked = parse_qs(parts.query)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://github.com/o/r/issues/new"
    assert asked["title"] == ["Error on the page “Boundary talk”"]
    assert asked["body"][0].startswith("https://example.org/one/ (docs/one.md, 1.2.0)\n\nWhat is wrong")


def test_without_a_repository_the_page_says_what_to_do(tmp_path: Path) -> None:
    html = made(tmp_path, repo_url="")["one"]
    footer = html[html.index("<footer") :]
    assert "cw-report" not in html
    assert "Tell whoever runs this course." in footer


@pytest.mark.parametrize(
    ("repository", "start"),
    [
        ("https://github.com/o/r/", "https://github.com/o/r/issues/new?title="),
        ("https://gitlab.com/o/r", "https://gitlab.com/o/r/-/issues/new?issue%5Btitle%5D="),
        ("https://gitlab.example.edu/o/r", "https://gitlab.example.edu/o/r/-/issues/new?"),
        ("https://codeberg.org/o/r", "https://codeberg.org/o/r/issues/new?title="),
        ("https://example.edu/o/r", "https://example.edu/o/r"),
        ("", ""),
    ],
)
def test_each_host_has_its_own_form(repository: str, start: str) -> None:
    link = report_link(repository, "https://example.org/ (docs/index.md)", "A & B", str)
    assert link.startswith(start)
    assert link == start or "A%20%26%20B" in link
