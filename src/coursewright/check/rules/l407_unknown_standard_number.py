"""A standard, competency or law cited by a number that nobody has looked up, or by another one's title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from coursewright.check.looks import all_said
from coursewright.check.prose import WORD, without_sources
from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_all_code, mask_comments
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.standards import NUMBER, Standards

_NUMBER = rf"{NUMBER.pattern}(?![\w(])"
_WHOLE = re.compile(_NUMBER)
_BARE = re.compile(r"\d(?<![\w.(/]\d)\d*\.\d+(?:\([a-z0-9]{1,4}\))+(?![\w(])")  # a digit first: found fastest
"""A number that can't be anything else: digits, a dot, and a letter in brackets."""
_BRACKET = re.compile(r"\((?<=\d\()")
"""What each of those has."""
_APART = re.compile(r"\d(?<=[\s*_]\d)")
"""The first digit of a number that may have a name before it."""
_BETWEEN = "*_,"
"""What, beside one space, stands between a name and its number, in up to five signs."""
_AND = re.compile(rf"(?:,|;|–|-| (?:and|or|to|und|et|y))? ?(?={_NUMBER})")
_ADDRESS = re.compile(r"\]\([^)\s]*\)|https?://\S+")
_TITLED = re.compile(r"(?:\*\*|__)?\s?[:(–—]\s?(?:\*\*|__|[“\"*])?(?P<title>[A-Z][^.;:()\n|”\"*]{8,90})")
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"]
)


@rule("L407", "unknown-standard-number")
def unknown_standard_number(course: Course) -> Iterator[Finding]:
    """Compare each number cited on pages, in items and in scenarios with the author's list of standards."""
    if not course.standards:
        return
    cited = _Cited(course.standards, course.standards_path)
    banks = {bank.document.path for bank in course.banks}
    for lesson in course.lessons:
        if lesson.document.body:
            yield from cited.findings(lesson.document.body)
    for item in course.items:
        if item.source.path in banks and cited.may_be_in(all_said(item)):
            for text in item.written:
                yield from cited.findings(text, item.id)
    for scenario in course.scenarios:
        for text, _ in scenario.texts:
            yield from cited.findings(text)
        for found in cited.findings(Text(scenario.standard, scenario.path, 1, 1)):
            yield replace(found, source=scenario.places.get("standard", scenario.source))


class _Cited:
    """Finds numbers in texts."""

    def __init__(self, standards: tuple[Standards, ...], path: str) -> None:
        self.path = path
        self.by_name: dict[str, list[Standards]] = {}
        for one in standards:
            for name in one.names:
                self.by_name.setdefault(_key(name), []).append(one)
        self.all = list(standards)
        self.last_words = tuple(name.split()[-1].rstrip(_BETWEEN) for name in self.by_name)
        self.reach = max(map(len, self.last_words), default=0) + 6
        longest = sorted(self.by_name, key=len, reverse=True)
        names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest) or "(?!)"
        self.named = re.compile(rf"(?<!\w)(?P<name>{names})(?:\*\*|__)?,?\s(?:\*\*|__)?(?P<number>{_NUMBER})", re.I)

    def findings(self, text: Text, item: str = "") -> Iterator[Finding]:
        """Yield what is wrong with the numbers of a text."""
        if not self.may_be_in(text.markdown):
            return  # what is masked below joins no name and number: it is longer than the one space between them
        plain = without_sources(mask_comments(mask_all_code(text.markdown)))
        plain = _ADDRESS.sub(lambda found: " " * len(found[0]), plain)
        done: set[int] = set()
        for first in self.named.finditer(plain) if self.may_name(plain.casefold()) else ():
            among = self.by_name.get(_key(first["name"]), [])  # to a pattern “İ” is an “i”, and to nobody else
            for at, number in _listed(plain, first) if among else ():
                done.add(at)
                if _may_be_one(number, first["name"], among):
                    yield from self.one(text, item, plain, at, number, among, first["name"])
        for bare in _BARE.finditer(plain):
            if bare.start() not in done:
                yield from self.one(text, item, plain, bare.start(), bare[0], self.all, "")

    def may_be_in(self, written: str) -> bool:
        """Return whether it is worth the while to look for numbers in a text."""
        bare = _BRACKET.search(written) is not None
        return bare or (_APART.search(written) is not None and self.may_name(written.casefold()))

    def may_name(self, folded: str) -> bool:
        """Return whether a name may stand before a number; it takes less long than to look for the names."""
        starts = (found.start() for found in _APART.finditer(folded))
        before = (folded[max(0, start - self.reach) : start].rstrip(_BETWEEN).rstrip() for start in starts)
        return any(text.rstrip(_BETWEEN).endswith(self.last_words) for text in before)

    def one(
        self, text: Text, item: str, plain: str, at: int, number: str, among: list[Standards], name: str
    ) -> Iterator[Finding]:
        """Yield what is wrong with one number; ``among`` are the codes that it can belong to."""
        known = [one for one in among if number in one.numbers]
        said = " ".join([*name.split(), number])
        if not known:
            near = get_close_matches(number, [other for one in among for other in one.numbers], 1, 0.75)
            about = next((one.numbers[near[0]] for one in among if near and near[0] in one.numbers), "")
            meant = f"Did you mean {near[0]} ({about})? If not, look it up" if near else "Look it up"
            hint = f"{meant} and add it to {self.path}, with what it is about."
            yield Finding(f"“{said}” is in no list of standards", text.place(at), hint, item)
        elif titled := _TITLED.match(plain, at + len(number)):
            title = _words(titled["title"])
            if not any(title & _words(one.numbers[number]) for one in known):
                for one in known:
                    for other, about in one.numbers.items():
                        if len(title & _words(about)) > 1:
                            message = f"“{titled['title'].strip()}” isn't what {said} is about, but {other}"
                            hint = f"{number} is “{one.numbers[number]}”; {other} is “{about}”."
                            yield Finding(message, text.place(at), hint, item)
                            return


def _key(name: str) -> str:
    """Return a name as it is looked up, however a text writes and wraps it."""
    return " ".join(name.casefold().split())


def _listed(plain: str, first: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield a number behind a name, and those that follow it: 1.06(f)–(g) has one, 3.01(a) and 3.02(c) are two."""
    yield first.start("number"), first["number"]
    end = first.end()
    while (joined := _AND.match(plain, end)) and joined.end() > end:
        number = _WHOLE.match(plain, joined.end())
        if not number or (number[0].isdigit() and "." in first["number"]):
            return
        yield number.start(), number[0]
        end = number.end()


def _may_be_one(number: str, name: str, among: list[Standards]) -> bool:
    """Return whether a number is meant as a standard's: “standard 1.19”, but neither “standard 12” nor “NASW, 2021”."""
    if "(" in number or any(sign.isdigit() for sign in name):
        return True
    forms = {_form(known) for one in among for known in one.numbers}
    if name.islower() or "." not in number:
        return _form(number) in forms and not (number.isdigit() and len(number) > 3)
    return any("." in form for form in forms)


def _form(number: str) -> str:
    head = number.partition("(")[0]
    return "0" if head.isdigit() else re.sub(r"\d", "0", head)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)} - _SMALL
