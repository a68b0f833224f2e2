"""Right input of unusual kinds that rules told as wrong, and what is like it and wrong."""

from __future__ import annotations

import pytest
from courses import course_of

from coursewright.check.checker import check

REASON = "  > It is so because the client chose it."


def told(item: str, code: str) -> list[str]:
    """Return the level, line and column of each finding of a rule in an item."""
    problems = check(course_of({"bank.md": f"<quiz>\n<!-- id: one; objective: A.1 -->\n{item}\n</quiz>\n"}))
    return [f"{one.severity.value} {one.source.line - 2}:{one.source.column}" for one in problems if one.code == code]


def item(stem: str, right: str = "A nod", *wrong: str) -> str:
    choices = "".join(f"\n- [ ] {one}\n{REASON}" for one in wrong or ("A wave",))
    return f"{stem}\n- [x] {right}\n{REASON}{choices}"


@pytest.mark.parametrize(
    "stem",
    [
        "Complete the sequence: 2, 4, 8, ???",
        "Monday, Tuesday, ??? is what?",
        "A, C, E, ???, I: what is missing?",
        "Solve: 3 + ??? = 10",
        "Solve: 13 - ??? = 10",
        "What is it, if ??? × 3 = 9?",
        "Acid + base → ???",
        "She wrote “???” in the margin. Why?",
        "What does a comment with ??? tell?",
        "From which work does “lorem ipsum” come?",
        "What is lorem ipsum?",
        "What does a comment such as TODO tell?",
        "What does TODO mean in code?",
        "The line says “Dress code: TODO”. What is it?",
        "¿Es esto TODO lo dicho?",
        "¿Eso es TODO?",
    ],
)
def test_a_placeholder_that_is_spoken_of_is_none(stem: str) -> None:
    assert told(item(stem), "K012") == []


@pytest.mark.parametrize(
    ("stem", "place"),
    [
        ("???", "1:1"),
        ("“???”", "1:2"),
        ("Which one is it: ???", "1:18"),
        ("A reason - ???", "1:12"),
        ("Step 1: ???", "1:9"),
        ("Chapter 2 - ???", "1:13"),
        ("Which one? TODO: ask Ann", "1:12"),
        ("Which one? TODO ask Ann", "1:12"),
        ("Lorem ipsum dolor sit", "1:1"),
        ("“Hello,” they say, TODO and “bye”.", "1:20"),
    ],
)
def test_a_placeholder_is_told(stem: str, place: str) -> None:
    assert told(item(stem), "K012") == [f"warning {place}"]


def test_a_placeholder_among_choices() -> None:
    assert told(item("¿Qué hay que leer?", "Todo", "TODO menos el final", "TODO, en mayúsculas"), "K012") == []
    assert told(item("What does a comment such as TODO say?", "TODO"), "K012") == []
    assert told(item("Which?", "TODO"), "K012") == ["warning 2:7"]
    assert told(item("Which?", "TODO: a choice"), "K012") == ["warning 2:7"]


def test_a_note_behind_a_right_choice() -> None:
    assert told(item("What is printed?", "Well done (correct)", "Sorry (try again)"), "K012") == []
    assert told(item("What is printed?", "Well done (correct)", "Sorry (wrong)"), "K012") == ["advice 2:17"]
    assert told(item("What is printed?", "Well done (correct)", "Sorry"), "K012") == ["warning 2:17"]


def typed(answer: str) -> list[tuple[str, str]]:
    blank = f"<!-- id: one; objective: A.1 -->\nThey say “[[{answer}]]”.\n\n---\nEverybody there says so."
    problems = check(course_of({"bank.md": f"<quiz>\n{blank}\n</quiz>\n"}))
    return [(one.severity.value, one.hint.partition(";")[0]) for one in problems if one.code == "K020"]


@pytest.mark.parametrize("answer", ["To be or not to be", "To be, or not to be", "like it or not", "more or less"])
def test_or_not_is_one_answer(answer: str) -> None:
    assert typed(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        "trick or treat",
        "by hook or by crook",
        "take it or leave it",
        "he or she",
        "fight or flight",
        "veni, vidi, vici",
        "do or die",
    ],
)
def test_a_phrase_may_be_one_answer(answer: str) -> None:
    assert typed(answer) == [("advice", "Put a bar between two answers")]


def test_what_can_be_no_phrase_is_split() -> None:
    assert typed("color or colour") == [("warning", "Put a bar between two answers, [[color|colour]]")]
    assert typed("nothing (or little)") == [("warning", "Put a bar between two answers, [[nothing|little]]")]
    assert typed("release, consent") == [("advice", "Put a bar between two answers, [[release|consent]]")]


PROVERBS = (
    "Which fits?\n- [x] *Petit à petit*\n  {}Little by little, it grows.)\n"
    + REASON
    + "\n- [ ] *Un moine*\n  (A monk in the house.)"
)


def test_a_second_line_that_a_choice_with_feedback_has_too_is_a_part_of_it() -> None:
    assert told(PROVERBS.format("("), "K019") == []
    assert told(PROVERBS.replace("  {}Little by little, it grows.)\n", ""), "K019") == ["warning 5:3"]
    assert told(PROVERBS.format(""), "K019") == ["warning 6:3"]


def moving(stem: str, said: str) -> list[str]:
    text = f"<!-- shuffle: true -->\n{stem}\n- [x] A nod\n  > {said}\n- [ ] A wave\n{REASON}"
    problems = check(course_of({"bank.md": f"<quiz>\n{text}\n</quiz>\n"}))
    return [one.severity.value for one in problems if one.code == "K008"]


@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("“For bills, choose option 1; for faults, choose option 2”, says a menu.", "Option 2 is for faults."),
        ("What is Antigone's last choice in the play?", "The last choice that she makes is her first one."),
        ("Which choice did Pandora make last?", "The last choice is the one of the story."),
        ("A call option and a put option are held. Which gains?", "The first option is for a rise."),
        ("What does the second choice in an `if` look at?", "The first choice has a test of its own."),
        ("A hiker has three options: wait, go back, or call.", "The last option is for a wound."),
        ("What is the second answer that is weighed in the song?", "Answer 2 in the song is trouble."),
        ("The jury's first answer was “No”. Which one counts?", "The last choice counts, as answer 2 says."),
    ],
)
def test_choices_that_a_question_tells_of_have_their_own_order(stem: str, said: str) -> None:
    assert moving(stem, said) == []


@pytest.mark.parametrize(
    "stem",
    [
        "Which option keeps it?", "Choose the best answer.", "Which of the following answers fits?",
        "Which two options fit?",
        "Pick two answers.", "What is the right answer?", "How do they answer?", "Which is the best choice here?",
    ],
)  # fmt: skip
def test_an_instruction_tells_of_none(stem: str) -> None:
    assert moving(stem, "The last choice is louder, unlike option 2.") == ["warning", "warning"]


def test_a_letter_against_the_key_is_an_error_in_any_question() -> None:
    assert moving("A hiker has three options. Which one is best?", "Option B is right, as they know.") == ["error"]


def test_none_of_the_above_may_be_what_a_sentence_begins_with() -> None:
    assert told(item("What is known?", "A nod", "None of the above is known"), "W103") == []
    assert told(item("What is known?", "A nod", "None of the above is right"), "W103") == ["advice 4:7"]
