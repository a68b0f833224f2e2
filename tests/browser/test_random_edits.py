"""Rounds of random edits and answers to one bank: what the page shows always follows from what the learner said."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from bank import KINDS, Bank, Choice, Question, Response
from learner import RIGHT, WRONG, Learner
from sites import Site

ROUNDS = 15
SEEDS = [int(os.environ.get("COURSEWRIGHT_SEED", "1")), 2]
"""Of ``make fuzz`` the first is another one each time."""
WORDS = ("anchor", "bridge", "candle", "desert", "engine", "forest", "garden", "harbor", "island", "jacket", "kettle")


class Author:
    """Makes up items, and edits them at random."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.made = 0
        self.lineage: dict[str, int] = {}
        """By the id of an item that is there, which item it has been all along."""
        self.bank = Bank([self.invent() for _ in range(8)])

    def invent(self, name: str = "") -> Question:
        self.made += 1
        name = name or f"item-{self.made}"
        self.lineage[name] = self.made
        kind = KINDS[self.made % len(KINDS)]
        words = self.random.sample(WORDS, 4)
        stem = f"Question {self.random.choice(WORDS)} {self.made}?"
        if kind == "blanks":
            return Question(name, stem, gaps=((words[0],), (words[1], words[2])), kind=kind)
        if kind == "numeric":
            return Question(name, stem, gaps=((f"{self.random.randrange(1000)} ± 2",),), kind=kind)
        right = {"single": 1, "truefalse": 1, "order": 4, "match": 3}.get(kind, 2)
        lefts = ["Alder", "Beech", "Cedar", ""] if kind == "match" else [""] * 4
        choices = [Choice(word, at < right, left=lefts[at]) for at, word in enumerate(words)]
        if kind not in ("order", "match"):
            self.random.shuffle(choices)
        if kind == "truefalse":
            choices = [Choice(words[0], True), Choice(words[1], False)]
        return Question(name, stem, tuple(choices), kind=kind)

    def edit(self) -> None:
        edits: list[Callable[[Question], Question]] = [
            self.restem, self.refeed, self.shuffle, self.swap, self.flip, self.reword, self.regap,
            self.rename, self.forget_id,
        ]  # fmt: skip
        for _ in range(self.random.randint(1, 4)):
            at = self.random.randrange(len(self.bank.questions))
            self.bank.questions[at] = self.random.choice(edits)(self.bank.questions[at])
        if self.random.random() < 0.5:
            self.random.shuffle(self.bank.questions)
        if self.random.random() < 0.3:
            gone = self.bank.questions.pop(self.random.randrange(len(self.bank.questions)))
            del self.lineage[gone.id]
            taken = {name for question in self.bank.questions for name in (question.id, *question.was)}
            heir = gone.id if gone.id not in taken and self.random.random() < 0.5 else ""
            self.bank.questions.insert(0, self.invent(heir))

    def restem(self, question: Question) -> Question:
        return replace(question, stem=f"{question.stem[:-1]} {self.random.choice(WORDS)}?")

    def refeed(self, question: Question) -> Question:
        word = self.random.choice(WORDS)
        choices = tuple(replace(choice, feedback=f"Look at the {word}.") for choice in question.choices)
        return replace(question, choices=choices, explanation=f"It is about a {word}.")

    def shuffle(self, question: Question) -> Question:
        if question.kind == "match":  # its lure stays the last one
            return replace(question, choices=(*self.random.sample(question.choices[:-1], 3), question.choices[-1]))
        return replace(question, choices=tuple(self.random.sample(question.choices, len(question.choices))))

    def swap(self, question: Question) -> Question:
        """Swap the texts of two choices; marks and feedback stay where they are."""
        if not question.choices:
            return replace(question, gaps=question.gaps[::-1])
        choices = list(question.choices)
        one, two = self.random.sample(range(len(choices)), 2)
        choices[one], choices[two] = (
            replace(choices[one], text=choices[two].text),
            replace(choices[two], text=choices[one].text),
        )
        return replace(question, choices=tuple(choices))

    def flip(self, question: Question) -> Question:
        """Move the key: a right choice becomes a wrong one, and a wrong one right."""
        choices = list(question.choices)
        if choices and question.kind not in ("order", "match"):
            right = self.random.choice([at for at, choice in enumerate(choices) if choice.right])
            wrong = self.random.choice([at for at, choice in enumerate(choices) if not choice.right])
            choices[right] = replace(choices[right], right=False)
            choices[wrong] = replace(choices[wrong], right=True)
        return replace(question, choices=tuple(choices))

    def reword(self, question: Question) -> Question:
        choices = list(question.choices)
        if choices:
            at = self.random.randrange(len(choices))
            others = [word for word in WORDS if all(word != choice.text for choice in choices)]
            choices[at] = replace(choices[at], text=self.random.choice(others))
        return replace(question, choices=tuple(choices))

    def regap(self, question: Question) -> Question:
        if not question.gaps:
            return question
        if question.kind == "numeric":
            return replace(question, gaps=((f"{self.random.randrange(1000)} ± 2",),))
        return replace(question, gaps=((self.random.choice(WORDS),), *question.gaps[1:]))

    def rename(self, question: Question) -> Question:
        self.made += 1
        renamed = replace(question, id=f"item-{self.made}", was=(question.id, *question.was))
        self.lineage[renamed.id] = self.lineage.pop(question.id)
        return renamed

    def forget_id(self, question: Question) -> Question:
        """Give it a new id without a word of the old one: to a browser it is a new item."""
        self.made += 1
        renamed = replace(question, id=f"item-{self.made}", was=())
        self.lineage[renamed.id] = self.made
        del self.lineage[question.id]
        return renamed


class Memory:
    """What the learner has said: per item and version, and last of all."""

    def __init__(self) -> None:
        self.said: dict[tuple[int, object], Response] = {}
        self.last: dict[int, object] = {}

    def says(self, item: int, question: Question, response: Response) -> None:
        self.said[item, question.version] = response
        self.last[item] = question.version

    def takes_back(self, item: int, question: Question) -> None:
        self.said.pop((item, question.version), None)
        self.last.pop(item, None)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_shown_follows_from_what_was_said(learner: Learner, site: Site, seed: int) -> None:
    random = Random(seed)
    author, memory = Author(random), Memory()
    learner.open(site.publish(author.bank.markdown, theme="bare"))
    kept = 0
    for _ in range(ROUNDS):
        settled = {name for name, verdict in learner.verdicts().items() if verdict}
        responses = {}
        for question in author.bank.questions:
            item = author.lineage[question.id]
            if question.id in settled and random.random() < 0.15:
                learner.retry(question.id)
                memory.takes_back(item, question)
                settled.remove(question.id)
            if question.id not in settled and random.random() < 0.7:
                responses[question.id] = question.right_response if random.random() < 0.5 else question.wrong_response
                memory.says(item, question, responses[question.id])
        learner.answer_all(responses)
        check(learner, author, memory)
        author.edit()
        site.publish(author.bank.markdown, theme="bare")
        learner.reload()
        kept += check(learner, author, memory)
    assert kept > 3 * ROUNDS  # else the test has looked at nothing


def check(learner: Learner, author: Author, memory: Memory) -> int:
    """Compare the page with what it must show; return how many items it shows answered."""
    seen = learner.seen()
    assert list(seen) == [question.id for question in author.bank.questions]
    for question in author.bank.questions:
        item, shown = author.lineage[question.id], seen[question.id]
        said = memory.said.get((item, question.version))
        if shown.verdict is None:
            assert memory.last.get(item) != question.version, f"{question.id} has lost its answer"
            assert "".join(shown.response) == ""
        else:
            assert shown.response == said, f"{question.id} shows an answer that was not given to it"
            assert shown.verdict == (RIGHT if question.right(shown.response) else WRONG)
    verdicts = [shown.verdict for shown in seen.values() if shown.verdict]
    assert learner.counts() == (len(verdicts), verdicts.count(RIGHT))
    return len(verdicts)
