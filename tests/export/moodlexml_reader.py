r"""Reads Moodle XML as Moodle's importer does, and scores a response as its question types do.

Nothing here comes from our writer: the rules are those of Moodle's documentation and of what its source does. Every
text is trimmed. An answer's fraction must be on the list of grades. A file belongs to the text beside it, and that text
names it. In a Cloze, ``{1:SHORTANSWER:=one~=two#feedback}`` is a question inside the text: ``~``, ``#`` and ``}`` end
an answer unless a backslash stands in front; entities are read, then ``\}`` and ``\#`` lose their backslash, and
nothing else does. One question that can't be read, and nothing is imported at all.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import pytest
from gift_reader import GRADES, ID_LENGTH, SHORT_TEXT, TAG_LENGTH

TYPES = {
    "multichoice", "multichoiceset", "truefalse", "shortanswer", "numerical", "matching", "cloze", "ordering", "essay",
}  # fmt: skip
_LINKED = re.compile(r"@@PLUGINFILE@@/([^\"'\s<>?#]*)")
_FORBIDDEN = re.compile(r"[\x00-\x1f&<>\"`|':\\/]")
"""What no file's name may hold."""
_BOX = re.compile(r"\{([0-9]*):([A-Z_]+):")
_SHORT = {"SHORTANSWER", "SA", "MW"}


@dataclass(frozen=True)
class Said:
    """A text with its files."""

    html: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """A choice, an accepted answer, a step, or a pair's right side with its left one as the feedback."""

    fraction: float
    text: Said
    feedback: Said = Said()
    tolerance: float = 0.0


@dataclass(frozen=True)
class Question:
    """What Moodle makes of one question."""

    category: tuple[str, ...]
    kind: str
    name: str
    id_number: str
    tags: tuple[str, ...]
    text: Said
    answers: tuple[Answer, ...]
    feedback: Said
    hints: tuple[Said, ...]
    points: float
    penalty: float
    single: bool = False
    shuffle: bool = False
    grading: str = ""
    boxes: tuple[tuple[int, tuple[Answer, ...]], ...] = ()
    """Weight and answers of each question inside the text, where the text now has ``{#1}``."""
    grader: Said = Said()
    """What an instructor marks an essay by."""


def read_moodlexml(content: bytes) -> list[Question]:
    """Return the questions of a file; fails where Moodle reports an error."""
    quiz = fromstring(content)
    assert quiz.tag == "quiz"
    category: tuple[str, ...] = ()
    taken: set[tuple[tuple[str, ...], str]] = set()
    found = []
    for node in quiz:
        assert node.tag == "question"
        if node.get("type") == "category":
            path = re.split("(?<!/)/(?!/)", _plain(node.find("category")))
            assert path[:2] == ["$course$", "top"]
            category = tuple(name.replace("//", "/").partition("<")[0].strip() for name in path[2:])
            assert all(0 < len(name) <= SHORT_TEXT for name in category)
            continue
        question = _question(node, category)
        key = (category, question.id_number.casefold())
        assert key not in taken, "Moodle drops the second ID number"
        taken.add(key)
        found.append(question)
    return found


def _question(node: Element, category: tuple[str, ...]) -> Question:
    kind = node.get("type", "")
    assert kind in TYPES
    text = _said(node.find("questiontext"))
    boxes: list[tuple[int, tuple[Answer, ...]]] = []
    if kind == "cloze":
        text = Said(_unboxed(text.html, boxes), text.files)
        assert boxes, "no question in the text"
    number = (node.findtext("idnumber") or "").strip()
    assert len(number) <= ID_LENGTH
    answers = _pairs(node) if kind == "matching" else tuple(_answer(found, kind) for found in node.findall("answer"))
    _check(kind, answers, node)
    return Question(
        category,
        kind,
        _plain(node.find("name"))[:SHORT_TEXT],
        number,
        tuple(_plain(tag)[:TAG_LENGTH] for tag in node.iterfind("tags/tag")),
        text,
        answers,
        _said(node.find("generalfeedback")),
        tuple(_said(hint) for hint in node.findall("hint")),
        float(node.findtext("defaultgrade", "1")),
        float(node.findtext("penalty", "0.3333333")),
        single=node.findtext("single", "true") == "true",
        shuffle=node.findtext("shuffleanswers", "false") == "true",
        grading=node.findtext("gradingtype", ""),
        boxes=tuple(boxes),
        grader=_said(node.find("graderinfo")) if kind == "essay" else Said(),
    )


def _check(kind: str, answers: tuple[Answer, ...], node: Element) -> None:
    """Fail where the import would, or where the question could never be answered."""
    if kind in ("multichoice", "shortanswer", "numerical", "multichoiceset"):
        assert all(any(abs(abs(a.fraction) - grade) < 0.0005 for grade in GRADES) for a in answers)
    if kind == "multichoice":
        assert len(answers) >= 2
        right = [answer.fraction for answer in answers if answer.fraction > 0]
        assert (max(right) if node.findtext("single") == "true" else sum(right)) == pytest.approx(100, abs=0.001)
    if kind in ("shortanswer", "numerical", "truefalse"):
        assert max(a.fraction for a in answers) == 100
    if kind == "truefalse":
        assert [a.text.html for a in answers] == ["true", "false"]
    if kind == "essay":
        assert answers == ()
        assert node.findtext("responseformat") in ("editor", "editorfilepicker", "plain", "monospaced", "noinline")
        assert not (node.findtext("responseformat") == "noinline" and node.findtext("attachments") == "0")
        _said(node.find("responsetemplate"))
    if kind == "ordering":
        assert int(node.findtext("selectcount", "0")) == len(answers) >= 2
        assert node.findtext("selecttype") == "ALL"
        assert node.findtext("shownumcorrect") == "0", "hints without a text, which the database refuses"
        assert node.findtext("gradingtype") in ("ALL_OR_NOTHING", "RELATIVE_NEXT_EXCLUDE_LAST")


def _answer(node: Element, kind: str) -> Answer:
    html = kind in ("multichoice", "multichoiceset", "ordering")
    assert node.get("format") == ("html" if html else "moodle_auto_format")
    text = _said(node) if html else Said(_plain(node))
    assert text.html.strip() or text.files
    if kind == "numerical":
        assert float(text.html) == float(text.html)
    feedback = node.find("feedback")
    return Answer(
        float(node.get("fraction", "0")),
        text,
        Said() if feedback is None else _said(feedback),
        float(node.findtext("tolerance", "0")),
    )


def _pairs(node: Element) -> tuple[Answer, ...]:
    """Left entries stand where other types have feedback; the right ones are plain to whoever picks them."""
    found = []
    for pair in node.findall("subquestion"):
        stored = _plain(pair.find("answer"))
        assert 0 < len(stored) <= SHORT_TEXT, "value too long for an entry"
        option = unescape(re.sub(r"<[a-zA-Z/!?][^>]*>?", "", stored))  # tags go, and the browser reads the rest
        assert option.strip(), "an empty option"
        left = _said(pair)
        found.append(Answer(100.0 if left.html else 0.0, Said(option), left))
    return tuple(found)


def _said(node: Element | None) -> Said:
    assert node is not None
    assert node.get("format") == "html"
    html = _plain(node)
    files = {}
    for file in node.findall("file"):
        name = file.get("name", "")
        assert name
        assert not _FORBIDDEN.search(name)
        assert (file.get("path"), file.get("encoding")) == ("/", "base64")
        files[name] = b64decode(file.text or "", validate=True)
    assert {unquote(name) for name in _LINKED.findall(html)} == set(files)
    return Said(html, files)


def _plain(node: Element | None) -> str:
    assert node is not None
    (text,) = node.findall("text")
    assert len(text) == 0
    return (text.text or "").strip()


def _unboxed(text: str, boxes: list[tuple[int, tuple[Answer, ...]]]) -> str:
    """Return the text with ``{#1}`` where its first question was, and so on."""
    assert not re.search(r"\{#\d", text), "Moodle would put a box there"
    done, at = "", 0
    while found := _BOX.search(text, at):
        assert found[2] in _SHORT
        done += text[at : found.start()]
        at = found.end()
        answers = []
        while True:
            end = re.compile(r"(?<!\\)[~}]").search(text, at)
            assert end, "no end"
            answers.append(_alternative(text[at : end.start()]))
            at = end.end()
            if end[0] == "}":
                break
        assert any(answer.fraction == 100 for answer in answers)
        boxes.append((int(found[1] or 1), tuple(answers)))
        done += f"{{#{len(boxes)}}}"
    return done + text[at:]


def _alternative(written: str) -> Answer:
    mark = re.match(r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%", written)
    rest = written[mark.end() :] if mark else written
    fraction = 0.0 if not mark else 100.0 if mark[0] == "=" else float(mark[1])
    answer, *feedback = re.split(r"(?<!\\)#", rest, maxsplit=1)
    read = [unescape(part).replace("\\}", "}").replace("\\#", "#") for part in (answer, *feedback)]
    assert read[0].strip()
    return Answer(fraction, Said(read[0]), Said(*read[1:]))


# --- how Moodle scores


def picked(question: Question, places: list[int]) -> float:
    """Score of a choice, by the places of the answers that are picked; the quiz gives no less than 0."""
    answers = question.answers
    if question.kind == "multichoiceset":
        return float(set(places) == {place for place, answer in enumerate(answers) if answer.fraction > 0})
    total = sum(answers[place].fraction for place in places) / 100
    return min(max(total, 0.0), 1.0)


def typed(answers: tuple[Answer, ...], said: str) -> Answer | None:
    """The first answer that is what was typed, case aside; an asterisk stands for anything, unless escaped."""
    for answer in answers:
        pieces = re.split(r"(?<!\\)\*+", unicodedata.normalize("NFC", answer.text.html))
        pattern = ".*".join(re.escape(piece.replace("\\*", "*")) for piece in pieces)
        if re.fullmatch(pattern, unicodedata.normalize("NFC", said.strip(" \t\n\r\0\x0b")), re.I):
            return answer
    return None


def filled(question: Question, said: list[str]) -> float:
    """Score of the boxes of a text: the sum of what each is worth."""
    whole = sum(weight for weight, _ in question.boxes)
    hits = [(weight, typed(answers, text)) for (weight, answers), text in zip(question.boxes, said, strict=True)]
    return sum(weight * hit.fraction / 100 for weight, hit in hits if hit) / whole


def numbered(answers: tuple[Answer, ...], said: str) -> float:
    """Score of a number as an English Moodle reads it: commas group, and what follows the number is a unit."""
    found = re.match(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", said.replace(" ", "").replace(",", ""))
    if not found:
        return 0.0
    for answer in answers:
        value, slack = float(answer.text.html), 1e-14 * max(1, abs(float(answer.text.html)))
        if abs(float(found[0]) - value) <= answer.tolerance + slack:
            return answer.fraction / 100
    return 0.0


def matched(question: Question, options: dict[int, str]) -> float:
    """Score of a match, by which option is picked for the pair in each place."""
    pairs = [answer for answer in question.answers if answer.feedback.html]
    return sum(options.get(place) == pair.text.html for place, pair in enumerate(pairs)) / len(pairs)


def ordered(question: Question, places: list[int]) -> float:
    """Score of an order, by the steps' places in the right one."""
    if question.grading == "ALL_OR_NOTHING":
        return float(places == sorted(places))
    right = sum(after == before + 1 for before, after in pairwise(places))
    return right / (len(places) - 1)
