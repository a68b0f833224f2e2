"""What ``extra.course`` says of the words of a course, and the marks of scenarios that are written with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from coursewright.fragment.near import near
from coursewright.fragment.seldom import seldom
from coursewright.model.words import MARKS, WORDS, Word
from coursewright.read.facts import Facts, misplaced

_NAME = "words"
_HINT = "Write “words: {other: Patient, seen: As the patient sees it}”, or leave it out."
_LANGUAGE = seldom(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_OTHERS = ("the other person", "other person", "client")
"""By which the other person in a scenario is marked in any course."""
_COLON = r"(?(bold)(?::(?P=bold)|(?P=bold):)|:)(?![*_]{1,3}(?:\s|\Z))[ \t]*"
"""Stars with a space behind them open nothing: there is one too many."""


def read_words(facts: Facts) -> tuple[Word, ...]:
    """Return the words that a course states; what can't be meant becomes an R023, and the neutral text holds."""
    value = facts.given.get(_NAME)
    if value is None:
        return ()
    if not isinstance(value, Mapping):
        facts.report("words is not a list of “name: text”", _NAME, _HINT)
        return ()
    found: list[Word] = []
    for name, written in value.items():
        key = f"{_NAME}.{name}"
        if name not in WORDS and (moved := misplaced(str(name), _NAME)):
            facts.report(moved[0], key, moved[1])
        elif name not in WORDS:
            close = near(str(name), WORDS) or next(iter(get_close_matches(str(name), WORDS, 1)), "")
            hint = f"Did you mean “{close}”?" if close else f"Known: {', '.join(WORDS)}."
            facts.report(f"unknown name “{name}”", key, hint)
        elif isinstance(written, Mapping):
            for language, text in written.items():
                if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
                    hint = "Write a language's code, in quotation marks: “es”, “pt-BR”, “no”."
                    facts.report(f"“{language}” is not a language", f"{key}.{language}", hint)
                else:
                    found += _word(facts, str(name), language, text, f"{key}.{language}")
            if any(word.name == name for word in found):
                _report_unspoken(facts, str(name), key, written)
        else:
            found += _word(facts, str(name), "", written, key)
    for word in found:
        if word.name == "self" and any(word.text == one.text for one in found if one.name == "other"):
            hint = "Give each its own: scenarios tell the two apart by them."
            facts.report(f"“{word.text}” means both the learner and the other person", f"{_NAME}.self", hint)
    return tuple(found)


def _report_unspoken(facts: Facts, name: str, key: str, written: Mapping[object, object]) -> None:
    """Report words that are in none of the course's languages, so that its pages have the neutral ones."""
    languages = facts.given.get("languages")
    spoken = [one for one in languages if isinstance(one, str)] if isinstance(languages, list) else []
    given = {_base(one): one for one in written if isinstance(one, str) and _LANGUAGE.fullmatch(one)}
    if spoken and given and given.keys().isdisjoint(map(_base, spoken)):
        message = f"{key} has no text in {' or '.join(spoken)}, as the course is by “languages”"
        others = ", ".join(f"{language}: {written[language]}" for language in given.values())
        facts.report(message, key, f"Write “{name}: {{{spoken[0]}: …, {others}}}”, or correct the language.")


def _base(language: str) -> str:
    return re.split("[-_]", language)[0].lower()


def _word(facts: Facts, name: str, language: str, text: object, key: str) -> Iterator[Word]:
    if not isinstance(text, str) or not text.strip() or not text.strip().isprintable():
        facts.report(f"{key} is not a line of text", key, "Write what learners read, in quotation marks.")
    elif name in MARKS and re.search(r"[*_:<>]", text):
        facts.report(f"{key} has a sign that marks can't have", key, "Leave out “*”, “_”, “:”, “<” and “>”.")
    else:
        yield Word(name, language, " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Voices:
    """By which marks the scenarios of a course tell the two people in them apart."""

    other: str
    """As hints write it, for what a choice means to the other person."""
    you: str
    seen: str
    """As hints write it, for what the other person lives."""
    others: tuple[str, ...]
    """All that mean the other person, in lower case."""
    selves: tuple[str, ...]
    seens: tuple[str, ...]
    who: re.Pattern[str]
    """A mark at the start of a consequence; its group ``other`` is empty where it is the learner's own."""
    eye: re.Pattern[str]
    """The mark of a paragraph for the other person's eyes."""
    consequence: re.Pattern[str]
    """A line with such a consequence, wherever it stands."""


def voices_of(words: Sequence[Word] = ()) -> Voices:
    """Return the marks: the course's words in any language, and those that every course knows."""
    said = {name: [word.text for word in words if word.name == name] for name in MARKS}
    others = tuple(dict.fromkeys((*(text.lower() for text in said["other"]), *_OTHERS)))
    selves = tuple(dict.fromkeys((*(text.lower() for text in said["self"]), "you")))
    own = tuple(text.lower() for text in said["seen"])
    seens = tuple(dict.fromkeys((*own, *(_sees(other) for other in others))))
    ours, yours = _any(others), _any(selves)
    start = r"[ \t]+>[ \t]*(?:[*_].{3,60}:[*_][ \t]*)?(?:\*\*|__)"
    other = next(iter(said["other"]), "Other person")
    return Voices(
        other=other,
        you=next(iter(said["self"]), "You"),
        seen=next(iter(said["seen"]), "") or _sees(other.lower()).capitalize(),
        others=others,
        selves=selves,
        seens=seens,
        who=re.compile(rf"(?P<bold>\*\*|__)?(?:(?P<other>{ours})|{yours}){_COLON}", re.I),
        eye=re.compile(rf"([*_])(?:{_any(seens)}):\1(?!\w|\1(?!\1))[ \t]*", re.I),
        consequence=re.compile(rf"{start}(?:{ours}|{yours})\b", re.I),
    )


def _sees(other: str) -> str:
    return f"as {'' if other.startswith('the ') else 'the '}{other} sees it"


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[ \t]+") for word in sorted(words, key=len, reverse=True))
