"""Comments on pages that are nearly one of ours: ``<!-- quizz: x -->``, ``<!– quiz: x –>``, ``<!-- quiz x -->``.

They would show nothing, and nobody would be told. What a comment was meant for is decided with the whole course at
hand: a remark that only starts with such a word is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from coursewright.fragment.code import mask_all_code
from coursewright.fragment.indent import Outline
from coursewright.fragment.near import DASHES, near, plain
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Course, Embed
from coursewright.model.path import PIECES
from coursewright.problem import Problem, Source
from coursewright.read.metadata import ID
from coursewright.read.report import problem

_DASH = rf"[-{DASHES}]"
NEARLY = rf"(?:\\?<|&lt;|[＜‹])[ \t]*(?:[!！][ \t]*{_DASH}{{1,4}}|{_DASH}{{1,4}}[!！]?)"
"""What opens a comment, or nearly."""
NEARLY_END = rf"(?:{_DASH}{{1,4}}[!！]?[ \t]*|[!！])(?:>|&gt;|[＞›])"
_LINE = re.compile(
    rf"^(?P<before>[ \t>]*(?:[-*+][ \t]+)?)(?P<open>{NEARLY})(?P<said>[^\n<>]{{2,150}}?)(?P<close>{NEARLY_END})[ \t]*$",
    re.M,
)
_SAID = re.compile(r"[ \t]*(mkdocs[-_ ]?quiz|[^\W\d][\w-]*)[ \t]*([:;=]|(?=[ \t]|\Z))[ \t]*(.*?)[ \t]*", re.S)
_KIND = seldom(r"(\w+)[ \t]*[:=]?[ \t]+(.+)")
_COINED = re.compile(r"[^\W\d].*[\d._-]")
"""A name that is no word."""
_QUIZ, _INTRO = "quiz", ("intro", "results")
_WORDS = (_QUIZ, "course", "local", "bank", "scenario")
_SYNONYMS = ("question", "questions", "item", "items", "quizitem", "quizzes", "exercise", "test", "embed", "include")
_NOTES = ("locale", "locals", "note", "school")
_BARE = re.compile(
    r"(?:^|\n[ \t]*\n)(?P<said>[\[<]?(?:quiz|course|local)[ \t]*:[ \t]*[\w./ -]{1,80}[\]>]?)(?=\n[ \t]*\n|\n?\Z)"
)
"""A line of text by itself that says what a comment would."""
_MAY_BE_BARE = re.compile(r"\n[\[<]?(?:quiz|course|local)[ \t]*:")
"""What it starts with: found faster than the line."""


_FRAMED = seldom(
    r"^[ \t>]*(?:[-*+][ \t]+)?(?P<written>"
    r"(?:\{\{[<%]?|\{%-?|!?\[\[|:{3,}|(?:\[|<(?!quiz))(?=[a-z]+[ \t]+[a-z]+[ \t]*=))[ \t]*"
    r"(?P<kind>quiz|course|local|bank|scenario)\b(?P<said>[^\n{}\[\]<>]{2,120}?)[ \t]*"
    r"(?:[>%]?\}\}|-?%\}|\]\]|/?[\]>]|:{3,}|(?<=\w)))[ \t]*$",
    re.M | re.I,
)
"""A line by itself that says it as templates, wikis, directives or tags would."""
_FRAMES = ("{{", "{%", "[[", ":::", "=")
_VALUE = re.compile(r"[\w./-]+")


def check_comments(course: Course, *, templated: bool) -> Iterator[Problem]:
    """Yield a problem for each line of a page that was nearly certainly meant for a comment of ours.

    ``templated`` says that a plugin may fill in what stands in braces or brackets.
    """
    for lesson in course.lessons:
        body = lesson.document.body
        if body is None:
            continue
        yield from _bare(course, body)
        if not templated and any(frame in body.markdown for frame in _FRAMES):
            taken = {row for block in lesson.document.blocks for row in range(block.first, block.last + 1)}
            yield from _framed(course, body, taken)
        if not (found := list(_LINE.finditer(body.markdown))):
            continue
        text, outline = mask_all_code(body.markdown), Outline(body.markdown.split("\n"))
        taken = {row for block in lesson.document.blocks for row in range(block.first, block.last + 1)}
        row = at = 0
        for line in found:
            row += body.markdown.count("\n", at, at := line.start("open"))
            if row in taken or text[line.start("open")] != body.markdown[line.start("open")]:
                continue
            whole = line["open"] == "<!--" and line["close"] == "-->"
            meant = _meant(course, line["said"], whole=whole)
            shown = any(piece.name == "sources" for piece in lesson.document.pieces)
            if whole and line["said"].strip() == "sources" and lesson.sources and not shown:
                meant = "course: sources"
            place = Source(body.path, body.line + row, len(line["before"]) + 1)
            if whole and meant and meant == " ".join(line["said"].split()):
                if lesson.document.meta.get("id") and outline.is_code(row):
                    hint = f"Start <!-- {meant} --> at the margin."
                    yield problem("R006", "a comment is indented so far that it becomes code", place, hint)
            elif meant:
                written = " ".join(line[0].strip(" \t>-*+" if line["before"].strip() else " \t").split())
                hint = f"Write <!-- {meant} -->."
                yield problem("R029", f"{written} shows nothing", place, hint)


def nowhere(course: Course, embed: Embed) -> str:
    """Return what to do about an embed of something that there isn't, nor anything called nearly so."""
    folder = course.answer_key_path.rpartition("/")[0]
    path = f"{folder}/{'scenarios/' if embed.scenario else ''}{embed.target}.md"
    pages = (lesson.document.path for lesson in course.lessons if lesson.document.path != embed.source.path)
    if page := next((page for page in pages if page.endswith(f"/{embed.target}.md")), ""):
        return f"{page} is a page. Move it: {path}" if embed.bank or embed.scenario else ""
    return f"Write it: {path}" if embed.bank or embed.scenario else "Give an item this id in its comment."


def meant_embed(course: Course, embed: Embed) -> str:
    """Return the comment's text that an embed which finds nothing was nearly certainly meant for; or nothing."""
    said = f"{'bank ' if embed.bank else 'scenario ' if embed.scenario else ''}{embed.target}"
    return meant_target(course, said) or _piece(said)


def _meant(course: Course, said: str, *, whole: bool) -> str:
    """Return what a comment was meant to say; empty if it is a remark.

    ``whole`` says that its ends are well written.
    """
    found = _SAID.fullmatch(plain(said))
    if not found:
        return ""
    word, sign, value = found.groups()
    value = value.strip("\"'")
    if word.startswith("mkdocs"):
        name = value if value in _INTRO else near(value, _INTRO)
        exact = whole and said.strip() in (f"mkdocs-quiz {name}" for name in _INTRO)
        return f"mkdocs-quiz {name}" if name and not exact else ""
    name = word if word in _WORDS else near(word, _WORDS)
    if name == "course":
        return _piece(value) or (meant_target(course, value) if sign else "")
    if name == "local":
        note = value if value in course.notes else near(value, course.notes)
        return f"local: {note or value}" if note or (word == name and sign and not whole) else ""
    if name in ("bank", "scenario"):
        return meant_target(course, f"{name} {value}")
    if name == _QUIZ:
        target = meant_target(course, value) or _piece(value)
        kind = _KIND.fullmatch(value)
        named = ID.fullmatch(value) or (kind and near_kind(kind[1]) and ID.fullmatch(kind[2]))
        return target or (f"quiz: {value}" if named and (sign or (kind and _COINED.search(kind[2]))) else "")
    if sign and word in _NOTES and value in course.notes:
        return f"local: {value}"
    return meant_target(course, value, slips=False) if sign and word in _SYNONYMS else ""


def _bare(course: Course, body: Text) -> Iterator[Problem]:
    """Yield a problem for each line of text that would show something if it were a comment."""
    if not _MAY_BE_BARE.search(f"\n{body.markdown}"):
        return
    for line in _BARE.finditer(mask_all_code(body.markdown)):
        kind, _, value = (part.strip() for part in line["said"].strip("[]<>").partition(":"))
        known = {
            "quiz": meant_target(course, value, slips=False),
            "course": value in PIECES,
            "local": value in course.notes,
        }
        if known[kind]:
            place = Source(body.path, body.line + body.markdown.count("\n", 0, line.start("said")), 1)
            hint = f"Write <!-- {kind}: {value} -->."
            yield problem("R029", f"“{line['said'].strip()}” is shown as text", place, hint)


def _framed(course: Course, body: Text, taken: Collection[int]) -> Iterator[Problem]:
    """Yield a problem for each line that shows something of this course as other programs would have it."""
    outline = Outline(body.markdown.split("\n"))
    row = at = 0
    for line in _FRAMED.finditer(mask_all_code(body.markdown)):
        row += body.markdown.count("\n", at, at := line.start("written"))
        kind = line["kind"].lower()
        words = _VALUE.findall(line["said"])
        value = " ".join(words[1:] if len(words) > 1 and words[0] in ("id", "name", "item", "src") else words)
        target = meant_target(course, f"{kind} {value}" if kind in ("bank", "scenario") else value, slips=False)
        known = {"course": PIECES, "local": course.notes}
        meant = (f"{kind}: {value}" if value in known[kind] else "") if kind in known else target
        if meant and row not in taken and not outline.is_code(row):
            hint = f"Write <!-- {meant} -->."
            yield problem("R029", f"“{line['written']}” is shown as text", body.place(line.start("written")), hint)


def near_kind(word: str) -> str:
    """Return ``bank`` or ``scenario``, if the word is one or nearly one."""
    return word if word in ("bank", "scenario") else near(word, ("bank", "scenario"))


def _piece(value: str) -> str:
    name = value if value in PIECES else near(value, PIECES)
    return f"course: {name}" if name else ""


def meant_target(course: Course, value: str, *, slips: bool = True) -> str:
    """Return the text of the comment that shows what is nearly called so; empty if nothing is.

    Without ``slips``, only what is called exactly so counts.
    """
    kind = _KIND.fullmatch(value)
    what = near_kind(kind[1]) if kind else ""
    name = kind[2] if kind and (what or kind[1] in ("id", *_SYNONYMS)) else value
    name = re.sub(r"^(?:\.\./)*(?:quizzes/)?(?:scenarios/)?|\.md$", "", name.strip("\"'“”‘’ "))
    places: tuple[tuple[str, Iterable[str]], ...] = (
        ("", course.item_by_id),
        ("bank", course.bank_by_id),
        ("scenario", course.scenario_by_id),
    )
    places = tuple(place for place in places if place[0] == what) if what else places
    for exact in (True, False) if slips else (True,):
        for prefix, known in places:
            found = name if name in known else "" if exact else near(name, known)
            if found:
                return " ".join(("quiz:", prefix, found)).replace("  ", " ")
    return ""
