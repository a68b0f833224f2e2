"""Moodle XML, as Moodle's importer reads it (``question/format/xml/format.php``): every text is HTML with its files."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as BadBase64
from collections.abc import Callable, Iterator
from html import escape, unescape
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from coursewright.imports.cloze import fill_cloze
from coursewright.imports.draft import Answer, Draft, Unfit
from coursewright.imports.registry import importer
from coursewright.imports.report import Report
from coursewright.imports.shapes import (
    Weighed,
    blank_html,
    choices,
    clean,
    for_right,
    from_markdown,
    number,
    truth,
    typed,
    words,
)
from coursewright.imports.slips import check_category, check_moodle, check_types
from coursewright.imports.tags import take_tags
from coursewright.imports.upload import Upload
from coursewright.imports.xmlfile import line_of, text_of

_STOCK = {
    "your answer is correct.", "your answer is partially correct.", "your answer is incorrect.", "correct",
    "that is correct", "incorrect",
}  # fmt: skip
"""What Moodle itself puts in as feedback of a response."""
_PLUGIN_FILE = "@@PLUGINFILE@@/"


def _claims(upload: Upload) -> bool:
    return not upload.is_zip and upload.is_xml and upload.xml.tag == "quiz" and upload.xml.find("question") is not None


@importer("moodlexml", title="Moodle XML", claims=_claims)
def moodlexml(upload: Upload, report: Report) -> Iterator[Draft]:
    """Yield the questions of a file."""
    for node in upload.xml.iter("question"):
        kind = node.get("type", "")
        if kind == "category":
            try:
                check_category(node.find("category"))
            except Unfit as unfit:
                report.leave(upload.source(line_of(node)), f"{unfit}: its questions have no category", unfit.hint)
                continue
            path = text_of(node.find("category")).replace("//", "\0").rpartition("/")[2]
            report.title = path.replace("\0", "/").strip() or report.title
            continue
        draft = Draft(source=upload.source(line_of(node)), load=_loader(node))
        draft.name = text_of(node.find("idnumber")) or text_of(node.find("name"))
        try:
            _fill(draft, node, kind)
        except Unfit as unfit:
            report.unfit(draft, unfit, draft.name)
        else:
            yield draft


def _fill(draft: Draft, node: Element, kind: str) -> None:
    form = _FORMS.get(kind)
    if form is None:
        meant = check_types(kind, (*_FORMS, *_HINTS, "category"))
        raise Unfit(f"a question of the type “{kind}”", meant or _HINTS.get(kind, "Ask it in another way."))
    check_moodle(node, draft)
    draft.stem = _html(node.find("questiontext"))
    draft.explain(_html(node.find("generalfeedback")))
    draft.hints = [html for hint in node.findall("hint") if not blank_html(html := _html(hint))]
    grade = text_of(node.find("defaultgrade")) or "1"
    try:
        draft.points = float(grade)
    except ValueError:
        draft.points = 0
    if not 0 < draft.points < 1_000_000:
        draft.lose(f"{grade} points: here it is 1", "Write “points:” into the item's comment.")
        draft.points = 1
    form(draft, node)
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        said = words(_html(node.find(name)))
        if said and said.lower() not in _STOCK:
            draft.lose(f"the feedback for a whole response: “{said[:80]}”", "Write it as the explanation.")
    _notes(draft, node)
    take_tags(draft, [text_of(tag) for tag in node.iterfind("tags/tag")])


def _notes(draft: Draft, node: Element) -> None:
    penalty = text_of(node.find("penalty"))
    if penalty.strip("0.") and draft.kind != "truefalse":
        draft.note("another try costs nothing here", "Say in the text what a try costs, if it matters.")
    if text_of(node.find("usecase")) == "1":
        draft.note("upper and lower case count there, and not here")
    if text_of(node.find("hidden")) == "1":
        draft.lose("it was hidden there", "Delete it, if it is out of use.")
    if draft.name != text_of(node.find("name")):
        draft.note("a question's name has no place here")


def _choice(draft: Draft, node: Element) -> None:
    rows = [_row(answer) for answer in node.findall("answer")]
    choices(draft, rows, several=text_of(node.find("single")).lower() in ("false", "0"))
    draft.shuffle = _shuffle(node)


def _set(draft: Draft, node: Element) -> None:
    choices(draft, [_row(answer)._replace(worth=_worth(answer)) for answer in node.findall("answer")], several=True)
    draft.credit = False
    draft.losses = {message: hint for message, hint in draft.losses.items() if not message.startswith("the weights")}
    draft.shuffle = _shuffle(node)


def _truth(draft: Draft, node: Element) -> None:
    said = {text_of(answer.find("text")).lower(): answer for answer in node.findall("answer")}
    if set(said) != {"true", "false"}:
        raise Unfit("its answers aren't true and false")
    feedback = {name: _html(answer.find("feedback")) for name, answer in said.items()}
    truth(draft, right=_worth(said["true"]) > 0, if_true=feedback["true"], if_false=feedback["false"])


def _short(draft: Draft, node: Element) -> None:
    rows = [
        Weighed(text_of(answer.find("text")), _worth(answer), _html(answer.find("feedback")))
        for answer in node.findall("answer")
    ]
    others = [row for row in rows if row.text == "*"]
    wild = [row for row in rows if row.text != "*" and re.search(r"(?<!\\)\*", row.text)]
    for row in wild:
        draft.lose(f"the answer “{row.text[:60]}”, whose * stands for any text", "Accept each spelling.")
    kept = [row._replace(text=row.text.replace("\\*", "*")) for row in rows if row not in [*others, *wild]]
    typed(draft, kept, catch_all=" ".join(row.feedback for row in others))


def _number(draft: Draft, node: Element) -> None:
    rows = sorted(node.findall("answer"), key=lambda answer: -_worth(answer))
    if not rows:
        raise Unfit("it has no answer")
    for answer in rows[1:]:
        said = text_of(answer.find("text"))
        if said != "*":
            message = f"the answer {said} for {_worth(answer):g} %"
            draft.lose(message, "A number has one right value and its tolerance.")
        if not blank_html(feedback := _html(answer.find("feedback"))):
            draft.lose(f"the feedback for {said}: “{words(feedback)[:80]}”", "Write it as the explanation.")
    if node.find("units/unit") is not None:
        draft.lose("its units", "Say in the question in which unit to answer.")
    number(draft, text_of(rows[0].find("text")), text_of(rows[0].find("tolerance")))
    for_right(draft, _html(rows[0].find("feedback")))


def _pairs(draft: Draft, node: Element) -> None:
    draft.kind, draft.credit = "match", True
    for part in node.findall("subquestion"):
        left, right = _html(part), escape(unescape(text_of(part.find("answer"))), quote=False)
        if blank_html(left):
            draft.lures.append(right)
        else:
            draft.pairs.append((left, right))


def _order(draft: Draft, node: Element) -> None:
    draft.kind = "order"
    draft.answers = [Answer(_html(answer), True) for answer in node.findall("answer")]
    grading = text_of(node.find("gradingtype")) or "ABSOLUTE_POSITION"
    draft.credit = grading not in ("ALL_OR_NOTHING", "-1")
    if draft.credit and grading not in ("RELATIVE_NEXT_EXCLUDE_LAST", "1"):
        draft.lose("how it gives credit in part", "Here each step counts that directly follows the right one.")


def _cloze(draft: Draft, node: Element) -> None:  # noqa: ARG001 - all of it stands in the text
    fill_cloze(draft)


_FORMS: dict[str, Callable[[Draft, Element], None]] = {
    "multichoice": _choice,
    "multichoiceset": _set,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _pairs,
    "ordering": _order,
    "cloze": _cloze,
}
_HINTS = {
    "description": "Put it into a lesson.",
    "essay": "Ask for it outside of the quiz.",
    "gapselect": "Write a blank for each gap.",
    "ddwtos": "Write a blank for each gap.",
    "calculated": "Write an item with numbers of its own.",
}


def _row(answer: Element) -> Weighed:
    return Weighed(_html(answer), _worth(answer), _html(answer.find("feedback")))


def _worth(answer: Element) -> float:
    said = answer.get("fraction", "0")
    try:
        return float(said)
    except ValueError:
        raise Unfit(f"“{said[:20]}” is no share in per cent", 'Write a number with a point: fraction="33.3".') from None


def _shuffle(node: Element) -> bool | None:
    said = text_of(node.find("shuffleanswers")).lower()
    return said in ("true", "1") if said else None


def _html(node: Element | None) -> str:
    """Return a text as HTML; an element's own format says what it is."""
    if node is None:
        return ""
    text, form = clean(text_of(node.find("text"))), node.get("format", "html")
    if form == "markdown":
        return from_markdown(text)
    if form == "plain_text":
        return escape(text, quote=False).replace("\n", "<br>")
    return text.replace("\n", "<br>") if form == "moodle_auto_format" else text


def _loader(node: Element) -> Callable[[str], bytes | None]:
    """Return what loads a file that a question brings in itself."""
    files: dict[str, Element] = {}
    for file in node.iter("file"):
        files.setdefault(f"{file.get('path', '/').strip('/')}/{file.get('name', '')}".lstrip("/"), file)

    def load(address: str) -> bytes | None:
        file = files.get(unquote(address.partition("?")[0]).removeprefix(_PLUGIN_FILE))
        if file is None or not address.startswith(_PLUGIN_FILE):
            return None
        try:
            return b64decode(text_of(file), validate=False)
        except (BadBase64, ValueError):
            return None

    return load
