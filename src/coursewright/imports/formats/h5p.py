"""H5P: a zip with ``h5p.json`` and ``content/content.json``; question sets, and questions that stand alone.

After the content types' own descriptions (``semantics.json`` of each).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Any

from coursewright.imports.draft import Answer, Draft, Refused, Unfit, gap
from coursewright.imports.registry import importer
from coursewright.imports.report import Report
from coursewright.imports.shapes import blank_html, clean, truth, words
from coursewright.imports.upload import Upload
from coursewright.problem import Source

_CONTENT = "content/content.json"
_BLANK = re.compile(r"\*((?:[^*\\]|\\.)+)\*")
_TAG = re.compile(r"<[^<>]*>")
Params = dict[str, Any]


def _claims(upload: Upload) -> bool:
    return upload.is_zip and "h5p.json" in upload.archive.names


@importer("h5p", title="H5P", claims=_claims)
def h5p(upload: Upload, report: Report) -> Iterator[Draft]:
    """Yield the questions of a set, or the one that the file is."""
    about = _json(upload, "h5p.json")
    content = _json(upload, _CONTENT)
    report.title = str(about.get("title", ""))
    yield from _questions(str(about.get("mainLibrary", "")), content, "", upload, report, 0)


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


def _questions(library: str, params: Params, name: str, upload: Upload, report: Report, place: int) -> Iterator[Draft]:
    kind = library.partition(" ")[0]
    source = upload.source(1)
    if kind == "H5P.QuestionSet":
        intro = words(_said(_dict(params.get("introPage")), "introduction"))
        if intro:
            report.leave(source, f"the introduction: “{intro[:80]}”", "Put it into a lesson.")
        if params.get("poolSize"):
            report.note(source, "how many are drawn has no place here")
        for number, one in enumerate(_list(params.get("questions")), 1):
            part = _dict(one)
            sub = str(part.get("library", ""))
            if sub.partition(" ")[0] == "H5P.QuestionSet":
                report.leave(source, f"question {number} is a question set itself", "Import it alone.")
                continue
            yield from _questions(sub, _dict(part.get("params")), _said(part, "subContentId"), upload, report, number)
        return
    if kind == "H5P.SingleChoiceSet":
        _overall(params, report, source, place)
        for one in _list(params.get("choices")):
            part = _dict(one)
            yield from _one(_set_choice, part, _said(part, "subContentId"), upload, report, place)
        return
    form = _FORMS.get(kind)
    if form is None:
        where = f"question {place}: " if place else ""
        report.leave(source, f"{where}a question of the type {kind or 'unknown'}", "Ask it in another way.", name)
        return
    _overall(params, report, source, place)
    yield from _one(form, params, name, upload, report, place)


def _one(
    form: Callable[[Draft, Params], None], params: Params, name: str, upload: Upload, report: Report, place: int
) -> Iterator[Draft]:
    draft = Draft(source=upload.source(1), name=name, load=upload.archive.beside(_CONTENT))
    try:
        form(draft, params)
        _media(draft, params)
    except Unfit as unfit:
        where = f"question {place}: " if place else ""
        report.leave(draft.source, f"{where}{unfit}", unfit.hint, name)
    else:
        yield draft


def _overall(params: Params, report: Report, source: Source, place: int) -> None:
    said = [words(_said(_dict(one), "feedback")) for one in _list(params.get("overallFeedback"))]
    for text in filter(None, said):
        where = f"question {place}: " if place else ""
        report.leave(source, f"{where}feedback by score: “{text[:80]}”", "Write it as an explanation.")


def _choices(draft: Draft, params: Params) -> None:
    behaviour = _dict(params.get("behaviour"))
    draft.stem = _html(params, "question")
    for one in _list(params.get("answers")):
        part = _dict(one)
        extra = _dict(part.get("tipsAndFeedback"))
        draft.answers.append(Answer(_html(part, "text"), part.get("correct") is True, _html(extra, "chosenFeedback")))
        for field, what in (("tip", "tip for a choice"), ("notChosenFeedback", "feedback for a choice not chosen")):
            if text := words(_said(extra, field)):
                draft.lose(f"the {what}: “{text[:80]}”", "Write it as a hint, or into the explanation.")
    right = sum(answer.correct for answer in draft.answers)
    kind = behaviour.get("type", "auto")
    draft.kind = "multiple" if kind == "multi" or (kind != "single" and right > 1) else "single"
    draft.credit = draft.kind == "multiple" and behaviour.get("singlePoint") is not True
    if draft.credit and right > 1:
        draft.note("a point for each right choice there, and 1 for the item here")
    random = behaviour.get("randomAnswers")
    draft.shuffle = random if isinstance(random, bool) else None


def _truth(draft: Draft, params: Params) -> None:
    behaviour, names = _dict(params.get("behaviour")), _dict(params.get("l10n"))
    draft.stem = _html(params, "question")
    said = str(params.get("correct", "")).lower()
    if said not in ("true", "false"):
        raise Unfit("it doesn't say whether it is true", "Say which one is right.")
    right, wrong = _html(behaviour, "feedbackOnCorrect"), _html(behaviour, "feedbackOnWrong")
    true = said == "true"
    shown = escape(_said(names, "trueText") or "True"), escape(_said(names, "falseText") or "False")
    truth(draft, right=true, if_true=right if true else wrong, if_false=wrong if true else right, names=shown)


def _blanks(draft: Draft, params: Params) -> None:
    behaviour = _dict(params.get("behaviour"))
    draft.kind = "blanks"
    texts = [clean(text) for text in _list(params.get("questions")) if isinstance(text, str)]

    def take(found: re.Match[str]) -> str:
        inside = unescape(_TAG.sub("", found[1]))
        solution, _, tip = inside.partition(":")
        answers = [answer.replace("\\/", "/").strip() for answer in re.split(r"(?<!\\)/", solution)]
        answers = [answer for answer in answers if answer]
        if not answers:
            raise Unfit("a blank accepts nothing", "Say what is right.")
        if tip.strip():
            draft.hints.append(escape(tip.strip(), quote=False))
        draft.blanks.append(answers)
        return gap(len(draft.blanks) - 1)

    draft.stem = _html(params, "text") + "".join(f"<div>{_BLANK.sub(take, text)}</div>" for text in texts)
    if not draft.blanks:
        raise Unfit("a text without a blank", "Put its answer between asterisks.")
    draft.credit = len(draft.blanks) > 1
    if behaviour.get("caseSensitive", True) is not False:
        draft.note("upper and lower case count there, and not here")
    if behaviour.get("acceptSpellingErrors") is True:
        draft.lose("that it accepts misspellings", "Accept each spelling: [[colour|color]].")


def _set_choice(draft: Draft, params: Params) -> None:
    draft.kind, draft.stem, draft.shuffle = "single", _html(params, "question"), True
    answers = [clean(text) for text in _list(params.get("answers")) if isinstance(text, str)]
    draft.answers = [Answer(text, place == 0) for place, text in enumerate(answers) if not blank_html(text)]


def _media(draft: Draft, params: Params) -> None:
    """Put the picture above a question into its text; name a video or a sound."""
    media = _dict(_dict(params.get("media")).get("type") or params.get("media"))
    library, inner = str(media.get("library", "")).partition(" ")[0], _dict(media.get("params"))
    if library == "H5P.Image" and (path := _said(_dict(inner.get("file")), "path")):
        image = f'<p><img src="{escape(path)}" alt="{escape(_said(inner, "alt"))}"></p>'
        draft.stem = image + (draft.stem if "<" in draft.stem[:1] else f"<p>{draft.stem}</p>")
    elif library and library != "H5P.Image":
        draft.lose(f"its {library.removeprefix('H5P.').lower()}", "Add it by hand.")


_FORMS: dict[str, Callable[[Draft, Params], None]] = {
    "H5P.MultiChoice": _choices,
    "H5P.TrueFalse": _truth,
    "H5P.Blanks": _blanks,
}


def _dict(value: object) -> Params:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _said(params: Params, name: str) -> str:
    value = params.get(name)
    return value if isinstance(value, str) else ""


def _html(params: Params, name: str) -> str:
    return clean(_said(params, name))
