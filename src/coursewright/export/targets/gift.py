"""Moodle GIFT: a text file that Moodle imports into a question bank, and other systems read too.

What Moodle's importer does was read in its source (``question/format/gift/format.php``, ``question/format.php``): an
empty line ends a question, and so does a line with nothing but a 0; lines that start with ``//`` are comments; seven
characters mean something unless a backslash stands in front; ``\\n`` is a line end inside a text; ``->`` anywhere
between the braces, feedback too, makes a short answer a matching question. So every text here is one line of HTML,
where each ``>`` that ends no tag is ``&gt;``, and every line starts with a character of the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from coursewright.export.bundle import Bundle
from coursewright.export.diagrams import undrawn_in
from coursewright.export.html import html_of, is_blank
from coursewright.export.links import Links
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
from coursewright.export.registry import NO_FORM, Lost, Options, exporter, form_of, loss, scored_items
from coursewright.export.rubric import criteria, replies
from coursewright.fragment.code import mask_all_code
from coursewright.fragment.identity import norm
from coursewright.fragment.text import Text
from coursewright.kinds.numeric import Numeric
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.model.site import Site
from coursewright.problem import Problem

BLANK = "<span>_____</span>"
"""Moodle puts the box in the place of five underscores."""
_HOLE = "\ue000"
"""Stands for it while Markdown is read, which would take underscores for emphasis."""
_NO_PLACE = re.compile(rf"<(?:code|pre)\b(?:(?!</).)*{_HOLE}|<[^<>]*{_HOLE}", re.S)
_ESCAPES = str.maketrans({"\n": "\\n"} | {sign: f"\\{sign}" for sign in "\\~=#{}:"})
_ONLY_ON_SITE = re.compile(r"^=== [\"']|\[\^[^\]\s]+\]", re.M)
_PLACEHOLDER = re.compile(r"&&(?:010|(?:035|058|061|092|123|125|126);)")
_TRIMMED = " \t\n\r\0\x0b"
"""What Moodle takes away around a text."""


class Question:
    """One item on its way into the file; what stands in its way is collected."""

    def __init__(self, item: Item, links: Links) -> None:
        self.item = item
        self.links = links
        self.definitions = links.definitions(item)
        self.home = links.addresses.home(item)
        self.faults: dict[str, str] = {}
        """Why it can't be exported, and what to do about it."""
        self.dead: list[str] = []
        """Links that lead nowhere from Moodle."""

    def text(self, report: Report, site_shuffles: bool) -> str:
        """Return the item in GIFT, or nothing where it has no such form; either way, report what is lost."""
        item = self.item
        stem = self.stem() if item.blanks else self.required(item.stem)
        answers = list(self.answers())
        answers.append(self.rubric() if item.self_marked else self.feedback("####", item.explanation))
        if not report.takes(item, self.faults):
            return ""
        report.add(*losses(item), *in_part(item), *_losses(item))
        self.note(report, site_shuffles)
        comment = " ".join(["//", f"[id:{id_number(item.id)}]", *(f"[tag:{tag}]" for tag in tags(item))])
        body = "".join(f"\t{answer}\n" for answer in answers if answer)
        return f"{comment}\n::{item.id}::[html]{stem}{{\n{body}}}\n"

    def answers(self) -> Iterable[str]:
        """Return what stands between the braces, a line each."""
        form = form_of(KINDS, self.item)
        if isinstance(form, Lost):
            self.fault(f"GIFT has no items of type {self.item.kind}", form.hint)
            return ()
        return form(self)

    def number(self) -> Iterator[str]:
        """Yield a number and how far off it may be."""
        assert isinstance(self.item, Numeric)
        if target := self.item.target:
            yield "#" + ":".join(target.words)
        else:
            self.fault("the blank holds no number", "Write it with a tolerance: [[75 ± 1]].")

    def pairs(self) -> Iterator[str]:
        """Yield each pair, then the lures; the right side is read as HTML without tags."""
        item = self.item
        if len(item.pairs) < 2:
            self.fault("GIFT needs two pairs or more", "Add one that learners may mistake for the other.")
        lefts = [self.required(pair.text) for pair in item.pairs]
        for left, right in pair_rows(item, lefts, self.fault):
            yield f"={left} -> {self.plain(right)}"

    def truth(self) -> Iterable[str]:
        """Return which it is; as choices, where the two are called otherwise."""
        english = {norm(choice.text.markdown) for choice in self.item.choices} == {"true", "false"}
        return self.verdict() if english else self.choices()

    def verdict(self) -> Iterator[str]:
        """Yield which it is, with the feedback of the wrong choice and that of the right one."""
        right, wrong = sorted(self.item.choices, key=lambda choice: not choice.correct)
        if not right.correct or wrong.correct:
            self.fault("neither or both of true and false are right", "Put an x in the right one's box.")
        feedback = [self.html(choice.feedback) if choice.feedback else "" for choice in (wrong, right)]
        yield norm(right.text.markdown).upper() + (f"#{feedback[0]}#{feedback[1]}" if any(feedback) else "")

    def accepted(self) -> Iterator[str]:
        """Yield the answers of a short text, right and wrong, with their feedback."""
        if not any(choice.correct for choice in self.item.choices):
            self.fault("no choice is right", "Put an x in the right one's box.")
        for said, choice in right_first(self.item.choices):
            weight = "" if choice.correct else "%0%"
            yield f"={weight}{self.spelling(said)}{self.feedback('#', choice.feedback)}"

    def choices(self) -> list[str]:
        """Return each choice with its weight and its feedback."""
        choices = self.item.choices
        right = sum(choice.correct for choice in choices)
        if len(choices) < 2:
            self.fault("GIFT needs two choices or more", "Add one that learners really believe.")
        if not right:
            self.fault("no choice is right", "Put an x in the right one's box.")
        if right > len(SHARES):
            hint = "Moodle's list of grades ends at a tenth: make two items of it."
            self.fault(f"{right} right choices, and GIFT takes {len(SHARES)}", hint)
        rows = []
        for choice, mark in zip(choices, self.marks(), strict=True):
            rows.append(mark + self.required(choice.text) + self.feedback("#", choice.feedback))
        return rows

    def marks(self) -> Iterator[str]:
        """Yield what stands in front of each choice: its weight, and that it is a choice."""
        whole = "="
        for weight in shares(self.item):
            if self.item.picks == "one":
                yield whole if weight != "0" else "~"
                whole = "~%100%" if weight != "0" else whole  # without a ~ it would not be a choice
            else:
                yield f"~%{weight}%"

    def stem(self) -> str:
        """Return the stem of a fill-in, with a line where Moodle puts the box."""
        stem, blanks = self.item.stem, self.item.blanks
        if len(blanks) != 1:
            self.fault(f"{len(blanks)} blanks, and GIFT takes one", "Make an item of each blank.")
            return ""
        before, behind = stem.markdown[: blanks[0].start], stem.markdown[blanks[0].end :]
        html = self.html(stem._replace(markdown=before + _HOLE + behind))
        if html.count(_HOLE) != 1 or _NO_PLACE.search(html):
            self.fault("the blank stands where no box can", "Put it into the text, and not into code or a tag.")
        elif "_____" in html.partition(_HOLE)[0]:
            hint = "Moodle would put the box there: use another line."
            self.fault("a line of underscores in front of the blank", hint)
        return html.replace(_HOLE, BLANK)

    def filled(self) -> Iterator[str]:
        """Yield the answers that a blank accepts."""
        for answer in spellings(answer for blank in self.item.blanks for answer in blank.accepted):
            yield f"={self.spelling(answer)}"

    def spelling(self, answer: str) -> str:
        """Return an answer to be typed; its asterisks are no wildcards."""
        if not answer.strip():
            self.fault("an answer with nothing to type", "Write what learners have to type.")
        if "->" in answer:
            self.fault("an answer with “->”, which GIFT takes for a matching question", "Accept another spelling.")
        text = self.plain(answer.replace("*", "\\*"))
        return f"[html]{text}" if text.startswith(("[", "%")) else text  # neither a format's name nor a weight

    def feedback(self, mark: str, text: Text | None) -> str:
        """Return a text behind the mark that makes it feedback, or nothing where there is none."""
        html = self.html(text) if text else ""
        return mark + html if html else ""

    def essay(self) -> Iterable[str]:
        """Return nothing: a question without answers is an essay."""
        return ()

    def rubric(self) -> str:
        """Return the feedback of an essay: GIFT has no other place for what to mark it by."""
        item = self.item
        explanation = self.html(item.explanation) if item.explanation else ""
        labels = [self.required(choice.text) for choice in item.choices]
        if not labels:
            self.fault("there is no criterion to mark by", "Say what good sounds like: “- [ ] You name no reason”.")
        reasons = [self.html(choice.feedback) if choice.feedback else "" for choice in item.choices]
        return f"####{explanation}{criteria(labels, reasons)}{replies(map(self.html, item.replies))}"

    def required(self, text: Text) -> str:
        """Return a text that has to show something."""
        html = self.html(text)
        if is_blank(html):
            self.fault("a question or a choice is empty", "Write something a learner can read.")
        return html

    def html(self, text: Text) -> str:
        """Return a piece of Markdown as it stands in the file."""
        markdown, images, dead = self.links.rewrite(text.markdown, text.source.path, self.definitions, self.home)
        self.dead += dead
        for image in images:
            hint = "GIFT carries no files: put it below docs/, and state site_url in mkdocs.yml."
            self.fault(f"the image {image} has no address", hint)
        html = html_of(markdown)
        if html.startswith(("[", "%")):  # neither a format's name nor a weight
            html = f"&#{ord(html[0])};{html[1:]}"
        return self.plain(html)

    def plain(self, text: str) -> str:
        """Return a text without a character that means something to the importer."""
        text = text.strip(_TRIMMED)
        if found := _PLACEHOLDER.search(text):
            self.fault(f"the text “{found[0]}”, which Moodle's importer takes for its own", "Put a space into it.")
        return text.translate(_ESCAPES)

    def note(self, report: Report, site_shuffles: bool) -> None:
        """Count what Moodle does otherwise with every such item, and the links that lead nowhere from there."""
        item = self.item
        if self.dead and self.links.site:
            for link in dict.fromkeys(self.dead):
                report.add(loss(item, f"the link to “{link}” leads to no page: its text stays", "Mend the link."))
        elif self.dead:
            hint = "State the address of the course's website, site_url, in mkdocs.yml, and export again."
            message = "without the site's address, links become plain text: {}"
            report.count(item, "E003", message, hint, len(self.dead))
        if item.picks and not item.verdicts and item.metadata.shuffle is None and not site_shuffles:
            hint = (
                "Where the order matters, switch “Shuffle the choices?” off in Moodle, or write “shuffle: false” here."
            )
            report.count(item, "E004", "Moodle shuffles choices that the site doesn't: items: {}", hint)
        otherwise(report, item)

    def fault(self, message: str, hint: str) -> None:
        """Note why the item can't be exported."""
        self.faults[message] = hint


KINDS: dict[str, Callable[[Question], Iterable[str]] | Lost] = {
    "single": Question.choices,
    "multiple": Question.choices,
    "truefalse": Question.truth,
    "blanks": Question.filled,
    "numeric": Question.number,
    "short": Question.accepted,
    "match": Question.pairs,
    "order": NO_FORM,
    "say": Question.essay,
}
"""What stands between the braces, by kind."""


@exporter("gift", title="GIFT", ending=".gift.txt", kinds=KINDS)
def gift(course: Course, site: Site | None, options: Options) -> Bundle:  # noqa: ARG001 - it takes items alone
    """Return one file of all scored items, a category for each bank."""
    links = Links.of(course, options)
    report = Report("GIFT")
    blocks: list[str] = []
    for title, use, items in scored_items(course, options):
        report.numbers.clear()  # they have to differ within a category
        questions = [text for item in items if (text := Question(item, links).text(report, course.shuffle_answers))]
        if questions:
            path = category(course.about.name, use, title).replace("\\", "\\\\")  # its only escape
            blocks += [f"$CATEGORY: {path}\n", *questions]
    if not blocks:
        return Bundle(files={}, problems=report.problems)
    head = " ".join(f"// {course.about.name} {course.about.version} {course.about.licence}".split()) + "\n"
    content = "\n".join([head, *blocks]).encode()
    return Bundle(files={"questions.gift.txt": content}, problems=report.problems, zipped=False)


def _losses(item: Item) -> Iterator[Problem]:
    """Yield what GIFT has no place for, and what to do about it."""
    if item.metadata.points != 1:
        yield loss(item, f"GIFT has no points: {item.metadata.points:g} become 1", "Set them in Moodle's quiz.")
    if item.self_marked:
        hint = "Export Moodle XML, which shows them to the instructor alone."
        yield loss(item, "GIFT has no place for criteria: learners read them behind their own answer", hint, "E004")
    if item.hints:
        yield loss(item, "GIFT has no hints", "Export Moodle XML, or add them: “Multiple tries” of a question.")
    if item.metadata.shuffle is False and item.picks:
        hint = "Export Moodle XML, or switch “Shuffle the choices?” off in Moodle's question."
        yield loss(item, "GIFT can't keep the order of choices", hint)
    yield from undrawn_in(item)
    for text in item.written:
        if found := _ONLY_ON_SITE.search(mask_all_code(text.markdown)):
            message = f"“{found[0]}” is shown as it is written: tabs and footnotes are for websites"
            yield loss(item, message, "Write it in plain Markdown.")
