"""The course's outline: every section can be reached, nesting and order are those of the navigation."""

from __future__ import annotations

import re

import pytest

from coursewright.render.frame.outline import MOST, Entry, Outline


def sections(count: int) -> list[Entry]:
    return [
        Entry(f"S{at}", None, tuple(Entry(f"P{at}.{page}", f"s{at}/{page}/") for page in range(3)))
        for at in range(count)
    ]


@pytest.mark.parametrize("count", [19, MOST, MOST + 1, 400])
def test_every_section_can_be_reached(count: int) -> None:
    outline, known = Outline(sections(count)), {"s0/0/"}
    waiting = ["s0/0/"]
    for _ in range(2):
        found = {link for url in waiting for link in re.findall(r'href="([^"]*)"', outline.html(url, ""))}
        waiting = sorted(found - known)
        known |= found
    assert {f"s{at}/0/" for at in range(count)} <= known
    assert len(outline.html("s0/0/", "")) < 12_000


def test_headings_within_a_section_and_the_order_of_pages_are_kept() -> None:
    inner = Entry("Inner", None, (Entry("Deep", "deep/"),))
    entries = [
        Entry("A", None, (Entry("One", "one/"), inner)),
        Entry("Loose", "loose/"),
        Entry("B", None, (Entry("Two", "two/"),)),
    ]
    html = Outline(entries).html("deep/", "")
    assert re.findall(r">([^<>]+)<", html) == ["A", "One", "Inner", "Deep", "Loose", "B", "Two"]
    assert (
        '<li class="cw-module"><span>Inner</span><ul><li><a href="deep/" aria-current="page">Deep</a></li></ul></li>'
        in html
    )
