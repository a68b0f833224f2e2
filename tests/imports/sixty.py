"""Sixty items by hand, of every kind, with the texts that formats and Markdown stumble over."""

from __future__ import annotations

_WRONG = "- [ ] no\n- [ ] never"
_TEXTS = (
    "Which is right?",
    "What does `ls -a` show?",
    "Is 2 * 3 * 4 the same as 2^3^4?",
    "What is *stressed*, and what is **strong**?",
    "Which sign is [this] one, and [x] that one?",
    "What does snake\\_case mean, and \\_this\\_?",
    "How much is $5 and $6?",
    "What is \\(a_1 + b_2\\), and $$x^2$$?",
    "Is 5 < 6 & 7 > 6?",
    "What does `<b>` do, and what &lt;i>?",
    "“Who,” she asked, “greets first – you?”",
    "Wer grüßt zuerst? 谁先打招呼？ من يبدأ؟",
    "\\# is a number sign. What is it for?",
    "First a paragraph.\n\nThen another one. Which is it?",
    "A list:\n\n* one\n* two\n\nWhich comes first?",
    "Steps:\n\n1. one\n2. two\n\nWhich comes last?",
    "Code:\n\n```\nif a < b:\n    print(\"[[x]]\")\n```\n\nWhat is printed?",
    "A table:\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nWhat is below b?",
    "> A quotation.\n\nWho said so?",
    "A line\\\nand another one. Which is shorter?",
    "What is H<sub>2</sub>O, and 10<sup>3</sup>?",
    "See [the page](https://example.org/a_b?c=d&e=f). What does it say?",
    "~ = # \\{ } : // -> %50% ~~ :: what?",
    "Tilde ~ and equal = and hash # in C:\\dir\\file?",
)  # fmt: skip
SINGLES = [
    f"<!-- id: single-{n} -->\n{text}\n\n- [x] yes {n}\n  > Right: {n}.\n{_WRONG}\n\nBecause of {n}."
    for n, text in enumerate(_TEXTS, 1)
]
CHOICES = [
    "<!-- id: choice-1 -->\nWhich?\n- [x] *a*\n  > **b** `c`\n- [ ] -5\n- [ ] 1. d",
    "<!-- id: choice-2 -->\nWhich?\n- [ ] `[x]`\n- [x] \\- e\n  > \\# f\n- [ ] 5 < 6",
    "<!-- id: choice-3 -->\nWhich?\n- [x] one\n    two\n\n    three\n- [ ] 3.14\n- [ ] \\(x^2\\)",
    "<!-- id: choice-4; points: 2 -->\nWhich?\n- [x] a\n- [ ] b",
    "<!-- id: choice-5; level: apply -->\nWhich?\n- [x] a\n  > First.\n  >\n  > Second.\n- [ ] b",
    "<!-- id: choice-6; shuffle: true -->\nWhich?\n- [x] A: b\n- [ ] c; d\n- [ ] e = f",
    "<!-- id: several-1; credit: partial -->\nWhich two?\n- [x] a\n  > Yes.\n- [x] b\n- [ ] c\n  > No.\n- [ ] d",
    "<!-- id: several-2; credit: partial -->\nWhich three?\n- [x] a\n- [x] b\n- [x] c\n- [ ] d\n\nThree.",
    "<!-- id: several-3; type: multiple; credit: partial -->\nWhich one or more?\n- [x] a\n- [ ] b\n- [ ] c",
    "<!-- id: several-4 -->\nWhich are all of it?\n- [x] a\n- [x] b\n- [ ] c\n- [ ] d",
    "<!-- id: truth-1; type: truefalse -->\nIt is so.\n- [x] True\n  > It is.\n- [ ] False\n  > It isn't.",
    "<!-- id: truth-2; type: truefalse -->\nIt is not so.\n- [ ] True\n- [x] False\n  > Never.\n\nSo it is.",
    "<!-- id: truth-3; type: truefalse -->\nIs it [so]?\n- [x] True\n- [ ] False",
]
TYPED = [
    "<!-- id: blank-1 -->\nThe client says [[hello]] first.",
    "<!-- id: blank-2 -->\nThe client says [[hello|good day]] first.\n\n---\nAs agreed.",
    "<!-- id: blank-3 -->\nIn C it is [[a.b]].",
    "<!-- id: blank-4 -->\nIt costs [[5 €|5 EUR]] or less.\n\n---\nOr *less*.",
    "<!-- id: blank-5; credit: partial -->\nFrom [[a]] to [[z|y]].\n\n---\nThe alphabet.",
    "<!-- id: blank-6; credit: partial -->\nFrom [[Ä]] over [[m|n]] to [[ζ]].",
    "<!-- id: short-1; type: short -->\nThe form?\n- [x] release\n- [x] a form\n- [ ] waiver\n  > No.",
    "<!-- id: short-2; type: short -->\nWho?\n- [x] The client\n  > Yes.\n\nAlways.",
    "<!-- id: short-3; type: short -->\nWhich sign?\n- [x] \\*\n- [x] star",
    "<!-- id: number-1; type: numeric -->\nAbout [[46 ± 1]] of 100.\n\n---\nIt was 46.2.",
    "<!-- id: number-2; type: numeric -->\nThere are [[7]].",
    "<!-- id: number-3; type: numeric -->\nIt is [[-0.3 ± 0.1]] degrees.\n\n---\nBelow zero.",
    "<!-- id: number-4; type: numeric -->\nIt is [[2.5 ± 0]] m.",
    "<!-- id: number-5; type: numeric -->\nHow many? [[1000 ± 50]]",
]
ORDERED = [
    "<!-- id: pairs-1; type: match; credit: partial -->\nMatch.\n\n| | |\n| - | - |\n| a | x |\n| b | y |\n| | z |",
    "<!-- id: pairs-2; type: match; credit: partial -->\nMatch.\n\n| | |\n| - | - |\n| *a* | x |\n| b | x |\n| c | y |",
    "<!-- id: pairs-3; type: match; credit: partial -->\nMatch.\n\n| | |\n| - | - |\n| `a` | x < y |\n| 5 | “z” |",
    "<!-- id: steps-1; type: order -->\nOrder.\n\n1. a\n2. b\n3. c\n\nSo.",
    "<!-- id: steps-2; type: order; credit: partial -->\nOrder.\n\n1. *a*\n2. b < c\n3. d\n4. e",
    "<!-- id: hints-1 -->\nWhich?\n\nHint: Think.\n\nHint: Think *again*.\n\n- [x] a\n- [ ] b",
    "<!-- id: image-1 -->\nWhat is ![a cat](../docs/cat.png) here?\n- [x] cat\n- [ ] dog",
    "<!-- id: image-2 -->\nWhich is it?\n- [x] ![the cat](../docs/cat.png)\n- [ ] dog",
    "<!-- id: level-1; level: evaluate; points: 0.5 -->\nWhich?\n- [x] a\n- [ ] b\n\nSee.",
]
SIXTY = [*SINGLES, *CHOICES, *TYPED, *ORDERED]
PNG = b"\x89PNG\r\n\x1a\n cat"
