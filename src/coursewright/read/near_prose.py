"""Marks in a lesson's prose that Markdown doesn't take as such, so that readers see them, or a link leads astray."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from coursewright.fragment.code import Fences, blanked, mask_all_code, mask_comments, mask_raw
from coursewright.fragment.indent import Outline
from coursewright.fragment.seldom import holds_one, seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Block, Lesson
from coursewright.problem import Problem
from coursewright.read.between import shown_choices
from coursewright.read.engine import Engine
from coursewright.read.near_alone import lone_marks
from coursewright.read.near_blocks import block_marks
from coursewright.read.near_bullets import foreign_lists
from coursewright.read.near_fence import quiz_fences
from coursewright.read.near_html import shown_raw, without_blocks
from coursewright.read.near_inline import Defined, inline_marks
from coursewright.read.near_lacking import lacking_extensions, lacking_styles
from coursewright.read.near_lines import MarkedLines
from coursewright.read.near_links import broken_links, may_have_broken_links
from coursewright.read.near_names import twice_named
from coursewright.read.near_quoted import curly_tags
from coursewright.read.near_style import left_styling
from coursewright.read.near_tags import unknown_tags
from coursewright.read.near_unread import unread_includes
from coursewright.read.report import problem, warning

_RAWS = "iframe|noembed|noframes|noscript|script|style|textarea|title|xmp"
_VERBATIM = ("pre", "script", "style", "textarea")
_RAW = seldom(_RAWS, re.I)
"""Tags behind which a browser takes all for text, up to their end."""
_HIDES = re.compile(
    rf"<(?<!\\<)(?P<end>/?)(?P<name>{_RAWS}|audio|canvas|details|dialog|select|template|video)(?=[\s>/])[^<>]*>", re.I
)
"""Tags that show nothing, or little, of what stands between them."""
_BLOCK = seldom(
    r"<(?<!\\<)(?P<end>/?)(?P<name>address|article|aside|blockquote|center|dl|div|fieldset|figure|footer|form|h[1-6]"
    r"|header|main|nav|ol|p|pre|section|table|ul)(?=[\s>])[^<>]*(?<!/)>",
    re.I,
)
"""Tags that make a block of HTML at a line's start: all up to its end is no Markdown."""
_BELOW = seldom(r"\n(?:[ \t]*\n[ \t]*(?=[^<\s])|[ \t]*(?:#{1,6}|[-*+>|]|\d{1,9}[.)])[ \t])")
"""Markdown below a ``<p>``, whose end HTML lets out: a block of it, or a paragraph that no tag begins."""
_SVG = re.compile(r"<svg\b.*?</svg>", re.S | re.I)
"""A picture, which closes tags as XML does."""
_UNKNOWABLE = ("-8<-", "{%", "{{")
"""What snippets and macros put into a page only the build knows."""


def check_prose(lesson: Lesson, engine: Engine, glossary: str) -> Iterator[Problem]:
    """Yield a problem for each such mark of a page that is a lesson of the course, or its glossary."""
    body = lesson.document.body
    of_course = bool(lesson.document.meta.get("id")) or lesson.document.path == glossary
    if of_course:
        yield from _sources(lesson)
    if body is None or holds_one(body.markdown, _UNKNOWABLE):
        yield from unread_includes(body, engine) if body and of_course else ()
        return
    if not of_course and not lesson.document.blocks:
        return
    plain = mask_comments(mask_all_code(body.markdown))
    yield from _hiding(plain, body, lesson.document.blocks)
    yield from _unclosed(plain, body, lesson.document.blocks)
    if not of_course:
        return
    if engine.leaves("pymdownx.snippets"):
        yield from quiz_fences(body.markdown.split("\n"), body.path, body.line)
    own = _rows(lesson.document.blocks)
    yield from _unbalanced(plain, body, lesson.document.blocks)
    yield from left_styling(plain, body, own)
    yield from lacking_extensions(plain, body, engine)
    markdown = _without(plain, own)
    yield from shown_raw(markdown, body, engine)
    markdown = without_blocks(markdown)
    yield from unknown_tags(markdown, body, engine)
    yield from lone_marks(markdown, body, engine, own)
    yield from curly_tags(_without(plain, own), body)
    plain = mask_raw(plain)
    yield from lacking_styles(body, engine, plain)
    yield from twice_named(plain, body, own, engine, in_glossary=lesson.document.path == glossary)
    outside = _without(plain, own)
    yield from shown_choices(outside.split("\n"), body, engine)
    yield from block_marks(outside, body, engine, own)
    if engine.leaves("nl2br", "pymdownx.fancylists"):
        yield from foreign_lists(MarkedLines(outside, body, own))
    yield from inline_marks(outside, body, engine, Defined(body.markdown), page=True)


def _sources(lesson: Lesson) -> Iterator[Problem]:
    """Yield a problem for each link that is none in the sources of a page, at its entry."""
    for at, source in enumerate(lesson.sources):
        if may_have_broken_links(source):
            place = lesson.document.place(f"sources.{at}", "sources")
            for found in broken_links(mask_all_code(source), Text(source, *place), frozenset()):
                yield replace(found, source=place)


def _hiding(plain: str, body: Text, blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield the first tag of a page that is never closed, so that what follows is hidden; items tell of theirs."""
    if not _HIDES.search(plain):
        return
    shown = _outside(plain, blocks, _HIDES)
    opened = _Opened()
    for tag in _HIDES.finditer(shown):
        if tag["end"]:
            opened.close(tag["name"].lower())
        elif not (opened.tags and _RAW.fullmatch(opened.tags[-1]["name"])):
            opened.add(tag)
    if opened.tags:
        name = opened.tags[0]["name"]
        hint = f"Write </{name}> behind it: else it hides what follows. To write about the tag, put it in backticks."
        yield problem("R017", f"<{name}> is never closed", body.place(opened.tags[0].start()), hint)


class _Opened:
    """Tags that are open; the end of one ends all that were opened in it."""

    def __init__(self) -> None:
        self.tags: list[re.Match[str]] = []
        self.counts: Counter[str] = Counter()

    def add(self, tag: re.Match[str]) -> None:
        self.tags.append(tag)
        self.counts[tag["name"].lower()] += 1

    def close(self, name: str) -> bool:
        """Take an end; return whether it ends anything."""
        if not self.counts[name]:
            return False
        closed = ""
        while closed != name:
            closed = self.tags.pop()["name"].lower()
            self.counts[closed] -= 1
        return True


def _unclosed(plain: str, body: Text, blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield the first fence of a page that has no end; where code, a comment or HTML shows one, it is none.

    Lines of nothing but tildes are warnings: no code follows, and readers see them.
    """
    if "```" not in plain and "~~~" not in plain:
        return
    rows, shown = body.markdown.split("\n"), plain.split("\n")
    outline = Outline(rows)
    own = _rows(blocks)
    for row in Fences(rows).unclosed():
        said = shown[row].strip(" \t>")
        above = "\n".join(shown[:row]).lower()
        raw = any(len(re.findall(rf"<{name}[\s>]", above)) > above.count(f"</{name}>") for name in _VERBATIM)
        if not said or row in own or raw or outline.is_code(row) or outline.is_deep(row):
            continue
        mark = said.lstrip("-*+.)0123456789 \t")
        mark = mark[: len(mark) - len(mark.lstrip(mark[0]))]
        drawn = said == mark and mark[0] == "~"  # a line that readers may well be meant to see
        hint = f"Write {mark} on a line of its own behind the code, or delete it; another above may lack its end."
        hint += " To show the line, put it in backticks." if drawn else ""
        told = warning if drawn else problem
        yield told("R017", f"“{mark}” is never closed", body.place(sum(map(len, rows[:row])) + row), hint)
        if not drawn:
            return


def _unbalanced(plain: str, body: Text, blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield the first block of HTML that is never closed, or the first end of none."""
    if "\n<" not in f"\n{plain}" or not _BLOCK.search(plain):
        return
    opened = _Opened()
    for tag in _BLOCK.finditer(shown := _outside(plain, blocks, _BLOCK)):
        name = tag["name"].lower()
        if not tag["end"]:
            opened.add(tag)
        elif opened.close(name) or name == "p":  # of a </p> that ends nothing, browsers make a paragraph
            continue
        elif _starts(shown, tag) and _more(name, body, 1):
            hint = "Delete it, or open what it closes: else it ends the frame in which the page stands."
            yield problem("R017", f"{tag[0]} closes nothing", body.place(tag.start()), hint)
            return
    short = {name for name, count in opened.counts.items() if count and _more(name, body, -1)}
    below = max((found.start() for found in _BELOW.finditer(shown)), default=-1) if "p" in short else -1
    for first in (tag for tag in opened.tags if tag["name"].lower() in short and " markdown" not in tag[0]):
        name = first["name"]
        if not _starts(shown, first) or (name.lower() == "p" and below < first.end()):
            continue
        hint = f"Write </{name}> behind it: else what follows may be shown as it stands here, with its marks."
        yield problem("R017", f"{' '.join(first[0].split())} is never closed", body.place(first.start()), hint)
        return


def _more(name: str, body: Text, sign: int) -> bool:
    """Return whether a page has more ends of a tag than starts, or with -1 fewer, wherever code may begin in it."""
    written = body.markdown.lower()
    return sign * (written.count(f"</{name}>") - len(re.findall(rf"<{name}[\s>]", written))) > 0


def _starts(text: str, tag: re.Match[str]) -> bool:
    """Return whether a tag starts a line."""
    before = text[text.rfind("\n", 0, tag.start()) + 1 : tag.start()]
    return len(before) < 4 and not before.strip()


def _outside(plain: str, blocks: Sequence[Block], tags: re.Pattern[str]) -> str:
    """Return the text with items, pictures and indented code that opens such a tag blanked out."""
    last = plain.lower().rfind("</svg>") + 6  # behind it, each start would be followed to the end
    plain = _SVG.sub(blanked, plain[:last]) + plain[last:] if last > 5 else plain
    lines = plain.split("\n")
    outline = Outline(lines)
    own = _rows(blocks)
    own |= {row for row, line in enumerate(lines) if _opens(line, tags) and _is_code(outline, row)}
    return _without(plain, own)


def _without(text: str, rows: Collection[int]) -> str:
    return "\n".join(" " * len(line) if row in rows else line for row, line in enumerate(text.split("\n")))


def _rows(blocks: Sequence[Block]) -> set[int]:
    return {row for block in blocks for row in range(block.first, block.last + 1)}


def _is_code(outline: Outline, row: int) -> bool:
    """Return whether a line is indented code, in a list or a note, too; what is indented in HTML is none."""
    return outline.is_code(row) or outline.is_deep(row, html=False)


def _opens(line: str, tags: re.Pattern[str]) -> bool:
    """Return whether an indented line opens such a tag: as code it doesn't."""
    return line[:1] in (" ", "\t", ">") and any(not tag["end"] for tag in tags.finditer(line))
