"""Lines in and above an item that are nearly what the format has: its comment, hints, the line before an explanation.

What choices are nearly is said in ``nearly.py``, what stands around them in ``near_choice.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursewright.fragment.code import Fences, mask_all_code
from coursewright.fragment.near import DASHES, NO_BREAK, near, plain
from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem, Source
from coursewright.read.comments import NEARLY, NEARLY_END
from coursewright.read.embeds import shows_nothing
from coursewright.read.lines import Lines
from coursewright.read.metadata import nearly_metadata
from coursewright.read.report import problem

_SAID = r"(?P<said>(?:[ \t]*[^\n<> \t])*?)[ \t]*"
"""What a comment says, each blank of it looked at once."""
_ABOVE = seldom(rf"[ \t>]*{NEARLY}{_SAID}{NEARLY_END}[ \t]*")
_COMMENT = seldom(rf"<!--(?P<whole>.*?)-->|^[ \t]*{NEARLY}{_SAID}(?:{NEARLY_END}[ \t]*)?$", re.S | re.M)
_OPENS = seldom(NEARLY)
_ENDS = seldom(rf"[ \t]*{NEARLY_END}[ \t]*\Z")
_ODD_RULE = seldom(
    rf"[ \t]*(?:[{DASHES}-]{{2,}}|[{DASHES}]|(?:[-{DASHES}][ \t]+){{2,}}[-{DASHES}]|\*\*\*+|\* \* \*|___+|===+)[ \t]*"
)
_AT = r"(?P<at>[ \t\u200b-\u200f\ufeff]*)(?P<mark>(?:(?:[-*+•>]|#{1,6}|\d{1,2}[.)])[ \t]+)?[*_]{0,3}"
_HINT = re.compile(
    rf"{_AT}(?P<word>[^\W\d_]{{3,6}})(?:[ \t]*#?\d{{1,2}})?[*_]{{0,3}}"
    r"[ \t]*(?:[:：](?!//)|[.] ?[:：])[*_]{0,3})[ \t]*\S"
)
_ODD_HINT = re.compile(
    rf"{_AT}(?P<word>hints?)(?:[ \t]*[#(]?\d{{1,2}}\)?)?[*_]{{0,3}}"
    r"(?:(?:[ \t]*[:：.]|[ \t]+[-–—])[*_]{0,3}(?=[ \t]|\Z)"
    r"|(?=[ \t]*#*[ \t]*\Z)|(?-i:(?<=Hint\*\*)|(?<=Hint__))(?-i:(?=[ \t]+[^\sa-zß-ÿ,;(]))))",
    re.I,
)
"""A hint without its colon; behind a bold “Hint”, words in lower case would go on with its sentence."""
_EARLY = seldom(r" {0,3}(?:#{1,6}[ \t]+)?[*_]{0,3}Hints?(?:[ \t]*#?\d{1,2})?[*_]{0,3}[ \t]*[:：][*_]{0,3}[ \t]*\S")
_EXPLAINS = re.compile(
    r" {0,3}(?:#{1,6}[ \t]+)?[*_]{0,3}(?P<word>explanation|rationale|feedback|begründung|erklärung|rückmeldung"
    r"|explication|explicación|explicação|justificación|retroalimentación)[*_]{0,3}[ \t]*[:：][*_]{0,3}[ \t]+"
    r"(?![“„«\"'‘]|_{2}|\.{3}|\[)(?=\S+[ \t]+\S+[ \t]+\S)",
    re.I,
)
_LABELS = seldom(r"^[ \t>]{0,3}[*_]{0,3}(?!Hint)[^\W\d_][\w -]{0,30}[*_]{0,3}:[*_]{0,3}[ \t]+\S", re.M)
_OF_LINE = seldom(r"\b(?:(?:this|the|these|each|which|following) (?:line|label|entr)|zeile|ligne|línea)", re.I)
_TRANSLATED = ("tipp", "indice", "pista", "dica")
"""Hints in German, French, Spanish and Italian, and Portuguese; a “Hinweis” or a “Nota” may well be for everyone."""
_SAYS = re.compile(r"[^\W\d_]{2,}")
_GAPS = seldom(r"[ \t](?:…|\.{3}|_{2}|\[\[)")
"""Signs that a question shows an explanation: it has several labels, is about a line, or leaves a gap."""
_ENDED = seldom(r"[.?!…。？！\]]['\"”»’)*_]*[ \t]*\Z")
_DASHED = seldom(rf"[ \t]*[-{DASHES}]{{2,6}}[ \t]*")
_NAMED = seldom(r"[ \t]*(?:id|type|objectives?|level|points|credit|scored|shuffle)[ \t]*:[ \t]*\S", re.I)
_LATE = seldom(r"[ \t]*(?:[*_]{0,3}Hint:|#{1,6}[ \t]+[*_]{0,3}Hints?\b[^\w\n]*\d?[*_ \t#]*(?:[:.–-]|\Z))")


def odd_comment(first: str) -> str:
    """Return what an item's first line, which is no comment as it stands, was meant to say of the item."""
    found = _ABOVE.fullmatch(first)
    return nearly_metadata(found["said"]) if found else ""


def bare_comment(rows: Sequence[str], start: int) -> tuple[str, int]:
    """Return what lines at an item's top say of it without a comment, and the row behind them; nothing for a question.

    They are written as front matter is, between two lines “---”, or are one line such as “id: x; points: 2”.
    """
    if _DASHED.fullmatch(rows[start]):
        stop = next((row for row in range(start + 1, len(rows)) if _DASHED.fullmatch(rows[row])), start)
        said = rows[start + 1 : stop]
        meant = nearly_metadata(";".join(said)) if stop > start else ""
        return (
            (meant, stop + 1)
            if meant and meant.count(";") + 1 == sum(bool(row.strip()) for row in said)
            else ("", start)
        )
    if _NAMED.match(rows[start]):
        said = _ENDS.sub("", rows[start])
        entries = [entry for entry in said.split(";") if entry.strip()]
        meant = nearly_metadata(said)
        if meant.count(";") + 1 == len(entries) and all(len(entry.split()) < 4 for entry in entries):
            return meant, start + 1
    return "", start


def report_above(lines: Sequence[str], row: int, path: str, first_line: int, problems: list[Problem]) -> None:
    """Report an item's comment that stands in the line above its tag."""
    found = _ABOVE.fullmatch(lines[row]) if row >= 0 and _OPENS.search(lines[row]) else None
    if found and (meant := nearly_metadata(found["said"])):
        hint = f"Move <!-- {meant} --> into the item, right below <quiz>."
        place = Source(path, first_line + row, len(lines[row]) - len(lines[row].lstrip()) + 1)
        problems.append(problem("R013", "the item's comment stands above the item", place, hint))


def report_comments(lines: Lines, start: int, *, first: bool) -> None:
    """Report what is, or was meant for, the item's comment and isn't at its top; ``first`` says that one is there.

    Likewise comments that show something on a page, and in an item nothing.
    """
    text = "\n".join(lines.lines[start:])
    if not _OPENS.search(text):
        return

    def spot(at: int) -> tuple[int, int]:
        return start + text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)

    for found in shows_nothing(text):
        place = lines.source(*spot(found.start()))
        lines.report("R014", "a comment in an item shows nothing", place, "Put it on the page, outside of items.")
    plain_text = mask_all_code(text)
    for found in _COMMENT.finditer(plain_text):
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        said = found["whole"] if found["whole"] is not None else found["said"]
        left_open = at == 0 and found["whole"] is None  # at the top, and told as what never closes
        if not left_open and (meant := nearly_metadata(said or "")):
            row, offset = spot(at)
            if start == 0 and row and not first and not "".join(lines.lines[1:row]).strip():
                hint = f"Break the line behind <quiz>: first comes <!-- {meant} -->, then the question."
                place = lines.source(0, len(lines[0]) - len(lines[0].lstrip()))
                lines.report("R013", "the question stands in the line of <quiz>, above the item's comment", place, hint)
                continue
            hint = (
                f"Add “{meant}” to the comment right below <quiz>."
                if first
                else (f"Move <!-- {meant} --> to the top of the item, right below <quiz>.")
            )
            lines.report("R013", "the item's comment doesn't stand at its top", lines.source(row, offset), hint)


def report_hints(lines: Lines, start: int, stop: int) -> None:
    """Report paragraphs of a question that are nearly hints: everyone would read them at once."""
    rows = lines.lines
    fences = Fences(rows)
    row, begun = start, False
    while row < stop:
        if (closed := fences.close(row)) is not None:
            row = closed + 1
            continue
        line = rows[row] if rows[row].isascii() else rows[row].translate(NO_BREAK)
        if row > start and (found := _HINT.match(line) or _ODD_HINT.match(line)):
            word, apart = plain(found["word"]), not rows[row - 1].strip()
            right = bool(re.match(r" {0,3}Hint:", rows[row]))
            at = lines.source(row, len(found["at"]))
            if not right and apart and (word in ("hint", "hints") or near(word, ("hint", "hints"))):
                hint = "Write “Hint: …”: else everyone reads it with the question."
                lines.report("R029", f"“{found['mark'].strip()}” doesn't start a hint", at, hint)
            elif right and not (apart or begun):
                hint = "Leave a line empty above it: else everyone reads it with the question."
                lines.report("R029", "a hint goes on with the paragraph above it", at, hint)
            elif apart and _is_translated(found["word"].lower(), rows, start, row, stop):
                hint = "Write “Hint: …” in any language: else everyone reads it with the question. "
                hint += (
                    f"Learners read their own word for it; if all shall read it at once, leave out “{found['word']}”."
                )
                lines.warn("R029", f"“{found['mark'].strip()}” doesn't start a hint", at, hint)
            begun = begun or right
        row += 1


def _is_translated(word: str, rows: Sequence[str], start: int, row: int, stop: int) -> bool:
    """Return whether a label is another language's word for a hint, and its sentence ends the question.

    In a form of several labels, such as one of a flight or a book, the word may mean something else.
    """
    if word not in _TRANSLATED or len(_SAYS.findall(rows[row])) < 4:
        return False
    end = next((at for at in range(row, stop) if not rows[at].strip()), stop)
    if any(rows[at].strip() and not _EARLY.match(rows[at]) for at in range(end, stop)):
        return False
    above = "\n".join(rows[start:row])
    return not _LABELS.search(above) and word not in above.lower()


def report_early_hint(lines: Lines, start: int, stop: int) -> None:
    """Warn of a hint that stands above the question: everyone reads it as the question's beginning."""
    if not _EARLY.match(lines[start]):
        return
    below = next((row for row in lines.lines[start + 1 : stop] if row.strip()), "")
    ends = lines[start].rstrip("*_ ")[-1:] in ".!?…" and not below.lstrip()[:1].islower()
    goes_on = below == lines[start + 1] and not ends
    if below and not goes_on:
        hint = "Move it to the end of the question, above what is to answer: there learners open it before they do."
        lines.warn("R029", "a hint stands above the question, and everyone reads it", lines.source(start), hint)


def report_early_explanation(lines: Lines, start: int, stop: int) -> None:
    """Warn of an explanation that ends the question, where everyone reads it before they answer.

    A question about one, a form of several labels, and code may well show it.
    """
    for row in range(start + 1, stop):
        found = _EXPLAINS.match(lines[row]) if ":" in lines[row] or "：" in lines[row] else None
        if not found:
            continue
        above = "\n".join(lines.lines[start:row]).rstrip()
        behind = next((at for at in range(row, stop) if not lines[at].strip()), stop)
        last = not any(line.strip() and not _EARLY.match(line) for line in lines.lines[behind:stop])
        coded = "```" in above or "~~~" in above
        shown = len(_LABELS.findall(above)) > 1 or _OF_LINE.search(above) or _GAPS.search(lines[row])
        if last and not coded and not shown and _ENDED.search(above) and found["word"].lower() not in above.lower():
            hint = "Move it below the last choice; where blanks are to be filled in, below a line “---”."
            message = f"“{found['word']}” stands above what is to answer, and everyone reads it"
            lines.warn("R029", message, lines.source(row, found.start("word")), hint)
        return


def report_late_hints(lines: Lines, start: int) -> None:
    """Report hints from this line on, where everyone reads them after answering; a quote may say what it likes."""
    fences = Fences(lines.lines)
    row = start
    while row < len(lines):
        if (closed := fences.close(row)) is not None:
            row = closed + 1
            continue
        if found := _LATE.match(lines[row]):
            hint = "Move it to the end of the question, above what is to answer: there learners open it before they do."
            offset = len(found[0]) - len(found[0].lstrip())
            lines.report("R029", "a hint stands below the question", lines.source(row, offset), hint)
        row += 1


def report_rule(lines: Lines, start: int) -> int | None:
    """Return the row of a line that was meant to part an item's text from its explanation, having reported it."""
    fences = Fences(lines.lines)
    row = start
    while row < len(lines):
        if (closed := fences.close(row)) is not None:
            row = closed + 1
            continue
        line = lines[row]
        if row > start and line[:1] in "-*_= \t" + DASHES and _ODD_RULE.fullmatch(line) and not _titled(lines, row):
            hint = "Write “---”, three hyphens at the margin; else the explanation is read with the question."
            offset = len(line) - len(line.lstrip())
            message = f"“{line.strip()}” doesn't part the explanation from the text"
            lines.report("R029", message, lines.source(row, offset), hint)
            return row
        row += 1
    return None


def _titled(lines: Lines, row: int) -> bool:
    """Return whether a line makes a heading of the one above it; what has a gap is none."""
    above = lines[row - 1]
    return lines[row].startswith("=") and bool(above.strip()) and "[[" not in above
