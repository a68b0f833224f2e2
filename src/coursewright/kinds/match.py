"""Matching: for each entry on the left, the one on the right that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from coursewright.fragment.identity import mixed, readable
from coursewright.kinds.choice import without_ids
from coursewright.model.item import Choice, Draft, Form, Item, Misfit


class Match(Item):
    """Pairs from a table; its right entries are the choices, of which those without a left one are lures.

    A response has an entry ``left:right``, of ids, for each pair that the learner has made.
    """

    __slots__ = ()
    kind = "match"
    script = "kinds.js"
    # Translators: below a question of two columns, whose button was pressed too early
    texts = ("Choose one in every line first.",)
    notation = "table"
    divisible = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:  # noqa: ARG003 - a table may be part of any question
        return False

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(sorted(f"{pair.id}:{pair.right}" for pair in self.pairs))

    def part(self, response: Sequence[str]) -> float:
        key = set(self.keyed)
        return len(key & set(response)) / len(key) if key else 0.0

    def shuffled(self, *, site: bool = False) -> bool:  # noqa: ARG002
        return True

    def misfits(self) -> Iterator[Misfit]:
        seen: dict[str, int] = {}
        for pair in self.pairs:
            if (first := seen.setdefault(pair.digest, pair.text.line)) != pair.text.line:
                message = f"this entry reads the same as the one in line {first}"
                yield Misfit(message, pair.text.source, "Change one, so that each has one that belongs to it.")
        if not self.pairs:
            hint = "Write a table with a header, “| Term | Meaning |”, and a row for each pair below “| --- | --- |”."
            yield Misfit("no table of pairs in an item of type match", self.stem.source, hint)
        elif len(self.choices) == 1:
            hint = "Add a row, or a lure: a row whose left cell is empty."
            yield Misfit("one entry on the right leaves nothing to match", self.choices[0].text.source, hint)

    @property
    def _options(self) -> list[Choice]:
        """The right entries in an order that says nothing of the left ones."""
        by_id = {choice.id: choice for choice in self.choices}
        return [by_id[name] for name in mixed(tuple(by_id), self.id)]

    def controls(self, form: Form) -> str:
        options = "".join(
            f'<option value="{choice.id}">{escape(readable(choice.text.markdown))}</option>' for choice in self._options
        )
        # Translators: in a question of two columns, what each list on the right says before a choice
        rows, choose = [], form.text("Choose…")
        if any(head.text for head in form.heads):
            heads = "".join(head.within("span", "cw-head") for head in form.heads)
            rows.append(f'<div class="cw-pair cw-heads">{heads}</div>')
        for number, (pair, left) in enumerate(zip(self.pairs, form.pairs, strict=True), 1):
            name = f"{form.name}-{number}"
            tag, ties = ("div", f'aria-labelledby="{name}-text"') if left.block else ("label", "")
            text = f'<{tag} class="cw-left" id="{name}-text"' + ("" if left.block else f' for="{name}"')
            rows.append(
                f'<div class="cw-pair">{text}>{left.text}</{tag}>'
                f'<select id="{name}" name="{name}" data-pair="{pair.id}" {ties}>'
                f'<option value="">{choose}</option>{options}</select></div>'
            )
        labels = {choice.id: label for choice, label in zip(self.choices, form.labels, strict=True)}
        on_paper = "".join(f"<li>{without_ids(labels[choice.id]).text}</li>" for choice in self._options)
        return f'<div class="cw-pairs">{"".join(rows)}</div><ul class="cw-on-paper">{on_paper}</ul>'

    def reasons(self, form: Form) -> str:
        labels = {choice.id: label for choice, label in zip(self.choices, form.labels, strict=True)}
        rows = []
        for pair, left in zip(self.pairs, form.pairs, strict=True):
            texts = (without_ids(html).within("span", "cw-copy") for html in (left, labels[pair.right]))
            rows.append(f'<li class="cw-reason" data-pair="{pair.id}">{" – ".join(texts)}</li>')
        return f'<ul class="cw-reasons">{" ".join(rows)}</ul>'
