"""What other programs and habits leave in and around an item: told where learners would read it, silent where meant."""

from __future__ import annotations

import pytest
from courses import course_of, course_of_item

from coursewright.check.checker import check
from coursewright.problem import Problem


def found(text: str, code: str) -> list[Problem]:
    return [problem for problem in check(course_of_item(text)) if problem.code == code]


def told(text: str, code: str) -> list[str]:
    return [f"{problem.severity.value} {problem.source.line}:{problem.source.column}" for problem in found(text, code)]


CHOICES = """Who greets first?
- [x] The client does, for only they
- [ ] You, since it says{0}
"""


@pytest.mark.parametrize(
    ("feedback", "line"),
    [
        ("\n  > Quick and kind.", "If they wanted to, they would."),
        ("\n  > Quick and", "kind."),
        ("\n> Quick and kind.", "“Hello” would tell the queue."),
        ("", "who they are to you."),
        (" a lot,", "I fear for them."),
    ],
)
def test_text_right_below_the_last_choice_may_go_on_with_it(feedback: str, line: str) -> None:
    text = CHOICES.format(f"{feedback}\n{line}")
    row = text.count("\n") + 1
    (problem,) = found(text, "R010")
    assert (problem.severity.value, problem.source.line, problem.source.column) == ("warning", row, 1)
    assert ("“  > ”" if ">" in feedback else "indent") in problem.hint
    assert [one.follows for one in found(text, "K007")] in (
        [],
        [f"{problem.source} R010"],
        [f"{problem.source} R010"] * 2,
    )
    assert found(text.replace(f"\n{line}", f"\n\n{line}"), "R010") == []


@pytest.mark.parametrize(
    "rest",
    [
        "\nEverybody reads this.", "\n---\nSo it is.", "\n  > So.\n---\n", "\n  > So.\n<!-- a remark -->",
        "\n  > So.\nNote: read on.", "\n  > So.\n**Why?**: so.", "\n  > So.\n> and so.",
        "\n  > So.\n| a | b |\n|--|--|", "\n图书馆在哪里",
    ],
)  # fmt: skip
def test_what_explains_the_item_may_stand_right_below(rest: str) -> None:
    assert found(CHOICES.format(rest), "R010") == []


def test_steps_and_criteria_are_cut_in_two_likewise() -> None:
    steps = "<!-- type: order -->\nBring these into order.\n\n1. Look\n2. Greet\n3. Ask for the goal\n{0}"
    assert told(steps.format("that they have."), "R010") == ["warning 8:1"]
    assert told(steps.format("Each makes the next safer."), "R010") == []
    say = "<!-- type: say -->\nWhat do you say?\n- [ ] It is short\n- [ ] It says what\n{0}\n\nReply: “Hello.”"
    assert told(say.format("they can do."), "R010") == ["warning 6:1"]


SHIFTED = """Who greets first?{0}
  > Only they know who may learn of it.
- [x] The client
  > Your hello can tell the queue.
- [ ] You
  > So it would look as if nobody knew you.
- [ ] Neither{1}
"""


def test_feedback_above_its_choice_is_told_for_another_one() -> None:
    text = SHIFTED.format("", "")
    assert told(text, "R011") == ["warning 3:3"]
    assert {one.follows for one in found(text, "K007")} == {"bank.md:3:3 R011"}


@pytest.mark.parametrize(("blank", "feedback"), [("", "\n  > It is theirs to say."), ("\n\n> “Hello”\n\nA word", "")])
def test_a_quote_that_belongs_to_the_question_is_fine(blank: str, feedback: str) -> None:
    assert found(SHIFTED.format(blank, feedback).replace("word\n  > Only", "word: only"), "R011") == []
    assert found("Who says it?\n> “Hello”\n- [x] The client\n- [ ] You\n\nIt is theirs to say.", "R011") == []


@pytest.mark.parametrize(
    "first", ["Hint: four letters.\n\n", "Hint: four letters.\n", "**Hint:** four.\n\n", "Hint 1: four.\n\n"]
)
def test_a_hint_above_the_question_is_read_by_everyone(first: str) -> None:
    for rest in ("Say your [[name]].", "Which one?\n- [x] The name\n- [ ] The street"):
        assert told(f"<!-- id: a -->\n{first}{rest}", "R029") == ["warning 3:1"]


@pytest.mark.parametrize(
    "stem",
    [
        "Hint or answer: which comes first?\n\nSay.", "> Hint: four letters.\n\nWho says so?", "Hints help.\n\nWho?",
        "```\nHint: four\n```\n\nWho says so?", "`Hint: four`\n\nWho says so?", "Who?\n\nHint: four letters.",
    ],
)  # fmt: skip
def test_what_is_asked_about_is_no_hint(stem: str) -> None:
    assert found(f"{stem}\n- [x] The client\n- [ ] You", "R029") == []


@pytest.mark.parametrize(
    "behind", ["(../index.md)", "(index.md)", "(https://example.org)", "(#top)", '(a/b.html "Title")', "[Ref]"]
)
def test_a_blank_is_no_link(behind: str) -> None:
    text = f"<quiz>\nSay your [[name]]{behind} first.\n</quiz>\n\n[ref]: https://example.org\n"
    problems = [one for one in check(course_of({"bank.md": text})) if one.code == "R015"]
    assert [str(one.source) for one in problems] == ["bank.md:2:18"]


@pytest.mark.parametrize("behind", ["(x)", "(m/s)", " (two words)", "[0]", "[[more]]", " (../index.md)", "(3.5)"])
def test_what_stands_behind_a_blank_may_be_meant(behind: str) -> None:
    assert found(f"Say [[name]]{behind} first.", "R015") == []


def test_a_gap_of_moodle_makes_no_blank() -> None:
    assert told("Say your {1:SHORTANSWER:=name} and [[street]].", "R015") == ["error 2:10"]
    assert told("Say {a: b} and {1:2} and [[street]].", "R015") == []


SHORT = (
    "<!-- type: short -->\nWhat do you hand over?\n- [x] {0}\n- [ ] {1}\n  > It is asked for later, by another person."
)


@pytest.mark.parametrize("answer", ["counter slip | slip", "slip|ticket", "slip | ticket | number"])
def test_a_bar_does_not_part_answers_that_have_a_line_each(answer: str) -> None:
    (problem,) = found(SHORT.format(answer, "badge"), "K020")
    assert (problem.severity.value, problem.source.line, problem.source.column) == ("advice", 4, 7)
    assert "a line of its own" in problem.hint


@pytest.mark.parametrize(
    "answer",
    ["`a | b`", "|x|", "a || b", r"a \| b", "P(A|B)", "ls -l | wc -l", "$a|b$", "x = 1 | 2", "A|B", "3|12", "ls | wc"],
)
def test_a_bar_may_be_the_answer(answer: str) -> None:
    assert found(SHORT.format(answer, "badge"), "K020") == []
    assert found(SHORT.format("slip", "badge | card"), "K020") == []


@pytest.mark.parametrize("note", ["(5 letters)", "(2 words)", "(6 Buchstaben)"])
def test_how_long_an_answer_is_stands_behind_the_brackets(note: str) -> None:
    assert told(f"Say your [[name {note}]] first.\n\n---\nIt tells them who asks.", "K020") == ["warning 2:10"]
    assert told(f"Say your [[name]] {note} first.\n\n---\nIt tells them who asks.", "K020") == []
    assert told("Say your [[name (5)]] first.\n\n---\nIt tells them who asks.", "K020") == []


@pytest.mark.parametrize(
    ("right", "wrong"), [("counter slip", "Counter  Slip"), ("slip", "SLIP"), ("`slip`", "`Slip`"), ("slip", "*Slip*")]
)
def test_a_wrong_answer_that_is_typed_as_the_right_one_is_never_told(right: str, wrong: str) -> None:
    (problem,) = found(SHORT.format(right, wrong), "K004")
    assert (problem.severity.value, problem.source.line) == ("error", 5)
    assert "backticks" not in problem.hint


def test_two_spellings_of_one_answer_in_other_case_are_advice() -> None:
    assert told(SHORT.format("slip\n- [x] Slip", "badge"), "K004") == ["advice 5:7"]
    assert told("Which is a value?\n- [x] True\n- [ ] true\n\nPython has it with a capital.", "K004") == ["advice 4:7"]
    assert told(SHORT.format("slip", "slips"), "K004") == []


PAIRS = "<!-- type: match -->\nWhich says what?\n\n| Who | What |\n| --- | --- |\n| {0} | Miaow |\n| Dog | {1} |"


def test_a_box_in_a_table_of_pairs_would_be_shown() -> None:
    assert told(PAIRS.format("[x] Cat", "[ ] Woof"), "R024") == ["error 7:3", "error 8:9"]
    for left, right in (("`[x]` Cat", "Woof"), ("[x]", "[ ]"), ("[Cat](a.md)", "x[1]")):
        assert told(PAIRS.format(left, right), "R024") == []


@pytest.mark.parametrize(("right", "wrong"), [("[(X)]", "[( )]"), ("([x])", "([ ])")])
def test_a_box_in_other_brackets_is_replaced_by_ours(right: str, wrong: str) -> None:
    problems = found(f"Who greets?\n- {right} The client\n- {wrong} You", "R009")
    assert [(problem.source.line, problem.hint.partition(";")[0]) for problem in problems] == [
        (3, "Write “- [x] The client”"), (4, "Write “- [ ] You”")
    ]  # fmt: skip
    assert found("Which one?\n- [x] [(a, b)] has them\n- [ ] [(c)](a.md) has", "R009") == []


SCENARIO = """---
content_note: None
principle: 2
objectives: [P2.1]
standard: NASW Code, 1.07
---
## At the window

{1}

- [Wave](#after)
  > {0}

## After

**Ending: protected**

Nobody learned a thing.
"""


@pytest.mark.parametrize(
    ("said", "columns"),
    [
        ("**Visitor:** Then I have lost. **You:** True, it is.", [5, 36]),
        ("**Client:** Then I have lost. **You:** True, it is.", [35]),
        ("**Client:** Then I have lost. __Client__: No.", []),
        ("**Client:** Lost.\n  > It is, and **you:** know it.", [16]),
        ("**Client:** Lost.\n  > **You:** True.", []),
        ("**Client:** **You** know it. **Note:** so.", []),
        ("**Client:** The sign says “**You:** wait”.", []),
    ],
)
def test_a_speakers_mark_inside_a_consequence_marks_nothing(said: str, columns: list[int]) -> None:
    text = SCENARIO.format(said, "The sign says “**You:** wait”, and **You:** wait.")
    problems = [one for one in check(course_of({"scenario.md": text})) if "marks nothing" in one.message]
    assert [problem.source.column for problem in problems if problem.code == "R021"] == columns


@pytest.mark.parametrize(
    ("labels", "line"),
    [
        ("A) B) B)", 4), ("A. B. B.", 4), ("A) C) D)", 3), ("A) B) C)", 0), ("A. A. C.", 3), ("C) B) A)", 0),
        ("A) B) X)", 0), ("A) B) And", 0), ("A. B. D. F.", 0), ("B) C) D)", 0),
    ],
)  # fmt: skip
def test_letters_of_choices_that_come_twice_or_leap(labels: str, line: int) -> None:
    choices = [f"- [ ] {label} You wait until they greet you {at}" for at, label in enumerate(labels.split())]
    if labels == "A. B. D. F.":  # names
        choices = ["- [ ] A. Beck", "- [ ] B. F. Skinner", "- [ ] D. Meichenbaum", "- [ ] F. Perls"]
    assert told("\n".join(["What do you do?", *choices]), "R009") == [f"warning {line + 1}:7"] * bool(line)


@pytest.mark.parametrize(
    "text",
    [
        "Which values are there?\n- [(x)] a list with a call\n- ([x]) a call with a list\n\nWhat is the first?\n"
        "- [x] a list\n  > yes\n- [ ] a call\n  > no",
        "Is this passive?\n> The ball was thrown.\n- [x] Yes\n  > “Was thrown” is.\n- [ ] No",
        "Which is it?\n- [ ] A. baumannii is never sensitive to it\n- [x] C. difficile forms spores in the gut\n"
        "- [ ] E. coli is a gram-positive round coccus",
        "Which?\n- [x] A. one\n- [ ] B\n- [ ] C",
        "Which hold?\n- [ ] A) only\n- [ ] B) only\n- [x] B) and C)",
        "Which blood?\n- [ ] A+\n- [x] O-\nRed cells of O- have no antigens.",
        "What happens first?\n- [ ] DNA is read\n- [x] RNA is made\nmRNA is transcribed from one strand.",
        "Hint: one line of a note on a desk,\nand a second line of it. What now?\n- [x] I read it\n- [ ] I burn it",
    ],
)
def test_look_alikes_are_let_be(text: str) -> None:
    problems = check(course_of({"bank.md": f"<quiz>\n{text}\n</quiz>\n"}))
    assert [str(one) for one in problems if one.code[0] == "R" or one.code == "K019"] == []


def test_a_sound_in_brackets_is_no_box() -> None:
    assert told(PAIRS.format("[x] as in “Bach”", "[X] in mol/L"), "R024") == []
