"""Practice aloud: learners say a reply, compare it with model replies, and mark it themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursewright.fragment.seldom import seldom
from coursewright.model.item import Draft, Item, Misfit

_RECORDED = re.compile(r"(?<!!)\[[^\]\n]*\]\([^)\s]+\.(?:aac|flac|m4a|mp3|oga|ogg|opus|wav)[)\s]", re.I)
"""A link to a recording."""
_QUOTED = seldom(r"^ {0,3}>[ \t]*\S", re.M)


class Say(Item):
    """A situation to reply to aloud; its choices are criteria, of which a response names those that one met."""

    __slots__ = ()
    kind = "say"
    notation = "criteria"
    self_marked = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:  # noqa: ARG003 - a list of boxes may be a survey, and this is named
        return False

    @property
    def keyed(self) -> tuple[str, ...]:
        return ()

    def part(self, response: Sequence[str]) -> float:  # noqa: ARG002 - a learner's own marks are no score
        return 0.0

    def shuffled(self, *, site: bool = False) -> bool:  # noqa: ARG002
        return False

    def misfits(self) -> Iterator[Misfit]:
        if not self.choices:
            hint = "Say what good sounds like, in two to five lines: “- [ ] You name no reason”."
            yield Misfit("no criterion in an item of type say", self.stem.source, hint)
        for criterion in self.choices:
            if criterion.correct:
                hint = "Empty its box, “- [ ]”; what would be a good reply stands below, as “Reply: …”."
                yield Misfit("a criterion is ticked, which is for learners to do", criterion.text.source, hint)
        if (recorded := _RECORDED.search(self.stem.markdown)) and not _QUOTED.search(self.stem.markdown):
            hint = "Quote above it what is said there: “> …”. Not everybody can listen."
            yield Misfit("a recording without its text", self.stem.place(recorded.start()), hint)
        if self.use != "practice":
            hint = "Move it to a bank with “use: practice”: a reply that learners mark themselves earns no points."
            yield Misfit(f"an item of type say in a bank of use {self.use}", self.source, hint)
