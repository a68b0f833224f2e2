"""A text with one plain link is read by a shorter way, which finds what the longer one does."""

from __future__ import annotations

import pytest

from coursewright.fragment.links import links_in

CODE = "\n\n`code sends it the longer way`"


@pytest.mark.parametrize(
    "text",
    [
        "See [the lines](../docs/one.md#lines).",
        "[one](a.md)",
        "See ![a picture](a.png).",
        "See [the lines](<a b.md>).",
        "See [the lines](a.md 'A title').",
        "See [the lines](a.md(b)).",
        "See [the lines](a.md",
        "See [the lines]().",
        "See [the lines] (a.md).",
        "See the lines](a.md).",
        "See [the [inner] lines](a.md).",
        "See [one](a.md) and [two](b.md).",
        "See ] and [the lines](a.md).",
        "See [the lines](a.md) and ].",
        "See \\[the lines](a.md).",
        "No link: (a.md).",
    ],
)
def test_both_ways_find_the_same(text: str) -> None:
    assert list(links_in(text)) == list(links_in(text + CODE))


def test_the_shorter_way_names_target_and_places() -> None:
    (link,) = links_in("See [the lines](../docs/one.md#lines).")
    assert (link.form, link.target, link.image) == ("inline", "../docs/one.md#lines", False)
    assert (link.start, link.end, link.opening, link.closing) == (16, 36, (4, 5), (14, 37))
