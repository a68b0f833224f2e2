"""A bank of items that can be edited, written as Markdown, and marked without any of the toolkit's own code."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Response = tuple[str, ...]
"""Chosen texts in any order, or typed ones in theirs."""


@dataclass(frozen=True)
class Choice:
    text: str
    right: bool
    feedback: str = "Read the page again, and look at this."


@dataclass(frozen=True)
class Question:
    """One item; ``gaps`` stand in a sentence behind the stem."""

    id: str
    stem: str
    choices: tuple[Choice, ...] = ()
    gaps: tuple[tuple[str, ...], ...] = ()
    explanation: str = ""
    was: tuple[str, ...] = ()
    kind: Literal["single", "multiple", "blanks"] = "single"

    @property
    def markdown(self) -> str:
        head = f"id: {self.id}; type: {self.kind}" + (f"; was: {', '.join(self.was)}" if self.was else "")
        lines = ["<quiz>", f"<!-- {head} -->", self.stem]
        if self.gaps:
            lines.append("First " + ", then ".join(f"[[{'|'.join(answers)}]]" for answers in self.gaps) + ".")
        for choice in self.choices:
            lines += [f"- [{'x' if choice.right else ' '}] {choice.text}", f"  > {choice.feedback}"]
        if self.explanation:
            lines += ["---" if self.gaps else "", self.explanation]
        return "\n".join([*lines, "</quiz>", ""])

    @property
    def version(self) -> object:
        """What a verdict depends on; equal for two items that only differ in order, feedback or id."""
        return self.kind, self.stem, frozenset((choice.text, choice.right) for choice in self.choices), self.gaps

    def right(self, response: Response) -> bool:
        if self.gaps:
            return all(typed.casefold() in answers for typed, answers in zip(response, self.gaps, strict=True))
        return set(response) == {choice.text for choice in self.choices if choice.right}

    @property
    def right_response(self) -> Response:
        if self.gaps:
            return tuple(answers[0] for answers in self.gaps)
        return tuple(sorted(choice.text for choice in self.choices if choice.right))

    @property
    def wrong_response(self) -> Response:
        if self.gaps:
            return (*self.right_response[:-1], "nonsense")
        wrong = next(choice.text for choice in self.choices if not choice.right)
        return (wrong,) if self.kind == "single" else tuple(sorted((wrong, self.right_response[0])))

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
