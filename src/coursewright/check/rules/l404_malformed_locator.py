"""A source whose address leads nowhere, or tells others where the author found it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity, Source

_DOI = re.compile(r"(?:\bdoi:\s*|\bdoi\.org/)(\S*)", re.I)
_GOOD_DOI = re.compile(r"10\.\d{4,9}/\S*\w\S*")
_ADDRESS = re.compile(r"\b(?:https?:|htt?ps?;|htp:|http//|https//|www\.)\S*", re.I)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid|igshid", re.I)
_PAIRS = {"(": ")", "<": ">", "[": "]"}
_TAIL = ".,;:)]>\"'”’"


@rule("L404", "malformed-locator", Severity.WARNING)
def malformed_locator(course: Course) -> Iterator[Finding]:
    """Look at each DOI and address in the sources of pages; nobody is asked whether they answer."""
    for lesson in course.lessons:
        for number, source in enumerate(lesson.sources):
            place = lesson.document.place(f"sources.{number}", "sources")
            for doi in _DOI.finditer(source):
                if not _GOOD_DOI.fullmatch(doi[1].rstrip(_TAIL)):
                    hint = "A DOI is 10., four digits or more, a slash and a name: 10.1000/182"
                    yield Finding(f"“{doi[1]}” is no DOI", place, hint)
            for address in _ADDRESS.finditer(source):
                opened = _PAIRS.get(source[address.start() - 1 : address.start()])
                yield from _wrong(address[0].rpartition(opened)[0] or address[0] if opened else address[0], place)


def _wrong(address: str, place: Source) -> Iterator[Finding]:
    bare = address.rstrip(_TAIL)
    if address.count(")") and bare.count("(") > bare.count(")"):
        bare = address  # such as …/Name_(subject)
    try:
        parts = urlsplit(bare)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in ("http", "https") or "." not in parts.netloc.strip("."):
        yield Finding(f"“{address}” is no address", place, "Write all of it, from https:// on.")
    elif bare != address:
        hint = "Put the address last, without a sign behind it."
        yield Finding(f"“{address[len(bare) :]}” behind “{bare}” becomes part of the address", place, hint)
    elif tracking := [name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if _TRACKING.fullmatch(name)]:
        message = f"“{tracking[0]}” in “{parts.netloc}{parts.path}” tells where the link was found"
        hint = "Cut the address before it, if it leads to the same place."
        yield Finding(message, place, hint, severity=Severity.ADVICE)
