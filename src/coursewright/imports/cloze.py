r"""Moodle's “Cloze”: questions inside a text, ``{1:SHORTANSWER:=one~=two#feedback}``.

As Moodle reads it, ``~``, ``#`` and ``}`` end an answer unless a backslash stands in front.
"""

from __future__ import annotations

import re
from html import unescape

from coursewright.fragment.identity import same_answer
from coursewright.imports.draft import Draft, Unfit, gap
from coursewright.imports.shapes import blank_html, decimal, number, words

_BOX = re.compile(r"\{(?P<weight>[0-9]*):(?P<type>[A-Z_]+):(?P<inside>(?:[^}\\]|\\.)*)\}", re.S)
_PART = re.compile(r"(?:[^~\\]|\\.)+", re.S)
_ANSWER = re.compile(r"(?P<right>=|%(?P<worth>-?[0-9.]+)%)?(?P<text>(?:[^#\\]|\\.)*)(?:#(?P<feedback>.*))?", re.S)
_TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_NUMBERS = {"NUMERICAL", "NM"}


def fill_cloze(draft: Draft) -> None:
    """Make blanks of the questions inside a draft's text, or one number; raise ``Unfit`` where they are neither."""
    boxes = list(_BOX.finditer(draft.stem))
    if not boxes:
        raise Unfit("a text without a question inside")
    kinds = {box["type"] for box in boxes}
    if not kinds <= _TYPED | _NUMBERS:
        other = sorted(kinds - _TYPED - _NUMBERS)[0]
        raise Unfit(f"a choice inside a text ({other})", "Make an item of each, or a blank to be typed.")
    if len({box["weight"] or "1" for box in boxes}) > 1:
        draft.lose("the weights of its blanks", "Here each counts the same.")
    if any(box["type"].endswith("C") for box in boxes):
        draft.note("upper and lower case count there, and not here")
    stem, done = "", 0
    for place, box in enumerate(boxes):
        stem += draft.stem[done : box.start()] + gap(place)
        done = box.end()
    stem += draft.stem[done:]
    if len(boxes) == 1 and kinds <= _NUMBERS:
        draft.stem = stem
        value, _, tolerance = _accepted(draft, boxes[0])[0].partition(":")
        number(draft, value, tolerance)
        return
    draft.stem, draft.kind, draft.credit = stem, "blanks", len(boxes) > 1
    draft.blanks = [_box(draft, box) for box in boxes]


def _box(draft: Draft, box: re.Match[str]) -> list[str]:
    answers = _accepted(draft, box)
    if box["type"] not in _NUMBERS:
        return list({same_answer(answer): answer for answer in reversed(answers)}.values())[::-1]
    value, _, tolerance = answers[0].partition(":")
    near = decimal(tolerance or "0")
    if near is None or near:
        raise Unfit(f"the number {value} with a tolerance among other blanks", "Make an item of each number.")
    return [value]


def _accepted(draft: Draft, box: re.Match[str]) -> list[str]:
    """Return the answers that are right, as a learner types them."""
    right = []
    for part in _PART.findall(box["inside"]):
        answer = _ANSWER.fullmatch(part)
        assert answer  # it matches anything
        text = re.sub(r"\\([}#~\"/\\])", r"\1", unescape(answer["text"])).strip()
        worth = float(answer["worth"]) if _is_number(answer["worth"]) else 100 if answer["right"] else 0
        feedback = answer["feedback"] or ""
        if not blank_html(feedback):
            draft.lose(f"the feedback inside the text: “{words(feedback)[:80]}”", "Write it as the explanation.")
        if re.search(r"(?<!\\)\*", text):
            if text != "*" or worth >= 100:
                draft.lose(f"the answer “{text[:60]}”, whose * stands for any text", "Accept each spelling.")
        elif worth >= 100:
            right.append(text.replace("\\*", "*"))
        elif worth > 0:
            draft.lose(f"{worth:g} % for “{text[:60]}”: here it is wrong", "Accept it, if it is right.")
    if not right:
        raise Unfit("a blank accepts nothing", "Say what is right.")
    return right


def _is_number(text: str | None) -> bool:
    return text is not None and decimal(text) is not None
