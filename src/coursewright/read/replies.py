"""Model replies of an item to say aloud: paragraphs behind its criteria that start with “Reply:”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from coursewright.fragment.code import Fences
from coursewright.fragment.near import DASHES, near, plain
from coursewright.fragment.text import Text
from coursewright.read.lines import Lines

_REPLY = re.compile(r" {0,3}Reply:[ \t]*")
_NEARLY = re.compile(
    rf"(?P<at>[ \t]*)(?:(?:[-*+>]|\d{{1,3}}[.)])[ \t]+|#{{1,6}}[ \t]*)?[*_]{{0,3}}"
    rf"(?:(?:model|sample|example|good)[ \t]+)?(?P<word>[^\W\d_]{{3,9}})(?:[ \t]+(?:\d{{1,2}}|[A-Da-d]))?[*_]{{0,3}}"
    rf"[ \t]*(?P<sign>[:：﹕]|[{DASHES}-](?=[ \t])|[.=;](?=[ \t]+[“\"„«‘*_])|(?=[ \t]+\S)|$)"
    r"[*_]{0,3}[ \t]*(?P<next>[*_]*.?)",
    re.I,
)
_WORDS = ("reply", "replies")
_OTHERS = ("answer", "answers", "model", "models", "response", "responses")
"""What others call a reply: with a colon, behind the criteria, they mean one."""


class _Start(NamedTuple):
    """Where a reply starts."""

    offset: int
    """Of its line, in the text."""
    label: int
    """How many characters of the line are its mark."""
    flaw: int | None
    """Where the mark stands, if it isn't written as it should be."""
    other: bool = False
    """Whether another word marks it."""


def read_replies(behind: Text | None, lines: Lines) -> tuple[Text | None, tuple[Text, ...]]:
    """Return what stands behind the criteria: the explanation, which comes first, and the model replies."""
    if behind is None:
        return None, ()
    starts = list(_starts(behind.markdown))
    if sum(start.flaw is None for start in starts) > 1:  # who has marked them right means something else by other words
        starts = [start for start in starts if not start.other]
    while starts and starts[0].other and any(not start.other for start in starts):
        del starts[0]  # an explanation that speaks of the answer
    if not starts:
        return behind, ()
    for start in starts:
        if start.flaw is not None:
            line = behind.markdown[start.offset :].partition("\n")[0].strip()
            message = f"“{line[: start.label].strip()}” doesn't start a model reply"
            hint = "Write “Reply: …”, at the start of a paragraph of its own."
            lines.report("R029", message, behind.place(start.offset + start.flaw), hint)
    ends = [start.offset for start in starts[1:]] + [len(behind.markdown)]
    replies = tuple(_part(behind, start.offset + start.label, end) for start, end in zip(starts, ends, strict=True))
    return (_part(behind, 0, starts[0].offset) if behind.markdown[: starts[0].offset].strip() else None), replies


def report_early_reply(stem: Text, lines: Lines) -> None:
    """Report a model reply in front of the criteria: learners would read it before they have said their own."""
    for start in _starts(stem.markdown):
        if start.other:
            continue
        hint = "Move it below the criteria: here everyone reads it before they have said their own."
        place = stem.place(start.offset + (start.flaw or 0))
        lines.report("R029", "a model reply stands in front of the criteria", place, hint)
        return


def _part(text: Text, start: int, end: int) -> Text:
    markdown = text.markdown[start:end]
    bare = markdown.lstrip()
    at = start + len(markdown) - len(bare)
    return Text(bare.rstrip(), *text.place(at if bare else start), text.indent, text.names)


def _starts(markdown: str) -> Iterator[_Start]:
    """Yield where each reply starts, or nearly so: at the start of a paragraph, outside code."""
    rows = markdown.split("\n")
    fences = Fences(rows)
    row, offset, begun = 0, 0, False
    while row < len(rows):
        if (closed := fences.close(row)) is not None:
            offset += sum(len(line) + 1 for line in rows[row : closed + 1])
            row = closed + 1
            continue
        line = rows[row]
        if found := _REPLY.match(line):
            if begun or row == 0 or not rows[row - 1].strip():
                begun = True
                yield _Start(offset, found.end(), None)
        elif (found := _NEARLY.match(line)) and (row == 0 or not rows[row - 1].strip()) and _is_meant(found):
            begun = True
            other = not _is_reply(plain(found["word"]))
            yield _Start(offset, found.start("next"), len(found["at"]), other)
        offset += len(line) + 1
        row += 1


def _is_meant(found: re.Match[str]) -> bool:
    word = plain(found["word"])
    said = found["next"].lstrip("*_")
    if not found["sign"] and (found["next"] != "" or found["word"] != "Reply"):  # no sign, and not all of the line
        return found["word"] == "Reply" and (
            found["next"].startswith(("**", "__")) or said in ("“", '"', "„", "«", "‘") or said.isupper()
        )
    return _is_reply(word) or (found["sign"] in (":", "：", "﹕") and word in _OTHERS)


def _is_reply(word: str) -> bool:
    return word in _WORDS or bool(near(word, _WORDS))
