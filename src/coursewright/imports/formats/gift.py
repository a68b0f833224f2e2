r"""Moodle GIFT, as Moodle's importer reads it (``question/format/gift/format.php``).

An empty line ends a question; a backslash in front of ``: # = { } ~`` makes a sign of it, and ``\n`` is a line end.
``[html]``, ``[markdown]``, ``[plain]`` or ``[moodle]`` says what a text is. ID number and tags stand in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from coursewright.imports.draft import Draft, Unfit
from coursewright.imports.registry import importer
from coursewright.imports.report import Report
from coursewright.imports.shapes import (
    Weighed,
    between,
    blank_html,
    choices,
    clean,
    for_right,
    from_markdown,
    number,
    truth,
    typed,
)
from coursewright.imports.slips import check_gift, check_gift_answers, nearly_category, nearly_labels
from coursewright.imports.tags import take_tags
from coursewright.imports.upload import Upload, numbered

_SHAPE = re.compile(r"\{\s*(?:[=~#}]|T(?:RUE)?\s*[}#]|F(?:ALSE)?\s*[}#])|^::.*?::|^\$CATEGORY:", re.M)
_HIDDEN = {"\\": "\uf8a0", ":": "\uf8a1", "#": "\uf8a2", "=": "\uf8a3", "{": "\uf8a4", "}": "\uf8a5", "~": "\uf8a6"}
_NEWLINE = "\uf8a7"
_SHOWN = {mark: sign for sign, mark in _HIDDEN.items()} | {_NEWLINE: "\n"}
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_MARKS = re.compile("[\uf8a0-\uf8a7]")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.I)
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_ID = re.compile(r"\[id:((?:[^\]\\]|\\.)+)\]")
_TAG = re.compile(r"\[tag:((?:[^\]\\]|\\.)+)\]")
_ASKS = re.compile(r"\{[^{}]*[=~#]")
_NO_TAG = re.compile(r"<(?![A-Za-z/!][^<>]*>)")
"""A sign that is smaller than, where no tag is: ``x<y``."""
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def _claims(upload: Upload) -> bool:
    return not upload.is_zip and not upload.is_xml and _SHAPE.search(upload.text) is not None


@importer("gift", title="GIFT", claims=_claims)
def gift(upload: Upload, report: Report) -> Iterator[Draft]:
    """Yield the questions of a file."""
    block: list[str] = []
    comments: list[str] = []
    first = 1
    for number_, line in numbered(f"{upload.text}\n"):
        bare = line.strip()
        if bare.startswith("//"):
            comments.append(bare)
        elif bare:
            first = first if block else number_
            block.append(line)
        elif block:
            yield from _question("\n".join(block).strip(), comments, upload, first, report)
            block, comments = [], []
    if block:
        yield from _question("\n".join(block).strip(), comments, upload, first, report)


def _question(text: str, comments: list[str], upload: Upload, line: int, report: Report) -> Iterator[Draft]:
    text = _ESCAPE.sub(lambda found: _HIDDEN.get(found[1], _NEWLINE), _MARKS.sub("", text))
    if odd := nearly_category(first := text.partition("\n")[0]) if not text.startswith("$CATEGORY:") else "":
        report.leave(upload.source(line), f"“{odd}” is not “$CATEGORY:”", "Write “$CATEGORY: name”.")
        text = text[len(first) :].strip()
        if not text:
            return
    if text.startswith("$CATEGORY:"):
        text, _, below = text.partition("\n")
        if "{" in below:
            hint = "Leave a line empty below $CATEGORY: it ends there."
            report.leave(upload.source(line + 1), "a question right below $CATEGORY: is taken for its name", hint)
        report.title = _shown(text[10:]).strip().rpartition("/")[2] or report.title
        return
    draft = Draft(source=upload.source(line), load=upload.load)
    name = ""
    if text.startswith("::") and "::" in text[2:]:
        name, _, text = text[2:].partition("::")
        name, text = _shown(name).strip(), text.strip()
    said = " ".join(comments)
    ids, tags = _ID.search(said), _TAG.findall(said)
    draft.name = ids[1].strip() if ids else name
    try:
        check_gift(text)
        _fill(draft, text)
        for odd in nearly_labels(said):
            draft.lose(f"“{odd}” in its comment", "Write [id:…] or [tag:…].")
        take_tags(draft, tags)
    except Unfit as unfit:
        report.unfit(draft, unfit, draft.name)
    else:
        yield draft


def _fill(draft: Draft, text: str) -> None:
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise Unfit("a description asks nothing", "Put it into a lesson.")
    if start < 0 or end < start:
        raise Unfit("its braces don't match", "Put a backslash in front of a brace that is text.")
    if _ASKS.search(text, end):
        raise Unfit("it has two pairs of braces with answers", "Make a question of each.")
    inside = text[start + 1 : end].strip()
    line = "" if end == len(text) - 1 else "_____"
    stem, form = _formatted(text[:start] + line + text[end + 1 :], "moodle")
    draft.stem = clean(stem)
    inside, mark, general = inside.rpartition("####") if "####" in inside else (inside, "", "")
    draft.explanation = _html(general, form) if mark else ""
    inside = inside.strip()
    if not inside:
        raise Unfit("an essay has no key", "Ask for it outside of the quiz.")
    check_gift_answers(inside, draft)
    if inside.startswith("#"):
        _number(draft, inside[1:], form)
    elif "~" in inside:
        rows = [_answer(part, form, 0.0) for part in _parts(inside.replace("=", "~="), "~")]
        choices(draft, rows, several="=" not in inside)
    elif "=" in inside and "->" in inside:
        _pairs(draft, _parts(inside, "="), form)
    elif (head := inside.partition("#")[0].strip()) in _TRUTHS:
        wrong, _, right = inside.partition("#")[2].partition("#")
        mine, other = _html(right, form), _html(wrong, form)
        true = _TRUTHS[head]
        truth(draft, right=true, if_true=mine if true else other, if_false=other if true else mine)
    else:
        rows = [_answer(part, form, 100.0, text=True) for part in _parts(inside, "=")]
        _typed(draft, rows)


def _typed(draft: Draft, rows: list[Weighed]) -> None:
    others = [row for row in rows if row.text == "*"]
    wild = [row for row in rows if row.text != "*" and re.search(r"(?<!\\)\*", row.text)]
    for row in wild:
        draft.lose(f"the answer “{row.text[:60]}”, whose * stands for any text", "Accept each spelling.")
    if any(row.worth >= 100 for row in others):
        raise Unfit("every answer is right", "Ask for it as a survey: scored: false.")
    kept = [row._replace(text=row.text.replace("\\*", "*")) for row in rows if row not in [*others, *wild]]
    typed(draft, kept, catch_all=" ".join(row.feedback for row in others))


def _number(draft: Draft, inside: str, form: str) -> None:
    inside, _, wrong = inside.partition("~")
    rows = [_answer(part, form, 100.0, text=True) for part in _parts(inside, "=")]
    rows = rows or [Weighed("", 0)]
    best = max(rows, key=lambda row: row.worth)
    for row in rows:
        if row is not best:
            draft.lose(f"the answer {row.text} for {row.worth:g} %", "A number has one right value and its tolerance.")
    other = _answer(wrong, form, 0.0).feedback if wrong else ""
    if not blank_html(other):
        draft.lose("the feedback for every other number", "Write it as the explanation.")
    if ".." in best.text:
        between(draft, *(part.strip() for part in best.text.split("..", 1)))
    else:
        value, _, tolerance = best.text.partition(":")
        number(draft, value, tolerance)
    for_right(draft, best.feedback)


def _pairs(draft: Draft, parts: list[str], form: str) -> None:
    draft.kind, draft.credit = "match", True
    for part in parts:
        left, arrow, right = part.partition("->")
        if not arrow:
            raise Unfit(f"“{_shown(part).strip()[:60]}” is no pair", "Write each as “=left -> right”.")
        html, said = _formatted(left, form)[0], unescape(_shown(right)).strip()
        if html:
            draft.pairs.append((html, escape(said, quote=False)))
        else:
            draft.lures.append(escape(said, quote=False))


def _answer(part: str, form: str, worth: float, *, text: bool = False) -> Weighed:
    """Return an answer with its weight and its feedback; ``text`` says that it is typed, and so no HTML."""
    part = part.strip()
    if part.startswith("="):
        part, worth = part[1:], 100.0
    if found := _WEIGHT.match(part):
        part, worth = part[found.end() :], float(found[1])
    answer, _, feedback = part.partition("#")
    if text:
        bare = _FORMAT.sub("", answer.strip(), count=1) if _FORMAT.match(answer.strip()) else answer
        return Weighed(_shown(bare).strip(), worth, _html(feedback, form))
    return Weighed(_html(answer, form), worth, _html(feedback, form))


def _parts(inside: str, mark: str) -> list[str]:
    return [part for part in inside.split(mark) if part.strip()]


def _html(text: str, form: str) -> str:
    return clean(_formatted(text, form)[0])


def _formatted(text: str, form: str) -> tuple[str, str]:
    """Return a text as HTML, and the format that it is in."""
    text = text.strip()
    if found := _FORMAT.match(text):
        form, text = found[1].lower(), text[found.end() :]
    text = _shown(text).strip()
    if form == "html":
        return text, form
    if form == "markdown":
        return from_markdown(text), form
    if form == "plain":
        return escape(text, quote=False).replace("\n", "<br>"), form
    text = _NO_TAG.sub("&lt;", text)
    return text.replace("\n", "<br>"), form


def _shown(text: str) -> str:
    return _MARKS.sub(lambda mark: _SHOWN[mark[0]], text)
