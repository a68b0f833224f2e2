"""GIFT, Aiken and text2qti by hand, after their documentation, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import LOST, PNG, imported
from round_trip import items_of

from coursewright.imports.bank import plan

GIFT = [
    ("Two + two {=4 ~5#no =not}", [], ["I001 1: not imported: 2 right choices where one may be picked"]),
    ("Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}",
     ["single / Who's buried in Grant's tomb? / -Grant / -Jefferson / +no one"], []),
    ("Grant is {~buried =entombed ~living} in Grant's tomb.",
     ["single / Grant is \\_\\_\\_\\_\\_ in Grant's tomb. / -buried / +entombed / -living"], []),
    ("::T1:: It is so.{T#wrong#right####All.}",
     ["truefalse / It is so. / +True > right / -False > wrong / ! All."], []),
    ("It is not.{FALSE}", ["truefalse / It is not. / -True / +False"], []),
    ("Two plus {=two =2} is four.", ["blanks / Two plus [[two|2]] is four."], []),
    ("Two plus two?{=four#yes =4 =%0%five#no}", ["short / Two plus two? / +four > yes / +4 / -five > no"], []),
    ("Two?{=%100%a =%50%b}", ["short / Two? / +a / -b"], [f"I002 1: {LOST}50 % for “b”: here it is wrong"]),
    ("When?{#1822:5}", ["numeric / When? [[1822 ± 5]] / 1822 ± 5"], []),
    ("Pi?{#3.14..3.15####About.}", ["numeric / Pi? [[3.145 ± 0.005]] / 3.145 ± 0.005 / ! About."], []),
    ("How many?{#=%100%2:0#yes =%50%2:1 ~#no}", ["numeric / How many? [[2]] / 2 / ! yes"],
     [f"I002 1: {LOST}the answer 2:1 for 50 %", f"I002 1: {LOST}the feedback for every other number",
      "I003 1: the feedback for the right answer becomes part of the explanation: items: 1"]),
    ("Match.{=a -> x =b -> y < z = -> l}", ["match / Match. / a=x / b=y &lt; z / =l / 1 partial"], []),
    ("Both?{~%50%a ~%50%b ~%-50%c#no}", ["multiple / Both? / +a / +b / -c > no / 1 partial"], []),
    ("Both?{~%50%a ~%50%b ~%-100%c}", ["multiple / Both? / +a / +b / -c / 1 partial"],
     [f"I002 1: {LOST}the weights of the choices (50, 50, -100)"]),
    ("[html]<b>A</b>\\: \\{x\\} \\= \\#1 \\~ \\\\n{=[plain]<i> ~[markdown]*b*}",
     ["single / **A**: \\{x} = #1 ~ \\n / +&lt;i> / -*b*"], []),
    ("// a comment\n// [id:an-id] [tag:apply] [tag:T.1]\n::name::Q\\nnext{=a ~b}",
     ["single / Q\\¶next / +a / -b / 1  apply"], [f"I002 3: {LOST}its tags: T.1"]),
    ("Just text.", [], ["I001 1: not imported: a description asks nothing"]),
    ("An essay. {}", [], ["I001 1: not imported: an essay has no key"]),
    ("Broken { =a", [], ["I001 1: not imported: its braces don't match"]),
    ("A {=one} and {=two}.", [], ["I001 1: not imported: it has two pairs of braces with answers"]),
    ("5 < 6, n<m <b>or</b> not?{=x<y ~y>x}", ["single / 5 &lt; 6, n&lt;m **or** not? / +x&lt;y / -y>x"], []),
    ("Any?{=*}", [], ["I001 1: not imported: every answer is right"]),
    ("Wild?{=col*r =colour}", ["short / Wild? / +colour"],
     [f"I002 1: {LOST}the answer “col*r”, whose * stands for any text"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "items", "said"), GIFT)
def test_gift(tmp_path: Path, text: str, items: list[str], said: list[str]) -> None:
    shape = "" if "{" in text and "Broken" not in text else "\n\n$CATEGORY: a\n"
    found = imported(tmp_path, "a.txt", text + shape)
    assert (found[0], found[2]) == (items, said)


def test_a_bank_of_sixty_in_aiken(tmp_path: Path) -> None:
    signs = ["*a*", "[x]", "- b", "1. c", "$5$", "a_b", "<i>", "&lt;", "`d`", "# e", "> f", "\\(g\\)"]
    text = "\ufeff" + "\r\n\r\n".join(
        f"Question {n} about {sign}?\r\nA. {sign}\r\nB) no {n}\r\nC. {n}\r\nANSWER: {'ABC'[n % 3]}"
        for n, sign in enumerate(signs * 5)
    )
    items, ids, said = imported(
        tmp_path, "a.txt", text + "\n\nNo answer?\nA. a\nB. b\n\nANSWER: A\n\nQ\nA. a\nANSWER: B\n"
    )
    assert (len(items), len(set(ids))) == (61, 61)
    assert said == ["I001 369: not imported: its answer “B” is not one of its choices: A"]
    assert items[1] == "single / Question 1 about \\[x]? / -&#91;x] / +no 1 / -1"


TEXT2QTI = """\
Quiz title: A quiz
Title: named
Points: 2
1.  What is $x$, *and* `y`?
    It goes on.
... Everybody reads it.
+   Good.
-   Bad.
a)  no
... Never.
*b) yes

2.  All?
[*] a
[ ] b
[*] c

3.  Short?
*   one
*   two

4.  Root?
=   1.4142 +- 0.0001
5.  Range?
=   [1, 3]
6.  Per cent?
=   200 +- 5%
7.  ((a)) is ((b)).
<>  ((a)) red
<>  ((a)) crimson
<>  ((b)) it
8.  So?
*a) True
b)  False
9.  Essay
____
% a comment
COMMENT
10. Not me
END_COMMENT
```{.python .run}
print("1. x")
```
11. ![cat](cat.png)?
*a) x
b)  y
"""


def test_text2qti(tmp_path: Path) -> None:
    (tmp_path / "cat.png").write_bytes(PNG)
    items, ids, said = imported(tmp_path, "a.txt", TEXT2QTI)
    assert ids[0] == "named"
    assert items[:8] == [
        "single / What is \\(x\\), *and* `y`? It goes on. / -no > Never.\n\nBad. / +yes > Good. "
        "/ ! Everybody reads it. / 2",
        "multiple / All? / +a / -b / +c / 1 partial",
        "short / Short? / +one / +two",
        "numeric / Root? [[1.4142 ± 0.0001]] / 1.4142 ± 0.0001",
        "numeric / Range? [[2 ± 1]] / 2 ± 1",
        "numeric / Per cent? [[200 ± 10]] / 200 ± 10",
        "blanks / [[red|crimson]] is [[it]]. / 1 partial",
        "truefalse / So? / +True / -False",
    ]
    assert items[8].startswith("single / ![cat](bank-images/cat-")
    assert said == [
        "I001 35: not imported: an essay has no key",
        "I001 41: not imported: code that makes questions is never run",
    ]


@pytest.mark.parametrize(("said", "shuffled"), [("true", True), ("False", False), ("", None)])
def test_text2qti_says_whether_answers_are_shuffled(tmp_path: Path, said: str, shuffled: bool | None) -> None:
    line = f"Quiz title: A\nshuffle answers: {said}\n" if said else ""
    (tmp_path / "a.txt").write_text(f"{line}1. Q?\n*a) x\nb) y\n", encoding="utf-8")
    (item,) = items_of(plan([tmp_path / "a.txt"], tmp_path / "bank.md").content.decode()).values()
    assert item.metadata.shuffle is shuffled
