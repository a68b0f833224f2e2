"""A part of an item that is a plain line goes through nothing, unless somebody else's extension might change it."""

from __future__ import annotations

from re import Match
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown, markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import LINK_RE, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor

from coursewright.model.site import Html
from coursewright.render.parts import Parts

PLAIN = "The client’s own words (of 12), and no others."
COMMON = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences"]


class Shouting(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(Treeprocessor(md), "shouting", 1)


@pytest.mark.parametrize("others", [[], COMMON])
def test_a_plain_line_is_html_at_once(others: list[str]) -> None:
    assert Parts(Markdown(extensions=["coursewright", *others])).part(PLAIN) == Html(PLAIN)


@pytest.mark.parametrize("other", ["smarty", "abbr", Shouting()])
def test_it_waits_in_the_tree_where_another_extension_looks_at_words(other: str | Extension) -> None:
    assert isinstance(Parts(Markdown(extensions=["coursewright", other])).part(PLAIN), Element)


@pytest.mark.parametrize("text", ["Some *words*", "A [[gap]]", "Of $x$", "1. A step", "a@b.example", "A `word`"])
def test_a_line_with_marks_waits_there(text: str) -> None:
    assert isinstance(Parts(Markdown(extensions=["coursewright"])).part(text), Element)


LINKED = [
    "See [section 3](start.md#three) first.",
    "[The list (of 12)](a_b_c/x.md) and [it](../x/?a=1#t%20u)",
    "As said: “[why](w.md)”, [how](https://a.example:80/~b,c+d@e)",
    "Both [1](x.md)[2](y.md) ([3](#z)) - [ spaced ](é.md)  ",
    'He said: "[no](n.md)" then, on 1/2, left',
]


@pytest.mark.parametrize("others", [[], COMMON])
@pytest.mark.parametrize("text", LINKED)
def test_plain_links_alone_are_what_python_markdown_makes_of_them(
    text: str, others: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    extensions = ["coursewright", *others]
    page = f'<quiz>\nOf [what](a.md)?\n- [x] {text}\n  > Right: {text}\n- [ ] No: "not" so\n</quiz>\n\n[2]: two.md\n'
    soon = markdown(page, extensions=extensions)
    part = Parts(Markdown(extensions=extensions)).part(text, inside_line=True)
    assert isinstance(part, Element)
    assert not part.text, "it waits for the inline patterns"
    monkeypatch.setattr(Parts, "_skips_inert", False)
    assert soon == markdown(page, extensions=extensions)
    assert soon.count("<a href") == 1 + 3 * text.count("]("), "in the stem, the choice, its answer and its feedback"


@pytest.mark.parametrize(
    "text",
    ["An ![image](a.png)", "A [word][b]", 'A [word](b.md "of b")', "A [*word*](b.md)", "A [word](b.md){: .c}",
     "A [word](b(c).md)", "A [word] (b)", "A [word](b.md) *more*", "A [a [b](c)](d)", "A [](b.md)",
     "A [word]( b.md )", "A [word]()"],
)  # fmt: skip
def test_other_links_wait_for_the_inline_patterns(text: str) -> None:
    part = Parts(Markdown(extensions=["coursewright"])).part(text, inside_line=True)
    assert isinstance(part, Element)
    assert part.text == text


def test_links_wait_for_them_where_another_extension_looks_at_words() -> None:
    part = Parts(Markdown(extensions=["coursewright", "smarty"])).part(LINKED[0])
    assert isinstance(part, Element)
    assert part.text == LINKED[0]


class NewWindow(LinkInlineProcessor):
    """Opens each link in a window of its own, under the name of the pattern whose place it takes."""

    def handleMatch(self, m: Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # noqa: N802
        made, start, end = super().handleMatch(m, data)
        if isinstance(made, Element):
            made.set("target", "_blank")
        return made, start, end


class NewWindows(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(NewWindow(LINK_RE, md), "link", 160)


def test_links_are_made_by_whoever_has_taken_the_place_of_their_pattern() -> None:
    page = f"<quiz>\nOf [what](a.md)?\n- [x] {LINKED[0]}\n- [ ] No\n</quiz>\n"
    made = markdown(page, extensions=["coursewright", NewWindows()])
    assert made.count("<a href") == made.count('target="_blank"') == 3
