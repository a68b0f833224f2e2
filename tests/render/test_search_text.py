"""What a search finds of items: what they ask, in every form of a stem; neither choices nor reasons."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from coursewright.model.course import Course
from coursewright.render.extension import CoursewrightExtension
from coursewright.render.indexed import only_stems
from coursewright.render.session import Page, Session

CHOICES = "- [x] hidden one\n  > hidden reason\n- [ ] hidden two\n\nhidden explanation\n"
ITEMS = {
    "Which is it?": f"Which is it?\n\nHint: hidden hint\n{CHOICES}",
    "First. So: a b Which?": f"First.\n\n> So:\n\n- a\n- b\n\nWhich?\n\n{CHOICES}",
    "Read: def f(): pass Which?": f"Read:\n\n```python\ndef f(): pass\n```\n\nWhich?\n\n{CHOICES}",
    "It is called by all.": "It is called [[hidden]] by all.\n\n---\nhidden explanation\n",
    "One is . And two is .": "One is [[hidden]].\n\nAnd two is [[hidden too]].\n\nHint: hidden hint\n",
    "How sure is it?": f"<!-- certainty: true -->\nHow sure is it?\n{CHOICES}",
    "Pair them.": "<!-- type: match -->\nPair them.\n\n| hidden A | hidden B |\n|---|---|\n| c | d |\n| e | f |\n",
    "Put in order.": "<!-- type: order -->\nPut in order.\n1. hidden\n2. hidden too\n",
    "How many are there?": "<!-- type: numeric -->\nHow many are there? [[12]]\n",
}


def searched(item: str) -> str:
    session = Session(Course())
    session.page = Page(path="docs/a.md")
    md = Markdown(extensions=["fenced_code", "md_in_html", CoursewrightExtension(session=session)])
    return only_stems(md.convert(f"Before.\n\n<quiz>\n{item}</quiz>\n\nBehind.\n"))


@pytest.mark.parametrize("asked", ITEMS)
def test_a_search_finds_what_an_item_asks(asked: str) -> None:
    html = searched(ITEMS[asked])
    said = " ".join(re.sub(r"<(?:script|link)\b.*?>|<[^>]+>", " ", html).split())
    assert said.replace(" .", ".") == f"Before. {asked} Behind.".replace(" .", ".")
    assert html.count("<div") == html.count("</div")
    assert html.count("<p>") == html.count("</p>")
