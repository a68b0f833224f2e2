"""What a page shows as the key is right when a learner types it, whatever Markdown the author wrote it in."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from coursewright.fragment.identity import same_answer
from coursewright.model.item import Item
from coursewright.read.document import read_document
from marks import MARKS

ALSO = ["(b.md)", "- ", "3. ", "> ", "’", "–", "~2~", "^2^", "==", ":", "'", '"', "$x$"]
inline = st.lists(st.sampled_from([*MARKS, *ALSO]), min_size=1, max_size=7).map("".join)
FEW = ["attr_list", "tables"]
MANY = [
    *FEW,
    "abbr",
    "footnotes",
    "md_in_html",
    "pymdownx.arithmatex",
    "pymdownx.caret",
    "pymdownx.escapeall",
    "pymdownx.inlinehilite",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tilde",
]
OPTIONS = {"pymdownx.escapeall": {"hardbreak": True, "nbsp": True}, "pymdownx.arithmatex": {"generic": True}}


class Reader(HTMLParser):
    """Reads what stands in elements of a class, as a browser shows it."""

    def __init__(self, html: str, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name, self.depth, self.found = name, 0, []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img" and self.depth:
            self.found[-1] += given.get("alt") or ""
        if tag in ("img", "br", "input", "hr"):
            return
        if self.depth:
            self.depth += 1
        elif self.name in (given.get("class") or "").split():
            self.depth = 1
            self.found.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] += data


@cache
def engine(extensions: tuple[str, ...]) -> Markdown:
    options = {name: said for name, said in OPTIONS.items() if name in extensions}
    return Markdown(extensions=["coursewright", *extensions], extension_configs=options)


def page(text: str, extensions: list[str] = FEW) -> tuple[str, list[Item]]:
    html = engine(tuple(extensions)).reset().convert(text)
    return html, list(read_document(text, "page.md", [], "practice")[0].items)


def one(text: str, extensions: list[str] = FEW) -> tuple[str, Item]:
    html, (item,) = page(text, extensions)
    return html, item


def short(written: str) -> str:
    return f"<quiz>\n<!-- id: k; type: short -->\nWhich?\n- [x] {written}\n- [ ] other\n</quiz>\n"


def blank(written: str) -> str:
    return f"<quiz>\n<!-- id: k -->\nIt is [[{written}]] here.\n</quiz>\n"


def match(written: str) -> str:
    table = f"| a | b |\n| - | - |\n| x | {written} |\n| y | other |"
    return f"<quiz>\n<!-- id: k; type: match -->\nWhich?\n\n{table}\n</quiz>\n"


def attribute(html: str, name: str) -> list[object]:
    return [json.loads(unescape(value)) for value in re.findall(f'data-{name}="([^"]*)"', html)]


def shown_for_short(html: str) -> str:
    return " ".join(Reader(html, "cw-copy").found[0].split())


@pytest.mark.parametrize("extensions", [FEW, MANY], ids=["few", "many"])
@settings(max_examples=80)
@given(written=inline)
@example(written=r"2\*3")
@example(written="m[1][1]")
@example(written="don’t")
@example(written="a<b and b>a")
@example(written="3. March")
@example(written="> 5")
@example(written="# one")
@example(written="* two")
def test_a_short_answer_is_right_as_it_is_shown(extensions: list[str], written: str) -> None:
    html, item = one(short(written), extensions)
    shown = shown_for_short(html)
    assume(shown and item.kind == "short" and not (extensions is FEW and "~~" in written))
    (answers,) = attribute(html, "answers")
    assert answers[same_answer(shown)] in item.keyed
    if extensions is FEW:
        assert item.score([shown]) == 1


@pytest.mark.parametrize("extensions", [FEW, MANY], ids=["few", "many"])
@settings(max_examples=80)
@given(written=inline)
@example(written="**nothing**")
@example(written="`ls -a`")
@example(written="H~2~O")
@example(written="a[0]")
@example(written="&lt;")
@example(written="<p>")
@example(written="[text](b.md)")
def test_a_blank_is_right_as_its_key_is_shown(extensions: list[str], written: str) -> None:
    html, items = page(blank(written), extensions)
    assume(items)
    item = items[0]
    assume(item.kind == "blanks" and len(item.blanks) == 1)
    (accepted,) = attribute(html, "accept")
    keys = re.findall(r'<li class="cw-reason cw-right">(.*?)</li>', html, re.S)[0]
    apart = keys.replace("</strong> or <strong>", '</strong></p><p class="key"><strong>')
    found = [" ".join(said.split()) for said in Reader(f'<p class="key">{apart}</p>', "key").found]
    assert any(found)
    for shown in filter(None, found):
        assert same_answer(shown) in accepted
        if extensions is FEW:
            assert item.score([shown]) == 1


@settings(max_examples=60)
@given(written=inline)
@example(written=r"snake\_case")
@example(written="m[1][1]")
def test_a_match_offers_its_entries_as_its_key_shows_them(written: str) -> None:
    html, items = page(match(written), MANY)
    assume(items)
    item = items[0]
    assume(len(item.pairs) == 2 and len(item.choices) == 2)
    options = re.findall(r"<option value=\"\w+\">(.*?)</option>", html, re.S)
    offered = {" ".join(unescape(said).split()) for said in options}
    copies = Reader(html, "cw-copy").found
    assert {" ".join(said.split()) for said in copies[1::2]} == offered


@pytest.mark.parametrize(
    ("written", "right", "wrong"),
    [
        (r"4\*5", ["4*5", "4 *5".replace(" ", "")], [r"4\*5", "45"]),
        ("rows[0][2]", ["rows[0][2]", "ROWS[0][2]"], ["rows0", "rows"]),
        ("the nurse’s", ["the nurse's", "The  nurse’s"], ["the nurses"]),
        ("co-op", ["co-op", "co‑op", "co–op"], ["coop"]),
        ("&lt;br&gt;", ["<br>", "&lt;br&gt;"], ["br"]),
        ("ends\\", ["ends"], ["ends\\"]),
        ("Set<T>", ["Set<T>", "set<t>"], ["set"]),
    ],
)
def test_a_short_answer_by_example(written: str, right: list[str], wrong: list[str]) -> None:
    html, item = one(short(written))
    (answers,) = attribute(html, "answers")
    for said in right:
        assert item.score([said]) == 1
        assert answers.get(same_answer(said)) in item.keyed
    for said in wrong:
        assert item.score([said]) == 0
        assert answers.get(same_answer(said)) not in item.keyed


@pytest.mark.parametrize(
    ("written", "right", "wrong"),
    [
        ("*never*", ["never", "*never*"], ["nev"]),
        ("`cd ..`", ["cd .."], ["`cd ..`"]),
        ("CO~2~", ["CO2"], ["CO"]),
        ("CO<sub>2</sub>", ["co2"], ["CO<sub>2</sub>"]),
        (r"x\_y", ["x_y"], [r"x\_y"]),
        ("__init__", ["__init__", "init"], ["_init_"]),
        ("d['a'][0]", ["d['a'][0]", "d[‘a’][0]"], ["d['a'"]),
        ("&amp;", ["&", "&amp;"], ["amp"]),
        ("[the page](a.md)", ["the page"], ["[the page](a.md)"]),
    ],
)
def test_a_blank_by_example(written: str, right: list[str], wrong: list[str]) -> None:
    html, item = one(blank(written), MANY)
    (accepted,) = attribute(html, "accept")
    assert [item.score([said]) for said in right] == [1] * len(right)
    assert [item.score([said]) for said in wrong] == [0] * len(wrong)
    assert [same_answer(said) in accepted for said in right] == [True] * len(right)
    assert [same_answer(said) in accepted for said in wrong] == [False] * len(wrong)


@pytest.mark.parametrize("written", ["3. March", "> 5", "# one", "* two", "- three", "+ 4", "10) ten"])
def test_a_choice_that_begins_like_a_block_is_shown_as_written(written: str) -> None:
    html, _ = one(f"<quiz>\nWhich?\n- [x] {written}\n- [ ] other\n</quiz>\n", MANY)
    assert Reader(html, "cw-copy").found[0] == written


def test_what_is_no_tag_is_shown_wherever_it_stands() -> None:
    text = "<quiz>\nIs `a` a Map<K, V>?\n\nHint: an <E>.\n\n- [x] x<b and b>y\n  > if <i>\n"
    text += "- [ ] <em>no</em>\n\nSet<T>.\n</quiz>\n"
    html, _ = one(text)
    for shown in (
        "Map&lt;K, V&gt;",
        "an &lt;E&gt;.",
        "x&lt;b and b&gt;y",
        "if &lt;i&gt;",
        "<em>no</em>",
        "Set&lt;T&gt;.",
    ):
        assert shown in html


def test_no_backslash_is_shown_at_the_end_of_a_line() -> None:
    text = "<quiz>\nOne\\\ntwo\\\n- [x] Yes\\\n  > So,\\\n  > yes.\\\n- [ ] C:\\\n  > `No\\`\\\n\nAll.\\\n</quiz>\n"
    for extensions in (FEW, MANY):
        html, _ = one(text, extensions)
        assert re.findall(r"[^<>\s]*\\[^<>\s]*", re.sub(r"<code.*?</code>", "", html)) == ["C:\\", "C:\\"]
        assert html.count("<br") == 2
