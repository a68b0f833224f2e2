"""A hint that starts with another language's word is told: everyone reads it with the question."""

from __future__ import annotations

import pytest
from courses import course_of_item

from coursewright.check.checker import check

CHOICES = "- [x] Wofür\n  > Das Ziel.\n- [ ] Wie viele\n  > Die Zahl.\n"


def told(question: str) -> list[str]:
    found = check(course_of_item(f"{question}\n\n{CHOICES}"))
    return [f"{one.severity.value} {one.source.line}:{one.source.column}" for one in found if one.code == "R029"]


@pytest.mark.parametrize(
    "hint",
    [
        "Tipp: Fragen Sie nach dem Ziel.",
        "**Tipp:** Fragen Sie nach dem Ziel.",
        "Indice : demandez le but.",
        "Indice\u00a0: demandez le but de la visite.",
        "Pista: pregunte por el objetivo.",
        "Dica: pergunte pelo objetivo.",
    ],
)
def test_it_is_told_where_it_ends_the_question(hint: str) -> None:
    assert told(f"Was fragen Sie?\n\n{hint}") == ["warning 4:1"]
    assert told(f"Was fragen Sie?\n\n{hint}\n\nHint: und dann?") == ["warning 4:1"]


@pytest.mark.parametrize(
    "question",
    [
        "Was fragen Sie?\n\nHinweis: Mehrere Antworten sind richtig.",
        "Was fragen Sie?\nTipp: so steht es in der Zeile davor.",
        "Was steht im Feld?\n\nTipp: 2 : 1",
        "Que vuelo es?\n\nVuelo: IB 3170\n\nPista: la segunda de la izquierda",
        "Welcher Tipp: ist richtig?\n\nTipp: Fragen Sie nach dem Ziel.",
        "Tipp: Fragen Sie nach dem Ziel.\n\nWas fragen Sie?",
        "Lesen Sie:\n\nTipp: Fragen Sie nach dem Ziel.\n\nWas fehlt daran?",
        "¿Qué capítulo es?\n\nÍndice: el segundo de la lista",
        "Was ist es?\n\n```\nDa\n\nTipp: Fragen Sie nach dem Ziel.\n```",
        "Was fragen Sie?\n\nHint: Fragen Sie nach dem Ziel.",
    ],
)
def test_what_is_for_everyone_is_let_be(question: str) -> None:
    assert told(question) == []
