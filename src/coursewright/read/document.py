"""One Markdown file → its front matter, its items and its embeds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from coursewright.fragment.indent import Annotations
from coursewright.fragment.links import names_in
from coursewright.fragment.near import near
from coursewright.fragment.rest import holds
from coursewright.fragment.seen import Names
from coursewright.fragment.text import Text
from coursewright.model.course import Block, Document, ItemBlock, Piece
from coursewright.model.item import USES, Use
from coursewright.problem import Problem, Severity, Source
from coursewright.read.allow import read_allow
from coursewright.read.between import between, second_top
from coursewright.read.conflicts import conflicts
from coursewright.read.front_matter import BANK, LESSON, split_front_matter
from coursewright.read.item import read_item
from coursewright.read.lines import RawItem
from coursewright.read.near_front import of_others
from coursewright.read.near_item import report_above
from coursewright.read.report import as_written, problem
from coursewright.read.scan import scan
from coursewright.read.swallowed import may_swallow, report_swallowed

_BELOW = re.compile("\n# ")
_HEADING = re.compile(r"^# +(.+?)(?: +#+)?(?: *\{[^{}\n]*\})? *$", re.M)
_DEFINITION = re.compile(r" {0,3}\*?\[[^\]]+\]:[ \t]*\S")
_NEWLINE = re.compile(r"\r\n?|\n")

_TAGS = ("R003", "R004", "R005", "R017")
"""What is told of tags and comments, behind which an item's lines would pass for text."""


def read_document(
    text: str, path: str, problems: list[Problem], use: Use | None = None, annotations: Annotations = ""
) -> tuple[Document, str]:
    """Return the file's content, and its first heading.

    ``use`` is what the items are for; None takes it from the front matter (a bank), else practice.
    """
    text = text.removeprefix("\ufeff")
    problems += conflicts(text, path)
    meta, places, body, first_line = split_front_matter(text, path, problems, LESSON if use == "practice" else BANK)
    used = use or _use(meta, places, problems)
    certainty = use is None and _certainty(meta, places, problems)
    if use != "practice":
        problems += of_others(meta, places)
    if "\r" in body:
        body = _NEWLINE.sub("\n", body)
    lines = body.split("\n")
    told = len(problems)
    blocks = read_blocks(
        lines, path, problems, first_line, used, names=names_in(body), certainty=certainty, annotations=annotations
    )
    if may_swallow(body):
        swallowed = list(report_swallowed(lines, blocks, path, first_line))
        problems[told:] = _with_causes(swallowed, blocks, problems[told:])
    if use == "practice":
        problems += second_top(body, path, first_line, LESSON, "page")
    elif not any(fault.code in _TAGS for fault in problems[told:]):
        problems += between(lines, blocks, path, first_line)
    below = None if body.startswith("# ") else _BELOW.search(body)
    above = below.start() if below else 0 if body.startswith("# ") else -1
    heading = _HEADING.search(body, above) if above >= 0 else None
    definitions = _definitions(lines, blocks) if holds(body, "]:") else ()
    allow = read_allow(meta, places, problems)
    kept = Text(body, path, first_line, 1)
    document = Document(path, meta, places, blocks, definitions, fingerprint(body), allow, kept)
    return document, heading[1].strip() if heading else ""


def _with_causes(found: Sequence[Problem], blocks: Sequence[Block], problems: list[Problem]) -> list[Problem]:
    """Return the problems with those found in an item's lines, one for each line.

    What an error brings about is left out: an item without answers, two steps in its own line. A warning in a line with
    an error is left out itself.
    """
    told = {one.source.line for one in problems if one.code == "R009"}
    causes = [cause for cause in found if cause.severity is Severity.ERROR]
    mild = [one for one in found if one.severity is not Severity.ERROR and one.source.line not in told]
    starts = [block.source.line for block in blocks if isinstance(block, ItemBlock)]
    lost = {bisect_right(starts, cause.source.line) for cause in causes}
    rows = {cause.source.line for cause in causes}
    problems = [one for one in problems if one.code != "R009" or one.source.line not in rows]
    problems = [one for one in problems if one.code != "R008" or bisect_right(starts, one.source.line) not in lost]
    return [*problems, *causes, *mild]


def _definitions(lines: list[str], blocks: tuple[Block, ...]) -> tuple[str, ...]:
    inside = {number for block in blocks for number in range(block.first, block.last + 1)}
    return tuple(line for number, line in enumerate(lines) if _DEFINITION.match(line) and number not in inside)


def fingerprint(body: str) -> int:
    """Return a hash of a text without front matter; line ends and blank lines around it don't count."""
    return hash((_NEWLINE.sub("\n", body) if "\r" in body else body).strip("\n"))


def read_blocks(
    lines: list[str],
    path: str,
    problems: list[Problem],
    first_line: int = 1,
    use: Use = "practice",
    *,
    names: Names,
    certainty: bool = False,
    annotations: Annotations = "",
) -> tuple[Block, ...]:
    """Return the items and embeds in a text without front matter, in order.

    Identical items without ids get an occurrence suffix, counted within the text. ``names`` are those that the text
    defines for links.
    """
    seen: Counter[str] = Counter()
    blocks: list[Block] = []
    for found in scan(lines, path, first_line, problems, annotations):
        if not isinstance(found, RawItem):
            blocks.append(found)
            if isinstance(found, Piece) and found.name == "agreement" and not _list_behind(lines, found.last):
                hint = "Write the agreement's lines right below it: “1. **Hello.** Who says hello first?”"
                problems.append(problem("R014", "no numbered list to fill in follows", found.source, hint))
            continue
        if found.first and lines[found.first - 1].strip():
            report_above(lines, found.first - 1, path, first_line, problems)
        item = read_item(found, path, use, problems, names)
        if item is not None and certainty:
            item = replace(item, certainty=True)
        if item is not None and item.metadata.id is None:
            seen[item.id] += 1
            if seen[item.id] > 1:
                item = replace(item, id=f"{item.id}-{seen[item.id]}")
        blocks.append(ItemBlock(found.first, found.last, found.prefix, item, found.source, found.before, found.after))
    return tuple(blocks)


def _list_behind(lines: list[str], last: int) -> bool:
    """Return whether a numbered list is the next thing behind a line."""
    following = next((line for line in lines[last + 1 :] if line.strip()), "")
    return re.match(r"\d{1,9}[.)][ \t]", following) is not None


_USES = "Write “use: final” for a bank that the final assessment draws from; without “use” a bank is for practice."


def _use(meta: Mapping[str, Any], places: Mapping[str, Source], problems: list[Problem]) -> Use:
    value = meta.get("use", "practice")
    for use in USES:
        if use == value:
            return use
    meant = near(str(value), USES)
    message = f"use “{as_written(value)}” is not one of {', '.join(USES)}"
    hint = f"Write “use: {meant}”." if meant else _USES
    problems.append(problem("R002", message, places["use"], hint))
    for use in USES:
        if use == meant:
            return use
    return "private"  # until the author says what was meant, the safe reading is the secret one


def _certainty(meta: Mapping[str, Any], places: Mapping[str, Source], problems: list[Problem]) -> bool:
    value = meta.get("certainty", False)
    if not isinstance(value, bool):
        hint = "With “certainty: true” learners also say how sure they are."
        problems.append(problem("R002", f"certainty “{value}” is neither true nor false", places["certainty"], hint))
    return value is True
