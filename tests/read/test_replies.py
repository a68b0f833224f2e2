"""Model replies of an item to say aloud: where each stands, and what is nearly one."""

from __future__ import annotations

import pytest

from coursewright.kinds.say import Say
from coursewright.problem import Problem
from coursewright.read.document import read_document

CARD = """<quiz>
<!-- id: shout; type: say; objective: P.1 -->
A client calls across the shop.

> “Tell them how well I'm doing!”

- [ ] You are warm.
  > A smile will do.
- [ ] You name *no* reason.

The limit needs no reason.

Reply: **Plain.** “Good to see you.”

Reply: “Ha, I'm off the clock!”

```
Reply: code
```
More of it.
</quiz>
"""


def read(text: str) -> tuple[Say, list[Problem]]:
    problems: list[Problem] = []
    (item,) = read_document(text, "page.md", problems, "practice")[0].items
    assert isinstance(item, Say)
    return item, problems


def test_each_part_stands_at_its_place() -> None:
    item, problems = read(CARD)
    assert problems == []
    assert list(item.misfits()) == []
    assert item.stem.markdown.endswith("> “Tell them how well I'm doing!”")
    assert [choice.text.markdown for choice in item.choices] == ["You are warm.", "You name *no* reason."]
    assert [bool(choice.feedback) for choice in item.choices] == [True, False]
    assert item.explanation
    assert item.explanation.markdown == "The limit needs no reason."
    assert [str(reply.source) for reply in item.replies] == ["page.md:13:8", "page.md:15:8"]
    assert item.replies[1].markdown.endswith("```\nMore of it.")
    assert set(item.replies) <= set(item.written)


def test_what_stands_behind_the_criteria_may_have_no_reply() -> None:
    """As long as the author hasn't written one yet."""
    item, problems = read(CARD[: CARD.index("Reply:")] + "</quiz>\n")
    assert problems == []
    assert item.replies == ()
    assert item.explanation
    assert item.explanation.markdown.strip() == "The limit needs no reason."


def test_it_counts_and_earns_nothing() -> None:
    item, _ = read(CARD.replace("type: say", "type: say; scored: true"))
    assert (item.metadata.scored, item.counts, item.keyed) == (False, True, ())
    assert item.score([item.choices[0].id]) == 0


def test_a_revision_holds_when_replies_change_and_not_when_criteria_do() -> None:
    item, _ = read(CARD)
    assert read(CARD.replace("off the clock", "off duty"))[0].revision == item.revision
    assert read(CARD.replace("You are warm.", "You are brief."))[0].revision != item.revision


@pytest.mark.parametrize(
    "written",
    [
        "reply: “No.”", "Reply 2: “No.”", "Replies: “No.”", "Reply： “No.”", "**Reply:** “No.”", "**Reply**: “No.”",
        "Model reply: “No.”", "- Reply: “No.”", "> Reply: “No.”", "### Reply", "Repyl: “No.”", "Reply – “No.”",
        "REPLY: “No.”", "Answer: “No.”", "Model: “No.”", "Model answer: “No.”", "**Response:** “No.”",
        "- Answer 2: “No.”",
    ],
)  # fmt: skip
def test_what_is_nearly_a_reply_is_reported_and_taken_for_one(written: str) -> None:
    item, problems = read(CARD.replace("Reply: “Ha, I'm off the clock!”", written))
    assert [f"{problem.source} {problem.code}" for problem in problems] == ["page.md:15:1 R029"]
    assert "Reply: …" in problems[0].hint
    assert len(item.replies) == 2


@pytest.mark.parametrize(
    "written",
    [
        "“Reply when you can.”",
        "Rather: say less.",
        "`Reply:` starts one.",
        "My reply: none.",
        "Reply in your words.",
        "Reply *in* your words.",
    ],
)
def test_what_only_looks_like_one_is_text(written: str) -> None:
    item, problems = read(CARD.replace("The limit needs no reason.", written))
    assert problems == []
    assert item.explanation
    assert item.explanation.markdown == written


def test_a_reply_in_front_of_the_criteria_is_reported() -> None:
    _, problems = read(CARD.replace("- [ ] You are warm.", "Reply: “Hi.”\n\n- [ ] You are warm."))
    assert [f"{problem.source} {problem.code}" for problem in problems] == ["page.md:7:1 R029"]


def test_other_kinds_may_speak_of_replies() -> None:
    problems: list[Problem] = []
    text = "<quiz>\nWho?\n\nReply: first.\n\n- [x] A\n- [ ] B\n\nReply: last.\n</quiz>\n"
    (item,) = read_document(text, "page.md", problems, "practice")[0].items
    assert problems == []
    assert item.replies == ()


def test_a_reply_cannot_swallow_the_page() -> None:
    problems: list[Problem] = []
    read_document(CARD.replace("“Ha, I'm", "<div> “Ha, I'm"), "page.md", problems, "practice")
    assert [problem.code for problem in problems] == ["R017"]


@pytest.mark.parametrize("written", ["Reply **Plain.** “No.”", "Reply “No.”", "Reply No, thanks.", "Reply. “No.”"])
def test_a_reply_without_its_colon_is_reported_and_taken_for_one(written: str) -> None:
    item, problems = read(CARD.replace("Reply: “Ha, I'm off the clock!”", written))
    assert [f"{problem.source} {problem.code}" for problem in problems] == ["page.md:15:1 R029"]
    assert len(item.replies) == 2


@pytest.mark.parametrize("mark", ["Answer", "Answer 2", "Model", "Model answer", "Sample response", "**Replies"])
def test_replies_by_another_name_alone_are_reported_each_at_its_line(mark: str) -> None:
    text = CARD.replace("Reply: **Plain.**", f"{mark}: **Plain.**").replace("Reply: “Ha", f"{mark}: “Ha")
    item, problems = read(text)
    assert [f"{problem.source} {problem.code}" for problem in problems] == ["page.md:13:1 R029", "page.md:15:1 R029"]
    assert len(item.replies) == 2


@pytest.mark.parametrize("words", ["Answer: there is no single one.", "Answer “No” only once.", "Model replies vary."])
def test_an_explanation_may_speak_of_answers(words: str) -> None:
    item, problems = read(CARD.replace("The limit needs no reason.", words))
    assert problems == []
    assert item.explanation
    assert item.explanation.markdown == words
    _, problems = read(CARD.replace("- [ ] You are warm.", f"{words}\n\n- [ ] You are warm."))
    assert problems == []


@pytest.mark.parametrize("mark", ["Antwort:", "For example:"])
def test_an_explanation_without_a_reply_is_one(mark: str) -> None:
    text = CARD.replace("Reply: **Plain.**", mark).replace("Reply: “Ha", f"{mark} “Ha").replace("Reply: code", "code")
    item, _ = read(text)
    assert item.replies == ()
    assert item.explanation
    assert item.explanation.markdown.startswith("The limit needs no reason.")


@pytest.mark.parametrize("word", ["Modal", "Mode", "Modes", "Answered", "Respond"])
def test_a_word_that_only_resembles_another_name_of_a_reply_is_text(word: str) -> None:
    item, problems = read(CARD.replace("Reply: “Ha, I'm off the clock!”", f"{word}: could, would."))
    assert problems == []
    assert len(item.replies) == 1


@pytest.mark.parametrize("words", ["Answer: the client may ask why.", "Response: learners often laugh here."])
def test_among_two_right_replies_other_words_explain(words: str) -> None:
    for place in ("Reply: “Ha", "More of it."):
        item, problems = read(CARD.replace(place, f"\n{words}\n\n{place}"))
        assert problems == []
        assert len(item.replies) == 2


def test_a_third_reply_that_is_nearly_one_is_still_told() -> None:
    item, problems = read(CARD.replace("More of it.", "\nRepyl: “No.”"))
    assert [f"{problem.source} {problem.code}" for problem in problems] == ["page.md:21:1 R029"]
    assert len(item.replies) == 3
