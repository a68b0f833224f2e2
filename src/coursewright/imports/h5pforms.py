"""The types of H5P's questions, as they are and as they were: what an author has filled in → a draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import Any

from coursewright.imports.draft import Answer, Draft, Unfit, gap
from coursewright.imports.shapes import blank_html, clean, truth, words

_BLANK = re.compile(r"\*([^*]*)\*")
_TAG = re.compile(r"<[^<>]*>")
_SCORE = re.compile(r"[@:](?:score|total|finals?|totals|numcorrect|maxscore)\b")
"""What stands for a number in a text that only tells it."""
_EXPLAIN = "Write it as the explanation."
CREDITS = "Name both where the course names its sources."
Params = dict[str, Any]


def as_dict(value: object) -> Params:
    """Return an object of JSON; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """Return a list of JSON; an empty one for anything else."""
    return value if isinstance(value, list) else []


def said(params: Params, name: str) -> str:
    """Return a text of an object; nothing where it has none."""
    value = params.get(name)
    return value if isinstance(value, str) else ""


def flag(params: Params, name: str) -> bool | None:
    """Return whether a box is ticked; programs also write 1, or the word. None where nothing says so."""
    value = params.get(name)
    return None if value is None else str(value).lower() in ("true", "1")


def by_score(rows: object) -> list[str]:
    """Return the words of feedback by score, without those that only tell the score."""
    rows = as_dict(rows).get("overallFeedback", rows)
    found = [words(said(as_dict(row), "feedback")) for row in as_list(rows)]
    return [text for text in found if text and not _SCORE.search(text)]


def rights(about: Params) -> str:
    """Return who made something, under which licence, and where it is from; nothing where nobody has said so."""
    authors = [said(as_dict(one), "name") for one in as_list(about.get("authors"))] or [said(about, "author")]
    licence = [said(about, name) for name in ("license", "licenseVersion", "version")]
    named = "" if licence[0] in ("U", "undisclosed") else " ".join(licence)
    parts = [*authors, named, *(said(about, name) for name in ("licenseExtras", "source", "authorComments"))]
    parts += [said(as_dict(one), "log") for one in as_list(about.get("changes"))]
    return "; ".join(text for part in parts if (text := words(part)))


def _html(params: Params, name: str) -> str:
    return clean(said(params, name))


def _choices(draft: Draft, params: Params) -> None:
    behaviour = params | as_dict(params.get("behaviour"))  # before 1.1 it stood among the rest
    draft.stem = _html(params, "question")
    for one in as_list(params.get("answers")):
        part = as_dict(one)
        extra = part | as_dict(part.get("tipsAndFeedback"))  # so did feedback, before 1.3
        draft.answers.append(Answer(_html(part, "text"), flag(part, "correct") is True, _html(extra, "chosenFeedback")))
        tip = said(extra, "tip") or said(as_dict(extra.get("tip")), "tip")
        unchosen = said(extra, "notChosenFeedback")
        for text, what in ((tip, "tip for a choice"), (unchosen, "feedback for a choice not chosen")):
            if heard := words(text):
                draft.lose(f"the {what}: “{heard[:80]}”", "Write it as a hint, or into the explanation.")
    right = sum(answer.correct for answer in draft.answers)
    draft.kind = _picked(behaviour, right)
    draft.credit = draft.kind == "multiple" and flag(behaviour, "singlePoint") is not True
    if draft.credit and right > 1:
        draft.note("a point for each right choice there, and 1 for the item here")
    enough = behaviour.get("passPercentage")
    if draft.kind == "multiple" and not draft.credit and isinstance(enough, int | float) and 0 <= enough < 100:
        draft.lose(f"that {enough:g} % are enough: here all have to be right", "Add credit: partial if a part counts.")
    draft.shuffle = flag(behaviour, "randomAnswers")
    texts = as_dict(params.get("UI"))
    for name in ("correctText", "almostText", "wrongText", "feedback"):  # before 1.10
        if (heard := words(said(texts, name))) and not _SCORE.search(heard):
            draft.note(f"feedback by score has no place here: “{heard[:80]}”", _EXPLAIN)


def _picked(behaviour: Params, right: int) -> str:
    """Return the kind: as it is named since 1.4, as it was ticked before, else by how many are right."""
    kind, one = behaviour.get("type"), flag(behaviour, "singleAnswer")
    if kind in ("single", "multi"):
        return "single" if kind == "single" else "multiple"
    if kind is None and one is not None:
        return "single" if one else "multiple"
    return "multiple" if right > 1 else "single"


def _truth(draft: Draft, params: Params) -> None:
    behaviour, names = as_dict(params.get("behaviour")), params | as_dict(params.get("l10n"))
    draft.stem = _html(params, "question")
    correct = str(params.get("correct", "")).lower()
    if correct not in ("true", "false"):
        raise Unfit("it doesn't say whether it is true", "Say which one is right.")
    right, wrong = _html(behaviour, "feedbackOnCorrect"), _html(behaviour, "feedbackOnWrong")
    true = correct == "true"
    shown = _label(names, "trueText", "True"), _label(names, "falseText", "False")
    truth(draft, right=true, if_true=right if true else wrong, if_false=wrong if true else right, names=shown)


def _label(params: Params, name: str, default: str) -> str:
    """Return a plain text, which H5P keeps with its signs escaped, as HTML."""
    return escape(unescape(_html(params, name))) or default


def _blanks(draft: Draft, params: Params) -> None:
    behaviour = params | as_dict(params.get("behaviour"))
    draft.kind = "blanks"
    texts = [clean(text) for text in as_list(params.get("questions")) if isinstance(text, str)]

    def take(found: re.Match[str]) -> str:
        inside = _TAG.sub("", found[1])
        if not inside:
            return found[0]  # two asterisks are text
        solution, _, tip = inside.partition(":")
        answers = [unescape(answer).strip() for answer in solution.split("/")]
        answers = [answer for answer in answers if answer]
        if not answers:
            raise Unfit("a blank accepts nothing", "Say what is right.")
        if tip.strip():
            draft.hints.append(escape(unescape(tip).strip(), quote=False))
        draft.blanks.append(answers)
        return gap(len(draft.blanks) - 1)

    draft.stem = _html(params, "text") + "".join(f"<div>{_BLANK.sub(take, text)}</div>" for text in texts)
    if not draft.blanks:
        raise Unfit("a text without a blank", "Put its answer between asterisks.")
    draft.credit = len(draft.blanks) > 1
    if flag(behaviour, "caseSensitive") is not False:
        draft.note("upper and lower case count there, and not here")
    if flag(behaviour, "acceptSpellingErrors"):
        draft.lose("that it accepts misspellings", "Accept each spelling: [[colour|color]].")


def set_choice(draft: Draft, params: Params) -> None:
    """Fill a draft with one question of a set of single choices."""
    draft.kind, draft.stem, draft.shuffle = "single", _html(params, "question"), True
    answers = [clean(text) for text in as_list(params.get("answers")) if isinstance(text, str)]
    draft.answers = [Answer(text, place == 0) for place, text in enumerate(answers) if not blank_html(text)]


def _media(draft: Draft, params: Params) -> None:
    """Put the picture above a question into its text; name a video or a sound."""
    media = as_dict(params.get("media"))
    media = as_dict(media.get("type") or media)
    library, inner = said(media, "library").partition(" ")[0], as_dict(media.get("params"))
    file = as_dict(inner.get("file")) if library else as_dict(params.get("image"))  # before 1.5
    if library and library != "H5P.Image":
        draft.lose(f"its {library.removeprefix('H5P.').lower()}", "Add it by hand.")
    elif path := said(file, "path"):
        image = f'<p><img src="{escape(path)}" alt="{_label(inner, "alt", "")}"></p>'
        draft.stem = image + (draft.stem if "<" in draft.stem[:1] else f"<p>{draft.stem}</p>")
    _lose_all(draft, "the text over its picture", [words(said(inner, "title"))])
    made = (rights(as_dict(file.get("copyright"))), rights(as_dict(media.get("metadata"))))
    if text := "; ".join(dict.fromkeys(filter(None, made))):
        draft.lose(f"who made its picture, and the licence: “{text[:80]}”", CREDITS)


def _whole(form: Callable[[Draft, Params], None]) -> Callable[[Draft, Params], None]:
    """Return what fills a draft with a question of a type, and with what every type has."""

    def fill(draft: Draft, params: Params) -> None:
        form(draft, params)
        _media(draft, params)
        _lose_all(draft, "feedback by score", by_score(params.get("overallFeedback")))

    return fill


def _lose_all(draft: Draft, what: str, texts: Iterable[str]) -> None:
    for text in filter(None, texts):
        draft.lose(f"{what}: “{text[:80]}”", _EXPLAIN)


FORMS = {"H5P.MultiChoice": _whole(_choices), "H5P.TrueFalse": _whole(_truth), "H5P.Blanks": _whole(_blanks)}
"""What fills a draft, by the name of a question's type."""
