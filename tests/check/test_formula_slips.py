"""A sign of per cent, blanks inside dollar signs and doubled backslashes keep a formula from being drawn."""

from __future__ import annotations

import pytest
from courses import course_of
from markdown import Markdown

from coursewright.check.checker import check
from coursewright.problem import Problem

FRONT = "---\nformulas: true\nobjectives: {A.1: Say it}\n---\n"
BANK = "<quiz>\n<!-- id: a -->\nWhat?\n- [x] {}\n  > It is so, because it is.\n- [ ] No\n  > It isn’t.\n</quiz>\n"
PERCENT, SPACED, DOUBLED = (
    "“%” hides the rest of this formula",
    "TeX behind this dollar sign is no formula",
    "a formula with doubled backslashes isn’t drawn",
)


def told(text: str, path: str = "a.md") -> list[Problem]:
    written = text if path == "bank.md" else FRONT + text
    files = {path: written, **({} if path == "a.md" else {"a.md": FRONT})}
    return [problem for problem in check(course_of(files)) if problem.code == "K018"]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (PERCENT, "Is $20¦% + 5%$ of $200$?"),
        (PERCENT, "$100¦% - 20%$"),
        (PERCENT, "$$20¦% + 5%$$"),
        (PERCENT, "\\(5¦%\\)"),
        (PERCENT, "$\\text{20¦%}$"),
        (PERCENT, "\\[\n20¦% + 5% \\\\\n= 2\n\\]"),
        (PERCENT, "Of $5, 20¦% off US$."),
        (PERCENT, BANK.format("$50¦%$")),
        (SPACED, "Solve ¦$ x^2 = 4 $ now."),
        (SPACED, "Solve ¦$ x_1 = 4 $ and $ x_2 = 5 $."),
        (SPACED, "So ¦$E = mc^2 $ it is."),
        (SPACED, "So ¦$ 2 + 2 = 4$ it is."),
        (SPACED, BANK.format("¦$ 4 $")),
        (SPACED, BANK.format("¦$ -3.5 $")),
        (SPACED, BANK.format("$ 4 $").replace("What?", "Is ¦$ x^2 = 4 $?")),
        (SPACED, BANK.format("¦$ x $")),
        (DOUBLED, "Solve ¦\\\\(x^2 = 4\\\\) now."),
        (DOUBLED, "¦\\\\[ x^2 = 4 \\\\]"),
        (DOUBLED, "¦\\\\[\n\\frac{1}{2}\n\\\\]"),
        (DOUBLED, BANK.format("¦\\\\(x_1\\\\)")),
    ],
)
def test_it_is_told_at_its_place(message: str, text: str) -> None:
    written = FRONT + text.replace("¦", "")
    at = (FRONT + text).index("¦")
    (found,) = told(text.replace("¦", ""))
    place = written.count("\n", 0, at) + 1, at - written.rfind("\n", 0, at)
    assert (found.message, found.source.line, found.source.column) == (message, *place)


@pytest.mark.parametrize("said", ["$ 4 $", "$ x^2 = 4 $", "$5%$", "\\\\(x^2\\\\)"])
def test_it_is_told_in_a_bank(said: str) -> None:
    items = "---\nformulas: true\n---\n" + BANK.format(said)
    assert [found.item for found in told(items, "bank.md")] == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        "$20\\% + 5\\%$ and 5% of $5$ and $6$",
        "\\[\nx % the area\n= 2\n\\]",
        "\\begin{align}\nx &= 2 % by hand\\\\\ny &= 3\n\\end{align}",
        "`$20%$` and $5 and 6%",
        "See Name \\[[1](https://example.org/a_b%20c=d)\\].",
        "```sh\necho $A% $B%$\n```",
        "Text.\n\n    x = $2%$ of\n    $ x = 2 $ and $ \\sqrt{2} $\n",
        "It costs $5 and $ 6, or $ 5 to $ 6.",
        "So 10 $ = 9 € = $ 11, and 5 $ = 4 € and 6 $.",
        "From $ 10^6 to $ 10^9, or $ 10^6 a $ 10^9, or $ 10^6–$ 10^9.",
        "Let A = $ 5, B = $ 6 and C = $ 7.",
        "Type $ ls and $ cat, or $ a == b $, or $ a := b $.",
        "US$ x = 2 $ and x$ y = 2 $",
        "The fee of $ 5 $ it is.",
        "Write \\$ x^2 = 4 \\$ so.",
        "As `$ x^2 = 4 $` and `\\\\(x^2\\\\)`.",
        "A path C:\\\\[abc\\\\], a pattern \\\\(a|b\\\\) and \\\\(.*\\\\)",
        "$\\begin{matrix} a \\\\ (b) \\\\ c \\end{matrix}$",
        BANK.format("$ 4"),
        BANK.format("$4"),
        BANK.format("5 $"),
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["$ x^2 = 4 $", "\\\\(x^2 = 4\\\\)", "\\\\[x^2 = 4\\\\]", "$x^2 = 4 $"])
def test_markdown_draws_none_of_them(text: str) -> None:
    assert "arithmatex" not in Markdown(extensions=["pymdownx.arithmatex"]).convert(f"So {text} is.")
