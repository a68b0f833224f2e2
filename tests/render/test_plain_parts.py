"""A part of an item that is a plain line goes through nothing, unless somebody else's extension might change it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown
from markdown.extensions import Extension
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
