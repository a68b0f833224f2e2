"""An item's parts as XHTML on its own: links lead to the public site, images come along, gaps are marked."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from small_site import bank, small_site

from coursewright.export.parts import LINE, ItemParts, item_parts, without_address
from coursewright.model.site import Site

BANK = bank(
    "<!-- id: links -->\nSee [home](../docs/index.md#you), [other](../docs/sub/other.md), [ref][ref],"
    " [out](https://example.com/?a=1&b=2), [mail](mailto:a@b.c), [file](../docs/a%20b.pdf),"
    " [js](javascript:alert(1)), [gone](gone.md), [root](/x/)?\n- [x] a\n- [ ] b",
    '<!-- id: images -->\n![A "cat"](../docs/img/cat.png){ width=40 }?\n- [x] ![dog](../docs/img/d g.png)\n'
    "- [ ] b ![lost](lost.png)\n  > ![web](https://example.com/w.png)",
    '<!-- id: html -->\n<b id=x onclick="x()" class="cw-x y">open</b><br>\n- [x] <script>a < b</script>\n- [ ] <em\n'
    '- [ ] <input disabled> <iframe src="https://example.com/v">film</iframe>\n- [ ] a <!-- b --> ]]> & &nbsp;&copy;'
    '\n\nWhy\u0001 \uffff.\n\n!!! note "Title"\n    Text\n\n### Head',
    '<!-- id: code -->\n```c\nif (a<b) { x->y = "&amp;"; }\n```\n- [x] `<em>` \\*\n- [ ] b',
    "<!-- id: formulas -->\n\\(x<y\\), $$a_1 * b_2$$, $x^2$, $5 and $6, `\\(c\\)`\n- [x] \\[a\\]\n- [ ] b",
    "<!-- id: gaps -->\n**From [[a]]** to [[z|y]].\n\n> It is _____ [a](../docs/index.md).",
    "<!-- id: odd-gaps -->\na_[[1]]^2 and ![a [[b]]](../docs/img/cat.png)?",
    "<!-- id: pairs; type: match -->\nMatch\n\n| T | M |\n| - | - |\n| `a` | **x** |\n| b | y |\n| | z |",
    "<!-- id: hinted -->\nWhich?\n- [x] a\n- [ ] b\n\n>? Think of [home](../docs/index.md).",
    more="[ref]: ../docs/sub/other.md#z\n",
)
FILES: dict[str, str | bytes] = {
    "quizzes/bank.md": BANK,
    "docs/sub/other.md": "# Other\n\n<quiz>\n<!-- id: on-page -->\nAs [above](#top) or [home](../index.md)?\n"
    "![cat](../img/cat.png)\n- [x] a\n- [ ] b\n</quiz>\n",
    "docs/img/cat.png": b"cat",
    "docs/img/d g.png": b"dog",
    "docs/a b.pdf": b"pdf",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(tmp_path_factory.mktemp("parts"), FILES)


def parts_of(site: Site, name: str, *, directory_urls: bool = True) -> ItemParts:
    return item_parts(site, site.items[name].item, lambda path: f"@@/{path}", directory_urls=directory_urls)


def texts(parts: ItemParts) -> list[str]:
    return [parts.stem, *parts.labels, *parts.feedback, parts.explanation, *parts.pairs, *parts.hints]


def test_every_part_is_xml(site: Site) -> None:
    assert len(site.items) == 10
    for name in site.items:
        for text in texts(parts_of(site, name)):
            ET.fromstring(f"<x>{text}</x>")


def test_links_lead_to_the_public_site_or_are_text_and_reported(site: Site) -> None:
    parts = parts_of(site, "links")
    for said in (
        '<a href="https://example.org/small/#you">home</a>',
        '<a href="https://example.org/small/sub/other/">other</a>',
        '<a href="https://example.org/small/sub/other/#z">ref</a>',
        '<a href="https://example.com/?a=1&amp;b=2">out</a>',
        '<a href="https://example.org/small/a%20b.pdf">file</a>',
        '<a href="https://example.org/x/">root</a>',
        ", js, gone,",
    ):
        assert said in parts.stem
    assert [(problem.code, problem.item, problem.source.line) for problem in parts.problems] == [("E001", "links", 5)]
    assert "gone.md" in parts.problems[0].message
    assert parts.dead == ()
    assert parts.files == {}
    files = parts_of(site, "links", directory_urls=False).stem
    assert '<a href="https://example.org/small/sub/other.html#z">ref</a>' in files


def test_links_of_an_item_on_a_page_start_there(site: Site) -> None:
    parts = parts_of(site, "on-page")
    assert '<a href="https://example.org/small/sub/other/#top">above</a>' in parts.stem
    assert '<a href="https://example.org/small/">home</a>' in parts.stem
    assert parts.files == {"img/cat.png": b"cat"}


def test_images_come_along_or_are_reported(site: Site) -> None:
    parts = parts_of(site, "images")
    assert parts.files == {"img/cat.png": b"cat", "img/d g.png": b"dog"}
    assert 'src="@@/img/cat.png"' in parts.stem
    assert 'alt="A &quot;cat&quot;"' in parts.stem
    assert 'src="@@/img/d g.png"' in parts.labels[0]
    assert parts.labels[1] == "b lost"
    assert 'src="https://example.com/w.png"' in parts.feedback[1]
    assert ["lost.png" in problem.message for problem in parts.problems] == [True]


def test_images_of_pool_items_stay_in_a_course_that_is_cut_down(site: Site) -> None:
    cut = site.only(site.course)
    assert parts_of(cut, "images").files == parts_of(site, "images").files


def test_html_is_cleaned_and_nothing_is_lost_unseen(site: Site) -> None:
    parts = parts_of(site, "html")
    whole = "".join(texts(parts))
    assert not any(said in whole for said in ("onclick", "id=", "cw-", "<script", "<input", "<iframe", "<!--", "\x01"))
    assert 'class="y"' in parts.stem
    assert parts.labels[:2] == ("a &lt; b", "&lt;em")
    assert "film" in parts.labels[2]
    assert "\u00a0©" in parts.labels[3]
    assert "<strong>Title</strong>" in parts.explanation
    assert "<strong>Head</strong>" in parts.explanation
    assert [problem.message[:8] for problem in parts.problems] == ["<iframe>"]


def test_code_and_formulas_keep_their_characters(site: Site) -> None:
    code = parts_of(site, "code")
    shown = "".join(ET.fromstring(f"<x>{code.stem}</x>").itertext())
    assert shown.strip() == 'if (a<b) { x->y = "&amp;"; }'
    assert code.labels[0] == "<code>&lt;em&gt;</code> *"
    formulas = parts_of(site, "formulas")
    assert formulas.stem == (r"\(x&lt;y\), $$a_1 * b_2$$, \(x^2\), $5 and $6, <code>\(c\)</code>")


def test_formulas_of_arithmatex_stay(tmp_path: Path) -> None:
    for number, options in enumerate(("{generic: true}", "{generic: false}")):
        more = f"  - pymdownx.arithmatex: {options}"
        files = {"quizzes/bank.md": bank("<!-- id: a -->\n\\(x<y\\)\n- [x] a\n- [ ] b")}
        stem = parts_of(small_site(tmp_path / str(number), files, more=more), "a").stem
        assert "".join(ET.fromstring(f"<x>{stem}</x>").itertext()) == r"\(x<y\)"


def test_gaps_part_the_stem(site: Site) -> None:
    parts = parts_of(site, "gaps")
    assert [piece.partition("<blockquote>")[0] for piece in parts.gaps] == [
        "<p><strong>From ",
        "</strong> to ",
        ".</p>",
    ]
    assert parts.stem == LINE.join(parts.gaps)
    odd = parts_of(site, "odd-gaps")
    assert odd.stem.startswith(f"a_{LINE}^2 and")
    assert (odd.gaps, [problem.message for problem in odd.problems]) == ((), ["a blank stands where no box can"])
    assert parts_of(site, "code").gaps == (parts_of(site, "code").stem,)


def test_pairs_and_hints(site: Site) -> None:
    parts = parts_of(site, "pairs")
    assert (parts.pairs, parts.labels) == (("<code>a</code>", "b"), ("<strong>x</strong>", "y", "z"))
    hinted = parts_of(site, "hinted")
    assert len(hinted.hints) == len(hinted.item.hints)


def test_without_an_address_links_are_text_and_counted_once(tmp_path: Path) -> None:
    site = small_site(tmp_path, FILES, url='""')
    found = [parts_of(site, name) for name in site.items]
    assert 'href="../' not in "".join(text for parts in found for text in texts(parts))
    (problem,) = without_address(found)
    assert problem.code == "E003"
    assert problem.message.endswith(f": {sum(len(parts.dead) for parts in found)}")
    assert without_address([parts_of(site, "code")]) == []
