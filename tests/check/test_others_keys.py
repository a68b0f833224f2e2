"""The key as other programs write it, such as “ANSWER: B”: an error where it contradicts ours, silent where meant."""

from __future__ import annotations

import pytest
from test_others_marks import found, told

ITEM = """Who greets first?
- [x] The client
  > Only they know who may learn of it.
- [ ] You, aloud
  > Your hello can tell the queue.
{0}"""


@pytest.mark.parametrize(
    "line",
    ["ANSWER: B", "Answer: B", "Correct answer: B", "**Answer:** B", "**ANSWER: B**", "The answer: (B)."],
)
def test_another_programs_key_is_an_error_where_ours_says_otherwise(line: str) -> None:
    assert [one[:5] for one in told(ITEM.format(f"\n{line}"), "K008")] == ["error"]


def test_it_is_a_warning_where_it_agrees_and_has_a_line_to_itself() -> None:
    for line in ("ANSWER: A", "answer: a", "Correct answer: 1"):
        assert told(ITEM.format(f"\nAs agreed.\n\n{line}"), "K008") == ["warning 10:1"]
    assert told(ITEM.format("\nThe right answer: A, because it is theirs to say."), "K008") == []
    assert told(ITEM.format("\nAs agreed.\n\nAnswer = 2"), "K008") == ["advice 10:1"]  # there may be two of something


def test_in_a_sentence_it_counts_where_the_choices_have_letters() -> None:
    said = "\nIt is theirs. The right answer: B, because they may not."
    assert told(ITEM.format(said), "K008") == []
    lettered = ITEM.format(said).replace("- [x] ", "- [x] A. ").replace("- [ ] ", "- [ ] B. ")
    assert told(lettered, "K008") == ["error 8:15"]


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("a", "an", "Answer: a"), ("$e$", "$n$", "**Answer: e**."), ("A major", "D major", "Answer: A (three sharps)."),
        ("Open the airway", "Check the pulse", "Answer: B (breathing comes second)."),
        ("Hepatitis B virus", "None", "Answer: B"),
    ],
)  # fmt: skip
def test_an_answer_may_be_a_letter(right: str, wrong: str, line: str) -> None:
    assert found(f"Which one?\n- [x] {right}\n- [ ] {wrong}\n\nIt was said so.\n\n{line}", "K008") == []


@pytest.mark.parametrize(
    "line",
    [
        "Answer: because it is theirs.", "Answer: A client may be seen.", "Option B: bus", "The answer: C. Wilson's.",
        "`ANSWER: B`", "```\nanswer = 2\n```", "Answer: Both.", "Answer: E-mail them.",
    ],
)  # fmt: skip
def test_what_names_a_thing_is_no_key(line: str) -> None:
    assert found(ITEM.format(f"\n{line}"), "K008") == []


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [("2", "3", "Answer: 2"), ("Two", "Three", "Answer: 2"), ("B", "A", "Answer: B"), ("Vitamin C", "B", "Answer: C")],
)
def test_what_a_choice_says_is_no_place(right: str, wrong: str, line: str) -> None:
    text = f"Which one?\n- [ ] {wrong}\n- [x] {right}\n\nIt was said so in the lesson.\n\n{line}"
    assert found(text, "K008") == []
    assert found(text.replace("- [ ]", "- [y]").replace("- [x]", "- [ ]").replace("- [y]", "- [x]"), "K008") == []


ROME = """Rome was founded after Athens became a democracy.
- [x] True
  > The legend puts it into the year 753.
- [ ] False
  > Athens became one around the year 508.

{0}
"""
PULSE = """Where do you feel the pulse first?
- [x] At the neck
  > It is there when the wrist tells you nothing.
- [ ] At the wrist
  > It is easy to reach.
- [ ] No
  > It is there.
- [ ] 42
  > It is there.

{0}
"""


@pytest.mark.parametrize(
    "said",
    [
        "Correct answer: False. The legend says 753, long before.", "Answer: False", "The correct answer is False.",
        "**Answer:** False", "**Correct answer: False.** It was before.", "Answer: `False`", "The answer is false.",
        "The right answer is **False**, because it was before.", "Answer: False (it was before).",
        "Correct Answer : “False”", "It was so.\n\n\nThe best answer is: False – it was before.",
    ],
)  # fmt: skip
def test_an_answer_in_the_words_of_a_wrong_choice_is_an_error(said: str) -> None:
    (line,) = told(ROME.format(said), "K008")
    assert line.startswith("error")
    typed = f"<!-- type: truefalse -->\n{ROME}"
    assert len(told(typed.format(said), "K008")) == 1
    assert told(ROME.format(said.replace("False", "True").replace("false", "true")), "K008") == []
    assert told(typed.format(said.replace("False", "True").replace("false", "true")), "K008") == []


def test_it_counts_in_feedback_and_in_other_words_too() -> None:
    assert told(PULSE.format("Correct answer: At the wrist. It is easy to reach."), "K008") == ["error 12:1"]
    assert told(PULSE.format("Correct answer: 42."), "K008") == ["error 12:1"]
    feedback = PULSE.format("").replace("It is easy to reach", "Answer: at the wrist")
    assert told(feedback, "K008") == ["error 6:5"]


@pytest.mark.parametrize(
    "said",
    [
        "Answer: No way is it there.", "The answer is No.", "Answer: No, thanks.", "Answer: At the wrist or the neck.",
        "Answer: at the neck.", "Many say:\n\nAnswer: At the wrist.", "> Answer: At the wrist.", "Answer: 42.5",
        "```\nAnswer: No\n```", "The wrong answer: No.", "In short, the correct answer is No.", "Answer: 42 - 1",
        "The correct answer is at the wrist only for some.", "Answer: 42 (1)", "The answer: no?", "Answer:\nNo",
        "The correct answer isn't No.", "The answerer: No.",
    ],
)  # fmt: skip
def test_what_goes_on_or_is_quoted_is_none(said: str) -> None:
    assert told(PULSE.format(said), "K008") == []


def test_a_place_or_what_is_right_in_other_case_is_none() -> None:
    item = "How many?\n- [ ] 2\n  > No.\n- [x] 3\n  > So it is.\n\nAnswer: 2.\n"
    assert told(item, "K008") == []
    assert told(item.replace("Answer: 2", "Answer: 2 of them"), "K008") == []
    case = "How?\n- [ ] `true`\n  > No.\n- [x] `True`\n  > So.\n\nAnswer: True\n"
    assert told(case, "K008") == []
    assert told(f"<!-- scored: false -->\n{ROME.format('Answer: False')}", "K008") == []
