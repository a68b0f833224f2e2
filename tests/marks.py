"""Pieces of Markdown, out of which tests put together what no author would think of."""

from __future__ import annotations

MARKS = [
    *("**", "*", "_", "__", "`", "``", "\\", "\\*", "\\_", "[", "]", "[1]", "![a](b.png)", "(", ")", "{.c}", "{", "}"),
    *("<b>", "</b>", "<sub>2</sub>", "<T>", "a<b", "b>a", "&lt;", "&amp;", "& ", "&nbsp;"),
    *("!", "#", "+", ".", " ", "word", "a", "2", "é", "“", "~", "^"),
]
