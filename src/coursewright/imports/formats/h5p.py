"""H5P: a zip with ``h5p.json`` and ``content/content.json``; question sets, and questions that stand alone.

After the content types' own descriptions (``semantics.json`` of each), and what was otherwise before (``upgrades.js``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from coursewright.imports.draft import Draft, Refused, Unfit
from coursewright.imports.h5pforms import (
    CREDITS,
    FORMS,
    Params,
    as_dict,
    as_list,
    by_score,
    flag,
    rights,
    said,
    set_choice,
)
from coursewright.imports.registry import importer
from coursewright.imports.report import Report
from coursewright.imports.shapes import words
from coursewright.imports.upload import Upload
from coursewright.problem import Source

_CONTENT = "content/content.json"
_LESSON = "Put it into a lesson."
_HEADINGS = ("Results", "Your result", "Your result:")
"""What an end page says where nobody has changed it."""
_END_TEXTS = ("successGreeting", "successComment", "failGreeting", "failComment")
_SETS = ("H5P.QuestionSet", "H5P.SingleChoiceSet")
_OTHERS = (
    "H5P.DragText", "H5P.MarkTheWords", "H5P.DragQuestion", "H5P.Essay", "H5P.MultiMediaChoice", "H5P.Summary",
    "H5P.ImageHotspotQuestion", "H5P.SpeakTheWords", "H5P.SortParagraphs", "H5P.AdvancedBlanks",
)  # fmt: skip
"""Types of questions that have no form here."""


def _claims(upload: Upload) -> bool:
    return upload.is_zip and "h5p.json" in upload.archive.names


@importer("h5p", title="H5P", claims=_claims)
def h5p(upload: Upload, report: Report) -> Iterator[Draft]:
    """Yield the questions of a set, or the one that the file is."""
    about = _json(upload, "h5p.json")
    content = _json(upload, _CONTENT)
    report.title = unescape(said(about, "title"))
    package = _Package(upload, report, upload.source(1))
    package.leave_credits(about, "")
    yield from package.questions({"library": about.get("mainLibrary"), "params": content}, "")


def _json(upload: Upload, name: str) -> Params:
    data = upload.archive.read(name)
    if data is None:
        raise Refused(f"the zip has no {name}", hint="Export it again: it is no whole H5P file.")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refused(f"{name} in the zip isn't UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise Refused(f"{name} in the zip is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise Refused(f"{name} in the zip is no object")
    return found


@dataclass(frozen=True, slots=True)
class _Package:
    """A file that questions are taken out of."""

    upload: Upload
    report: Report
    source: Source

    def leave(self, what: str, hint: str, place: str) -> None:
        """Say that something isn't imported; ``place`` says of which question it is, if it is of one."""
        self.report.leave(self.source, f"{place}: {what}" if place else what, hint)

    def leave_text(self, what: str, text: str, hint: str, place: str) -> None:
        """Say that a text isn't imported, if there is one."""
        if text:
            self.leave(f"{what}: “{text[:80]}”", hint, place)

    def leave_credits(self, about: Params, place: str) -> None:
        """Say who made something that holds questions, if that is known."""
        self.leave_text("who made it, and the licence", rights(about), CREDITS, place)

    def questions(self, content: Params, place: str) -> Iterator[Draft]:
        """Yield what a content of any type asks."""
        kind, params = _kind(content), as_dict(content.get("params"))
        if form := FORMS.get(kind):
            draft = self.draft(content, place)
            try:
                form(draft, params)
            except Unfit as unfit:
                self.report.unfit(draft, unfit, draft.name)
            else:
                _about(draft, as_dict(content.get("metadata")))
                yield draft
            return
        parts = [] if kind in _OTHERS or kind in _SETS else list(_inside(params))
        if kind not in _SETS and not parts:
            why = Unfit(f"a question of the type {kind or 'unknown'}", "Ask it in another way.")
            self.report.unfit(self.draft(content, place), why, said(content, "subContentId"))
            return
        self.leave_credits(as_dict(content.get("metadata")), place)
        if kind == "H5P.QuestionSet":
            yield from self.question_set(params, place)
        elif kind == "H5P.SingleChoiceSet":
            yield from self.single_choices(params, place)
        else:
            self.leave(f"what {kind} holds beside its questions", _LESSON, place)
            yield from self.each(parts, place)

    def each(self, parts: Iterable[object], place: str) -> Iterator[Draft]:
        """Yield the questions of contents inside of another one."""
        for number, one in enumerate(parts, 1):
            yield from self.questions(as_dict(one), _place(place, number))

    def draft(self, content: Params, place: str) -> Draft:
        """Return an empty item for a question."""
        name = said(content, "subContentId")
        return Draft(source=self.source, place=place, name=name, load=self.upload.archive.beside(_CONTENT))

    def question_set(self, params: Params, place: str) -> Iterator[Draft]:
        """Yield the questions of a set, and say what else it has."""
        intro = as_dict(params.get("introPage"))
        if flag(intro, "showIntroPage") is not False:
            for field in ("title", "introduction"):
                self.leave_text("the introduction", words(said(intro, field)), _LESSON, place)
        if params.get("poolSize"):
            self.report.note(self.source, "how many are drawn has no place here")
        if any(params.get(name) for name in ("passPercentage", "randomQuestions", "disableBackwardsNavigation")):
            self.report.note(self.source, "how a set is run, and what passes it, has no place here")
        if params.get("backgroundImage") or as_dict(params.get("override")).get("backgroundImage"):
            self.leave("the picture behind the questions", "Leave it to the course's theme.", place)
        yield from self.each(as_list(params.get("questions")), place)
        self.end(as_dict(params.get("endGame")), place)

    def end(self, end: Params, place: str) -> None:
        """Say what is shown at the end of a set."""
        texts = [said(source, name) for source in (end, as_dict(end.get("oldFeedback"))) for name in _END_TEXTS]
        texts += [said(end, "message")] if said(end, "message") not in _HEADINGS else []
        heard = [words(text) for text in texts] + by_score(end.get("overallFeedback"))
        for text in dict.fromkeys(heard):
            self.leave_text("the feedback at the end of the set", text, _LESSON, place)
        if flag(end, "showAnimations") and (end.get("successVideo") or end.get("failVideo")):
            self.leave("the video at the end of the set", _LESSON, place)

    def single_choices(self, params: Params, place: str) -> Iterator[Draft]:
        """Yield the questions of a set of single choices, whose first answer is the right one."""
        for text in by_score(params.get("overallFeedback")):
            self.leave_text("feedback by score", text, "Write it as an explanation.", place)
        for number, one in enumerate(as_list(params.get("choices")), 1):
            part = as_dict(one)
            if not (part.get("question") or part.get("answers")):
                continue  # the editor keeps a row that nobody has filled in
            draft = self.draft(part, _place(place, number))
            set_choice(draft, part)
            yield draft


def _kind(content: Params) -> str:
    """Return the type of a content, without its version."""
    return said(content, "library").partition(" ")[0]


def _place(place: str, number: int) -> str:
    return f"{place}.{number}" if place else f"question {number}"


def _inside(value: object) -> Iterator[Params]:
    """Yield the contents inside of a value that ask something, in their order."""
    for one in value.values() if isinstance(value, dict) else as_list(value):
        kind = _kind(as_dict(one))
        if kind in FORMS or kind in _SETS or kind in _OTHERS:
            yield as_dict(one)
        else:
            yield from _inside(one)


def _about(draft: Draft, about: Params) -> None:
    """Say what a question's own page of facts holds."""
    if made := rights(about):
        draft.lose(f"who made it, and the licence: “{made[:80]}”", CREDITS)
    title = " ".join(unescape(said(about, "title")).split())
    usual = title.startswith("Untitled") or title == said(about, "contentType") or title in words(draft.stem)
    if not usual:
        draft.note("a question's title has no place here")
