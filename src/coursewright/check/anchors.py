"""What a link can lead to on a page: the ids that it will have, worked out without rendering it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from coursewright.fragment.code import mask_all_code, mask_comments
from coursewright.fragment.seen import seen
from coursewright.fragment.seldom import holds_one
from coursewright.model.course import Course, Embed, ItemBlock, Lesson

_HEADING = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?#{1,6}(?P<hashed>[^#\n][^\n]*)$", re.M)
_LINED = re.compile(r"^(?P<lined>[^\n]+)\n(?:=+|-+)[ \t]*$", re.M)
_ATTRIBUTES = re.compile(r"\{(?<![\w.,:;!?…]\{):?(?P<inside>[^{}\n]*)\}[ \t]*$")
_NAMED = re.compile(r"\{(?<![\w.,:;!?…]\{):?[^{}\n]*?#(?P<id>[^\s{}]+)[^{}\n]*\}")
_TAG = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*[\"']?(?P<id>[^\s\"'<>]+)")
_FOOTNOTE = re.compile(r"\[\^(?P<id>[^\]\s]+)\]")
_UNKNOWABLE = ("-8<-", "{%", "{{", "\n::: ")
"""Snippets, macros and generated references: what they put into a page only the build knows."""
_COUNTED = re.compile(r"(.*)_(\d+)")


def anchors_of(lesson: Lesson, course: Course) -> frozenset[str] | None:
    """Return the ids on a page that its author can mean; None where only the build can tell."""
    body = lesson.document.body
    if body is None or course.urls.own_slugs or holds_one(f"\n{body.markdown}", _UNKNOWABLE):
        return None
    plain = mask_comments(mask_all_code(body.markdown))
    found = {match["id"] for pattern in (_NAMED, _TAG) for match in pattern.finditer(plain)}
    for note in _FOOTNOTE.finditer(plain):
        found |= {f"fn:{note['id']}", f"fnref:{note['id']}"}
    headings = [heading.span("hashed") for heading in _HEADING.finditer(plain)]
    if "\n==" in plain or "\n--" in plain:
        headings = sorted(headings + [heading.span("lined") for heading in _LINED.finditer(plain)])
    for start, stop in headings:
        attributes = _ATTRIBUTES.search(plain, start, stop)
        named = attributes and "#" in attributes["inside"] and body.markdown[attributes.start() - 1] in " \t"
        if not named:  # right behind emphasis, a link or code, the name is that one's
            text = body.markdown[start : attributes.start() if attributes else stop]
            written = "".join([piece.text for piece in seen(text.rstrip(" \t#")).pieces])  # a formula gives its TeX
            found.add(_unique(_slug(" ".join(written.split())), found))
    return frozenset(found | set(_embedded(lesson, course)))


def _slug(text: str) -> str:
    """Return a heading's id as Python-Markdown's ``toc`` makes it."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def _unique(slug: str, taken: set[str]) -> str:
    """Return the id with the number that it gets where it is taken."""
    while slug in taken or not slug:
        counted = _COUNTED.fullmatch(slug)
        slug = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{slug}_1"
    return slug


def _embedded(lesson: Lesson, course: Course) -> Iterator[str]:
    """Yield the ids of the items and scenarios that a page shows."""
    for block in lesson.document.blocks:
        if isinstance(block, ItemBlock) and block.item:
            yield f"item-{block.item.id}"
        elif isinstance(block, Embed) and block.scenario:
            yield f"scenario-{block.target}"
            scenario = course.scenario_by_id.get(block.target)
            yield from (f"scenario-{block.target}--{id}" for id in (scenario.scene_by_id if scenario else ()))
        elif isinstance(block, Embed) and block.bank:
            bank = course.bank_by_id.get(block.target)
            yield from (f"item-{item.id}" for item in (bank.document.items if bank else ()))
        elif isinstance(block, Embed):
            yield f"item-{block.target}"
