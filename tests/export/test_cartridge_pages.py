"""Pages of a cartridge as importers take them: whole, taken apart by Moodle, and under Canvas's names by Open edX."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

import pytest
from cartridge_reader import read
from small_site import bank, small_site
from test_cartridge import FILES, NAV, export, items_of, outline, resources

from coursewright.export.bundle import Bundle
from coursewright.export.registry import Options, all_exporters
from coursewright.model.site import Site
from coursewright.render.html import html_links


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(tmp_path_factory.mktemp("cartridge-pages"), FILES, more=NAV)


@pytest.fixture(scope="module")
def old(site: Site) -> Bundle:
    return export(site, "cc11")


@pytest.fixture(scope="module")
def new(site: Site) -> Bundle:
    return export(site, "cc13")


@pytest.fixture(scope="module")
def edx(site: Site) -> Bundle:
    return export(site, "cc13", openedx=True)


def test_for_moodle_they_stand_below_their_module(old: Bundle) -> None:
    """Moodle makes a label of a folder in a module, with a picture that it has no more."""
    assert outline(old) == [
        ("Small", ["Home"]),
        ("First", [
            "Lesson a", "Checks for a", "Lesson a: Talk about it",
            "Lesson b", "Checks for b", "Lesson b: Talk about it",
        ]),
        ("Second", ["Third"]),
        ("Small", ["Final"]),
    ]  # fmt: skip


def pages(bundle: Bundle) -> dict[str, str]:
    return {path: found.decode() for path, found in bundle.files.items() if path.endswith(".html")}


def beside(path: str, target: str) -> str:
    """Return the file that a link of a page names by its place beside it; nothing where it leads out of the package."""
    parts = urlsplit(target)
    local = not parts.scheme and not parts.netloc and parts.path
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if local else ""


def test_pages_have_what_they_load_and_links_between_them_work(new: Bundle) -> None:
    assert sorted(pages(new)) == [
        f"course/{name}.html" for name in ("index", "one/a", "one/b", "two/c")
    ]  # no path pages
    for path, html in pages(new).items():
        assert "cw-header" not in html
        named = {beside(path, link.target) for link in html_links(html)} - {""}
        assert named <= set(new.files), path
    assert 'href="b.html#talk"' in new.files["course/one/a.html"].decode()


def test_moodle_finds_pictures_beside_pages_and_other_lessons_on_the_website(old: Bundle) -> None:
    """It takes files by their place, but no pages, and it leaves out ids: a link to one of these would be dead."""
    assert sorted(pages(old)) == [f"course/{name}.html" for name in ("index", "one/a", "one/b", "two/c")]
    for path, html in pages(old).items():
        links = list(html_links(html))
        named = {beside(path, link.target) for link in links} - {""}
        assert named <= {found for found in old.files if found.startswith("images/")}, path
        assert not [link.target for link in links if link.target.startswith("#")]
        assert "<script" not in html
        assert "¶" not in html
        assert "&para;" not in html
        assert '<div lang="en" dir="ltr">' in html
    lesson = old.files["course/one/a.html"].decode()
    assert 'href="https://example.org/small/one/b/#talk"' in lesson
    pictures = {beside("course/one/a.html", link.target) for link in html_links(lesson) if link.tag == "img"}
    assert [old.files[path] for path in pictures] == [b"\x89PNG cat"]


def test_moodle_shows_no_answer_that_a_quiz_below_the_page_asks_for(tmp_path: Path) -> None:
    """It unfolds what a page folds away. Where the cartridge has no such question, the page is all that tells it."""
    asked = "<!-- id: asked -->\nWhich?\n- [x] a\n  > Right, FOLDED.\n- [ ] b\n- [ ] c\n\nAs FOLDED."
    typed = "<!-- id: typed -->\nIt is [[secretly]].\n\n---\nAs FOLDED."
    order = "<!-- id: sorted; type: order -->\nSort.\n\n1. one\n2. two\n3. three\n\nAs one counts."
    survey = "<!-- id: survey; scored: false -->\nWhat now?\n- [ ] Wait\n  > Nobody learns of it.\n- [ ] Go"
    page = "---\nid: a\n---\n# A\n\n<!-- quiz: bank a -->\n"
    quiz = bank(asked, typed, order, survey, use="practice")
    site = small_site(tmp_path, {"docs/a.md": page, "quizzes/a.md": quiz})
    for target, settings, folds in (("cc11", {}, False), ("cc13", {"openedx": True}, True), ("cc13", {}, True)):
        html = export(site, target, **settings).files["course/a.html"].decode()
        assert ("FOLDED" in html, "secretly" in html) == (folds, folds), target
        for told in ("Which?", "As one counts.", "Nobody learns of it."):
            assert told in html, target


def test_without_an_address_links_that_moodle_would_lose_are_text_and_reported(site: Site) -> None:
    made = all_exporters()["cc11"].run(site.course, replace(site, url=""), Options())
    assert "<a>the other</a>" in made.files["course/one/a.html"].decode()
    (problem,) = [one for one in made.problems if one.code == "E003" and one.source.path == "docs/one/a.md"]
    assert "b.html#talk" in problem.message


def converted(bundle: Bundle, html: str) -> set[str]:
    """Return what cc2olx makes of the addresses in a page or a question; see its ``static_links.py``."""
    found = set()
    for link in html_links(html):
        address = unquote(link.target)
        if "IMS-CC-FILEBASE" in address:
            address = address.replace("$IMS-CC-FILEBASE$", "/static").partition("?")[0]
        elif "WIKI_REFERENCE" in address:
            ending = address.replace("$WIKI_REFERENCE$/pages/", "").partition("?")[0] + ".html"
            names = [name for name, node in resources(bundle).items() if node.get("href", "").endswith(ending)]
            address = f"/jump_to_id/{names[0]}" if names else address
        found.add(address)
    return found


def test_open_edx_gets_pictures_and_links_between_lessons(edx: Bundle) -> None:
    assert not any(path.startswith("images/") for path in edx.files)
    static = {f"/static/{path.removeprefix('web_resources/')}" for path in edx.files}
    known = static | {f"/jump_to_id/{name}" for name in resources(edx)}
    texts = [text.text or "" for item in items_of(edx).values() for text in item.iter("mattext")]
    for html in [*pages(edx).values(), *texts]:
        for address in converted(edx, html):
            assert address in known or address.startswith("https://") or f'id="{address[1:]}"' in html
    (lesson,) = [name for name, node in resources(edx).items() if node.get("href") == "course/one/b.html"]
    made = converted(edx, edx.files["course/one/a.html"].decode())
    assert f"/jump_to_id/{lesson}" in made
    assert {address for address in made if address.startswith("/static/")} <= static
    assert any(address.endswith(".png") for address in made)
    assert any("/static/images/" in address for text in texts for address in converted(edx, text))


def texts_of(item: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in item.iter("mattext")]


def test_moodle_finds_pictures_in_stems_alone(tmp_path: Path) -> None:
    """Elsewhere they are the website's; without one, their description stays, and the report says so."""
    check = (
        "<!-- id: seen -->\nWhich ![stem](../docs/img/cat.png)?\n"
        "- [ ] a ![a < b](../docs/img/dog.png)\n  > No ![why](../docs/img/cat.png).\n- [x] b\n- [ ] c\n\n"
        "So ![so](../docs/img/dog.png)."
    )
    site = small_site(
        tmp_path,
        {"docs/img/cat.png": b"cat", "docs/img/dog.png": b"dog", "quizzes/bank.md": bank(check, use="practice")},
    )
    made = export(site, "cc11")
    texts = texts_of(items_of(made)["i-seen"])
    addresses = [link.target for text in texts for link in html_links(text)]
    (stem,) = [address for address in addresses if address.startswith("$IMS-CC-FILEBASE$/images/")]
    assert made.files[stem.removeprefix("$IMS-CC-FILEBASE$/")] == b"cat"
    assert b"dog" not in made.files.values()
    website = "https://example.org/small/img/"
    assert sorted(set(addresses) - {stem}) == [f"{website}cat.png", f"{website}dog.png"]
    assert not [one for one in made.problems if "pictures" in one.message]
    bare = all_exporters()["cc11"].run(site.course, replace(site, url=""), Options())
    texts = texts_of(items_of(bare)["i-seen"])
    assert sum("<img" in text for text in texts) == 1
    assert any("a a &amp;amp;lt; b" in text for text in texts)
    assert [one.item for one in bare.problems if "pictures of a cartridge in stems alone" in one.message] == ["seen"]


def test_moodle_finds_pages_texts_and_titles_that_its_importer_spoils(tmp_path: Path) -> None:
    """Seen in Moodle 4.5.6: pages with an umlaut or a blank in their name came without a word in them; code such as
    ``<b>`` became markup; and “<” in the course's title stopped the whole import. ``read`` is what it makes of a text.
    """
    said = "Which `<b>` of `&lt;`, R&D?"
    quiz = f"<quiz>\n<!-- id: said -->\n{said}\n- [x] `<i>`\n- [ ] b\n- [ ] c\n</quiz>"
    page = f"---\nid: a\n---\n# Q & A, x<y `<em>`\n\nIt is $x^2 < 4$, `<b>` ![cat](../img/cat.png)\n\n{quiz}\n"
    files = {"docs/Übung/eine seite.md": page, "docs/img/cat.png": b"cat"}
    site = small_site(tmp_path, files, more="  - pymdownx.arithmatex: {generic: true}")
    about = replace(site.course.about, title="If x < y & <z>")
    site = replace(site, course=replace(site.course, about=about))
    made = export(site, "cc11")
    places = [path for path in made.files if path.endswith(".html")]
    assert len(places) == len(site.pages)
    assert all(quote(path) == path for path in made.files)
    there = next(path for path in places if path != "course/index.html")
    html = made.files[there].decode()
    assert "<code>&lt;b></code>" in read(html)
    assert 'It is <span class="arithmatex">x^2 &lt; 4</span>, ' in read(html)
    assert "This lesson is done" not in html  # hidden on the website, where a script counts
    assert beside(there, next(link.target for link in html_links(html) if "cat" in link.target)) in made.files
    texts = " ".join(read(text) for text in texts_of(items_of(made)["i-said"]))
    assert "Which <code>&lt;b></code> of <code>&amp;lt;</code>, R&amp;D?" in texts
    assert "<code>&lt;i></code>" in texts
    manifest = made.files["imsmanifest.xml"].decode()
    assert "If x ‹ y &amp; ‹z›</lomm:string>" in manifest
    assert "<title>Q &amp; A, x‹y ‹em›</title>" in manifest
    assert "&lt;" not in manifest
    other = export(site, "cc13")
    assert "course/Übung/eine seite.html" in other.files
    assert "Which <code>&lt;b&gt;</code>" in " ".join(texts_of(items_of(other)["i-said"]))


def test_a_percent_sign_with_24_behind_it_is_no_dollar_in_moodle(tmp_path: Path) -> None:
    """Its importer makes a “$” of each ``%24`` in a stem, and in a topic."""
    stem = "Which sign is `%24`, as in [this](https://example.org/x%24y)?"
    text = f"<!-- id: code -->\n{stem}\n- [x] $\n- [ ] Less than %24\n"
    site = small_site(tmp_path, {"quizzes/bank.md": bank(f"<quiz>\n{text}</quiz>\n", use="practice")})
    stem = next(one for one in texts_of(items_of(export(site, "cc11"))["i-code"]) if "Which" in one)
    imported = stem.replace("%24", "$")
    assert "Which sign is %24, as" in re.sub("<[^>]*>", "", imported)
    assert "https://example.org/x%24y" in stem
    whole = texts_of(items_of(export(site, "cc13"))["i-code"])
    assert any("<code>%24</code>" in one for one in whole)
