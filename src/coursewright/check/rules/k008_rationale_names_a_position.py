"""Feedback about “option B”, which moves once choices are shuffled, and feedback that judges against the key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.looks import all_said, items_where
from coursewright.check.registry import Finding, rule
from coursewright.check.siblings import places_named
from coursewright.check.verdicts import verdicts
from coursewright.fragment.code import mask_all_code
from coursewright.fragment.identity import norm
from coursewright.fragment.seldom import holds_one, seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Severity

_NAMED = re.compile(
    r"\b(?:(?i:option|choice|answer)s?\s+\(?|(?i:right|correct|best)\s+(?i:option|choice|answer)\s+(?:is|was)\s+\(?)"
    r"([A-E1-5])\b(?!['’%-]|[.,]\d|\s+(?:more|times|of|or more|questions|items|percent)\b)\)?"
    r"|\b(?i:the\s+(?:first|last)\s+(?:option|choice)\b)"
)
_NTH = r"(?:second|third|fourth|fifth)"
_BY_PLACE = seldom(
    rf"\bthe[ \t\n]+(?:{_NTH}[ \t\n]+(?:option|choice|answer)|(?:first|last)[ \t\n]+answer)\b"
    r"(?![ \t\n]+(?:of|to|in|for|from|that|which|who|is[ \t\n]+to|you|they|he|she|we|i|given|comes?|came)\b)"
    r"|\bthe[ \t\n]+(?:option|choice|answer)[ \t\n]+(?:above|below)\b",
    re.I,
)
"""A choice by its place in feedback on another; behind some words it is one of those that the text tells of."""
_TOLD_OF = seldom(r"\b(?:options?|choices?|cho[io]ses?|chose|answer(?:s|ed|ing)?)\b", re.I)
_NOUN = r"(?:the[ \t]+)?(?:(?:right|correct|best)[ \t]+)?(?:option|choice|answer)(?:s|\(s\))?"
_KEY = seldom(
    rf"(?<!\w)(?P<said>{_NOUN}[*_]{{0,3}}[ \t]*[:：=][*_]{{0,3}}[ \t]*[*_(\[]{{0,4}}"
    r"(?P<labels>[A-E1-5](?:[ \t]*(?:,|&|;|and)[ \t]*[A-E1-5])*)[)\]*_]{0,4})"
    r"(?=\.?[*_]{0,3}[ \t]*$|[,;][ \t]|[ \t]+(?:[-–—(]|because\b))",
    re.I | re.M,
)
"""A key as quiz programs and answer sheets write it, such as ``ANSWER: B``."""
_NUMBER = seldom(r"\d|\b(?:one|two|three|four|five)\b", re.I)
_ARTICLE = seldom(r"A (?=[a-z])")
_BEHIND = re.compile(r"s?\s+(?:above\b|below\b|\(?[A-E1-5]\b|(?:is|was)\s)|(?:s|\(s\))?[*_]{0,3}[ \t]*[:：=]", re.I)
_BEFORE = re.compile(rf"(?:first|last|{_NTH})\s+[oca]$", re.I)
_CLAIM = seldom(
    r"\s+(?:is|was)\s+(?:the\s+)?(?:(right|correct|best|true)|(wrong|incorrect|false|not\s+(?:right|correct)))\b",
    re.I,
)

_ANSWER = seldom(
    r"^[ \t>]{0,9}[*_]{0,3}(?P<said>(?:(?:correct|right)[ \t])?answer)[*_]{0,3}:[*_]{0,3}[ \t]*(?P<text>.+)$",
    re.M | re.I,
)
"""A line that says the answer as other programs do."""
_CONCLUDES = seldom(
    r"(?:\A|(?P<above>\S)\s*\n[ \t]*\n)[ \t]{0,3}[*_]{0,3}"
    r"(?P<said>(?:the[ \t]+)?(?P<right>(?:correct|right|best)[ \t]+)?answer"
    r"(?:[*_]{0,3}[ \t]*[:：]|(?P<is>[ \t]+is)[*_]{0,3}:?))[*_]{0,3}[ \t]",
    re.I,
)
"""How a paragraph begins that says the answer."""
_ENDS = seldom(
    r"[*_`”\"]{0,4}(?:[.!;][*_”\"]{0,4}(?=[ \t]|\Z)|,[ \t]+(?:as|because|since)\b"
    r"|[ \t]+(?:\(|[–—-][ \t]+)(?=[^\W\d_]{2})|\Z)"
)
"""What stands behind an answer that is said in full."""
_QUOTES = '*_`“”"'
_CHOICE = r"(?:options?|choices?|answers?)\b"
_ASKS = seldom(
    r"\b(?:which|what)\s+(?:(?:one|of|is|are|the|these|those|this|following|two|three|four|five|other|\d|best|better|right|correct"
    rf"|wrong|true|false|most|only|appropriate|likely|suitable)\s+)*{_CHOICE}(?!\s+(?:did|made)\b)"
    rf"|\b(?:choose|select|pick|mark|check|tick|find|give|name|identify)\b[^.?!\n]{{0,60}}?{_CHOICE}(?!\s+\(?[A-E\d]\b)"
    rf"|\b(?:best|right|correct|wrong|following|possible|given|one)\s+{_CHOICE}",
    re.I,
)
"""Words of a question that ask for a choice, whatever it is about."""
_TELLS = seldom(
    r"(?:['’]s?|\b(?:his|her|its|their|our|an?|first|second|third|fourth|fifth|last|final|two|three|four|five|both|[2-9]))"
    rf"\s+(?:\w+\s+)?{_CHOICE}|\b(?:which|what)\s+{_CHOICE}|[“„«\"][^”“»\"\n]{{0,120}}?\b{_CHOICE}\s+\d",
    re.I,
)
"""Words of a question that is itself about somebody's options, choices or answers."""
_FIRST = re.compile(r"\(?[Aa][.)]")
_LABEL = seldom(r"\(?(?P<letter>[A-Ha-h])(?P<sign>[.)])[ \t]+(?=\S)")
_OF_LABELS = seldom(r"(?:only|alone|and|or|is|are|was|has|but)\b|[+,=<>&/]", re.I)
"""What stands behind a letter that is a name for something else, such as “a) and b)”."""
_SHOWN = seldom(r"!\[|<img|<svg|<figure|\||`|(?<!\w)\(?[A-Ha-h]\)|(?<![\w.])[A-H][.:][ \t]", re.I)
"""A picture, a table, code, or letters in a question."""
_CALLED = ("ption", "hoice", "nswer")
"""What a choice is called, but for the first letter, which may be a capital."""


@rule("K008", "rationale-names-a-position", Severity.WARNING, apart=True)
def rationale_names_a_position(course: Course) -> Iterator[Finding]:
    """Search stems, choices, feedback and explanations for a choice's letter or place where choices move.

    Where it is called right against the key, or wrong, that is an error, moved or not. A line that only says which one
    is right, as other programs have it, is read by learners: it is reported even where it agrees. A paragraph that
    begins with the answer in the words of a wrong choice is an error.
    """
    site = course.shuffle_answers
    for item in items_where(_may_speak_of_choices, course):
        if item.picks and ("nswer" in item.stem.markdown or "NSWER" in item.stem.markdown):
            yield from _answered(item)
        if item.picks == "one" and item.metadata.scored:
            for text in (*(choice.feedback for choice in item.choices), item.explanation):
                if text and ("nswer" in text.markdown or "NSWER" in text.markdown):
                    yield from _contradicted(item, text)
        if item.choices and _may_name(all_said(item)):
            for text in (*(choice.feedback for choice in item.choices), item.stem, item.explanation):
                if text:
                    yield from _positions(item, text, site)
                    if text is not item.stem and item.shuffled(site=site):
                        yield from _by_place(item, text)
                    if item.picks and (":" in text.markdown or "=" in text.markdown or "：" in text.markdown):
                        yield from _keys(item, text, site)
    for item in course.items:
        if item.picks:
            yield from verdicts(item)
            if len(item.choices) > 2 and item.shuffled(site=site):
                yield from places_named(item)
            if item.choices and _FIRST.match(item.choices[0].text.markdown) and item.shuffled(site=site):
                yield from _labels(item)


def _labels(item: Item) -> Iterator[Finding]:
    """Yield advice where all choices have the letters of their places in front, as on paper, and these move.

    Letters that the question has, or may have in a picture, are those of what it asks about. With a full stop they
    may be initials.
    """
    texts = [choice.text.markdown for choice in item.choices]
    found = [_LABEL.match(text) for text in texts]
    letters = "".join(one["letter"].lower() for one in found if one)
    if len(letters) < len(texts) or len(letters) < 3 or not "abcdefgh".startswith(letters):
        return
    said = [text[one.end() :] for one, text in zip(found, texts, strict=True) if one]
    initials = any(one and one["sign"] != ")" for one in found) and max(len(text.split()) for text in said) < 3
    if initials or any(map(_OF_LABELS.match, said)) or _SHOWN.search(item.stem.markdown):
        return
    hint = "Delete the letters: learners see them in another order."
    message = f"“{texts[0][: found[0].end()].strip() if found[0] else ''}” is a place, and the choices are shuffled"
    yield Finding(message, item.choices[0].text.source, hint, item.id, Severity.ADVICE)


def _may_speak_of_choices(text: str) -> bool:
    return holds_one(text.lower(), _CALLED)


def _answered(item: Item) -> Iterator[Finding]:
    """Yield a finding for a line of the question that says the answer in the words of a right choice."""
    keyed = {norm(choice.text.markdown) for choice in item.choices if choice.correct}
    for found in _ANSWER.finditer(mask_all_code(item.stem.markdown)):
        if norm(item.stem.markdown[found.start("text") : found.end("text")].strip("*_ \t")) in keyed:
            hint = "Delete it: learners read it, and “- [x]” says which choice is right."
            message = f"“{found['said']}” tells the answer above the choices"
            yield Finding(message, item.stem.place(found.start("said")), hint, item.id, Severity.ERROR)


def _contradicted(item: Item, text: Text) -> Iterator[Finding]:
    """Yield a finding for each paragraph that begins with the answer in the very words of a wrong choice.

    “The answer is no” may be a part of a story: without “right” it counts where the choices are verdicts.
    """
    for found in _CONCLUDES.finditer(mask_all_code(text.markdown)):
        behind = text.markdown[found.end() :].partition("\n")[0].strip().lstrip(_QUOTES)
        told = not found["is"] or found["right"] or item.verdicts or behind[:4].lower() in ("true", "fals")
        label = behind.rstrip(f"{_QUOTES}. ").upper()
        if found["above"] in (":", "：") or not told or (len(label) == 1 and label in "ABCDE12345"):
            continue  # a label may be a choice's place
        named = [choice for choice in item.choices if _begins(behind, choice.text.markdown.strip(f"{_QUOTES} \t."))]
        if named and not any(choice.correct for choice in named):
            said = " ".join(found["said"].split()).rstrip("*_ ")
            message = f"“{said} {named[0].text.markdown}” contradicts the key"
            yield Finding(
                message, text.place(found.start("said")), "Mend the key or the text.", item.id, Severity.ERROR
            )


def _begins(text: str, choice: str) -> bool:
    """Return whether a text begins with all that a choice says, and with no more."""
    return bool(choice) and text[: len(choice)].lower() == choice.lower() and bool(_ENDS.match(text, len(choice)))


def _may_name(text: str) -> bool:
    """Return whether the patterns above are worth trying: they take long, and most texts name no choice."""
    low = text.lower()
    for word in _CALLED:
        at = low.find(word)
        while at >= 0:
            if _BEHIND.match(low, at + 5) or _BEFORE.search(low, max(0, at - 12), at):
                return True
            at = low.find(word, at + 5)
    return False


def _tells_of_choices(item: Item) -> bool:
    """Return whether a question is itself about options, choices or answers, which have an order of their own."""
    return _TELLS.search(_ASKS.sub("", item.stem.markdown)) is not None


def _positions(item: Item, text: Text, site: bool) -> Iterator[Finding]:
    for named in _NAMED.finditer(text.markdown):
        if (named[1] or "1").isdigit() and _tells_of_choices(item):
            continue
        claim = _CLAIM.match(text.markdown, named.end()) if named[1] else None
        source = text.place(named.start())
        says_right = bool(claim and claim[1]) or " is " in named[0] or " was " in named[0]
        if item.picks and named[1] and (claim or says_right) and _correct(item, named[1]) != says_right:
            verdict = "right" if says_right else "wrong"
            message = f"“{named[0]}” is called {verdict} here, and the key says otherwise"
            yield Finding(message, source, "Mend the key or the text.", item.id, Severity.ERROR)
        elif item.shuffled(site=site):
            message = f"“{named[0]}” names a place, and the choices are shuffled"
            yield Finding(message, source, "Say what the choice says instead.", item.id)


def _by_place(item: Item, text: Text) -> Iterator[Finding]:
    """Yield a finding for “the third option” and the like, where neither item nor text tells of several itself.

    Behind the choices, all of them are above.
    """
    places = list(_BY_PLACE.finditer(text.markdown))
    said = (item.stem.markdown, *(choice.text.markdown for choice in item.choices))
    if not places or len(_TOLD_OF.findall(text.markdown)) > len(places) or any(map(_TOLD_OF.search, said)):
        return
    for found in places:
        if text is not item.explanation or found[0].lower()[-5:] not in ("above", "below"):
            message = f"“{' '.join(found[0].split())}” names a place, and the choices are shuffled"
            yield Finding(message, text.place(found.start()), "Say what the choice says instead.", item.id)


def _keys(item: Item, text: Text, site: bool) -> Iterator[Finding]:
    """Yield a finding for each key with a colon that has a line to itself, or contradicts ours in lettered choices."""
    plain = mask_all_code(text.markdown)
    lettered = _lettered(item)
    for told in _KEY.finditer(plain):
        alone = not plain[plain.rfind("\n", 0, told.start()) + 1 : told.start()].strip(" \t*_")
        alone = alone and not plain[told.end() :].partition("\n")[0].strip(" \t*_.")
        labels = re.findall(r"[A-Ea-e1-5]", re.sub("and", "", told["labels"], flags=re.I))
        if not (alone or (lettered and text is not item.stem)) or any(_says(item, label) for label in labels):
            continue
        said, source = told["said"].rstrip("*_"), text.place(told.start("said"))
        named = {"ABCDE12345".index(label.upper()) % 5 for label in labels}
        keyed = {index for index, choice in enumerate(item.choices) if choice.correct}
        if not named <= keyed:
            severity = Severity.ADVICE if any(map(str.isdigit, labels)) else Severity.ERROR
            message = f"“{said}” is called right here, and the key says otherwise"
            yield Finding(message, source, "Mend the key or the text.", item.id, severity)
        elif alone:
            hint = "Delete it: learners read it, and “- [x]” says which choice is right."
            yield Finding(f"“{said}” is another program's key", source, hint, item.id)
        elif item.shuffled(site=site):
            message = f"“{said}” names a place, and the choices are shuffled"
            yield Finding(message, source, "Say what the choice says instead.", item.id)


def _says(item: Item, label: str) -> bool:
    """Return whether a letter or number may be what a choice says, rather than the place of one."""
    texts = [choice.text.markdown for choice in item.choices]
    if label.isdigit():
        return any(_NUMBER.search(text) for text in texts)
    if _lettered(item):
        return False
    if sum(_ARTICLE.match(text) is not None for text in texts) > 1:
        texts = [_ARTICLE.sub("", text) for text in texts]
    letter = re.compile(rf"(?<![\w'’]){label}(?![\w'’])")
    return any(letter.search(text) or text.strip("*_$ .").upper() == label.upper() for text in texts)


def _lettered(item: Item) -> bool:
    """Return whether the choices start with the letters of their places."""
    pairs = zip("ABCDE", item.choices, strict=False)
    return all(re.match(rf"\(?{letter}[.):]", choice.text.markdown) for letter, choice in pairs)


def _correct(item: Item, label: str) -> bool:
    """Return whether the choice with this letter or number, in the order of the file, is keyed."""
    index = "ABCDE12345".index(label) % 5
    return index < len(item.choices) and item.choices[index].correct
