"""QTI 1.2: what Canvas, Blackboard and others export, a cartridge's quizzes among it; a zip, or one XML file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape, unescape
from xml.etree.ElementTree import Element

from coursewright.imports.draft import Answer, Draft, Unfit, gap
from coursewright.imports.one import Input, Rules, inputs_of, metadata_of, stem_of
from coursewright.imports.package import FILE_BASES, name_in, ordered
from coursewright.imports.registry import importer
from coursewright.imports.report import Report
from coursewright.imports.shapes import Weighed, between, blank_html, decimal, number, plain, typed, words
from coursewright.imports.upload import Upload
from coursewright.imports.xmlfile import line_of

_TRUTHS = {"true": True, "false": False}
_KINDS = {
    "essay": "an essay has no key",
    "cc.essay.v0p1": "an essay has no key",
    "file_upload": "a file to hand in has no key",
    "text_only": "a text asks nothing",
    "calculated": "a number that is calculated from others",
    "multiple_dropdowns": "a choice inside a text",
}


def _claims(upload: Upload) -> bool:
    if not upload.is_zip and not upload.is_xml:
        return False
    return any(root.tag == "questestinterop" for root in upload.documents.values())


@importer("qti12", title="QTI 1.2", claims=_claims)
def qti12(upload: Upload, report: Report) -> Iterator[Draft]:
    """Yield the items of a package's files in their order, or of one file."""
    for name, root in ordered(upload, "questestinterop"):
        for part in root.iter("assessment"):
            report.title = report.title or part.get("title", "")
        for node in root.iter("item"):
            load = upload.archive.beside(name, *FILE_BASES) if name else upload.load
            draft = Draft(source=upload.source(1 if name else line_of(node)), load=load)
            draft.name = name_in(node.get("ident", ""))
            try:
                _fill(draft, node)
            except Unfit as unfit:
                where = f"{name}, line {line_of(node)}: " if name else ""
                report.leave(draft.source, f"{where}{unfit}", unfit.hint, draft.name)
            else:
                yield draft


def _fill(draft: Draft, node: Element) -> None:
    facts = metadata_of(node)
    kind = facts.get("question_type") or facts.get("cc_profile") or facts.get("qmd_itemtype", "").lower()
    kind = kind.removesuffix("_question")
    if kind in _KINDS:
        raise Unfit(_KINDS[kind], "Ask for it outside of the quiz, or as items of their own.")
    _points(draft, facts)
    inputs = inputs_of(node)
    if not inputs:
        raise Unfit("it asks for no response that we know", "Write it by hand.")
    rules = Rules.of(node)
    draft.stem = stem_of(node)
    _form(kind, inputs)(draft, inputs, rules, kind)
    _rest(draft, rules)


def _points(draft: Draft, facts: dict[str, str]) -> None:
    said = facts.get("points_possible") or facts.get("cc_weighting") or facts.get("qmd_weighting") or "1"
    points = decimal(said)
    if points is None or not 0 < points < 1_000_000:
        draft.lose(f"{said} points: here it is 1", "Write “points:” into the item's comment.")
    else:
        draft.points = float(points)


Form = Callable[[Draft, list[Input], Rules, str], None]


def _form(kind: str, inputs: list[Input]) -> Form:
    if kind == "fill_in_multiple_blanks":
        return _blanks
    if len(inputs) > 1 or kind == "matching":
        return _pairs if all(one.labels for one in inputs) else _typed_blanks
    if inputs[0].labels:
        return _choices
    return _number if kind == "numerical" or inputs[0].numeric else _typed


def _choices(draft: Draft, inputs: list[Input], rules: Rules, kind: str) -> None:
    (asked,) = inputs
    worth = rules.worth(asked.name)
    top = max(worth.values(), default=0)
    said = {name: words(html).lower() for name, html in asked.labels.items()}
    draft.shuffle = asked.shuffle
    if sorted(said.values()) == ["false", "true"] and (kind.startswith(("true_false", "cc.true_false")) or not kind):
        draft.kind, draft.shuffle = "truefalse", None
    elif asked.several:
        draft.kind, draft.credit = "multiple", rules.adds(asked.name)
        if draft.credit and len({abs(value) for value in worth.values()}) > 1:
            draft.lose("the weights of the choices", "Here each right one counts the same.")
    else:
        draft.kind = "single"
    for name, html in asked.labels.items():
        value = worth.get(name, 0)
        if not asked.several and 0 < value < top:
            draft.lose(f"{value:g} points for “{words(html)[:60]}”: here it is wrong", "Ask for the best one.")
        correct = value > 0 if asked.several else value == top > 0
        draft.answers.append(Answer(html, correct, rules.said(asked.name, name)))


def _typed(draft: Draft, inputs: list[Input], rules: Rules, kind: str) -> None:
    (asked,) = inputs
    if kind.startswith("cc.pattern"):
        draft.note("a pattern's substrings become whole answers", "Accept each spelling.")
    worth = rules.worth(asked.name)
    rows = [Weighed(text, 100 if value > 0 else 0, rules.said(asked.name, text)) for text, value in worth.items()]
    rows += [Weighed(text, 0, html) for text, html in rules.all_said(asked.name).items() if text not in worth]
    if asked.place >= 0 and not blank_html(draft.stem.split(gap(asked.place))[-1]):
        draft.stem = draft.stem.replace(gap(asked.place), "_____")
    typed(draft, rows)


def _typed_blanks(draft: Draft, inputs: list[Input], rules: Rules, kind: str) -> None:  # noqa: ARG001
    draft.kind, draft.credit = "blanks", True
    draft.blanks = [[text for text, value in rules.worth(one.name).items() if value > 0] for one in inputs]
    if not all(draft.blanks):
        raise Unfit("a blank accepts nothing", "Say what is right.")
    for place in range(len(inputs)):
        if gap(place) not in draft.stem:
            draft.stem += f" {gap(place)}"


def _number(draft: Draft, inputs: list[Input], rules: Rules, kind: str) -> None:  # noqa: ARG001
    exact, low, high = rules.number(inputs[0].name)
    draft.stem = draft.stem.replace(gap(inputs[0].place), "") if gap(0) not in draft.stem else draft.stem
    least, most = decimal(low), decimal(high)
    value = decimal(exact)
    if value is not None and least is not None and most is not None:
        if value - least != most - value:
            draft.lose(f"the exact value {exact}: it isn't the middle of what is right", "Write it in the explanation.")
            between(draft, low, high)
        else:
            number(draft, exact, plain(most - value))
    elif value is not None:
        number(draft, exact, "0")
    else:
        between(draft, low, high)


def _pairs(draft: Draft, inputs: list[Input], rules: Rules, kind: str) -> None:  # noqa: ARG001
    draft.kind, draft.credit = "match", True
    used = set()
    for one in inputs:
        right = [name for name, value in rules.worth(one.name).items() if value > 0]
        if len(right) != 1 or right[0] not in one.labels:
            raise Unfit(f"“{words(one.html)[:60]}” has {len(right)} right answers", "Write it by hand.")
        used.add(words(one.labels[right[0]]))
        draft.pairs.append((one.html, one.labels[right[0]]))
    lures = {words(html): html for one in inputs for html in one.labels.values()}
    draft.lures = [html for said, html in lures.items() if said not in used]


def _blanks(draft: Draft, inputs: list[Input], rules: Rules, kind: str) -> None:  # noqa: ARG001
    """Canvas names each blank in brackets in the text, and lists what it accepts."""
    draft.kind, draft.credit = "blanks", len(inputs) > 1
    for place, one in enumerate(inputs):
        mark = f"[{words(one.html) or one.name.removeprefix('response_')}]"
        if draft.stem.count(mark) != 1:
            raise Unfit(f"the blank {mark} isn't in the text", "Write it by hand.")
        draft.stem = draft.stem.replace(mark, gap(place))
        worth = rules.worth(one.name)
        right = [unescape(words(html)) for name, html in one.labels.items() if worth.get(name, 0) > 0]
        found: dict[str, None] = dict.fromkeys(right or [text for text, value in worth.items() if value > 0])
        if not found:
            raise Unfit(f"the blank {mark} accepts nothing", "Say what is right.")
        draft.blanks.append(list(found))


def _rest(draft: Draft, rules: Rules) -> None:
    """Take over what every learner reads; name what only some do."""
    draft.explain(rules.general)
    if rules.right and draft.kind in ("single", "truefalse"):
        right = next((answer for answer in draft.answers if answer.correct), None)
        if right and blank_html(right.feedback):
            right.feedback = rules.right
            rules.right = ""
    for said, when in ((rules.right, "right"), (rules.wrong, "wrong")):
        if not blank_html(said):
            text = escape(words(said)[:80], quote=False)
            draft.lose(f"the feedback for whoever is {when}: “{text}”", "Write it as the explanation, or as a hint.")
