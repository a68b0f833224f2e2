"""Lines of a scenario that are nearly one of its marks: ``*If x*``, ``**If x:**``, ``Ending: protected``.

They would be shown to everyone, whatever they remember, and through anybody's eyes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from coursewright.fragment.identity import norm
from coursewright.fragment.near import distance, near, plain
from coursewright.fragment.seldom import seldom
from coursewright.model.scenario import ENDINGS
from coursewright.read.words import Voices, voices_of

_O, _C = r"(?P<o>[*_]{0,3})[ \t]*", r"[ \t]*(?P<one>[:：.;]?)[ \t]*(?P<c>[*_]{0,3})[ \t]*(?P<two>[:：]?)"
_WHEN = (
    r"(?:(?:(?P<prose>only|just|also|but|and|or)|(?P<except>except|not))[ \t]+)?"
    r"(?:if|(?P<when>when))[ \t]+(?P<no>not[ \t]+)?"
)
_IF = re.compile(rf"[ \t]*{_O}{_WHEN}(?P<what>[^*_:：\n]{{1,60}}){_C}(?=[ \t]|\Z|\*)", re.I)
_BRACKETS = re.compile(
    rf"[ \t]*(?P<o>[(\[])[ \t]*{_WHEN}(?P<what>[^()\[\]\n:：]{{1,60}}?)"
    r"[ \t]*(?P<one>[:：]?)[ \t]*[)\]][ \t]*(?P<two>[:：]?)(?=[ \t]|\Z)",
    re.I,
)
_ELSE = re.compile(
    r"[ \t]*(?P<o>[*_]{1,3})(?:else|otherwise)[ \t]*(?:[:：][*_]{1,3}|[*_]{1,3}[ \t]*[:：])(?=[ \t]|\Z)", re.I
)
_UNLESS = re.compile(rf"[ \t]*{_O}(?P<word>[^\W\d_]{{3,10}})[ \t]+(?P<what>[^*_:：\n]{{1,60}}){_C}(?=[ \t]|\Z)")
_EYE = re.compile(rf"[ \t]*{_O}(?P<what>as[ \t][^*_:：\n.]{{3,40}}){_C}(?=[ \t]|\Z)", re.I)
_SEES = seldom(r"as (?:(?:the|your|a|our) )?\w+ (?:sees?|saw|seen) (?:it|this|that)")
_REMEMBER = re.compile(rf"[ \t]*{_O}(?P<what>\w{{7,11}})[ \t]*[:：]", re.I)
_ENDING = re.compile(
    rf"[ \t]*(?:#{{1,6}}[ \t]+)?{_O}(?P<what>\w{{3,8}}){_C}[ \t]*(?P<type>\w{{3,12}})[ \t]*[.!]?[ \t]*[*_]{{0,3}}[ \t]*"
)
_LABEL = re.compile(rf" {{0,3}}[-*+•–][ \t]+{_O}(?P<what>[^*_:：\n]{{3,40}}){_C}[ \t]+(?=\S)")
_WHO = re.compile(rf"{_O}(?P<what>[^\W\d]{{2,14}}(?:[ \t][^\W\d]{{2,14}}){{0,2}}){_C}(?=[ \t]|\Z)")
_FACT = re.compile(r"Remember[ \t]*[:：][*_ \t]*([^*_\n]+)", re.I)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]++(?P<o>)(?P<what>[^#\n]{2,60}?)[ \t]*+#*[ \t]*")
_HINT = re.compile(r" {0,3}(?P<o>[*_]{0,3})Hints?(?:[ \t]*\d{1,2})?[*_]{0,3}[ \t]*[:：]", re.I)
_NO_HINTS = "A scenario has no hints, and everyone reads it: say it in the scene's own words, or take it out."
_OWN_WORDS = " If the scene itself says so, quote it: “> Hint: …”."
LABELS = ("principle", "objectives", "standard", "what would change my mind", "next session")


_OPTION = re.compile(
    r" {0,3}(?P<bullet>[-*+•–—]|\d{1,9}[.)]|)[ \t]*(?P<when>[*_](?i:if)[ \t][^*_\n]+?:[*_][ \t]*)?"
    r"[\[(](?P<text>[^\[\]()\n]+)[\])]"
    r"[ \t]*[(\[](?P<mark>#?)(?P<to>[\w -]+)[)\]][ \t]*"
)
_BEHIND = re.compile(
    r" {0,3}(?:[-*+•–—]|\d{1,9}[.)])[ \t]+(?P<pre>\[[^\[\]\n]?\]|[^\W\d_]+:)[ \t]+"
    r"(?P<link>\[[^\[\]\n]+\]\(#(?P<to>[\w-]+)\))[ \t]*"
)
"""A choice behind a box or a word, which a scenario's choices have none of."""
_IF_INSIDE = re.compile(rf"(?<!\w)(?P<mark>[*_]){_WHEN}(?P<what>[^*_\n]+?):(?P=mark)(?!\w)", re.I)
_IN_HEADING = seldom(r"(?<!\w)(?P<by>\*\*?|__?)(?:Ending|Remember):[^*_\n]+(?P=by)", re.I)
LABELLED = seldom(r" {0,3}[-*+][ \t]+(?P<o>\*\*|__)(?P<what>[^*_:\n]{3,40}):(?P=o)[ \t]+\S")
"""A line such as ``- **Next time:** …``."""
_BULLET = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+")


class Known(NamedTuple):
    """What the rest of a scenario's file defines."""

    facts: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    """Facts that conditions of the file read."""
    scenes: frozenset[str] = frozenset()
    voices: Voices = voices_of()


class Slip(NamedTuple):
    """A mark that is nearly one of the format."""

    written: str
    offset: int
    end: int
    meant: str
    value: str = ""
    """The name in it: a fact, a type of ending, a label of the debrief, whose consequence it is."""
    more: str = ""
    """Another way to mend it."""
    likely: bool = False
    """Whether it may be a scene's own words, so that it is only a warning."""

    @property
    def message(self) -> str:
        """What is wrong, as its author is told."""
        return f"“{self.written}” marks nothing"

    @property
    def hint(self) -> str:
        """How to write it."""
        same = self.written.replace("_", "*").lower() == self.meant.lower()
        space = " with a space behind it" if same else ""
        mend = f"Write “{self.meant}”{space}: else it is read by everyone as it stands." if self.meant else ""
        return f"{mend}{self.more}".strip()


def facts_in(rows: Iterable[str]) -> frozenset[str]:
    """Return the facts that choices of these lines set."""
    return frozenset(norm(found[1]) for row in rows if "member" in row.lower() and (found := _FACT.search(row)))


def nearly_condition(line: str, at: int, facts: Collection[str]) -> Slip | None:
    """Return what was nearly certainly meant for ``*If …:*``; a sentence that starts with “If” is none."""
    found = _IF.match(line, at)
    if not found:
        return _bracketed(line, at, facts) or _else(line, at, facts) or _other_word(line, at, facts)
    what = norm(found["what"].strip(" \t.;,"))
    known = what in facts or bool(near(what, facts))
    inside = found["one"] in (":", "：") or (found["two"] and len(found["o"]) == 1)  # “**If you fall**:” may lead in
    marked = bool(found["o"] and found["c"] and inside and not (found["prose"] or found["except"] or found["when"]))
    if not (marked or (known and (found["o"] or found["one"] or found["two"]))):
        return None
    fact = _no(found) + (near(what, facts) or found["what"].strip(" \t.;,"))
    return _slip(found, at, f"*If {fact}:*", fact)


def _no(found: re.Match[str]) -> str:
    return "not " if found["no"] or found["except"] else ""


def _bracketed(line: str, at: int, facts: Collection[str]) -> Slip | None:
    """Return a condition on a fact of this file that stands in brackets."""
    found = _BRACKETS.match(line, at)
    what = norm(found["what"]) if found else ""
    fact = what if what in facts else near(what, facts)
    if not found or not fact:
        return None
    return _slip(found, at, f"*If {_no(found)}{fact}:*", f"{_no(found)}{fact}")


def _else(line: str, at: int, facts: Collection[str]) -> Slip | None:
    """Return a mark for all whom the condition above leaves out, which has to name the fact once more."""
    found = _ELSE.match(line, at)
    return _slip(found, at, "*If not …:*")._replace(more=" Name the fact in it.") if found and facts else None


def _other_word(line: str, at: int, facts: Collection[str]) -> Slip | None:
    """Return a condition on a fact of this file that starts with another word than “If”."""
    found = _UNLESS.match(line, at)
    if not found:
        return None
    word, what = found["word"].lower(), norm(found["what"].strip(" \t.;,"))
    fact = what if what in facts else near(what, facts)
    if not fact or word.startswith("remember"):
        return None
    no = "not " if word in ("unless", "without", "except", "not", "else") else ""
    return _slip(found, at, f"*If {no}{fact}:*", f"{no}{fact}")


def inside(line: str, at: int, known: Known, *, further: bool = False) -> Slip | None:
    """Return a mark of the format that stands behind other words, where it marks nothing.

    ``further`` says that the line goes on with the paragraph of the one above.
    """
    if "`" in line:
        return None
    conditions = [one for one in _IF_INSIDE.finditer(line, at) if norm(one["what"]) in known.facts]
    for found in (*conditions, known.voices.eye.search(line, at)):
        behind = found and line[: found.start()].strip()
        if found and (behind or further):
            mark = found[0].strip()
            meant = f"*If {_no(found)}{found['what'].strip()}:*" if found in conditions else mark
            more = " It counts at the start of a paragraph, a choice or a consequence."
            more = more if behind else " Leave a line empty above it: it counts at the start of a paragraph."
            return Slip(mark, found.start(), found.end(), f"{meant} …", more=more)
    return None


def in_heading(line: str, at: int, known: Known) -> Slip | None:
    """Return a mark of the format that stands in a scene's heading, where it marks nothing."""
    found = _IN_HEADING.search(line, at)
    if slip := Slip(found[0], *found.span(), "") if found and "`" not in line else inside(line, at, known):
        more = "Take it out of the heading, by which choices lead here: marks stand in the lines below it."
        return slip._replace(meant="", more=more)
    return None


def nearly_option(line: str, known: Known) -> tuple[Slip, str] | None:
    """Return what was nearly certainly meant for a choice, and the line as it should read."""
    if (bullet := _BULLET.match(line)) and (slip := nearly_condition(line, bullet.end(), known.facts)):
        read = f"{line[: slip.offset]}{slip.meant if slip.value else ''} {line[slip.end :].lstrip()}"
        if "](#" in read:
            return slip, read
    if (behind := _BEHIND.fullmatch(line)) and behind["to"] in known.scenes:
        return Slip(behind["pre"], behind.start("pre"), behind.end(), f"- {behind['link']}"), f"- {behind['link']}"
    found = _OPTION.fullmatch(line)
    if not found:
        return None
    to = found["to"].strip().replace(" ", "-")
    to = to if to in known.scenes else near(to, known.scenes)
    if not to:
        return None
    read = f"- {found['when'] or ''}[{found['text'].strip()}](#{to})"
    return Slip(line.strip(), len(line) - len(line.lstrip()), len(line), read), read


def nearly_eye(line: str, at: int, voices: Voices) -> Slip | None:
    """Return what was nearly certainly meant for ``*As the other person sees it:*``."""
    found = _EYE.match(line, at)
    if not found:
        return None
    words = " ".join(plain(found["what"]).split())
    colon = found["one"] in (":", "：") or bool(found["two"])
    close = any(distance(words, seen) <= 3 for seen in voices.seens) or bool(_SEES.fullmatch(words))
    marked = bool(found["o"] and found["c"])
    bare = marked and colon and words.removeprefix("as ").removeprefix("the ").removeprefix("a ") in voices.others
    if bare or (close and (marked or colon)):
        return _slip(found, at, f"*{voices.seen}:*")
    return None


def nearly_heading(line: str, known: Known) -> Slip | None:
    """Return what was nearly certainly meant for a mark, and was made a heading: ``### If warned``."""
    found = _HEADING.fullmatch(line)
    if not found:
        return None
    said = found["what"].strip("*_:： \t")
    words = " ".join(plain(said).split())
    if words in ("hint", "hints") or near(words, ("hint",)):
        return _slip(found, 0, "")._replace(more=_NO_HINTS)
    meant = nearly_condition(f"*{said}*", 0, known.facts) or nearly_eye(f"*{said}:*", 0, known.voices)
    meant = meant or nearly_remember(f"*{said}:*") or nearly_label(f"- **{said}:** x")
    if meant or words in (*known.voices.others, *known.voices.selves):
        mark = meant.meant if meant else f"> **{said}:** …"
        return _slip(found, 0, mark)._replace(more=" It starts a line of text, and is no heading.")
    return None


def nearly_hint(line: str, *, told: bool) -> Slip | None:
    """Return a hint, of which scenarios have none; ``told`` says that the scene is told here: a screen may say so."""
    found = _HINT.match(line)
    more = _NO_HINTS + _OWN_WORDS if told else _NO_HINTS
    return _slip(found, 0, "")._replace(more=more, likely=told) if found else None


def nearly_remember(line: str) -> Slip | None:
    """Return a fact that stands in a scene's text, where nothing sets it."""
    found = _REMEMBER.match(line)
    word = found["what"].lower() if found and found["o"] else ""
    if found and (word == "remember" or near(word, ("remember",))):
        return _slip(found, 0, "*Remember: …*” below a choice, “  *Remember: …*")
    return None


def nearly_ending(line: str) -> Slip | None:
    """Return what was nearly certainly meant for ``**Ending: protected**``."""
    found = _ENDING.fullmatch(line)
    word = found["what"].lower() if found else ""
    if not found or not (word in ("ending", "end", "endings") or near(word, ("ending",))):
        return None
    type = plain(found["type"])
    type = type if type in ENDINGS else near(type, ENDINGS)
    return _slip(found, 0, f"**Ending: {type}**", type) if type else None


def nearly_label(line: str) -> Slip | None:
    """Return what was nearly certainly meant for a line of the debrief, such as ``- **Principle:** …``."""
    found = _LABEL.match(line)
    if not found or not (found["o"] or found["one"] or found["two"]):
        return None
    word = " ".join(plain(found["what"]).split())
    word = {"objective": "objectives"}.get(word, word)
    label = word if word in LABELS else near(word, LABELS)
    return _slip(found, 0, f"**{label.capitalize()}:**", label) if label else None


def nearly_who(line: str, at: int, voices: Voices, *, begins: bool) -> Slip | None:
    """Return what was nearly certainly meant for ``**Other person:**`` or ``**You:**``.

    ``begins`` says that a paragraph starts here, so that any name in bold before a colon is a speaker's.
    """
    found = _WHO.match(line, at)
    if not found or not found["c"]:
        return None
    word, colon = plain(found["what"]), found["one"] in (":", "：") or bool(found["two"])
    if not found["o"] and not colon:
        return None
    swapped = word in ("yuo", "yoou", "yo")
    if word in voices.selves or swapped:
        return _slip(found, at, f"**{voices.you}:**", "you")
    if word in voices.others or near(word, voices.others):
        return _slip(found, at, f"**{voices.other}:**", "other")
    if begins and colon and len(found["o"]) > 1 and " " not in word:
        name = " ".join(found["what"].split())
        hint = f" To call the other person so, write “words: {{other: {name}}}” below extra.course in mkdocs.yml."
        return _slip(found, at, f"**{voices.other}:**” or “**{voices.you}:**")._replace(more=hint)
    return None


def _slip(found: re.Match[str], at: int, meant: str, value: str = "") -> Slip:
    start = at + len(found.string[at:]) - len(found.string[at:].lstrip(" \t"))
    start = found.start("o") if found.start("o") > start else start
    return Slip(found[0].strip(), start, found.end(), meant, value)
