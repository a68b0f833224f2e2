"""Moodle XML: the format that carries all that Moodle's question bank can hold, images and hints among it.

What Moodle's importer does was read in its source (``question/format/xml/format.php``, and ``questiontype.php`` of
``multianswer`` and ``ordering``). Every text is HTML, a file stands in the element whose text shows it, and gaps of one
text are questions inside a question (“Cloze”), in a notation of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from coursewright.export.bundle import Bundle
from coursewright.export.moodle import (
    SHARES,
    Report,
    category,
    id_number,
    in_part,
    losses,
    otherwise,
    pair_rows,
    right_first,
    shares,
    spellings,
    tags,
)
from coursewright.export.moodle_nodes import QuestionNode, file_address, write_text
from coursewright.export.parts import ItemParts, item_parts, without_address
from coursewright.export.registry import Lost, Options, exporter, form_of, scored_items
from coursewright.export.rubric import criteria, replies
from coursewright.fragment.identity import norm
from coursewright.kinds.numeric import Numeric
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodleOptions(Options):
    """What whoever exports Moodle XML can choose."""

    multichoiceset: bool = False
    """Whether Moodle has the question type “All-or-nothing multiple choice”, which isn't part of it."""


class Question(QuestionNode):
    """One item on its way into the file; what stands in its way is collected."""

    def __init__(self, parts: ItemParts, files: Mapping[str, bytes], options: MoodleOptions, *, shuffles: bool) -> None:
        super().__init__(files)
        self.item: Item = parts.item
        self.parts = parts
        self.options = options
        self.shuffles = shuffles
        """Whether the site shuffles choices where the author is silent."""

    def write(self, report: Report) -> Element | None:
        """Return the item as an element, or nothing where it has no such form; either way, report what is lost."""
        item, node = self.item, self.node
        form = form_of(KINDS, item)
        if isinstance(form, Lost):
            self.fault(f"Moodle XML has no items of type {item.kind}", form.hint)
        else:
            self.head()
            node.set("type", form(self))
            for hint in self.parts.hints:
                self.html(node, "hint", hint)
            self.tags()
        if not report.takes(item, self.faults):
            return None
        report.add(*self.parts.problems, *losses(item))
        if node.get("type") not in ("ordering", "multichoiceset"):
            report.add(*in_part(item))
        self.note(report)
        return node

    def head(self) -> None:
        """Write what every question has."""
        write_text(SubElement(self.node, "name"), self.item.id)
        self.html(self.node, "questiontext", self.stem())
        self.html(self.node, "generalfeedback", self.parts.explanation + replies(self.parts.replies))
        for name, value in (
            ("defaultgrade", f"{self.item.metadata.points:g}"),
            ("penalty", "0"),  # for another try: on the site it costs nothing
            ("hidden", "0"),
            ("idnumber", id_number(self.item.id)),
        ):
            SubElement(self.node, name).text = value

    def tags(self) -> None:
        """Write objectives and level."""
        if names := tags(self.item):
            node = SubElement(self.node, "tags")
            for name in names:
                write_text(SubElement(node, "tag"), name)

    def note(self, report: Report) -> None:
        """Count what Moodle does otherwise with every such item."""
        item, kind = self.item, self.node.get("type")
        otherwise(report, item)
        if item.hints:
            hint = "In Moodle's quiz, choose “Interactive with multiple tries” under “How questions behave”."
            report.count(item, "E004", "Moodle shows hints only to who may try again: items: {}", hint)
        if kind == "cloze" and item.metadata.points != len(item.blanks):
            hint = "Set the marks in Moodle's quiz."
            report.count(item, "E004", "Moodle counts a point for each blank of a text: items: {}", hint)
        if kind == "ordering":
            hint = "For an older one, install its question type “Ordering” first, or leave these items out."
            report.count(item, "E004", "Moodle before 4.4 refuses a file with items to order: items: {}", hint)
        if kind == "multichoiceset":
            hint = "Export without multichoiceset where Moodle hasn't got it."
            message = "a Moodle without “All-or-nothing multiple choice” refuses the file: items: {}"
            report.count(item, "E004", message, hint)

    def stem(self) -> str:
        """Return the question's text, with a box where each blank is."""
        if not self.item.blanks:
            return self.required(self.parts.stem)
        return self.gapped(self.parts.gaps, [blank.accepted for blank in self.item.blanks])

    def choices(self) -> str:
        """Write the choices with their weights and reasons."""
        item = self.item
        right = sum(choice.correct for choice in item.choices)
        if len(item.choices) < 2:
            self.fault("Moodle needs two choices or more", "Add one that learners really believe.")
        if not right:
            self.fault("no choice is right", "Put an x in the right one's box.")
        whole = item.picks == "several" and right > 1 and not item.metadata.credit and self.options.multichoiceset
        if right > len(SHARES) and not whole:
            self.fault(f"{right} right choices: Moodle's list of grades ends at a tenth", "Make two items of it.")
        weights = ["100" if choice.correct else "0" for choice in item.choices] if whole else shares(item)
        if not whole:
            SubElement(self.node, "single").text = "true" if item.picks == "one" else "false"
        SubElement(self.node, "shuffleanswers").text = "true" if item.shuffled(site=self.shuffles) else "false"
        SubElement(self.node, "answernumbering").text = "none"
        self.combined()
        for label, feedback, weight in zip(self.parts.labels, self.parts.feedback, weights, strict=True):
            self.html(self.html(self.node, "answer", self.required(label), fraction=weight), "feedback", feedback)
        return "multichoiceset" if whole else "multichoice"

    def truth(self) -> str:
        """Write which it is; as choices, where the two are called otherwise."""
        names = [norm(choice.text.markdown) for choice in self.item.choices]
        if sorted(names) != ["false", "true"]:
            return self.choices()
        if [choice.correct for choice in self.item.choices].count(True) != 1:
            self.fault("neither or both of true and false are right", "Put an x in the right one's box.")
        rows = sorted(zip(names, self.item.choices, self.parts.feedback, strict=True), key=lambda row: row[0] != "true")
        for name, choice, feedback in rows:
            self.html(self.plain("answer", name, "100" if choice.correct else "0"), "feedback", feedback)
        return "truefalse"

    def accepted(self) -> str:
        """Write the answers of a short text, right and wrong, with their reasons."""
        if not any(choice.correct for choice in self.item.choices):
            self.fault("no choice is right", "Put an x in the right one's box.")
        SubElement(self.node, "usecase").text = "0"
        reasons = dict(zip((choice.id for choice in self.item.choices), self.parts.feedback, strict=True))
        for said, choice in right_first(self.item.choices):
            self.answer(said, "100" if choice.correct else "0", reasons[choice.id])
        return "shortanswer"

    def filled(self) -> str:
        """Write the answers of one blank; those of several stand in the text."""
        if len(self.item.blanks) != 1:
            return "cloze"
        SubElement(self.node, "usecase").text = "0"
        for said in spellings(self.item.blanks[0].accepted):
            self.answer(said, "100")
        return "shortanswer"

    def number(self) -> str:
        """Write a number and how far off it may be."""
        assert isinstance(self.item, Numeric)
        if target := self.item.target:
            value, tolerance = target.words
            node = self.plain("answer", value, "100")
            self.html(node, "feedback", "")
            SubElement(node, "tolerance").text = tolerance
        else:
            self.fault("the blank holds no number", "Write it with a tolerance: [[75 ± 1]].")
        for name, setting in (("unitgradingtype", "0"), ("unitpenalty", "0"), ("showunits", "3"), ("unitsleft", "0")):
            SubElement(self.node, name).text = setting
        return "numerical"

    def pairs(self) -> str:
        """Write each pair, then the lures."""
        item = self.item
        if len(item.pairs) < 2:
            self.fault("Moodle needs two pairs or more", "Add one that learners may mistake for the other.")
        SubElement(self.node, "shuffleanswers").text = "true"
        self.combined()
        for left, right in pair_rows(item, map(self.required, self.parts.pairs), self.fault):
            write_text(SubElement(self.html(self.node, "subquestion", left), "answer"), right)
        return "matching"

    def steps(self) -> str:
        """Write the steps in their right order; in part, each counts that directly follows the right one."""
        labels = self.parts.labels
        if len(labels) < 2:
            self.fault("Moodle needs two steps or more", "Add the others in their order: “1. first”, “2. second”.")
        for name, setting in (
            ("layouttype", "VERTICAL"),
            ("selecttype", "ALL"),
            ("selectcount", str(len(labels))),
            ("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST" if self.item.metadata.credit else "ALL_OR_NOTHING"),
            ("showgrading", "HIDE"),
            ("numberingstyle", "none"),
            ("shownumcorrect", "0"),  # without it, Moodle makes hints of nothing, and its database stops the import
        ):
            SubElement(self.node, name).text = setting
        self.combined()
        for place, label in enumerate(labels, 1):
            self.html(self.node, "answer", self.required(label), fraction=str(place))
        return "ordering"

    def essay(self) -> str:
        """Write what an instructor marks by; learners read the model replies once they have written their own."""
        if not self.parts.labels:
            self.fault("there is no criterion to mark by", "Say what good sounds like: “- [ ] You name no reason”.")
        for name, setting in (
            ("responseformat", "plain"),
            ("responserequired", "1"),
            ("responsefieldlines", "5"),
            ("attachments", "0"),
            ("attachmentsrequired", "0"),
        ):
            SubElement(self.node, name).text = setting
        rubric = criteria(self.parts.labels, self.parts.feedback) + replies(self.parts.replies)
        self.html(self.node, "graderinfo", rubric)
        self.html(self.node, "responsetemplate", "")
        return "essay"

    def combined(self) -> None:
        """Say nothing of a response as a whole: Moodle has words of its own where these are missing."""
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            self.html(self.node, name, "")


KINDS: dict[str, Callable[[Question], str] | Lost] = {
    "single": Question.choices,
    "multiple": Question.choices,
    "truefalse": Question.truth,
    "blanks": Question.filled,
    "numeric": Question.number,
    "short": Question.accepted,
    "match": Question.pairs,
    "order": Question.steps,
    "say": Question.essay,
}
"""What writes the answers and returns Moodle's name of the type, by kind."""


@exporter("moodlexml", title="Moodle XML", ending=".xml", rendered=True, options=MoodleOptions, kinds=KINDS)
def moodlexml(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return one file of all scored items, a category for each bank."""
    assert site is not None  # the registry says that this target is rendered
    assert isinstance(options, MoodleOptions)  # and that these are its options
    report = Report("Moodle XML")
    quiz = Element("quiz")
    written: list[ItemParts] = []
    for title, use, items in scored_items(course, options):
        report.numbers.clear()  # they have to differ within a category
        questions = []
        for item in items:
            parts = item_parts(site, item, file_address, directory_urls=options.directory_urls)
            question = Question(parts, parts.files, options, shuffles=course.shuffle_answers).write(report)
            if question is not None:
                written.append(parts)
                questions.append(question)
        if questions:
            node = SubElement(SubElement(quiz, "question", type="category"), "category")
            write_text(node, f"$course$/top/{category(course.about.name, use, title)}")
            quiz.extend(questions)
    problems = (*report.problems, *without_address(written))
    if not len(quiz):
        return Bundle(files={}, problems=problems)
    indent(quiz)
    content = b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(quiz, encoding="unicode").encode() + b"\n"
    return Bundle(files={"questions.xml": content}, problems=problems, zipped=False)
