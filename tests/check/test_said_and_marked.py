"""What a question asks for, or feedback says, and the marks say otherwise; what an item without its type was for."""

from __future__ import annotations

import pytest
from courses import course_of, course_of_item

from coursewright.check.checker import check

TEXTS = ("What they came for", "How much they tell you", "Whether they come back", "When the desk opens")


def item(stem: str, right: int, first: str = TEXTS[0]) -> str:
    choices = [(first, *TEXTS[1:])[at] for at in range(4)]
    lines = (f"- [{'x' if at < right else ' '}] {choice}\n  > It is theirs." for at, choice in enumerate(choices))
    return "\n".join([stem, *lines])


def told(text: str, code: str) -> list[str]:
    return [
        f"{one.severity.value} {one.source.line}:{one.source.column} {one.message}"
        for one in check(course_of_item(text))
        if one.code == code
    ]


@pytest.mark.parametrize(
    "stem",
    [
        "Who decides? Select all that apply.",
        "Who decides? (Select all that apply)",
        "**Select all that apply:**",
        "Who decides?\n\n*Choose all answers that are correct.*",
        "Who decides? Please check all of the options that apply.",
    ],
)
def test_all_that_apply_are_more_than_one(stem: str) -> None:
    (found,) = told(item(stem, 1), "K009")
    assert found.startswith(f"warning {stem.count(chr(10)) + 3}:7 “")
    assert told(item(stem, 2), "K009") == []
    assert told(item(f"<!-- type: multiple -->\n{stem}", 1), "K009")[0].startswith("advice")


@pytest.mark.parametrize(
    ("stem", "right", "column"),
    [
        ("Which two of these are theirs to decide? Choose two.", 3, 42),
        ("Which two of these are theirs to decide?", 3, 1),
        ("What do they decide? (Select three.)", 2, 23),
        ("What do they decide? **Choose TWO answers.**", 1, 24),
        ("What do they decide? Mark 2 answers.", 3, 22),
        ("Mark 2 of these.", 3, 1),
        ("Which 2 of these do they decide?", 3, 1),
        ("What do they decide? (Choose 2)", 3, 23),
        ("What do they decide?\n\nChoose two.\n\n![A desk](desk.png)", 3, 0),
        ("Pick the two correct answers of the following:", 3, 1),
        ("Pick two of the following:", 3, 1),
        ("Three came. Which two things do they decide?", 3, 13),
    ],
)
def test_another_number_is_right_than_is_asked_for(stem: str, right: int, column: int) -> None:
    found = [line.partition(" “")[0] for line in told(item(stem, right), "K009")]
    assert found == [f"warning 2:{column}" if column else "warning 4:1"]


@pytest.mark.parametrize(
    ("stem", "right", "first"),
    [
        ("A form says “Select all that apply.” Why?", 1, ""),
        ("What does `Select all that apply.` do?", 1, ""),
        ("You have to select all that apply. Which form says so?", 1, ""),
        ("Select all rows that are older than five. Which query does it?", 1, ""),
        ("> Select all that apply.\n\nWho says so?", 1, ""),
        ("You may choose two. Which?", 1, ""),
        ("Choose two toys for Ann. What is left?", 3, ""),
        ("The waiter says: “Pick two.” What then?", 1, ""),
        ("Which two-letter code is it?", 1, ""),
        ("Which two letter code is it?", 3, ""),
        ("Which 3 x 3 matrix is it?", 2, ""),
        ("Which two by four is it?", 3, ""),
        ("Select two-letter code", 3, ""),
        ("Choose 3 x 4", 2, ""),
        ("What do they press? Select 2.", 3, ""),
        ("Who decides? Pick 3:", 1, ""),
        ("Which two colours make green?", 3, "Blue and yellow"),
        ("Which two words rhyme?", 3, "cat – hat"),
        ("Choose two. Which form says so?", 1, ""),
        ("**Select all that apply:** who says so?", 1, ""),
        ("Translate: Select all that apply.", 1, ""),
        ("Translate. Select all that apply.", 1, ""),
        ("Say it in Spanish. Choose two.", 1, ""),
        ("An urn has five balls. Select three. How many ways are there?", 1, ""),
        ("Which two hemisphere theory is meant?", 3, ""),
        ("Pick two.\n\nIn the game, a pair may do so.\n\nIt has a name.", 1, ""),
        ("A board calls it MR (select all that apply). Name the type.", 1, ""),
        ("Which three tier architecture is it?", 2, ""),
        ("Translate into German:\n\nSelect all that apply.", 1, ""),
        ("What decides? Select all that apply.", 1, "All of these"),
        ("What decides? Select two.", 1, "Neither of them"),
        ("There are five cards. Pick two. Work out the odds of a pair.", 1, ""),
        ("Which two colours make green?", 1, ""),
        ("Which colours make green? Choose two.", 1, "Blue and yellow"),
        ("Which numbers are these? Choose two.", 1, "3, 7"),
        ("Which two of these are so? Choose two.", 2, ""),
        ("Which three came, and which two left? Which two stayed? Choose three.", 1, ""),
        ("Elige todas. Choose 20.", 1, ""),
        ("<!-- scored: false -->\nWhat do you like? Choose two.", 1, ""),
    ],
)
def test_who_describes_choosing_asks_for_nothing(stem: str, right: int, first: str) -> None:
    assert [line for line in told(item(stem, right, first or TEXTS[0]), "K009") if "warning" in line] == []


@pytest.mark.parametrize(
    ("stem", "column"),
    [
        ("Who decides? Choose one answer.", 14),
        ("Who decides? (Choose one.)", 15),
        ("Who decides? (Pick one)", 15),
        ("Who decides? Please select only one of these:", 21),
        ("Who decides? Select the single best answer.", 14),
        ("Who decides? **Select the best answer.**", 16),
        ("Who decides? Mark a single option!", 14),
        ("Which one of these do they decide?", 1),
        ("Which ONE of the following do they decide?", 1),
    ],
)
def test_one_is_asked_for_and_several_are_right(stem: str, column: int) -> None:
    for count in (2, 3):
        (found,) = told(item(stem, count), "K009")
        assert found.startswith(f"warning 2:{column} “")
        assert found.endswith(f"” where {count} are right")
    assert told(item(stem, 1), "K009") == []
    assert len(told(item(f"<!-- type: multiple -->\n{stem}", 2), "K009")) == 1


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these must a nurse choose one by one? Select all that apply.",
        "Which one of these do they decide? Select all that apply.",
        "Who decides? Choose one or more.",
        "Who decides? Choose one, or more.",
        "Who decides? Choose one answer per row.",
        "Who decides? Choose one answer. More than one may be right.",
        "Who decides? Choose at least one answer.",
        "Who decides? Choose the best answers.",
        "Who decides? Choose the best answer(s).",
        "Which one or more of these do they decide?",
        "Which ones do they decide?",
        "A form says “Choose one answer.” Which boxes has it?",
        "What does `Choose one answer.` do?",
        "Translate: Choose one answer.",
        "They may choose one. Which?",
        "Which one of these may they choose? And which else?",
        "<!-- scored: false -->\nWhat do you like? Choose one.",
    ],
)
def test_one_among_other_words_asks_for_nothing(stem: str) -> None:
    assert told(item(stem, 2), "K009") == []


JUDGED = """Who decides{2}?
- [x] {3}
  > {0} Only they know what they came for.
- [ ] The desk clerk
  > {1} The desk knows the ways.
"""


@pytest.mark.parametrize(
    ("right", "wrong", "lines"),
    [
        ("Wrong.", "Correct!", [4, 6]),
        ("It is so.", "**Correct!**", [6]),
        ("**Wrong.**", "It isn't.", [4]),
        ("❌ Incorrect!", "It isn't.", [4]),
        ("That’s not right.", "That's right!", [4, 6]),
        ("Not quite.", "Right!", [4, 6]),
        ("Wrong – see above.", "It isn't.", [4]),
        ("Correct.", "Wrong.", []),
        ("Wrong:", "Right:", []),
        ("No.", "Yes!", [4, 6]),
        ("“Wrong!”", "“Correct!”", []),
        ("`Wrong.`", "> Correct!", []),
        ("Wrong way round it would be a lie.", "Correct forms are sold here.", []),
        ("It is so.", "Correct. But it isn't all.", []),
        ("It is so.", "Correct, but it isn't all.", []),
        ("It is so.", "Right. Then left, and there you are.", []),
        ("False.", "True.", [4, 6]),
        ("Not right – left is theirs.", "Right! The other one was better.", []),
        ("Not quite – it is more.", "It isn't.", []),
        ("Wrong. It stays theirs, though.", "Correct! However, it isn't theirs.", []),
        ("It is so.", "Correct! It is still too early.", []),
        ("It is so.", "That's right! They ask first.", []),
        ("It is so.", "Correct. The other one has the better reason.", []),
        ("Not right. He goes left.", "It isn't.", []),
        ("Wrong! is blunt.", "Correct! is more polite.", []),
        ("“Wrong!” is blunt.", "**Correct!** would be polite.", []),
        ("Wrong. __They__ decide.", "**Correct!** It is.", [4, 6]),
        ("It is so.", "Correct! Maar niet van hen.", []),
    ],
)
def test_feedback_agrees_with_the_mark(right: str, wrong: str, lines: list[int]) -> None:
    text = JUDGED.format(right, wrong, "", "The visitor")
    assert [line.partition(" feedback")[0] for line in told(text, "K008")] == [f"warning {row}:5" for row in lines]


@pytest.mark.parametrize(
    "stem",
    [
        ", and which line is wrong",
        ", which is NOT so",
        " what isn't so",
        " if it is true",
        " most",
        " next",
        ", as Galen thought",
    ],
)
def test_a_question_about_what_is_wrong_has_such_answers(stem: str) -> None:
    assert told(JUDGED.format("Wrong.", "Correct!", stem, "The visitor"), "K008") == []


def test_a_choice_that_judges_has_such_feedback() -> None:
    assert told(JUDGED.format("Wrong.", "It isn't.", "", "No, that was a mistake"), "K008") == []


def test_a_choice_that_is_a_verdict_has_others_feedback_too() -> None:
    text = JUDGED.format("It is.", "Correct. It would be so.", "", "richtig")
    assert len(told(text, "K008")) == 1
    assert told(f"{text}- [ ] Correct\n", "K008") == []


def test_where_several_may_be_picked_what_is_rightly_left_may_be_called_correct() -> None:
    assert told(f"<!-- type: multiple -->\n{JUDGED.format('So.', 'Correct!', '', 'They')}", "K008") == []
    assert len(told(f"<!-- type: multiple -->\n{JUDGED.format('Wrong.', 'Correct!', '', 'They')}", "K008")) == 2


def hints(text: str, code: str) -> list[str]:
    return [one.hint for one in check(course_of_item(text)) if one.code == code]


def test_criteria_with_model_replies_lack_their_type() -> None:
    text = "Somebody calls to you.\n\n- [ ] You are warm.\n- [ ] You are brief.\n"
    assert "scored: false" in hints(text, "K002")[0]
    for reply in ("Reply: “Good morning!”", "It takes both.\n\nReply: “Hello.”\n\nReply: “Hello there.”"):
        assert "type: say" in hints(f"{text}\n{reply}", "K002")[0]
    assert "scored: false" in hints(f"{text}\nThey say `Reply:` and wait.", "K002")[0]


def test_answers_to_type_lack_their_type() -> None:
    text = "What is the word?\n- [x] goal\n- [x] aim\n\nIt is what the question back asks for."
    assert "type: short" in hints(text, "K009")[0]
    assert "type: short" in hints(f"<!-- type: single -->\n{text}", "K003")[0]
    assert "type: short" not in hints(text.replace("aim", "what they want to have done"), "K009")[0]
    assert "type: short" not in hints(f"<!-- type: multiple -->\n{text}", "K009")[0]


def test_a_former_id_can_have_become_one_item() -> None:
    text = "".join(
        f"<quiz>\n<!-- id: {name}; was: old -->\nWho {name}?\n- [x] {name} one\n- [ ] {name} two\n</quiz>\n\n"
        for name in ("pen", "map")
    )
    found = [str(one) for one in check(course_of({"bank.md": text})) if one.code == "K005"]
    assert len(found) == 1
    assert found[0].startswith("bank.md:9:")
    assert "“old”" in found[0]
