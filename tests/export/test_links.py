"""A link in an item leads to the website from anywhere, or is plain text; it never leads nowhere."""

from __future__ import annotations

import pytest

from coursewright.export.links import Links, definitions_of
from coursewright.export.registry import Options
from coursewright.model.course import Bank, Course, Document, Lesson
from coursewright.read.document import read_document

PAGES = ("index.md", "a/index.md", "a/b c.md")
COURSE = Course(lessons=tuple(Lesson(path, path, Document(f"docs/{path}", {}, {}), path) for path in PAGES))
SITE = "https://example.org/x"
BANK = "quizzes/deep/bank.md"


def rewritten(markdown: str, site_url: str = SITE, *, origin: str = BANK, directory_urls: bool = True) -> str:
    links = Links.of(COURSE, Options(site_url=site_url, directory_urls=directory_urls))
    found = links.rewrite(markdown, origin, definitions_of([markdown]))
    assert found.lost == ()
    return found.markdown


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../../docs/index.md", f"{SITE}/"),
        ("../../docs/index.md#top", f"{SITE}/#top"),
        ("../../docs/a/index.md", f"{SITE}/a/"),
        ("../../docs/a/b%20c.md?q=1#d", f"{SITE}/a/b%20c/?q=1#d"),
        ("<../../docs/a/b c.md>", f"<{SITE}/a/b%20c/>"),
        ("../../docs/a/b c.md", f"{SITE}/a/b%20c/"),
        ('../../docs/a/file.pdf "A title"', f'{SITE}/a/file.pdf "A title"'),
        ("../../docs/a/", f"{SITE}/a/"),
        ("/other", "https://example.org/other"),
        ("https://example.com/(a)", "https://example.com/(a)"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("//[broken", "//[broken"),
    ],
)
def test_a_link_becomes_absolute(link: str, address: str) -> None:
    assert rewritten(f"See [it]({link}).") == f"See [it]({address})."


@pytest.mark.parametrize("link", ["../../docs/none.md", "#top", "other.md", "../../../x.md", ""])
def test_a_link_that_leads_nowhere_becomes_its_text(link: str) -> None:
    assert rewritten(f"See **[the *page*]({link})**.") == "See **the *page***."


def test_without_a_site_every_relative_link_becomes_its_text() -> None:
    text = "[a](../../docs/index.md) ![b](https://example.org/b) [c](https://example.org/c) <a href='d.md'>d</a> [e][E]"
    expected = "a ![b](https://example.org/b) [c](https://example.org/c) <a>d</a> e"
    assert rewritten(f"{text}\n\n[e]: ../../docs/index.md", "").rstrip() == expected


def test_addresses_can_be_files() -> None:
    text = "[a](../../docs/a/index.md) [b](../../docs/index.md#c)"
    assert rewritten(text, directory_urls=False) == f"[a]({SITE}/a/index.html) [b]({SITE}/index.html#c)"


def test_a_page_links_to_itself_and_its_neighbours() -> None:
    text = "[a](#c) [b](<b c.md>)"
    assert rewritten(text, origin="docs/a/index.md") == f"[a]({SITE}/a/#c) [b](<{SITE}/a/b%20c/>)"


def test_an_image_in_a_link_keeps_both() -> None:
    text = "[![a](../../docs/a.png)](../../docs/index.md)"
    assert rewritten(text) == f"[![a]({SITE}/a.png)]({SITE}/)"
    assert rewritten("[![a](https://example.org/a.png)](none.md)") == "![a](https://example.org/a.png)"


def test_a_definition_is_put_where_it_is_used() -> None:
    text = "[one][p], [p], [P][] and [other]\n\n[p]: ../../docs/index.md 'Title'\n"
    assert rewritten(text).rstrip() == f"[one](<{SITE}/>), [p](<{SITE}/>), [P](<{SITE}/>) and [other]"


@pytest.mark.parametrize(
    "text", ["`[a](b.md)`", "```\n[a](b.md)\n[c]: d\n```", "\\[a](b.md)", "a [b] (c)", "[x", "x](y.md)"]
)
def test_what_is_no_link_stays(text: str) -> None:
    assert rewritten(text) == text


def test_an_image_without_an_address_is_lost() -> None:
    links = Links.of(COURSE, Options(site_url=SITE))
    text = '![a](b.png) <img src="c.png"> ![d][e] ![f](../../docs/g.png)'
    assert links.rewrite(text, BANK, {"e": "h.png"}).lost == ("b.png", "h.png", "c.png")


def test_many_brackets_take_no_time() -> None:
    for text in ("[" * 20000, "](a" * 20000, "[a](" * 20000, "[a](b.md)" * 5000, "![" * 10000 + "](a)" * 10000):
        Links.of(COURSE, Options()).rewrite(text, BANK, {})


def test_an_anchor_alone_leads_to_the_page_that_shows_the_item() -> None:
    links = Links.of(COURSE, Options(site_url=SITE))
    assert links.rewrite("[a](#b)", BANK, {}, "docs/a/b c.md").markdown == f"[a]({SITE}/a/b%20c/#b)"
    assert links.rewrite("[a](#b)", "docs/index.md", {}).markdown == f"[a]({SITE}/#b)"


def test_links_refer_to_what_the_file_defines() -> None:
    text = "<quiz>\n<!-- id: i -->\nWhich?\n- [x] See [this][one]\n- [ ] b\n</quiz>\n\n[one]: ../docs/a/index.md\n"
    document, _ = read_document(text, "quizzes/bank.md", [])
    course = Course(lessons=COURSE.lessons, banks=(Bank("bank", "", "practice", document),))
    (item,) = document.items
    assert Links.of(course, Options(site_url=SITE)).definitions(item) == {"one": "../docs/a/index.md"}
