"""What stands below a choice of a scenario: what it leads to for whom, and the facts that it sets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from coursewright.fragment.identity import norm
from coursewright.fragment.near import NO_BREAK
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.scenario import Condition, Consequence, Fact, Who
from coursewright.problem import Problem, Source
from coursewright.read.near_scene import Known, Slip, nearly_condition, nearly_who
from coursewright.read.report import problem, warning

_IF = re.compile(r"([*_])if[ \t]++(not[ \t]++)?([^*_\n]+?):\1(?!\w|\1(?!\1))[ \t]*", re.I)
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_BOLD = re.compile(
    r"(?<=[^\s“„«\"'‘(])[ \t]+(?P<mark>(?P<by>\*\*|__)(?P<name>[^*_:\n]{2,60})(?::(?P=by)|(?P=by):))(?=[ \t]|\Z)"
)
"""A name in bold with a colon, behind other words."""
_REMEMBER = re.compile(r"([*_])Remember:[ \t]*+([^*_\n]++)\1", re.I)

_LEADING = seldom(
    r"[ \t]*(?P<by>\*\*|__)(?:remember|notes?|important|tip|warning|caution|attention|now|then|later|afterwards"
    r"|meanwhile|finally|result|hinweis|wichtig|achtung|merke|jetzt|dann|später|danach|schließlich|nota|importante|consejo|aviso"
    r"|ahora|luego|después|remarque|conseil|maintenant|ensuite)(?::(?P=by)|(?P=by):)[ \t]+(?P<said>\S.*)",
    re.I,
)
"""Words in bold that lead in a sentence, and name neither a mark of the format nor a person."""


def leads_in(line: str, at: int = 0, asked: Collection[str] = ()) -> bool:
    """Return whether a line begins with such a word, and doesn't name a fact that is asked for."""
    found = _LEADING.match(line, at)
    return found is not None and norm(found["said"]) not in asked


class _Said(NamedTuple):
    """A consequence as it is read line by line."""

    who: Who
    condition: Condition | None
    row: int
    lines: list[str]
    offsets: list[int]
    """Where each line's text starts."""


def asked_in(rows: Iterable[str]) -> frozenset[str]:
    """Return the facts that conditions of these lines read."""
    return frozenset(norm(found[3]) for row in rows for found in _IF.finditer(row))


class SceneLines:
    """The lines of one scene; ``first`` is the file's number of the first of them, right below the heading."""

    def __init__(self, rows: list[str], path: str, first: int, problems: list[Problem], known: Known) -> None:
        self.rows = rows
        self.path = path
        self.first = first
        self.known = known
        self.problems = problems

    def condition(self, line: str, row: int, at: int) -> tuple[int, Condition | None]:
        """Return where the text behind a condition starts, and the condition; the same place where there is none."""
        found = _IF.match(line.translate(NO_BREAK), at) if line[at : at + 1] in ("*", "_") else None
        if not found and (slip := nearly_condition(line, at, self.known.facts)):
            self.slipped(slip, row)
            if not slip.value:
                return slip.end, None
            fact = norm(slip.value)
            place = self.place(row, slip.offset)
            return slip.end, Condition(fact.removeprefix("not "), not fact.startswith("not "), slip.value, place)
        if not found:
            return at, None
        place = self.place(row, found.start())
        return found.end(), Condition(norm(found[3]), not found[2], found[3].strip(), place)

    def piece(self, lines: list[str], row: int, offsets: list[int]) -> Text:
        """Return lines that follow each other as one text; blank ones around it don't count."""
        while len(lines) > 1 and not lines[0].strip():
            lines, row, offsets = lines[1:], row + 1, offsets[1:]
        blank = len(lines[0]) - len(lines[0].lstrip())
        markdown = "\n".join([lines[0].lstrip(), *lines[1:]]).rstrip()
        return Text(markdown, self.path, self.first + row, offsets[0] + blank + 1, min(offsets[1:], default=0))

    def slipped(self, slip: Slip, row: int) -> None:
        """Add a problem for what is nearly a mark; a warning for what may be meant as it stands."""
        self.report(slip.message, row, slip.offset, slip.hint, likely=slip.likely)

    def place(self, row: int, offset: int) -> Source:
        """Return where the character at ``offset`` of a row stands."""
        return Source(self.path, self.first + row, offset + 1)

    def report(self, message: str, row: int, offset: int, hint: str, *, likely: bool = False) -> None:
        """Add a problem; a warning where it is only likely."""
        told = warning if likely else problem
        self.problems.append(told("R021", message, self.place(row, offset), hint))


class Below(SceneLines):
    """What stands below the choices of a scene."""

    def read(self, start: int, stop: int) -> tuple[list[Consequence], list[Fact]]:
        """Return what stands below a choice: what it leads to, and the facts that it sets."""
        said: list[_Said] = []
        facts: list[Fact] = []
        last = start
        for row in range(start, stop):
            line = self.rows[row]
            bare = line.strip()
            if quote := _QUOTE.match(line):
                if "remember" in line.lower() and (fact := self.remembered_in_quote(row, quote.end())):
                    facts.append(fact)
                else:
                    self.quoted(row, quote.end(), said, apart=last < row)
                last = row + 1
            elif remember := _REMEMBER.fullmatch(bare):
                facts.append(self.fact(row, remember, line.index(remember[0])))
            elif bare:
                other, you = self.known.voices.other, self.known.voices.you
                hint = f"Below a choice stand “> **{other}:** …”, “> **{you}:** …” and “*Remember: …*”."
                self.report("neither a consequence nor a fact", row, len(line) - len(line.lstrip()), hint)
        consequences = []
        for part in said:
            text = self.piece(part.lines, part.row, part.offsets)
            if text.markdown:
                consequences.append(Consequence(part.who, text, part.condition))
            else:
                self.report("a consequence without text", part.row, 0, "Say what happens, or delete the line.")
        return consequences, facts

    def fact(self, row: int, remember: re.Match[str], start: int) -> Fact:
        """Return the fact that a mark sets, which starts at ``start``."""
        at = start + remember.start(2) - remember.start()
        if norm(remember[2]).startswith("not "):
            self.report("a fact starts with “not”", row, at, "“If not …” reads it: name what is so instead.")
        return Fact(norm(remember[2]), remember[2].rstrip(), self.place(row, at))

    def remembered_in_quote(self, row: int, at: int) -> Fact | None:
        """Report a fact that stands in the quote, where it sets nothing; return it if its line holds nothing else."""
        line = self.rows[row]
        found = _REMEMBER.search(line, at) if "`" not in line else None
        if not found:
            return None
        alone = not (line[at : found.start()].strip(" \t>") or line[found.end() :].strip())
        alone = alone and norm(found[2]) in self.known.asked  # else it may be what somebody says
        hint = f"Write it below the quote, on a line of its own without “>”: “  {found[0]}”."
        self.report(f"“{found[0]}” marks nothing in a quote", row, found.start(), hint, likely=not alone)
        return self.fact(row, found, found.start()) if alone else None

    def quoted(self, row: int, at: int, said: list[_Said], *, apart: bool) -> None:
        """Take a line of a choice's quote: whose consequence it is, or more of the one above."""
        line = self.rows[row]
        behind, condition = self.condition(line, row, at)
        voices = self.known.voices
        if "**" in line or "__" in line:
            self.spoken_inside(line, row, behind)
        goes_on = said and not apart
        if who := voices.who.match(line, behind):
            whose: Who = "other" if who["other"] else "you"
            said.append(_Said(whose, condition, row, [line[who.end() :]], [who.end()]))
        elif slip := nearly_who(
            line, behind, voices, begins=not goes_on or not (said[-1].lines[-1].strip() or leads_in(line, behind))
        ):
            self.slipped(slip, row)
            said.append(
                _Said("you" if slip.value == "you" else "other", condition, row, [line[slip.end :]], [slip.end])
            )
        elif goes_on:
            said[-1].lines.append(line[at:])
            said[-1].offsets.append(at)
        elif line[at:].strip():
            hint = f"Start it with “**{voices.other}:**” or “**{voices.you}:**”."
            self.report("a consequence that doesn't say for whom", row, at, hint)

    def spoken_inside(self, line: str, row: int, at: int) -> None:
        """Report a consequence's mark that stands behind other words of one, where it marks nothing."""
        voices = self.known.voices
        speaks = voices.who.match(line, at)
        for found in _BOLD.finditer(line, at) if "`" not in line else ():
            name = " ".join(found["name"].lower().split())
            selves, others = name in voices.selves, name in voices.others
            if (selves or others) and not (speaks and bool(speaks["other"]) == others):
                hint = f"Start a line with it: “> {found['mark']} …”. It counts at the start of a consequence."
                self.report(f"“{found['mark']}” marks nothing", row, found.start("mark"), hint, likely=True)
                return
