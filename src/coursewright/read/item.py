"""One item's lines → the item: stem, hints, choices with feedback, blanks or pairs, explanation, metadata."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from coursewright.fragment.code import Fences, mask_all_code
from coursewright.fragment.identity import digest, essence
from coursewright.fragment.seen import NO_NAMES, Names
from coursewright.fragment.seldom import seldom
from coursewright.fragment.tags import no_tags
from coursewright.fragment.text import Text
from coursewright.kinds import KINDS, kind_of
from coursewright.model.item import NO_METADATA, Blank, Choice, Draft, Item, Metadata, Pair, Use
from coursewright.problem import Problem
from coursewright.read.choices import find_choices, read_choices
from coursewright.read.lines import Lines, RawItem
from coursewright.read.markup import left_open, report_no_tags
from coursewright.read.metadata import LOOKS_LIKE, nearly_metadata, read_metadata
from coursewright.read.near_blank import report_answers, report_brackets, report_untyped, says_all, unanswerable
from coursewright.read.near_item import (
    bare_comment,
    odd_comment,
    report_comments,
    report_early_explanation,
    report_early_hint,
    report_hints,
    report_late_hints,
    report_rule,
)
from coursewright.read.overload import MOST, overloaded
from coursewright.read.replies import read_replies, report_early_reply
from coursewright.read.steps import find_steps
from coursewright.read.table import read_table

_NESTED = r"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*\])*"
_BLANK = seldom(rf"\[\[(?:(?P<nested>{_NESTED})\]\]|(?P<plain>[^\]]*)\]\])")
"""A gap; its answers may hold pairs of brackets, as in ``[[my_list[0]]]``."""
_BAR = re.compile(r"(?<!\\)\|")
_UNSHOWN = seldom(r"<!--.*?-->|<[a-zA-Z/][^<>]*\[\[[^<>]*>", re.S)
"""Comments, and tags with brackets in an attribute: a blank can't stand there."""
_COMMENT = seldom(r"\s*<!--(.*?)-->[ \t]*", re.S)
_HINT = re.compile(r" {0,3}Hint:\s*")
_KINDS = tuple(KINDS)


def read_item(raw: RawItem, path: str, use: Use, problems: list[Problem], names: Names = NO_NAMES) -> Item | None:
    """Return the item, or None where nothing can be answered; every fault becomes a problem at its own place.

    The id of an item without one of its own is a digest of its content. ``names`` are those that links may refer to.
    """
    lines = Lines(raw, path, problems, names)
    begun = len(problems)
    start = lines.skip_blank(0)
    if start == len(lines):
        lines.report("R007", "the item is empty", lines.start, "Write the question, then its choices.")
        return None
    if raw.size > MOST and (fault := overloaded(lines.text(start, len(lines)))):
        problems.append(fault)
        return None
    metadata, start = _metadata(lines, start)
    if lines.tagged:
        report_comments(lines, start, first=metadata is not NO_METADATA)
    body = _body(lines, start, metadata)
    faults = len(problems)
    blanks = _blanks(lines, body, sound=len(problems) == begun and not metadata.type)
    broken = _swallows(lines, body, blanks)
    draft = Draft(body.stem, body.choices, blanks, metadata, body.pairs)
    kind = kind_of(draft)
    if kind is None and not any(problem.code == "R015" for problem in problems[faults:]):
        lines.report("R008", "neither choices nor a blank", *unanswerable(body.stem))
    if kind is None or broken:
        return None
    if kind.self_marked:
        metadata = metadata._replace(scored=False)
    return kind(
        id=metadata.id.id if metadata.id else _content_id(draft),
        stem=body.stem,
        choices=body.choices,
        blanks=blanks,
        pairs=body.pairs,
        heads=body.heads,
        hints=body.hints,
        replies=body.replies,
        explanation=body.explanation,
        metadata=metadata,
        use=use,
        source=lines.start,
        end=raw.numbers[-1],
    )


class _Body(NamedTuple):
    """What stands below the comment."""

    stem: Text
    hints: tuple[Text, ...]
    choices: tuple[Choice, ...] = ()
    pairs: tuple[Pair, ...] = ()
    heads: tuple[Text, ...] = ()
    replies: tuple[Text, ...] = ()
    explanation: Text | None = None


def _body(lines: Lines, start: int, metadata: Metadata) -> _Body:
    """Return the parts of an item, whose answers are written as its type wants them."""
    notation = KINDS[metadata.type].notation if metadata.type else "choices"
    if notation == "table" and (table := read_table(lines, start, metadata)):
        explanation = lines.text(table.behind, len(lines))
        _late(lines, table.behind)
        return _Body(
            *_stem(lines, start, table.first),
            choices=table.choices,
            pairs=table.pairs,
            heads=table.heads,
            explanation=explanation if explanation.markdown else None,
        )
    marks = find_choices(lines, start) if notation in ("choices", "criteria") else ()
    if notation == "steps":
        marks, metadata = find_steps(lines, start), metadata._replace(key=())  # each is right, in its place
    if marks:
        choices, behind_all = read_choices(lines, marks, metadata)
        stem, hints = _stem(lines, start, marks[0].row)
        _late(lines, marks[0].row)
        replies: tuple[Text, ...] = ()
        if notation == "criteria":
            report_early_reply(stem, lines)
            behind_all, replies = read_replies(behind_all, lines)
        return _Body(stem, hints, choices=choices, replies=replies, explanation=behind_all)
    rule = next((number for number in range(start, len(lines)) if lines[number].strip() == "---"), None)
    if rule is None and lines.gapped:
        rule = report_rule(lines, start)
    rule = len(lines) if rule is None else rule
    behind = lines.text(rule + 1, len(lines))
    _late(lines, rule + 1)
    return _Body(*_stem(lines, start, rule), explanation=behind if behind.markdown else None)


def _late(lines: Lines, start: int) -> None:
    if lines.hinted:
        report_late_hints(lines, start)


def _stem(lines: Lines, start: int, stop: int) -> tuple[Text, tuple[Text, ...]]:
    """Return the stem, and the hints at its end: paragraphs that start with “Hint:”."""
    if stop - start > 1:
        report_early_explanation(lines, start, stop)
    if stop - start > 2:
        report_hints(lines, start, stop)
    if not lines.hinted:
        return lines.text(start, stop), ()
    report_early_hint(lines, start, stop)
    rows = lines.lines
    fences = Fences(rows)
    starts: list[int] = []
    row = start
    while row < stop:
        if (closed := fences.close(row)) is not None:
            row = closed + 1
            continue
        if row > start and _HINT.match(rows[row]) and (starts or not rows[row - 1].strip()):
            starts.append(row)
        row += 1
    hints = []
    for first, behind in zip(starts, [*starts[1:], stop], strict=False):
        text = lines.text(first, behind)
        label = _HINT.match(text.markdown)
        assert label  # it started there
        hints.append(Text(text.markdown[label.end() :], *text.place(label.end()), text.indent, text.names))
    return lines.text(start, starts[0] if starts else stop), tuple(hints)


def _metadata(lines: Lines, start: int) -> tuple[Metadata, int]:
    """Return what the comment at the top says, and the index of the first line behind it that isn't blank."""
    first = lines[start]
    if not first.lstrip().startswith("<!--"):
        meant, behind = odd_comment(first) if first[:1] in "<＜&\\ \t" else "", start + 1
        if not meant and (first[:1] in "-–—− \t" or ":" in first):
            meant, behind = bare_comment(lines.lines, start)
        return (
            (_misspelt(lines, start, meant, behind - start), lines.skip_blank(behind))
            if meant
            else (NO_METADATA, start)
        )
    if first.startswith("<!-- ") and first.endswith(" -->") and first.count("-->") == 1 and LOOKS_LIKE.match(first, 4):
        metadata = read_metadata(lines.piece(first[4:-3], start, 4), _KINDS, lines.problems)  # by far the commonest
        return metadata, lines.skip_blank(start + 1)
    if "-->" not in first and (meant := odd_comment(first)):
        return _misspelt(lines, start, meant), lines.skip_blank(start + 1)
    text = first if "-->" in first else "\n".join(lines.lines[start:])
    comment = _COMMENT.match(text)
    if not comment or not LOOKS_LIKE.match(comment[1]):
        alone = comment and text[comment.end() : comment.end() + 1] in ("", "\n")
        if comment and alone and (meant := nearly_metadata(comment[1].strip("- \t"))):
            rows = comment[0].rstrip().count("\n") + 1
            return _misspelt(lines, start, meant, rows), lines.skip_blank(start + rows)
        return NO_METADATA, start
    last = start + comment[0].count("\n")
    indent = lines.columns[start + 1] if last > start else 0
    place = lines.piece(text, start, 0, indent).place(comment.start(1))
    metadata = read_metadata(Text(comment[1], *place, indent), _KINDS, lines.problems)
    used = len(comment[0]) - comment[0].rfind("\n") - 1
    if lines[last][used:].strip():  # the stem starts in the same line
        lines.columns[last] += used
        lines.lines[last] = lines[last][used:]
        return metadata, last
    return metadata, lines.skip_blank(last + 1)


def _misspelt(lines: Lines, row: int, meant: str, rows: int = 1) -> Metadata:
    """Return what the comment at the top was meant to say, having reported how it is written."""
    offset = len(lines[row]) - len(lines[row].lstrip())
    written = " ".join(" ".join(lines.lines[row : row + rows]).split())
    lines.report("R013", f"{written} says nothing of the item", lines.source(row, offset), f"Write <!-- {meant} -->.")
    return read_metadata(lines.piece(f" {meant} ", row, offset + 4), _KINDS, lines.problems)


def _blanks(lines: Lines, body: _Body, *, sound: bool) -> tuple[Blank, ...]:
    """Return the blanks of an item; ``sound`` is one of no type, of which no problem has been told."""
    if not lines.gapped:
        return ()
    faults = len(lines.problems)
    found = _gaps(lines, body.stem)
    if not body.choices:
        behind = body.explanation
        empty = any("without an answer" in fault.message for fault in lines.problems[faults:])
        if not empty and (found or len(lines.problems) == faults):
            report_brackets(body.stem, [(gap.start, gap.end) for gap in found], behind, lines)
        if behind and (found or (sound and len(lines.problems) == faults and says_all(body.stem, behind))):
            report_untyped(_gaps(lines, behind), lines, swapped=not found, behind=behind)
        report_untyped((gap for hint in body.hints for gap in _gaps(lines, hint)), lines, part="a hint")
        return found
    others = [*(choice.text for choice in body.choices), *body.hints, *([body.explanation] if body.explanation else ())]
    for gap in (*found, *(gap for text in others for gap in _gaps(lines, text))):
        hint = "An item has choices or blanks. To show the brackets themselves, put them in backticks."
        lines.report("R012", "a blank in an item with choices", gap.source, hint)
    return ()


def _gaps(lines: Lines, text: Text) -> tuple[Blank, ...]:
    if "[[" not in text.markdown or "]]" not in text.markdown:
        return ()
    found = []
    plain = mask_all_code(text.markdown)
    shown = plain
    if "<" in plain:
        shown = _UNSHOWN.sub(lambda part: part[0] if any(no_tags(part[0])) else " " * len(part[0]), plain)
    for gap in _BLANK.finditer(shown, 0, shown.rfind("]]") + 2):  # else each “[[” would be followed to the end
        start, end = gap.span("nested" if gap["nested"] is not None else "plain")
        edges = [start - 1, *(bar.start() for bar in _BAR.finditer(plain, start, end)), end]
        answers = [text.markdown[left + 1 : right].strip() for left, right in pairwise(edges)]
        accepted = tuple(answer.replace("\\|", "|") for answer in answers if answer)
        if accepted:
            if len(answers) > 1 or not accepted[0].isalnum():
                shown_answers = [plain[left + 1 : right].strip() for left, right in pairwise(edges)]
                report_answers(answers, shown_answers, text.place(gap.start()), lines)
            found.append(Blank(accepted, text.place(gap.start()), gap.start(), gap.end(), text.names))
        else:
            hint = "Write the answer between the brackets."
            lines.report("R015", "a blank without an answer", text.place(gap.start()), hint)
    return tuple(found)


def _swallows(lines: Lines, body: _Body, blanks: tuple[Blank, ...]) -> bool:
    """Report open tags, comments and code blocks; return whether one would swallow what stands behind the item.

    What looks like a tag and is none swallows nothing, since it is shown as text.
    """
    if not lines.tagged and not lines.fenced:
        return False
    parts = [(part, False) for part in (body.stem, *body.hints, *body.replies)]
    parts += [(part, True) for part in (*body.heads, *(pair.text for pair in body.pairs))]
    for choice in body.choices:
        parts.append((choice.text, True))
        if choice.feedback:
            parts.append((choice.feedback, False))
    if body.explanation:
        parts.append((body.explanation, False))
    found = False
    for part, inside_line in parts:
        markdown = part.markdown
        marked = "<" in markdown or (lines.fenced and ("```" in markdown or "~~~" in markdown))
        if marked and (opened := left_open(markdown, inside_line=inside_line)):
            hint = "Close it inside the item; to show it as text, put it in backticks."
            lines.report("R017", f"{opened[0]} is never closed", part.place(opened[1]), hint)
            found = True
        elif "<" in markdown:
            report_no_tags(part, lines.problems, blanks if part is body.stem else ())
    return found


def _content_id(draft: Draft) -> str:
    """Return an id made of what the item says: stem, choices and pairs in any order, but neither key nor feedback."""
    said = [choice.digest for choice in draft.choices]
    choices = sorted(set(said) if draft.pairs else said)  # entries on the right once, as they always counted
    pairs = sorted(pair.digest for pair in draft.pairs)
    return "q-" + digest((essence(draft.stem.markdown, draft.stem.names), *choices, *pairs), 5)
