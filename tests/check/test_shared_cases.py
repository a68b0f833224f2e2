"""The case that several items of a bank share stands in each of them: between items nobody sees it."""

from __future__ import annotations

import pytest

from coursewright.problem import Problem, Severity
from coursewright.read.document import read_document

ONE = """<quiz>
Who greets first?
- [x] The client
  > They know who listens.
- [ ] You
  > Who hears it?
</quiz>
"""
TWO = ONE.replace("Who greets first?", "What do you tell Mrs. Ruiz?")
CASE = (
    "¦Mrs. Ruiz comes to the desk on Monday morning. She has lost her card, and she asks for a form. Your"
    " colleague tells"
    " her to wait.\n"
)
LONG = (
    "¦A client waves at you from across the street. You are there with your daughter, who asks who that was."
    " The client"
    " sees that the two of you talk, and comes over to say hello.\n"
)


def told(text: str) -> list[Problem]:
    problems: list[Problem] = []
    read_document(text.replace("¦", ""), "bank.md", problems)
    return [one for one in problems if one.code == "R006"]


CASES = [
    f"{ONE}\n{CASE}\n{TWO}",
    f"{ONE}\n## The desk\n\n{CASE}\n{TWO}",
    f"{ONE}\n{CASE}\nShe is in a hurry.\n\n{TWO}",
    f"{ONE}\n> {CASE}\n{TWO}".replace("> ¦", "¦> "),
    f"{ONE}\n{CASE}\n- She is eighty.\n- She came by bus.\n\n{TWO}",
    f"{ONE}\n<!-- Written by Ann -->\n{CASE}\n{TWO}",
    f"{ONE}\n{CASE.replace('¦', '¦**Case 2.** ')}\n{ONE}",
    f"{ONE}\n{CASE.replace('¦', '¦Fallbeispiel: ')}\n{ONE}",
    f"{ONE}\n### Case study B\n\n{CASE}\n{ONE}",
    f"{ONE}\n{CASE.replace('¦', '¦Read this, and answer the next two questions. ')}\n{ONE}",
    f"{ONE}\n{CASE}\n{ONE.replace('Who', 'In the case above, who')}",
    f"{CASE.replace('¦', '¦Case: ')}\n{ONE}",
    f"{CASE}\n{ONE.replace('Who', 'In the situation described above, who')}",
    f"## Case 2\n\n{CASE}\n{ONE}",
    f"{ONE}\n¦Maria has worked here for nine years. On Saturday she meets a client in the bakery, who waves and comes"
    f" over.\n\n{TWO.replace('you tell Mrs. Ruiz', '**Maria** tell him')}",
    f"{ONE}\n¦![A map of the hall](hall.png)\n\n{ONE}",
    f"{ONE}\n¦El señor Paz llega el lunes con su hija. Ella pregunta por una carta que nadie ha visto. Usted"
    f" sabe dónde está.\n\n"
    f"{ONE.replace('Who greets', '¿Qué le dice a Paz')}",
    f"{ONE}\n¦田中さんは月曜日に窓口へ来ました。カードをなくしたので、用紙をもらいたいそうです。同僚は待つように言いました。外は雨で、彼女は急いでいます。\n\n{ONE}",
]


@pytest.mark.parametrize("text", CASES)
def test_a_case_between_items_is_a_warning_or_advice_where_it_begins(text: str) -> None:
    [one] = told(text)
    at = text.index("¦")
    assert (one.source.line, one.source.column) == (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    assert one.severity is (Severity.ADVICE if "田" in text else Severity.WARNING)
    assert "each item" in one.hint


def test_a_long_text_that_says_nothing_of_itself_is_advice() -> None:
    assert [one.severity for one in told(f"{ONE}\n{LONG}\n{ONE}")] == [Severity.ADVICE]


FINE = [
    f"{ONE}\n## The desk\n\n{TWO}",
    f"{ONE}\nAt the desk\n\n{TWO}",
    f"{ONE}\n**Mrs. Ruiz at the desk**\n\n{TWO}",
    f"{ONE}\n---\n\n{TWO}",
    f"{ONE}\n<!--\n{CASE}-->\n\n{TWO}",
    f"{ONE}\n```\n{CASE}```\n\n{TWO}",
    f"{ONE}\n{TWO}\n{CASE}",
    f"{CASE}\n{TWO}",
    f"# Questions\n\nThese are about the desk. Ann wrote them in May, and Mrs. Ruiz is in the first of them,"
    f" whom we know.\n\n{TWO}",
    f"{ONE}\nThe next two items are about Mrs. Ruiz at the desk. Keep their choices equally long. They were too"
    f" easy.\n\n{TWO}",
    f"{ONE}\nNote: Mrs. Ruiz is a name that no client has. We asked the whole agency in spring, and the"
    f" questions may stay.\n\n{TWO}",
    f"{ONE}\nKept short on purpose: in spring people said that there was too much to read. Don't make the"
    f" wording longer, and"
    f" ask Ann before you change a name in one of these, since she knows where they come from.\n\n{TWO}",
    f"{ONE}\nSources: the [agency's handbook](../docs/handbook.md), second edition, and what people told us at"
    f" the desk in"
    f" the spring of last year. All names were changed, and so were places and the days of the week.\n\n{ONE}",
    f"{ONE}\nMrs. Ruiz comes to the desk.\n\n{TWO}",
    f"{ONE}\n| Day | Visitor |\n| --- | --- |\n| Monday | Mrs. Ruiz, who has lost her card and comes to ask for"
    f" another one |\n\n{TWO}",
    f"{ONE}\n- [ ] Ask Ann\n\n{CASE}\n{TWO}",
    f"{TWO}\n{CASE}\n{TWO}",
    f"{ONE}\nThese cases come from a field office in the north of the country. They were collected by Ben over"
    f" the years, and he"
    f" would like to hear how they went in yours. Delete what you have no use for.\n\n{ONE}",
    f"{ONE}\nWhat people tell us stays with us here, as they know. Who comes to the desk may ask for it, and gets"
    f" it.\n\n{TWO}",
    f"# Case studies\n\nThese items go with the case studies, and are asked in the order of the days on which they"
    f" took place.\n\n{ONE}",
    f"{ONE}\nIn case of doubt, ask Ann.\n\n{TWO}",
    f"{ONE}\nFalls das zu schwer ist, lassen wir es weg.\n\n{TWO}",
]


@pytest.mark.parametrize("text", FINE)
def test_headings_notes_and_short_texts_are_let_be(text: str) -> None:
    assert told(text) == []


def test_many_texts_are_looked_at_once() -> None:
    assert told(f"{ONE}\n{'word ' * 200_000}\n\n{ONE}\n{'Ann, ' * 200_000}\n\n{ONE}\n{'> ' * 200_000}\n\n{ONE}")
