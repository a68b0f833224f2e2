"""A thousand nasty items in one file: each arrives in Moodle as it is, or a problem says that it stays."""

from __future__ import annotations

import random

import pytest
from gift_reader import Answer, Question, balanced, read_gift, seen
from site_reader import CONTROLS, shown
from test_gift import FRAGMENTS, export

from coursewright.export.bundle import Bundle
from coursewright.fragment.identity import same_answer
from coursewright.fragment.seen import readable
from coursewright.fragment.text import Reference, Text
from coursewright.kinds.blanks import Blanks
from coursewright.kinds.choice import Multiple, Single, TrueFalse
from coursewright.kinds.match import Match
from coursewright.kinds.numeric import Numeric
from coursewright.kinds.short import Short
from coursewright.model.about import About
from coursewright.model.course import Bank, Course, Document, ItemBlock
from coursewright.model.item import Blank, Choice, Item, Metadata, Pair
from coursewright.problem import Source

KINDS = (Single, Multiple, TrueFalse, Short, Blanks, Numeric, Match)
NASTY = [
    *FRAGMENTS, "~ = # { } : // [html] ]]>", "->", "-->", "<!-- -->", "<!-- a -> b -->", "<!--", "`->`", "`<em>`",
    "    code -> more\n\nText", "\tif (a->b) {\n", "```c\nx->y = {1};\n```\n", "&amp;", "`&amp;`", "&lt;", "<em>",
    "</div>",
    "<div markdown>\n*a* -> b\n</div>\n", "<br->", "<x-y->", "<script>1 -> 2</script>",
    "!!! note\n    Look -> there.\n\n",
    "{ .class }", "**a**{ .class }", "| a | b |\n| - | - |\n| 1 | -> |\n", "- one\n- two\n", "1986. A year",
    "![An arrow ->](https://example.org/a->b.png)", "[a -> b](https://example.org/?a=1&b={2}#~)",
    "مرحبا ->", "\u202eabc",
    "👩‍👩‍👧‍👦", "e\u0301", "T", "FALSE", "TRUE#", "=%50%", "  ", " x ", "A &#45;&gt; B", "long " * 60,
    "--", "-\n>", "> quoted",
]  # fmt: skip
WORDS = [
    "a b",
    "release",
    "two  words",
    "no\u00a0break",
    "½",
    "H₂O",
    "*",
    "[x]",
    "%50%",
    "a->b",
    "A",
    "Ａ",
    "{=}",
    "::",
    "0",
]


def nasty_items(count: int, seed: int) -> list[Item]:
    chance = random.Random(seed)

    def text(at: Source) -> Text:
        pieces = [chance.choice([*NASTY, "word", "Who?", " "]) for _ in range(chance.randint(1, 5))]
        return Text(chance.choice(["", " "]).join(pieces).strip(), *at)

    def choice(number: int, correct: bool, said: Text, reason: Text | None) -> Choice:
        return Choice(f"c{number}", said, correct, reason, f"c{number}")

    found: list[Item] = []
    for number in range(count):
        at = Source("quizzes/nasty.md", 10 * number + 1, 1)
        kind = KINDS[number % len(KINDS)]
        name = f"item-{number}" if number % 9 else f"item-{'long-' * 25}{number}"
        rows = range(chance.randint(1, 6))
        reasons = [chance.choice([None, text(at)]) for _ in rows]
        choices: tuple[Choice, ...] = ()
        pairs: tuple[Pair, ...] = ()
        blanks: tuple[Blank, ...] = ()
        stem = text(at)
        if kind is TrueFalse:
            truth = chance.random() < 0.5
            said = [Text("True", *at), Text("False", *at)]
            choices = (
                choice(0, truth, said[0], text(at)),
                choice(1, not truth, said[1], chance.choice([None, text(at)])),
            )
        elif kind is Short:
            words = chance.sample(WORDS, len(rows))
            choices = tuple(choice(n, not n % 2, Text(words[n], *at), reasons[n]) for n in rows)
        elif kind in (Single, Multiple):
            choices = tuple(choice(n, not n % 3, text(at), reasons[n]) for n in rows)
        elif kind is Match:
            choices = tuple(choice(n, bool(n), text(at), None) for n in rows)
            pairs = tuple(Pair(f"p{n}", text(at), f"c{n}", f"p{n}") for n in rows if n)
        else:
            accepted = tuple(chance.sample(WORDS, 2)) if kind is Blanks else (f"{chance.randint(-9, 9999)},5 ± 0.25",)
            blanks = (Blank(accepted, at, len(stem.markdown) + 2, len(stem.markdown) + 7),)
            stem = stem._replace(markdown=f"{stem.markdown}\n\n[[…]]{chance.choice(NASTY)}")
        credit = Reference("partial", at) if chance.random() < 0.3 else None
        found.append(
            kind(
                id=name, stem=stem, choices=choices, pairs=pairs, blanks=blanks, source=at, end=at.line + 8,
                explanation=chance.choice([None, text(at)]), metadata=Metadata(credit=credit),
            )
        )  # fmt: skip
    return found


def exported(items: list[Item]) -> Bundle:
    blocks = tuple(ItemBlock(0, 1, "", item, item.source) for item in items)
    return export(
        Course(
            about=About(title="Nasty"),
            banks=(Bank("b", "Bank", "practice", Document("quizzes/nasty.md", {}, {}, blocks)),),
        )
    )


def test_a_thousand_nasty_items_arrive_or_are_reported() -> None:
    items = nasty_items(1000, seed=20261128)
    bundle = exported(items)
    assert all(problem.source.path == "quizzes/nasty.md" for problem in bundle.problems)
    stay = {problem.item for problem in bundle.problems if problem.message.startswith("not exported: ")}
    arrived = {question.name: question for question in read_gift(bundle.content)}
    lost = [item.id for item in items if item.id not in arrived and item.id not in stay]
    assert lost == []
    assert not stay & set(arrived)
    assert len(arrived) > 600  # a reason is not an excuse
    assert len({question.id_number for question in arrived.values()} - {""}) == len(arrived)
    for item in items:
        if item.id in arrived:
            compare(item, arrived[item.id])
    kinds = {type(item) for item in items if item.id in arrived}
    assert kinds == set(KINDS)


def compare(item: Item, question: Question) -> None:
    said = [question.text, question.feedback, *(a.text for a in question.answers)]
    assert all(map(balanced, said))
    assert question.formats == {"html"}
    assert seen(question.feedback) == (shown(item.explanation.markdown) if item.explanation else "")
    stem = item.stem.markdown
    if item.blanks:
        (gap,) = item.blanks
        stem = f"{stem[: gap.start]}\ue000{stem[gap.end :]}"
    assert seen(question.text) == shown(stem).replace("\ue000", "_____")
    reasons = [shown(choice.feedback.markdown) if choice.feedback else "" for choice in item.choices]
    found = [(seen(answer.text), seen(answer.feedback)) for answer in question.answers]
    if isinstance(item, TrueFalse):
        assert question.kind == "truefalse"
        expected = {
            choice.text.markdown.lower(): (choice.correct, reason)
            for choice, reason in zip(item.choices, reasons, strict=True)
        }
        assert {a.text: (a.grade == 100, seen(a.feedback)) for a in question.answers} == expected
    elif isinstance(item, Single | Multiple):
        assert question.kind == ("one" if isinstance(item, Single) else "several")
        assert found == [
            (shown(choice.text.markdown), reason) for choice, reason in zip(item.choices, reasons, strict=True)
        ]
        assert [a.grade > 0 for a in question.answers] == [choice.correct for choice in item.choices]
        whole = 100 * sum(c.correct for c in item.choices) if isinstance(item, Single) else 100
        assert sum(a.grade for a in question.answers if a.grade > 0) == pytest.approx(whole, abs=0.001)
        if isinstance(item, Multiple) and item.metadata.credit:
            same_score_for_every_response(item, question)
    elif isinstance(item, Numeric):
        assert (question.kind, item.target) == (
            "number",
            tuple(float(v) for a in question.answers for v in (a.text, a.feedback)),
        )
    elif isinstance(item, Match):
        assert question.kind == "match"
        right = {choice.id: CONTROLS.sub("", readable(choice.text.markdown)).strip() for choice in item.choices}
        expected = [(shown(pair.text.markdown), right[pair.right]) for pair in item.pairs]
        lures = [("", right[choice.id]) for choice in item.choices if not choice.correct]
        assert [(seen(a.text), a.feedback) for a in question.answers] == [
            (left, option) for left, option in expected + lures
        ]
    else:
        assert question.kind == "short"
        typed_as_on_the_site(item, question, reasons)


def typed_as_on_the_site(item: Item, question: Question, reasons: list[str]) -> None:
    """Each answer of the item, typed in any way that is tried here, counts as on the site, with its own feedback."""
    answers = [(readable(choice.text.markdown), n) for n, choice in enumerate(item.choices)]
    answers += [(answer, -1) for blank in item.blanks for answer in blank.accepted]
    for answer, number in answers:
        for typed in (
            answer,
            answer.upper(),
            "\u00a0".join(answer.split()),
            "  ".join(answer.split()),
            same_answer(answer),
        ):
            hit = moodle_takes(question.answers, typed)
            assert hit is not None, typed
            assert (hit.grade == 100) == (item.part([typed]) == 1)
            if number >= 0 and sum(same_answer(other) == same_answer(answer) for other, _ in answers) == 1:
                assert seen(hit.feedback) == reasons[number]


def moodle_takes(answers: tuple[Answer, ...], typed: str) -> Answer | None:
    """The first answer that is what was typed, but for case; none here has a wildcard."""
    wanted = typed.strip().lower()
    return next((answer for answer in answers if answer.text.replace("\\*", "*").lower() == wanted), None)


def same_score_for_every_response(item: Item, question: Question) -> None:
    for chosen in range(1 << len(item.choices)):
        picked = [n for n in range(len(item.choices)) if chosen >> n & 1]
        moodle = min(max(sum(question.answers[n].grade for n in picked) / 100, 0), 1)
        assert moodle == pytest.approx(item.score([item.choices[n].id for n in picked]), abs=0.001)
