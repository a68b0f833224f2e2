"""Choices that name others by their place, such as “Both A and B”, which stand elsewhere once choices are shuffled."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from coursewright.check.registry import Finding
from coursewright.fragment.seldom import holds_one, seldom
from coursewright.model.item import Item

_NOUNS = r"(?:answers?|choices?|options?)"
_ONES = rf"(?: (?:{_NOUNS}|ones?))?"
_NTH = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_MANY = r"(?:two|three|2|3)"
_AND = r" ?(?:,|&|\band\b|\bor\b|\bnor\b|\bund\b|\boder\b|\bsowie\b|\bet\b|\bou\b|\by\b|\bo\b) ?"
_BOTH = r"(?:(?:both|either|neither|only|beide|sowohl|les deux|ambas?|ambos) )?"
_TRUE = r"(?: (?:are|is) (?:both )?(?:correct|right|true))?"
_NAMED = seldom(
    rf"{_BOTH}(?:(?:of )?(?:the )?(?P<above>{_MANY} (?:{_NOUNS} )?above|(?:above|previous|preceding) {_MANY}{_ONES})"
    rf"|(?P<both>(?<=both |ther )(?:of )?(?:the )?(?:{_NOUNS} )?above)"
    rf"|(?:of )?(?:the )?(?P<places>(?:first|last) {_MANY}|{_NTH}(?:,? (?:the )?{_NTH})*{_AND}(?:the )?{_NTH}){_ONES}"
    rf"|(?:{_NOUNS} )?(?P<letters>(?-i:[A-F])(?:{_AND}(?-i:[A-F]))+)"
    rf"|{_NOUNS} (?P<numbers>[1-6](?:{_AND}[1-6])+)){_TRUE}",
    re.I,
)
"""A whole choice that says which others are right."""
_SIGNS = ("first", "last", "above", "previous", "preceding", "second", "third", "nswer", "hoice", "ption")
_LETTER = seldom(r"(?<![^\W_])[A-F](?![\w'’])")
_LABELS = seldom(r"\b(?:[A-F]|[1-6])\b")
_ARTICLE = seldom(r"\bA (?=[a-z])")
_PLACES = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
_ORDER = seldom(rf"\b(?:{_NTH}|two|three|both)\b", re.I)
_SHOWN = seldom(
    r"[“”„«»\"]|!\[|<img|<svg|```|~~~|^[ \t]*(?:[-*+|>]|\(?(?:\d{1,2}|[A-Fa-f]|[IVivx]{1,4})[.):])", re.I | re.M
)
"""What a question may show that has places itself: a list, a table, a picture, a quotation."""
_COUNTED = seldom(
    r"\b(?:second|third|fourth|two|three|four|[2-4]|(?:the|an?|in|on|at|of|his|her|its|our|your|their)[ \t]"
    r"+(?:first|last)|pictures?|images?|figures?|photos?|diagrams?|graphs?|recordings?|videos?)\b",
    re.I,
)
"""What it may tell of that has a first and a second one."""


def places_named(item: Item) -> Iterator[Finding]:
    """Yield a finding for each choice that says of others, by letter or place, which are right.

    Nothing is said where the question, or a choice that is none of that sort, has such a letter or place itself.
    """
    named = {index: found for index, choice in enumerate(item.choices) if (found := _named(choice.text.markdown))}
    if not named:
        return
    others = " / ".join(choice.text.markdown for index, choice in enumerate(item.choices) if index not in named)
    for index, found in named.items():
        if _means_others(found, index, named, len(item.choices)) and not _in_words(found, item.stem.markdown, others):
            message = f"“{found[0]}” names places, and the choices are shuffled"
            hint = "Let learners pick several, or say what the choices say instead."
            yield Finding(message, item.choices[index].text.source, hint, item.id)


def _named(written: str) -> re.Match[str] | None:
    """Return what a choice names, if it says nothing else."""
    if len(written) > 60 or not (holds_one(written, _SIGNS) or _LETTER.search(written)):
        return None
    return _NAMED.fullmatch(" ".join(written.strip(" \t*_.()").split()))


def _means_others(found: re.Match[str], index: int, named: Collection[int], count: int) -> bool:
    """Return whether the places are those of choices that say something themselves."""
    if found["above"] or found["both"]:
        return index > 1
    if found["places"]:
        words = found["places"].lower().replace(",", " ").split()
        places = [_PLACES[word] for word in words if word in _PLACES]
        places = places if len(places) > 1 else [0, 1]
    else:
        places = ["ABCDEF123456".index(label) % 6 for label in _LABELS.findall(found["letters"] or found["numbers"])]
    return all(place < count and place not in named for place in places)


def _in_words(found: re.Match[str], stem: str, others: str) -> bool:
    """Return whether the question or another choice has such a letter or place itself."""
    if _SHOWN.search(stem):
        return True
    if found["letters"]:
        return _LETTER.search(_ARTICLE.sub("", f"{stem} / {others}")) is not None
    if found["numbers"]:
        return any(map(str.isdigit, f"{stem} / {others}"))
    return (_ORDER.search(others) or (found["places"] and _COUNTED.search(stem))) is not None
