"""A citation that no source stands behind, or a source that nobody cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from coursewright.check.prose import WORD, without_sources
from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_all_code, mask_comments
from coursewright.fragment.identity import tokens
from coursewright.fragment.seen import readable
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Course, Lesson
from coursewright.problem import Severity

_YEAR = r"(?:(?:18|19|20)\d\d|n\.d\.)"
_LETTER = r"(?:-?[a-z])?"
_NAME = r"\b[A-Z][\w.’'-]{0,60}(?:,? (?:(?:and|&|of|the|for|v\.) ){0,3}[A-Z][\w.’'-]{0,60}){0,12}"
_BEHIND = re.compile(rf"(?P<name>{_NAME})(?: et al\.)?[*_]* \((?P<year>{_YEAR}){_LETTER}\)")
_INSIDE = re.compile(rf"(?:\(|; |cited in )(?:see )?(?P<name>{_NAME})(?: et al\.)?, (?P<year>{_YEAR}){_LETTER}(?=[);])")
_ADDRESS = re.compile(r"https?://\S+")
_BEHIND_IT = ").,;"
_CAPITAL = re.compile(r"\b[A-Z](?=[\w’']|\b)")
_SMALL = {"and", "of", "the", "for", "v"}
_LEADING = re.compile(
    r"about|after|also|although|and|as|at|because|before|but|by|during|even|for|from|if|in|into|like|on|once|only|or|since|so|than"
    r"|that|the|then|though|through|throughout|till|to|under|until|when|where|while|with|der|die|das|im|am|seit",
    re.I,
)
"""Words with which a sentence begins, in front of a name."""
_TIME = seldom(
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|spring|summer|autumn|fall|winter|early|late|mid|advent|christmas|diwali|easter|passover|ramadan|thanksgiving"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|frühling|frühjahr|sommer|herbst|ostern|weihnachten|q|and|of|the",
    re.I,
)
"""A month, a day of the week, a season or a feast: its year is no work's."""
_PLACED = seldom(r"\b(?:after|at|before|during|in|since|till|under|until)(?: the)? [*_]*\Z", re.I)
_THE = re.compile(r"\bthe [*_]*\Z", re.I)
_CASE = seldom(r"\bv(?:s?\.)? ")
"""Between the parties of a case in court."""
_OWNERS = re.compile(r"['’]s?\Z")
_SAYING = (
    r"(?:sa(?:ys?|id)|writes?|wrote|written|argue[ds]?|claim(?:s|ed)?|finds?|found|show(?:s|ed|n)?|state[ds]?|reports?|reported"
    r"|notes|noted|suggest(?:s|ed)?|conclude[ds]?|(?:dis)?agree[ds]?|explain(?:s|ed)?|describe[ds]?|define[ds]?|propose[ds]?"
    r"|recommend(?:s|ed)?|observe[ds]?|demonstrate[ds]?|points? out|pointed out|calls?|holds?|warn(?:s|ed)?|see"
    r"|sagt|schreib[te]n?|zeig(?:t|en|te|ten)|mein(?:t|en)|behaupte[tn]|beschreib(?:t|en)|dit|écri(?:t|vent)|montre(?:nt)?"
    r"|affirme(?:nt)?|dicen?|escriben?|muestran?|afirman?)"
)
_SAYS = seldom(rf"[*_]*,? (?:\w+ ){{0,2}}?{_SAYING}\b")
_SAID = seldom(
    rf"\b(?:{_SAYING}|(?:according|d'après|d’après|laut|selon|según|cf\.|vgl\.|siehe)(?: to)?(?: the)?) [*_]*\Z", re.I
)
"""What makes a name in front of a year that of somebody who is cited."""
_LETTERS = re.compile(r"[^\W\d_]+")


@rule("L402", "unresolved-citation", Severity.WARNING)
def unresolved_citation(course: Course) -> Iterator[Finding]:
    """Compare the citations of each page that states its sources with them, both ways."""
    for lesson in course.lessons:
        if lesson.sources and lesson.document.body:
            plain = mask_comments(mask_all_code(lesson.document.body.markdown))
            used: set[int] = set()
            yield from _citations(lesson, without_sources(plain), lesson.document.body, used)
            if all(piece.name != "sources" for piece in lesson.document.pieces):  # else the page lists them all
                yield from _unused(lesson, plain, used)


def _citations(lesson: Lesson, plain: str, body: Text, used: set[int]) -> Iterator[Finding]:
    """Yield each citation without a source; the numbers of those that are cited go to ``used``."""
    known = [(set(re.findall(_YEAR, bare)), bare) for bare in (_words(source) for source in lesson.sources)]
    for cited in sorted((*_BEHIND.finditer(plain), *_INSIDE.finditer(plain)), key=lambda cited: cited.start("name")):
        name, year = _bare(cited["name"]), cited["year"]
        start = cited.end("name") - len(name)
        name = _OWNERS.sub("", name)
        found = {at for at, (years, source) in enumerate(known) if year in years and _is_named(name, source)}
        used |= found
        if not found and not _is_time(name):
            near = get_close_matches(name, [re.split(r"[,.(]", source)[0].strip() for _, source in known], 1)
            hint = (
                f"Did you mean “{near[0]}”, or another year?" if near else "Add it to “sources:” in the front matter."
            )
            level = Severity.ADVICE if _is_doubtful(cited, name, plain, start, near=bool(near)) else Severity.WARNING
            if level is Severity.ADVICE:
                hint = "If it is a source, add it to “sources:” in the front matter."
            yield Finding(f"no source stands behind “{name}, {year}”", body.place(start), hint, severity=level)


def _bare(name: str) -> str:
    """Return a name without the words that only begin the sentence."""
    first, _, rest = name.partition(" ")
    while rest and not rest.startswith(("and ", "& ")) and _LEADING.fullmatch(first.rstrip(",")):
        name = rest
        first, _, rest = name.partition(" ")
    return name


def _is_time(name: str) -> bool:
    return all(map(_TIME.fullmatch, _LETTERS.findall(name)))


def _is_doubtful(cited: re.Match[str], name: str, plain: str, start: int, *, near: bool) -> bool:
    """Return whether a name may well be a case's, a work's, an event's, a law's or a place's.

    Such as “*Roe v. Wade* (1973)”, “the World Cup (2022)”, “in Kenya (2023)”, “NATO (1949) was founded”. ``near`` says
    that a source has nearly this name.
    """
    before = plain[max(0, start - 40) : start]
    if _CASE.search(f"{before[-4:]}{name}") or (cited.re is _BEHIND and cited[0][: cited[0].rindex(" ")][-1] in "*_"):
        return True
    if near or "et al." in cited[0] or re.search(r",| (?:and|&) ", name):
        return False
    if _PLACED.search(before) or (" " in name and _THE.search(before)):
        return True
    return cited.re is _BEHIND and not (_SAYS.match(plain, cited.end()) or _SAID.search(before))


def _words(source: str) -> str:
    return _ADDRESS.sub("", readable(source))


def _is_named(name: str, source: str) -> bool:
    """Return whether a citation's name is a source's: its words stand there, or it is made of its capitals.

    The last word alone will do, since what stands before it may only begin the sentence, as in “Even Cauble (2024)”.
    It may be a German genitive: “Müllers (2019) These”.
    """
    words = [word for word in tokens(name) if word not in _SMALL]
    if name.isupper() and len(name) > 1 and name in "".join(_CAPITAL.findall(source)):
        return True
    known = tokens(source)
    return bool(words) and (words[-1] in known or (words[-1][-1] == "s" and words[-1][:-1] in known))


def _unused(lesson: Lesson, plain: str, used: set[int]) -> Iterator[Finding]:
    """Yield each other source of which neither the address, nor the wording, nor the first name stands on the page."""
    whole = _flat(plain)
    words = set(WORD.findall(whole))
    for number, source in enumerate(lesson.sources):
        address, bare = _ADDRESS.search(source), _words(source)
        listed = (address and address[0].rstrip(_BEHIND_IT) in plain) or _flat(bare) in whole
        if number not in used and not listed and not set(WORD.findall(_flat(bare))[:1]) & words:
            place = lesson.document.place(f"sources.{number}", "sources")
            name = re.split(r" \(|\. ", bare)[0]
            message = f"nothing on the page cites or lists “{name}”"
            yield Finding(message, place, "Cite it, list it, or delete it.", severity=Severity.ADVICE)


def _flat(text: str) -> str:
    """Return a text in one line, without emphasis and capitals."""
    return " ".join(text.replace("*", "").replace("_", "").casefold().split())
