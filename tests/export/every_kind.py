"""A bank with every kind of item, with and without credit in part, and texts that files of markup choke on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations, product

from small_site import bank

from coursewright.model.item import Item

HOSTILE = "~ = # { } // [html] ]]> <![CDATA[ & &amp; < > \" ' `<b>` 🏛️ א شكرا \\ $x$ %24 [b1]"
ITEMS = (
    "<!-- id: one -->\nWhich?\n- [ ] a\n  > Not a.\n- [x] b\n  > Yes, b.\n- [ ] c\n\nAll of it.",
    "<!-- id: two -->\nThis or that?\n- [x] this\n- [ ] that",
    "<!-- id: several -->\nWhich two?\n- [x] a\n  > Yes.\n- [ ] b\n  > No.\n- [x] c\n- [ ] d",
    "<!-- id: six -->\nWhich?\n- [x] a\n- [x] b\n- [x] c\n- [ ] d\n- [ ] e\n- [x] f",
    "<!-- id: part; credit: partial; points: 2 -->\nWhich three?\n- [x] a\n- [x] b\n- [ ] c\n- [x] d",
    "<!-- id: all-right; type: multiple -->\nWhich?\n- [x] a\n- [x] b",
    "<!-- id: true; type: truefalse -->\nIt is so.\n- [x] True\n  > It is.\n- [ ] False\n  > It isn't.",
    "<!-- id: false; type: truefalse -->\nIt is not.\n- [ ] True\n- [x] False",
    "<!-- id: yes; type: truefalse -->\nIs it?\n- [ ] Yes\n- [x] No",
    "<!-- id: blank -->\nThe client says [[hello|good day]] first.\n\n---\nAs agreed.",
    "<!-- id: blanks -->\nFrom [[a]] to [[z|y]] [blank1].\n\n---\nThe alphabet.",
    "<!-- id: blanks-part; credit: partial -->\nFrom [[a]] over [[m]] to [[z]].\n\n---\nThe alphabet.",
    "<!-- id: short; type: short -->\nThe form?\n- [x] release\n  > Yes.\n- [x] a release\n- [ ] waiver\n  > No.\n- [ ] Release",  # noqa: E501
    "<!-- id: number; type: numeric -->\nAbout [[46 ± 1]] of 100.\n\n---\nIt was 46.2.",
    "<!-- id: exact; type: numeric -->\nThere are [[7]].\n\n---\nSeven.",
    "<!-- id: small; type: numeric -->\nIt is [[-0.3 ± 0.1]].\n\n---\nBelow zero.",
    "<!-- id: pairs; type: match -->\nMatch.\n\n| A | B |\n| - | - |\n| a | x |\n| b | y |\n| c | x |\n| | z |",
    "<!-- id: pairs-part; type: match; credit: partial -->\nMatch them.\n\n| A | B |\n| - | - |\n| a | x |\n| b | y |\n| | z |",  # noqa: E501
    "<!-- id: steps; type: order -->\nOrder.\n\n1. a\n2. b\n3. c\n\nSo.",
    "<!-- id: steps-part; type: order; credit: partial -->\nOrder these.\n\n1. a\n2. b\n3. c\n4. d\n5. e\n\nSo.",
    f"<!-- id: hostile -->\nHostile: {HOSTILE}\n- [x] right {HOSTILE}\n  > Feedback {HOSTILE}\n- [ ] wrong\n- [ ] other\n\nWhy: {HOSTILE}",  # noqa: E501
    "<!-- id: Shown_It -->\nWhat is ![a cat](../docs/img/cat.png)?\n\nHint: Think of [home](../docs/index.md#you).\n\n- [x] ![cat](../docs/img/cat.png)\n- [ ] dog\n- [ ] cow",  # noqa: E501
    "<!-- id: rich -->\nRead:\n\n```\nif (a<b) {}\n```\n\n| a | b |\n|-|-|\n| 1 | 2 |\n\n!!! note\n    A `note`.\n\n- one\n- two"  # noqa: E501
    "\n\n> quoted\n\n<details><summary>More</summary>inside</details>\n\nTerm\n:   Meaning ~~gone~~ <mark>m</mark>\n"
    "- [x] *a*\n- [ ] **b**\n- [ ] `c`",
)  # fmt: skip
FILES: dict[str, str | bytes] = {
    "quizzes/bank.md": bank(*ITEMS),
    "docs/img/cat.png": b"\x89PNG cat",
}


def responses(item: Item) -> Iterator[Sequence[str]]:
    """Yield every response: all subsets of choices, all orders, all pairings; of typed ones, each that is accepted."""
    names = [choice.id for choice in item.choices]
    if item.kind == "order":
        yield from permutations(names)
    elif item.pairs:
        for row in product([*names, ""], repeat=len(item.pairs)):
            yield [f"{pair.id}:{right}" for pair, right in zip(item.pairs, row, strict=True) if right]
    elif item.kind == "numeric":
        value, tolerance = item.target  # type: ignore[attr-defined]
        numbers = (value, value + tolerance, value - tolerance, value + tolerance + 0.01, value - tolerance - 0.01)
        yield from ([f"{number:.6g}"] for number in numbers)
        yield from (["x"], [""])
    elif item.blanks:
        yield from product(*(["", "wrong", *blank.answers, blank.answers[0].upper()] for blank in item.blanks))
    elif item.kind == "short":
        yield from ([choice.text.markdown] for choice in item.choices)
        yield from (["RELEASE"], ["else"], [""])
    elif item.picks == "one":
        yield from ([], *([name] for name in names))
    else:
        for count in range(len(names) + 1):
            yield from combinations(names, count)
