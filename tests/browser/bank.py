"""A bank of items that can be edited, written as Markdown, and marked without any of the toolkit's own code."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, get_args

Response = tuple[str, ...]
"""Chosen texts or pairs (``left = right``) in any order; typed texts or steps in theirs."""
Kind = Literal["single", "multiple", "truefalse", "blanks", "order", "match", "numeric", "short"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Choice:
    text: str
    right: bool
    feedback: str = "Read the page again, and look at this."
    left: str = ""
    """What it belongs to, in a match."""


@dataclass(frozen=True)
class Question:
    """One item; ``gaps`` stand in a sentence behind the stem, the steps of an order in the right one."""

    id: str
    stem: str
    choices: tuple[Choice, ...] = ()
    gaps: tuple[tuple[str, ...], ...] = ()
    explanation: str = ""
    was: tuple[str, ...] = ()
    kind: Kind = "single"

    @property
    def markdown(self) -> str:
        head = f"id: {self.id}; type: {self.kind}" + (f"; was: {', '.join(self.was)}" if self.was else "")
        lines = ["<quiz>", f"<!-- {head} -->", self.stem]
        if self.gaps:
            lines.append("First " + ", then ".join(f"[[{'|'.join(answers)}]]" for answers in self.gaps) + ".")
        if self.kind == "match":
            lines += ["", "| Left | Right |", "| --- | --- |"]
            lines += [f"| {choice.left} | {choice.text} |" for choice in self.choices]
        else:
            for number, choice in enumerate(self.choices, 1):
                mark = f"{number}." if self.kind == "order" else f"- [{'x' if choice.right else ' '}]"
                lines += [f"{mark} {choice.text}", f"   > {choice.feedback}"]
        if self.explanation:
            lines += ["---" if self.gaps else "", self.explanation]
        return "\n".join([*lines, "</quiz>", ""])

    @property
    def version(self) -> object:
        """What a verdict depends on; equal for two items that only differ in order, feedback or id."""
        choices = [(choice.text, choice.right, choice.left) for choice in self.choices]
        return self.kind, self.stem, tuple(choices) if self.kind == "order" else frozenset(choices), self.gaps

    def right(self, response: Response) -> bool:
        if self.kind == "order":
            return response == self.right_response
        if self.kind == "numeric":
            value, _, tolerance = self.gaps[0][0].partition(" ± ")
            return abs(float(response[0]) - float(value)) <= float(tolerance or 0)
        if self.kind == "short":
            return response[0] in [choice.text for choice in self.choices if choice.right]
        if self.gaps:
            return all(typed.casefold() in answers for typed, answers in zip(response, self.gaps, strict=True))
        return set(response) == set(self.right_response)

    @property
    def right_response(self) -> Response:
        if self.gaps:
            return tuple(answers[0].partition(" ± ")[0] for answers in self.gaps)
        right = [choice for choice in self.choices if choice.right]
        if self.kind == "order":
            return tuple(choice.text for choice in right)
        if self.kind == "match":
            return tuple(sorted(f"{choice.left} = {choice.text}" for choice in right if choice.left))
        return (right[0].text,) if self.kind == "short" else tuple(sorted(choice.text for choice in right))

    @property
    def wrong_response(self) -> Response:
        if self.kind == "numeric":
            return ("123456",)
        if self.gaps:
            return (*self.right_response[:-1], "nonsense")
        if self.kind == "order":
            *first, last, one = self.right_response
            return (*first, one, last)
        if self.kind == "match":
            lefts = [choice.left for choice in self.choices if choice.left]
            return tuple(sorted(f"{left} = {self.choices[-1].text}" for left in lefts))
        wrong = next(choice.text for choice in self.choices if not choice.right)
        return tuple(sorted((wrong, self.right_response[0]))) if self.kind == "multiple" else (wrong,)

    def with_choices(self, *choices: Choice) -> Question:
        return replace(self, choices=choices)


@dataclass
class Bank:
    """The items of one page, in their order."""

    questions: list[Question] = field(default_factory=list)

    @property
    def markdown(self) -> str:
        return "# Bank\n\n" + "\n".join(question.markdown for question in self.questions)

    def __getitem__(self, name: str) -> Question:
        return next(question for question in self.questions if question.id == name)

    def change(self, name: str, **changes: object) -> None:
        at = self.questions.index(self[name])
        self.questions[at] = replace(self.questions[at], **changes)  # type: ignore[arg-type]
