"""Whether a line is nearly a choice: what keyboards, word processors and converters make of ``- [x]``.

Such a line would become a part of the question, of another choice or of the explanation, and the key would be lost or
given away. The one place that decides it: a new misspelling is a character in a table here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from coursewright.fragment.seldom import seldom

Need: TypeAlias = Literal["nothing", "list", "neighbour"]
"""What makes such a line a choice: nothing more; no text between it and the list; a choice right above or below."""

_SPACE = "[ \t\xa0\xad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff]"
"""Blanks of any width, also none."""
_DASHES = "‐‑‒–—―−﹘﹣－⁻➖─━\x96\x97"
_BULLETS = "•●▪◦·‣⁃∙⋅○◆◇➢➤►▸▶➔→»\uf0a7\uf0b7\uf0d8\u2219\x95"
_SIGNS = "☐☑☒□■▢▣▫▯◻◼◽◾⬜⬛🔲🔳✓✔✅☓╳✗✘✕✖❌❎⊠⊡⌧ⓧⓍ⮽🗷🗸🗹√"
_LIKE_X = set("xX×хХχΧⅹⅩｘＸ✕✖☓╳✓✔✅☑√*●•■ⓧⓍ🗸🗹") | {"xx", "XX"}
_AN_X = set("xX×хХχΧⅹⅩｘＸ")
_RIGHT = _LIKE_X | set("vVyYtT+") | {"yes", "true", "right", "correct", "ok", "ja", "oui", "sí", "si"}
_WRONG = set("-–—_.oO0○□☐nNfF") | {"", "no", "false", "wrong", "incorrect", "nein", "non"}
_UNCLEAR = set("✗✘❌❎☒⊠⌧")
"""Crosses: in a box they may say that it is chosen, or that it is wrong."""
_SQUARE, _OTHER = "[［【〔⟦", "({（｛"
_ANY_OPEN, _ANY_CLOSE = re.escape(_SQUARE + _OTHER), re.escape("]］】〕⟧)}）｝")
_LINE = seldom(
    rf"(?P<indent>{_SPACE}*)(?P<quote>(?:>{_SPACE}*)+)?"
    rf"(?:(?P<bullet>(?P<before>[*✓✔✅√]{{1,2}}{_SPACE}*(?=[-+][ \t]*\\?\[))?"
    rf"(?:\\?[-*+](?![-*+{_DASHES}])|[-{_DASHES}]{{1,3}}|[{_BULLETS}]|o(?={_SPACE})"
    rf"|[{_SIGNS}]\ufe0f?(?={_SPACE}*\\?[{_ANY_OPEN}])|[0-9０-９]{{1,9}}\\?[.)．）、]|[A-Za-z]\\?[.)]))(?P<gap>{_SPACE}*))?"
    rf"(?:(?P<box>\\?(?P<open>[{_ANY_OPEN}])(?P<mark>[^{_ANY_OPEN}{_ANY_CLOSE}]{{0,12}})[{_ANY_CLOSE}])"
    rf"|(?P<sign>[{_SIGNS}])\ufe0f?)?"
    rf"(?P<space>{_SPACE}*)(?P<text>.*)",
    re.S,
)
_PLAIN = seldom(r"[-*+]|\d{1,2}[.)]")
_INVISIBLE = seldom(rf"\\|\ufe0f|{_SPACE}")
_DOUBLE = seldom(r"(?P<box>\[\((?P<one>[xX ])\)\]|\(\[(?P<two>[xX ])\]\)|\[\[[xX ]\]\])[ \t]+(?=\S)")
"""A box in brackets of another kind, as LiaScript has them; in two square ones it may be a blank."""
_DRESSED = seldom(r"(?P<by>[*_]{1,3}|~~|`)\[(?P<mark>[ x])\](?P<shut>(?P=by))?[ \t]+(?=\S)")
"""A box in emphasis or code."""
_RULE = seldom(r"(?:[-*+_][ \t]*){3,}")
_QUICK = re.compile(r"(?:  > )?\*\*\w|  >(?: \w| ?\Z)|[^\W\d_ao][^\s.)]|[^\W\d_o] |[<`|!#=$]|---\Z|\Z")
"""How nearly all lines start that are no choice, so that the rest costs nothing."""


class Mark(NamedTuple):
    """A line that begins a choice."""

    row: int
    indent: int
    mark: str
    """What stands in the box, or is meant by it."""
    box: int
    """Offset of what stands in the box, or of what is wrong with the line."""
    text: str
    start: int
    """Offset of the text."""
    spaced: bool = True
    """Whether a space stands before the box and one behind it."""
    flaw: str = ""
    """What is wrong with a line that is only nearly a choice."""
    mend: str = ""
    """How to write it."""


class Near(NamedTuple):
    """A line that may have been meant for a choice."""

    mark: Mark
    need: Need
    boxed: bool
    """Whether it has a box of some kind."""
    bullet: str
    guessed: bool = False
    """Whether it counts as right only where no other choice is."""


def nearly(line: str, row: int = 0) -> Near | None:
    """Return what the line was nearly certainly meant for, or may have been; None for every other line."""
    if _QUICK.match(line):
        return None
    found = _LINE.match(line)
    assert found  # it matches any line
    quote, bullet, box, sign = found["quote"], found["bullet"] or "", found["box"], found["sign"]
    text, start = found["text"], found.start("text")
    if not (text or (bullet and box)) or (quote and not (bullet and box)):
        return None
    need: Need = "list"
    meant: str | None = None
    at = found.start("quote" if quote else "bullet")
    if box:
        if line[found.end("box") : found.end("box") + 1] in ("(", "[", ":"):
            return _bare(found, row)  # a link
        mark = _INVISIBLE.sub("", found["mark"])
        known = mark.lower() in _RIGHT or mark.lower() in _WRONG or mark in _LIKE_X or mark in _UNCLEAR
        narrow = not mark or mark in _LIKE_X or mark in _UNCLEAR or mark in _SIGNS
        square = found["open"] in _SQUARE
        if not (known if square and bullet else narrow) and not (square and bullet and _may_mark(found["mark"])):
            return _bare(found, row)
        if (bullet and known) and not (bullet in "→»·" and not square):
            need = "nothing"
        meant = "x" if mark.lower() in _RIGHT or mark in _LIKE_X else "" if mark in _UNCLEAR or not known else " "
        if not quote and not found["indent"].strip(" ") and _PLAIN.fullmatch(bullet) and box[0] == "[":
            at = found.start("mark")  # only what stands in the box is wrong
        elif not bullet or (_PLAIN.fullmatch(bullet) and not quote):
            at = found.start("box")
    elif sign:
        if sign == "√" and not found["space"]:
            return None
        at = found.start("sign") if not bullet or _PLAIN.fullmatch(bullet) else at
        meant = "x" if sign in _LIKE_X else " " if sign in "☐□▢▫▯◻◽⬜🔲" else ""
    else:
        return _bare(found, row)
    if found["before"]:
        meant = "x" if meant == "x" else ""
    flaw = f"“{line[at:start].strip() or line[:start].strip()}” doesn’t start a choice"
    if box and at == found.start("mark"):
        flaw = f"“{box}” is neither [x] nor [ ]"
    guessed = meant == "x" and _INVISIBLE.sub("", found["mark"] or "") not in _AN_X
    mark_of = Mark(row, len(found["indent"]), meant or " ", at, text, start, True, flaw, _mend(found, meant))
    return Near(mark_of, need, True, bullet, guessed)


def _may_mark(mark: str) -> bool:
    """Return whether a text in brackets may be a mark that nobody has thought of, rather than an interval."""
    return not re.search(r"[,;]", mark)


def _bare(found: re.Match[str], row: int) -> Near | None:
    """Return a list item without a box, which is a choice among choices and text anywhere else."""
    bullet, line = found["bullet"] or "", found.string
    plain = _PLAIN.fullmatch(bullet) or (bullet and bullet in _BULLETS)
    if not plain or not found["gap"] or found["quote"] or _RULE.fullmatch(line.strip()):
        return None
    at, start = found.start("bullet"), found.end("gap")
    double = _DOUBLE.match(line, start)
    if double and double["box"][:2] != "[[":
        meant = (double["one"] or double["two"] or " ").lower()
        flaw, behind = f"“{double['box']}” is neither [x] nor [ ]", double.end()
        mend = _mend(found, meant, behind)
        return Near(Mark(row, at, meant, start, line[behind:], behind, True, flaw, mend), "list", True, bullet)
    mark = Mark(row, at, " ", at, line[start:], start, True, "a list item among the choices has no box")
    start = double.end() if double else start
    hint = f"{_mend(found, '', start)}; if it is none of them, part it from them by a line of text."
    return Near(mark._replace(mend=hint), "neighbour", False, bullet)


def _mend(found: re.Match[str], meant: str | None, start: int | None = None) -> str:
    """Return how the line should read."""
    text = found.string[found.start("text") if start is None else start :].strip()
    text = text if len(text) <= 60 else text[:59].rstrip() + "…"
    bullet = found["bullet"] if found["bullet"] and _PLAIN.fullmatch(found["bullet"]) else "-"
    if not meant and (dressed := _DRESSED.match(text)):
        meant, text = dressed["mark"], text[dressed.end() :].removesuffix("" if dressed["shut"] else dressed["by"])
    if meant:
        return f"Write “{bullet} [{meant}] {text}”".replace(" ”", "”")
    return f"Write “{bullet} [x] {text}” if it is right, “{bullet} [ ] {text}” if it is wrong"


def among(rows: Sequence[str], marks: Sequence[Mark], near: Sequence[Near], *, alone: bool) -> list[Mark]:
    """Return the choices with those lines among them that are nearly one, in order.

    ``alone`` says that the item has nothing else to answer, so that such lines make a list by themselves.
    """
    taken = {mark.row: "" for mark in marks} | {at.mark.row: "" for at in near if at.need == "nothing"}
    if not taken and alone and sum(at.boxed for at in near) > 1:
        taken = {at.mark.row: "" for at in near if at.boxed}
    if not taken:
        return []
    bullets = {row: rows[row].lstrip()[:1] for row in taken}
    waiting = {at.mark.row: at for at in near if at.mark.row not in taken}
    first = min(taken)
    loose = any(row > first and not rows[row - 1].strip() for row in taken)
    for order in (range(first, len(rows)), range(max(taken), -1, -1)) if waiting else ():
        below = order.step > 0
        joined = blank = False
        bullet = ""
        for row in order:
            line = rows[row]
            if row in bullets:
                joined, blank, bullet = True, False, bullets[row]
            elif at := waiting.get(row):
                single = not rows[row - 1].strip() and (at.boxed or row + 1 not in waiting)
                apart = blank and not (loose and single)  # choices that blank lines part are still one list
                same = at.boxed or at.bullet[:1] == bullet or (at.bullet[:1].isdigit() and bullet.isdigit())
                joined = joined and ((below and at.need == "list") or (not apart and (below or same)))
                if joined:
                    bullets[row] = bullet = at.bullet[:1]
                blank = False
            elif not line.strip():
                blank = True
            elif not (line[0].isspace() or line[0] == ">"):
                joined = False
    sure = any(mark.mark in ("x", "X") for mark in marks)
    found = [at for at in near if at.mark.row in bullets]
    return sorted([*marks, *(at.mark._replace(mark=" ") if at.guessed and sure else at.mark for at in found)])


def nested(line: str, mark: Mark) -> Near:
    """Return a choice that stands inside another one, by its indentation."""
    at, mend = mark.indent, f"Start it where the other choices start: “{line.strip()}”"
    return Near(mark._replace(box=at, flaw="a choice stands inside another one", mend=mend), "nothing", True, line[at])


def is_outside_code(rows: Sequence[str], near: Near, marks: Sequence[Mark]) -> bool:
    """Return whether a line isn't indented so far that Markdown makes code of it, or of a part of a choice."""
    row = near.mark.row
    line = rows[row].expandtabs(4)
    width = len(line) - len(line.lstrip())
    if width < 2:
        return True
    if not near.boxed or near.need != "nothing":
        return width < 4 and near.boxed
    above = next((line for line in reversed(rows[:row]) if line.strip()), "")
    parted = row > 0 and not rows[row - 1].strip()
    behind = bool(marks) and marks[0].row < row
    return not (parted or above.expandtabs(4).startswith("    ")) or width < (6 if behind else 4) or not marks
