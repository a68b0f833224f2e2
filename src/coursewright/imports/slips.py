"""What hands make of the formats of others: a mark that is nearly one would become a part of what a learner reads.

Each function raises ``Unfit`` where an item would say something else than was meant, as a lost choice lets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from xml.etree.ElementTree import Element

from coursewright.fragment.near import distance, near, plain
from coursewright.imports.draft import Draft, Unfit
from coursewright.imports.report import Report
from coursewright.imports.upload import Upload

_TITLE = re.compile(r"[:：](?:[:：](?=\S)|(?=[^\s:：])[^\n{:：]*(?<=\S)[:：](?=\S))")
"""Colons that were to begin a title: two, or one that is closed again, right in front of the question or of a colon."""
_INSIDE = re.compile(r"^(::[^\n]+?::)", re.M)
_CATEGORY = re.compile(r"[$＄]?[ \t]*(?P<word>[^\W\d_]{6,10})[ \t]*[:：=]?[ \t]")
_FORM = re.compile(r"[ \t]*\[(?P<word>[a-z_]{3,11})\]", re.I)
_FORMS = ("html", "moodle", "plain", "markdown")
_ANSWERS = re.compile(r"\{\s*(?:T|TRUE|F|FALSE)?\s*\}", re.I)
_ARROW = re.compile("→|⇒|➔|—>|–>|=>")
_ROW = re.compile(r"^[ \t]*(?P<mark>[＝～＃〜−–—-])(?!>)[ \t]*(?=\S)(?P<said>[^\n]*)", re.M)
_DASHES = "−–—-"
_HASHES = re.compile(r"(?<!#)(?:##|###|#{5,})(?!#)")
_BRACKETED = re.compile(r"[\[［][ \t]*(?P<word>[A-Za-z]{2,8})[ \t]*[:：=][^\]］]*[\]］]")
_IDS = ("id", "ids", "idd", "iid", "di", "idnumber")
_TAGS = ("tag", "tags")
_TRUTHS = (
    "yes", "no", "y", "n", "right", "wrong", "correct", "incorrect", "ja", "nein", "wahr", "falsch", "richtig", "oui",
    "non", "vrai", "faux", "sí", "si", "verdadero", "falso",
)  # fmt: skip
"""Words for true and false that are none in GIFT."""
_MOST = 60


def nearly_category(line: str) -> str:
    """Return what of a line was nearly certainly meant for GIFT's ``$CATEGORY:``; empty for every other one."""
    found = _CATEGORY.match(line)
    if not found or "{" in line:
        return ""
    word = plain(found["word"])
    marked = line[0] in "$＄" or found["word"].isupper()
    meant = marked and (word == "category" or near(word, ("category",)))
    return found[0].strip() if meant else ""


def nearly_labels(comment: str) -> Iterator[str]:
    """Yield what of a comment in GIFT was nearly certainly meant for ``[id:…]`` or ``[tag:…]``."""
    for found in _BRACKETED.finditer(comment) if "[" in comment else ():
        word, meant = found["word"].lower(), ("id", "tag")[found["word"][0] in "tT"]
        nearly = word in _IDS or ("g" in word and word[0] == "t" and min(distance(word, one) for one in _TAGS) < 2)
        if nearly and not found[0].startswith(f"[{meant}:"):
            yield found[0].strip()


def check_gift(text: str) -> None:
    """Look at a question of GIFT behind its title, its escaped signs hidden."""
    if _TITLE.match(text):
        raise Unfit(f"its title isn't written as “::title::”: “{text[:30]}”", "Write “::title:: question”.")
    if title := _INSIDE.search(text):
        hint = "Leave a line empty above each question; a remark starts with “//”."
        raise Unfit(f"a title stands inside it, “{title[1][:_MOST]}”", hint)
    if (form := _FORM.match(text)) and (meant := near(form["word"], _FORMS)):
        raise Unfit(f"“{form[0].strip()}” is no format", f"Write [{meant}].")
    start, end = text.find("{"), text.find("}")
    if 0 <= start < end:
        inside, behind = text[start + 1 : end], text[end + 1 :]
        if "{" in inside or behind.count("{") != behind.count("}"):
            raise Unfit("its braces don't match", "Put a backslash in front of a brace that is text.")
        if _ANSWERS.search(behind):
            raise Unfit("it has two pairs of braces with answers", "Make a question of each.")


def check_gift_answers(inside: str, draft: Draft) -> None:
    """Look at what stands between the braces."""
    head = inside.partition("#")[0].strip()
    if head.lower() in _TRUTHS or ("=" not in inside and near(head.upper(), ("TRUE", "FALSE"))):
        said = f"“{head}” has to be typed, as in Moodle: only T, TRUE, F and FALSE say whether something is true"
        draft.note(said, "Write {T} or {F} if that is meant, else “{=…}”.")
    if "~" not in inside and "->" not in inside and inside.count("=") > 1 and (arrow := _ARROW.search(inside)):
        raise Unfit(f"“{arrow[0]}” makes no pair", "Write each as “=left -> right”.")
    rows = [] if inside.startswith("#") else list(_ROW.finditer(inside))  # a number may be below zero
    listed = len(rows) > 1 or (rows and inside[: rows[0].start()].rstrip().endswith((":", "\uf8a1")))
    for row in rows:
        dash, said = row["mark"] in _DASHES, row[0].strip()[:_MOST]
        apart = "~" in inside or row[0].lstrip()[1:2].isspace()
        if not dash or not apart or ("#" in row["said"] and (len(rows) == 1 or "~" not in inside)):
            raise Unfit(f"“{said}” starts no answer", "Begin it with = or ~, in plain signs.")
        if not listed:
            draft.lose(f"“{said}” as an answer: it goes on with the one above", "Begin it with = or ~.")
    if hashes := _HASHES.search(inside):
        draft.lose(f"what “{hashes[0]}” was to mark: it stands in the feedback", "“####” begins feedback for everyone.")


_LABEL = re.compile(r"(?P<word>[^\W\d]{3,20})[ \t]*(?P<sign>[:：]|(?=[ \t]))[ \t]*\S")
_LETTER = re.compile(r"[(\[（]?(?P<letter>[^\W\d_])[ \t]*(?P<sign>[.):：、．）\]]|[)\]])+[ \t]*\S")


def nearly_label(line: str, names: Iterable[str]) -> str:
    """Return the label that a line of Aiken was nearly certainly meant to begin with; empty for every other line."""
    found = _LABEL.match(line)
    if not found:
        return ""
    names = tuple(names)
    word = found["word"] if found["word"].isascii() else plain(found["word"]).upper()
    meant = word.upper() if word.upper() in names else near(word.upper(), names)
    exact = line.startswith(f"{meant}:")
    meant = "ANSWER_EXPLANATION" if meant == "EXPLANATION" else meant
    return meant if meant and (not exact or meant not in line) and (found["sign"] or found["word"].isupper()) else ""


def nearly_choice(line: str, following: str) -> str:
    """Return what a line of Aiken begins with that was nearly certainly meant for the next choice's letter."""
    found = _LETTER.match(line)
    return found[0][:-1].strip() if found and plain(found["letter"]).upper() == following else ""


_QUESTION = (
    "name", "idnumber", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "single",
    "shuffleanswers", "answernumbering", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback",
    "shownumcorrect", "answer", "subquestion", "hint", "tags", "usecase", "units", "gradingtype", "unitgradingtype",
    "unitpenalty", "showunits", "unitsleft", "layouttype", "selecttype", "selectcount", "showgrading",
    "showstandardinstruction",
)  # fmt: skip
_ANSWER = ("text", "feedback", "tolerance", "file", "answer")
_TEXTS = ("questiontext", "generalfeedback", "answer", "subquestion", "feedback", "hint", "name", "category")


def check_moodle(node: Element, draft: Draft) -> None:
    """Look at the elements of a question of Moodle XML."""
    for child in node:
        _check_element(child, _QUESTION)
        for inner in child if child.tag in ("answer", "subquestion") else ():
            _check_element(inner, _ANSWER)
    single = node.findtext("single")
    if single is not None and single.strip().lower() not in ("true", "false", "1", "0", ""):
        draft.lose(f"<single>{single.strip()[:20]}</single>: one answer may be picked", "Write true or false in it.")


def _check_element(node: Element, known: tuple[str, ...]) -> None:
    if node.tag not in known and (meant := near(node.tag, known)):
        raise Unfit(f"<{node.tag}> is not <{meant}>", f"Write <{meant}>.")
    for name in node.attrib:
        if meant := near(name, ("fraction", "format")):
            raise Unfit(f"“{name}” is not “{meant}”", f"Write {meant}=….")
    if node.tag in _TEXTS and node.find("text") is None and (node.text or "").strip():
        said = " ".join((node.text or "").split())[:_MOST]
        raise Unfit(f"“{said}” doesn't stand in <text>", f"Write <{node.tag}><text>…</text></{node.tag}>.")


def check_category(node: Element | None) -> None:
    """Look at where the name of a category of Moodle XML stands."""
    if node is not None:
        _check_element(node, ("category",))


def check_types(kind: str, known: Iterable[str]) -> str:
    """Return the hint for a question of a type that nobody knows; empty where it isn't nearly a known one."""
    meant = near(kind, tuple(known))
    return f"Did you mean “{meant}”?" if meant else ""


_LABELS = (
    "title", "points", "text", "text title", "quiz title", "quiz description", "pick", "shuffle answers",
    "points per question", "show correct answers", "one question at a time",
)  # fmt: skip
_LABELLED = re.compile(r"(?P<label>[A-Za-z]+(?: [A-Za-z]+){0,3})[ ]*[:：]")


def label_meant(text: str) -> str:
    """Return how to write a line that is nearly a label of text2qti; empty for every other one."""
    found = _LABELLED.match(text)
    meant = near(found["label"].lower(), _LABELS) if found else ""
    bare = next((label for label in ("quiz title", "quiz description") if text.lower().startswith(f"{label} ")), "")
    return f"Write “{(meant or bare).capitalize()}: …”." if meant or bare else ""


def past(rows: Sequence[tuple[int, str]], at: int, end: str, unclosed: str, upload: Upload, report: Report) -> int:
    """Return where to go on behind a comment or code of text2qti; say so where it never ends."""
    behind = at + 1 + len(list(takewhile(lambda one: one[1].strip() != end, rows[at:])))
    if behind > len(rows):
        report.leave(upload.source(rows[at - 1][0]), f"{unclosed}: all behind it is left out", f"Write its end: {end}")
    return behind


def check_groups(marks: Iterable[tuple[int, str]], upload: Upload, report: Report) -> None:
    """Say of each mark of a group of text2qti that the other one is missing; each comes with its line."""
    opened = 0
    for line, mark in [*marks, (0, "group")]:
        if mark == "group" and opened:
            hint = "Write END_GROUP below its last question."
            report.leave(upload.source(opened), "a GROUP without END_GROUP", hint)
        elif mark == "ungroup" and not opened:
            report.leave(upload.source(line), "END_GROUP without a GROUP", "Write GROUP above its first question.")
        opened = line if mark == "group" else 0 if mark == "ungroup" else opened
