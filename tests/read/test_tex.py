"""What is a formula, what a reader sees of one, and that nobody takes it for markup."""

from __future__ import annotations

import pytest

from coursewright.fragment.formula import formulas_in
from coursewright.fragment.identity import norm, tokens
from coursewright.fragment.mathml import TexError, mathml, plain_formula
from coursewright.fragment.rendered import words_of
from coursewright.fragment.seen import readable, typed
from coursewright.problem import Problem
from coursewright.read.document import read_document


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("$x<y$ and $a_1$", ["x<y", "a_1"]),
        (r"\(a|b\), \[x^2\], $$y*z$$", ["a|b", "x^2", "y*z"]),
        (r"\begin{align}a&=b\\c\end{align}", [r"\begin{align}a&=b\\c\end{align}"]),
        (r"$\$5_a$", [r"\$5_a"]),
        ("$N$ or $AB$", ["N", "AB"]),
        ("$5 and $6, US$5-$6, €5$ and 6$", []),
        (r"\$5 = \$6, \\(x\\), see \[sic\]", []),
        ("$a\n\nb^2$", []),
    ],
)
def test_a_formula_is_what_holds_tex(written: str, found: list[str]) -> None:
    assert [formula.tex for formula in formulas_in(written)] == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("x^2", "x_2"), ("N", "n"), (r"\frac12", r"\frac21"), (r"\mathbb{R}", "R"), ("a*b*c", "abc"), ("a_1b_1", "a1b1")],
)
def test_formulas_that_differ_differ(one: str, other: str) -> None:
    assert norm(f"It is ${one}$.") != norm(f"It is ${other}$.")
    assert tokens(f"is ${one}$", formulas=True) != tokens(f"is ${other}$", formulas=True)


def test_marks_and_white_space_of_a_formula_dont_count() -> None:
    assert norm(r"\(a  + b\)") == norm("$a + b$")


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\sqrt[3]{x+1}", "3√(x+1)"),
        ("x_1^2", "x_1^2"),
        ("90^\\circ", "90°"),
        (r"a \le b", "a ≤ b"),
        (r"\begin{align}a&=b\\c&=d\end{align}", "a = b; c = d"),
        (r"\sin x", "sin x"),
        (r"\nobody  {x}", r"\nobody {x}"),
    ],
)
def test_a_formula_has_plain_words(tex: str, plain: str) -> None:
    assert plain_formula(tex) == plain
    assert readable(f"So **${tex}$** it is") == f"So {plain} it is"


def test_what_is_typed_for_a_formula_is_what_is_seen_or_its_tex() -> None:
    assert {"√2", r"\sqrt{2}"} <= set(typed(r"$\sqrt{2}$"))
    assert words_of('<p>a <math alttext="1/2"><mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>') == "a 1/2"


@pytest.mark.parametrize(
    ("tex", "at"), [(r"x + \foo{y}", 4), ("a & b", 2), (r"\frac{1", 7), (r"\begin{align}a&=\foo\end{align}", 16)]
)
def test_a_fault_has_a_place(tex: str, at: int) -> None:
    with pytest.raises(TexError) as error:
        mathml(tex, display=False)
    assert error.value.at == at


def test_a_drawn_formula_needs_no_style_of_its_own() -> None:
    made = mathml(r"\begin{array}{c|c}\hline\color{red}{a}&b\end{array}\eqref{x}", display=True)
    assert not any({"style", "id", "href"} & set(node.attrib) for node in made.iter())
    assert [node.get("mathcolor") for node in made.iter("mrow") if node.get("mathcolor")] == ["#FF0000"]
    assert "cw-line-right" in "".join(node.get("class", "") for node in made.iter("mtd"))


def test_a_formula_holds_no_markup() -> None:
    problems: list[Problem] = []
    text = r"""<quiz>
<!-- id: a -->
In $[[1,2],[3,4]]$, $\mathbb{Z}[[x]]$ and $a<b and c>d$, [$f[x](y)$](#x) is [[10]].
</quiz>

<quiz>
<!-- id: b; type: match -->
Pair $x<!y$ up.

| A | B |
|---|---|
| $a_1$ | $N$ |
| $a^1$ | $n$ |
</quiz>
"""
    document, _ = read_document(text, "a.md", problems)
    assert problems == []
    blanks, match = document.items
    assert [blank.answers for blank in blanks.blanks] == [("10",)]
    assert len({choice.id for choice in match.choices}) == len({pair.id for pair in match.pairs}) == 2
