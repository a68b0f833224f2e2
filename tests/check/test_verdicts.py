"""Feedback that judges against the mark, names places of choices that move, and signs and texts that say the key."""

from __future__ import annotations

import pytest
from courses import course_of, course_of_item

from coursewright.check.checker import check

STEM = "Which vitamin reverses warfarin?"


def found(text: str, code: str) -> list[str]:
    return [f"{one.source.line}:{one.source.column}" for one in check(course_of_item(text)) if one.code == code]


def judged(
    right: str, wrong: str, stem: str = STEM, choices: tuple[str, str] = ("Vitamin K", "Vitamin C")
) -> list[str]:
    first, second = (
        f"- [x] {choices[0]}\n  > {right} It acts on clotting.",
        f"- [ ] {choices[1]}\n  > {wrong} It heals.",
    )
    return found(f"{stem}\n{first}\n{second}\n", "K008")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Wrong.", "Correct!"), ("Incorrect.", "Right!"), ("False.", "Yes!"), ("No.", "Well done!"), ("No,", "Yes,"),
        ("Incorrect:", "This is correct."), ("Incorrect,", "That's right! It helps, but not here."),
        ("No,", "Yes, that is right."), ("**Incorrect:**", "**Correct:**"), ("Incorrecto.", "¡Correcto!"),
        ("Falso.", "Exacto."), ("Faux.", "Exact !"), ("Faux !", "Correct."), ("Falsch.", "Richtig!"),
        ("Nicht richtig.", "Genau."),
    ],
)  # fmt: skip
def test_verdicts_that_contradict_the_marks_of_two_choices_are_told(right: str, wrong: str) -> None:
    assert judged(right, wrong) == ["4:5", "6:5"]
    assert judged(wrong, right) == []


@pytest.mark.parametrize(("right", "wrong", "place"), [("So.", "Well done!", "6:5"), ("So.", "Exactly.", "6:5"),
    ("So.", "This is correct.", "6:5"), ("False.", "So.", "4:5")])  # fmt: skip
def test_a_word_that_is_nothing_but_a_verdict_is_told_alone(right: str, wrong: str, place: str) -> None:
    assert judged(right, wrong) == [place]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("No,", "So."), ("So.", "Yes!"), ("So.", "Yes."), ("Incorrect:", "So."), ("Falso.", "So."), ("So.", "Richtig!"),
        ("No. 5 of the list.", "Yes, it is."), ("“No,” they say.", "“Yes!”"), ("Falsehoods.", "Correctness."),
        ("Incorrect:", "Rightly."),
    ],
)  # fmt: skip
def test_what_may_go_on_with_a_sentence_is_not(right: str, wrong: str) -> None:
    assert judged(right, wrong) == []


@pytest.mark.parametrize(
    ("stem", "choices"),
    [
        ("May you tell their neighbor?", ("You may not", "You may")),
        ("What do you reply?", ("No", "Yes")),
        ("What do you reply?", ("No, thanks", "Yes, please")),
        ("¿Qué frase es falsa?", ("Hola", "Adiós")),
        ("Was ist falsch?", ("Hallo", "Tschüss")),
        ("Was gehört nicht dazu?", ("Hallo", "Tschüss")),
        ("Quelle phrase est fausse ?", ("Bonjour", "Salut")),
        ("Laquelle de ces phrases n'est pas polie ?", ("Bonjour", "Salut")),
        ("Which sentence would you strike out?", ("He go", "She goes")),
        ("Which claim is a myth?", ("One", "Two")),
    ],
)
def test_where_the_question_is_about_that_or_is_answered_so_nothing_is_told(
    stem: str, choices: tuple[str, str]
) -> None:
    assert judged("No,", "Yes,", stem, choices) == []
    if stem.startswith(("¿", "Was", "Quelle", "Laquelle")):
        assert judged("Falsch.", "Richtig!", stem, choices) == []
        assert judged("Falso.", "Correcto.", stem, choices) == []


SHUFFLED = (
    "<!-- shuffle: true -->\n{stem}\n- [ ] A handshake\n  > Whole skin keeps it out.\n"
    "- [x] Blood\n  > It carries it{said}.\n- [ ] Food\n  > That is another one.\n"
)


@pytest.mark.parametrize(
    "said",
    [
        "; see the answer above",
        ", as the first answer doesn't",
        ", unlike the third option",
        ". The second choice is a way, too",
        "; so does the choice below",
    ],
)
def test_a_place_among_choices_that_move_is_told(said: str) -> None:
    text = SHUFFLED.format(stem="How is it passed on?", said=said)
    assert found(text, "K008") == [f"7:{18 + said.lower().index('the ')}"]
    assert found(text.replace("true", "false"), "K008") == []


@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("How is it passed on?", ", and the first answer that comes to mind is food"),
        ("How is it passed on?", ", and the second choice of many doctors"),
        ("How do you answer?", ", as the first answer doesn't"),
        ("They have two options. Which way is it?", ", unlike the second option"),
        ("How is it passed on?", "; they gave two answers, and the second answer is theirs"),
        ("How is it passed on?", ", as with the first one"),
        ("How is it passed on?", ", see (a)"),
        ("Pick the answer below.", ""),
    ],
)
def test_what_the_text_itself_tells_of_is_none(stem: str, said: str) -> None:
    assert found(SHUFFLED.format(stem=stem, said=said), "K008") == []


def test_behind_the_choices_all_are_above() -> None:
    assert found(SHUFFLED.format(stem="How?", said="") + "\nThe answer above counts.\n", "K008") == []
    assert found(SHUFFLED.format(stem="How?", said="") + "\nThe second option counts.\n", "K008") == ["11:1"]


def signed(right: str, *wrong: str, stem: str = "Which hormone lowers it?") -> list[str]:
    choices = "".join(f"- [ ] {one}\n  > It does not, and acts elsewhere.\n" for one in wrong)
    return found(f"{stem}\n- [x] {right}\n  > It lets cells take sugar up.\n{choices}", "K012")


def test_a_sign_that_says_what_is_right_is_a_note() -> None:
    assert signed("Insulin ✔", "Glucagon") == ["3:15"]
    assert signed("Insulin✅", "Glucagon") == ["3:14"]
    assert signed("✓ Insulin", "Glucagon") == ["3:7"]
    assert signed("Insulin ✔️", "Glucagon ❌") == ["3:15", "5:16"]
    assert signed("Insulin", "Glucagon ✗", "Cortisol ✘") == ["5:16", "7:16"]


def test_a_sign_that_a_choice_is_about_is_let_be() -> None:
    assert signed("Insulin", "Glucagon ✔") == []
    assert signed("Insulin ✔", "Glucagon ✔") == []
    assert signed("Insulin", "Glucagon ✗", "Cortisol") == []
    assert signed("✔", "✘") == []
    assert signed("Iron ✓, zinc ✓", "Iron ✗, zinc ✓") == []
    assert signed("Done ✓", "Open", stem="Which sign shows it?") == []
    assert signed("Done ✓", "Open", stem="What does ✓ mean?") == []
    assert signed("Tap ✓", "Tap the pen") == []
    assert signed("`x ✓`", "`y`") == []


def pictured(*choices: str, stem: str = "Which sign asks you to stand?") -> list[str]:
    lines = "".join(f"- [{' ' if at else 'x'}] {one}\n  > So it is.\n" for at, one in enumerate(choices))
    return found(f"{stem}\n{lines}", "K012")


def test_images_with_one_description_are_heard_as_one() -> None:
    assert pictured("![Sign](a.svg)", "![Sign](b.svg)", "![sign](c.svg)") == ["3:7"]
    assert pictured("![Stop](d.svg)", "![Sign](a.svg)", "![Sign](b.svg){width=9}") == ["5:7"]
    assert pictured("The ![Sign](a.svg)", "The ![Sign](b.svg)") == ["3:7"]
    assert pictured('<img src="a.svg" alt="Sign">', "![Sign](b.svg)") == ["3:7"]
    pairs = "| Sign | Word |\n| --- | --- |\n| ![Sign](a.svg) | Stop |\n| ![Sign](b.svg) | Yield |\n"
    assert found(f"<!-- type: match -->\nWhich?\n\n{pairs}", "K012") == ["7:3"]


def test_images_that_words_tell_apart_are_not() -> None:
    assert pictured("![Stop](a.svg)", "![Yield](b.svg)") == []
    assert pictured("Red ![Sign](a.svg)", "Blue ![Sign](b.svg)") == []
    assert pictured("![Sign 1](a.svg)", "![Sign 2](b.svg)") == []
    assert pictured("![Sign](a.svg)", "Sign") == []
    assert pictured("`![Sign](a.svg)`", "`![Sign](b.svg)`") == []
    assert pictured("![Sign](a.svg)", "None", stem="![Sign](b.svg) or which?") == []


ONE = (
    "<quiz>\nWho greets first?\n- [x] The client\n  > They know who may learn of it.\n"
    "- [ ] You\n  > It tells the queue.\n</quiz>\n"
)


def behind(said: str, *, last: bool = False) -> list[str]:
    problems = check(course_of({"bank.md": f"{ONE}\n{said}\n" + ("" if last else f"\n{ONE}")}))
    return [f"{one.severity.value} {one.source.line}:{one.source.column}" for one in problems if one.code == "R006"]


@pytest.mark.parametrize("last", [False, True])
def test_an_explanation_behind_an_item_of_a_bank_is_told(last: bool) -> None:
    assert behind("Explanation: the client alone may say so.", last=last) == ["warning 9:1"]
    assert behind("**Explanation:** the client alone may say so.", last=last) == ["warning 9:1"]
    assert behind("> Erklärung: Das sagt nur, wer es darf.", last=last) == ["warning 9:1"]
    assert behind("### Explanation\n\nThe client alone may say so.", last=last) == ["warning 11:1"]
    assert behind("Rationale: the client alone may say so.", last=last) == ["advice 9:1"]
    long = "Explanation: A short word is heard over a queue, which no question about it ever was" + ", or so" * 12
    assert behind(f"{long}.", last=last) == ["advice 9:1"]


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(
    "fine",
    [
        "Feedback: too easy for our learners.", "Rationale: these items follow the blueprint's objectives.",
        "<!-- Explanation: the client alone may say so. -->", "## Explanation\n", "An explanation follows: see below.",
        "Explanation:", "```\nExplanation: the client alone may say so.\n```",
        "## Part two\n\nExplanation: what follows is harder.",
    ],
)  # fmt: skip
def test_a_note_to_authors_is_none(fine: str, last: bool) -> None:
    assert behind(fine, last=last) == []


def test_what_stands_above_the_first_item_explains_none() -> None:
    problems = check(course_of({"bank.md": f"Explanation: all of this is for the desk.\n\n{ONE}"}))
    assert [one for one in problems if one.code == "R006"] == []
