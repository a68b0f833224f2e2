"""A question or a choice that shows nothing, or a note to its author: the learner has to guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten

from coursewright.check.looks import all_said, items_where
from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import blanked, mask_all_code, mask_comments
from coursewright.fragment.identity import exact, norm
from coursewright.fragment.rest import holds
from coursewright.fragment.seen import images
from coursewright.fragment.seldom import holds_one, seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.item import Choice, Item
from coursewright.problem import Severity

_SPACE = re.compile(r"(?:&nbsp;?|&#160;?|&#xa0;?|[\s\u200b\u2060\ufeff\\])*", re.I)
_MEDIA = re.compile(r"<(?:audio|video|iframe|svg|object|embed|canvas|math)\b", re.I)
_PLACEHOLDER = seldom(
    r"(?<!`)(?P<code>`+)(?!`).+?(?<!`)(?P=code)(?!`)"  # shown as code: meant
    r"|^[ \t]*\?\?\?\+?[ \t]+[a-z][\w-]*(?:[ \t]+[a-z][\w-]*)*(?:[ \t]+\".*\")?[ \t]*$"  # a foldable note
    # all in Spanish and Portuguese
    r"|(?:\b(?:es|casi|sobre|ante|lo|con|del?|que|para|por|y|hay|hacer|em|en)\s+)?\bTODO(?=,?\s+(?:el|la|lo|los|las|un|una|o|os"
    r"|as|es|está|é|menos|en|eso|esto|cuanto|lleno|bien|mal|con|sin|de|del|por|para|que|quien|y|va|se|su|sus|salvo|excepto)\b)"
    r"|\b(?:es|casi|sobre|ante|lo|con|del?|que|para|por|y|hay|hacer|em|en)\s+TODO\b(?!\s*[:：])"
    r"|(?P<found>\bTODO\b"
    r"|(?i:\blorem ipsum\b)|(?<![\w?!.])\?{3,})",
    re.S | re.M,
)

_GAP = seldom(r"(?:\w[ \t]*[=+<>≤≥≠→]|(?:\d|\b\w)[ \t]*[−*/×÷·,;]|\b\w+, \w+,)[ \t]*\Z")
_GAP_BEHIND = seldom(r"[ \t]*(?:[=+<>≤≥≠→×÷·]|[-−–*/,;:][ \t]*(?:\d|\w\b|…|\.\.\.))")
"""What stands around three question marks where they are the gap of an equation or a sequence."""
_QUOTE, _UNQUOTE = seldom(r"(?:[“„«\"][^”“„»\"\n]{0,80}|['‘‹])\Z"), seldom(r"(?:[^“„«”»\"\n]{0,80}[”“»\"]|['’›])")
_SPOKEN_OF = seldom(
    r"\b(?:such as|called|named|words?|comments?(?: with| like)?|mark(?:s|ed)?(?: with| as)?|texts?|labels?|tags?"
    r"|signs?|palabras?|mots?|wort)[ \t]\Z",
    re.I,
)
_ASKED = seldom(r"\b(?:what|where|why) (?:does|do|did|is) (?:a |the )?\Z", re.I)
"""What leads to a placeholder that a question is about."""
_TO_WRITE = seldom(
    r"^ {0,3}(?:#{1,6}[ \t]+)?[*_]{0,3}(?P<found>[\[(]?(?:TODO|FIXME|TBD)(?:\([\w@.-]+\))?"
    r"(?=[*_]{0,3}[ \t]*(?:[:：\])]|$))|(?:TBC|XXX)(?=[*_]{0,3}[ \t]*[:：]?[*_]{0,3}[ \t]+"
    r"(?:add|ask|check|clarify|confirm|decide|discuss|explain|find|finish|fix|insert|replace|rewrite|update|verify|write)\b)"
    r"|[Ll]orem ipsum(?= dolor))",
    re.M,
)
"""A line of a lesson or a scene that is still to be written. Lists say what such marks are, quotes show them."""
_RIGHT = seldom(
    r"(?<=\S)[ \t](?P<note>[*_]{0,3}[(\[][*_]{0,3}(?:(?:the[ \t]+)?(?:correct|right)(?:[ \t]+(?:answer|one|choice))?)!?"
    r"[*_]{0,3}[)\]][*_]{0,3})[.!]?[ \t]*\Z",
    re.I,
)
"""What a list of questions says behind a right choice."""
_BRACKETS = seldom(r"[(\[][*_]{0,3}(?P<word>[^()\[\]]+?)[*_]{0,3}[)\]][*_]{0,3}[.!]?[ \t]*\Z")
_WRONG = seldom(r"(?:the[ \t]+)?(?:wrong|incorrect|false|not correct)(?:[ \t]+(?:answer|one|choice))?!?", re.I)
_CHECKS, _CROSSES = "✓✔✅☑🗸", "✗✘❌❎"
_SIGNED = seldom(rf"[{_CHECKS}{_CROSSES}]")
_SIGN = seldom(
    rf"\A(?P<before>[{_CHECKS}{_CROSSES}])\ufe0f?[ \t]+(?=\S)"
    rf"|(?<=\S)[ \t]*(?P<behind>[{_CHECKS}{_CROSSES}])\ufe0f?[ \t]*\Z"
)
"""A sign in front of a choice or behind it that says whether it is right."""
_NAMES_SIGN = seldom(
    rf"\b(?:tap|press|click|hit|select|choose|use|type|insert|add|on|with|by|the|an?|is|as|and|or|to|of|for)"
    rf"[ \t]+[{_CHECKS}{_CROSSES}]",
    re.I,
)
_OF_SIGNS = seldom(
    r"\b(?:signs?|symbols?|marks?|marked|marking|icons?|emojis?|ticks?|ticked|check(?:ed|s|box(?:es)?|marks?)?|cross(?:ed|es)?"
    r"|characters?|badges?|status|shows?|shown|displays?|displayed|prints?|output|unicode|means?)\b",
    re.I,
)
"""Words of a question in which such a sign may be what a choice says."""
_BOLD = seldom(r"(?:\*\*(?![*\s])[^*`]+(?<!\s)\*\*|__(?=[^_`]*[^\w`])[^_`]+__|<(b|strong)>[^<>]+</\1>)[.!?…]?", re.I)
"""A text that is bold from end to end; names of programs have two underscores on each side."""
_ANY_BOLD = seldom(r"\*\*|__|<(?:b|strong)\b", re.I)
_WORDED = seldom(r"[^\W\d_]{3}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
"""More than a letter, such as a vector's."""
_OF_BOLD = seldom(
    r"bold|strong|emphas|highlight|thick|mark(?:ed|up|down)|format|\bfonts?\b|typo|typeface|weight|asterisk|\bstars?\b|html|css"
    r"|\b(?:look|written|shown?|appear|display|style)|fett|hervor|schrift|sternchen|\bgras|surlign|police|negrit|negrilla|resalt"
    r"|destac|grassetto|\bvet\b|жирн|粗体|粗體|太字|굵|غامق|عريض",
    re.I,
)
"""Words of a question that may be about bold text."""
_AROUND = "*_`“‘„«(\"'"
"""What may stand in front of a text's first letter, and hides none."""
_DRAWN = seldom(r"(?:\\?_){2,}|\.{3,}|…")
"""A gap as it is drawn on paper."""


@rule("K012", "empty-text", apart=True)
def empty_text(course: Course) -> Iterator[Finding]:
    """Search for stems and choices without text, alt text included, and for placeholders anywhere.

    Choices with other images that have one and the same description are a warning.
    """
    for item in course.items:
        if _is_empty(item.stem):
            source = item.stem.source if item.stem.markdown else item.source
            yield Finding(_shows("the question", item.stem), source, "Write it above the choices.", item.id)
        bold = False
        for choice in item.choices:
            written = choice.text.markdown
            bold = bold or (choice.correct and written[:1] in ("*", "_", "<"))
            if choice.correct and (")" in written or "]" in written) and item.picks:
                yield from _marked(item, choice)
            if not written[:1].isalnum() and _is_empty(choice.text):
                hint = "Write its text; an image needs one in its brackets, a tag shown as text needs backticks."
                yield Finding(_shows("the choice", choice.text), choice.text.source, hint, item.id)
        if bold:
            yield from _bold(item)
        for text in (*[pair.text for pair in item.pairs], *item.hints) if item.pairs or item.hints else ():
            if _is_empty(text):
                hint = "Write its text; an image needs one in its brackets, a tag shown as text needs backticks."
                yield Finding(_shows("a hint or an entry", text), text.source, hint, item.id)
        for blank in item.blanks:
            if found := next(filter(_DRAWN.fullmatch, blank.answers), None):
                message = f"“{found}” is a placeholder"
                hint = "Write the answer between the brackets; if it is typed so, put it in backticks."
                yield Finding(message, blank.source, hint, item.id, Severity.WARNING)
    for item in items_where(_may_be_signed, course):
        if item.picks:
            yield from _signed(item)
    for item in items_where(_may_have_images, course):
        yield from _unheard(item)
    for item in items_where(_may_be_unwritten, course):
        yield from _placeholders(item)
    yield from _unwritten_pages(course)


def _unwritten_pages(course: Course) -> Iterator[Finding]:
    bodies = [lesson.document.body for lesson in course.lessons if lesson.document.meta.get("id")]
    scenes = (text for scenario in course.scenarios for text, _ in scenario.texts)
    for text in (*(body for body in bodies if body), *scenes):
        if holds_one(text.markdown, ("TODO", "FIXME", "TBD", "TBC", "XXX", "psum")):
            yield from _to_write(text)


def _may_be_signed(text: str) -> bool:
    return holds_one(text, _CHECKS + _CROSSES)


def _may_have_images(text: str) -> bool:
    return ("!" in text and "![" in text) or ("=" in text and holds_one(text, ("<img", "<IMG")))


def _unheard(item: Item) -> Iterator[Finding]:
    """Yield a finding for choices that only their images tell apart, at the first of them; so for entries to match."""
    alike: dict[tuple[str, str], list[Text]] = {}
    for what, parts in (("choices", item.choices if item.kind != "short" else ()), ("entries", item.pairs)):
        for text in (part.text for part in parts):
            if _may_have_images(text.markdown):
                alike.setdefault((what, exact(text.markdown, text.names).casefold()), []).append(text)
    for (what, heard), texts in alike.items():
        if heard and len({images(text.markdown, text.names) for text in texts}) > 1:
            said = shorten(exact(texts[0].markdown, texts[0].names), 48, placeholder=" …")
            message = f"{len(texts)} {what} are images with one description, “{said}”"
            hint = "Describe what each shows: whoever hears them can't tell them apart."
            yield Finding(message, texts[0].source, hint, item.id, Severity.WARNING)


def _may_be_unwritten(text: str) -> bool:
    return holds(text, "???") or holds_one(text, ("TODO", "psum"))


def _to_write(text: Text) -> Iterator[Finding]:
    """Yield a finding for each line of a page or a scene that is a placeholder; of items, more is told.

    A page with “Lorem ipsum” in its code, too, shows how something looks.
    """
    plain = mask_comments(mask_all_code(text.markdown))
    last = plain.rfind("</quiz>") + 7  # behind it, each start would be followed to the end
    plain = re.sub(r"^[ \t>]*<quiz>.*?</quiz>", blanked, plain[:last], flags=re.M | re.S) + plain[last:]
    shown = plain.count("orem ipsum") < text.markdown.count("orem ipsum")
    for found in _TO_WRITE.finditer(plain):
        if shown and "ipsum" in found["found"]:
            continue
        message = f"“{found['found'].strip('[(')}” is a placeholder"
        yield Finding(message, text.place(found.start("found")), "Write what belongs there.", "", Severity.WARNING)


def _marked(item: Item, choice: Choice) -> Iterator[Finding]:
    """Yield a finding for what says at a right choice that it is; at a wrong one, too, it is what they are about.

    So may it be where a wrong one has a word of its own in brackets, and where that says “wrong”, it is advice.
    """
    note = _RIGHT.search(choice.text.markdown)
    if note and all(other.correct or not _RIGHT.search(other.text.markdown) for other in item.choices):
        others = [
            found["word"] for one in item.choices if not one.correct and (found := _BRACKETS.search(one.text.markdown))
        ]
        if not all(map(_WRONG.fullmatch, others)):
            return
        hint = "Delete it: learners read it before they answer, and “- [x]” says which choice is right."
        place = choice.text.place(note.start("note"))
        level = Severity.ADVICE if others else Severity.WARNING
        yield Finding(f"“{note['note']}” is a note to you", place, hint, item.id, level)


def _signed(item: Item) -> Iterator[Finding]:
    """Yield a finding for each sign that gives its choice away; one that contradicts a mark is what a choice says."""
    texts = [choice.text.markdown for choice in item.choices]
    if not any(map(_SIGNED.search, texts)):
        return
    found = [(choice, _SIGN.search(choice.text.markdown)) for choice in item.choices]
    alone = all(len(_SIGNED.findall(text)) <= 1 and not _NAMES_SIGN.search(text) for text in texts)
    agree = all(choice.correct == (sign[0].strip()[:1] in _CHECKS) for choice, sign in found if sign)
    agree = agree and (
        any(choice.correct and sign for choice, sign in found) or all(choice.correct or sign for choice, sign in found)
    )
    if not (alone and agree) or _SIGNED.search(item.stem.markdown) or _OF_SIGNS.search(item.stem.markdown):
        return
    for choice, sign in found:
        if sign:
            which = "before" if sign["before"] else "behind"
            hint = "Delete it: learners read it before they answer, and the box says whether a choice is right."
            place = choice.text.place(sign.start(which))
            yield Finding(f"“{sign[which]}” is a note to you", place, hint, item.id, Severity.WARNING)


def _bold(item: Item) -> Iterator[Finding]:
    """Yield a finding for right choices that are all bold where no wrong one has a bold word."""
    right = [choice for choice in item.choices if choice.correct]
    wrong = [choice for choice in item.choices if not choice.correct]
    if (
        not (right and wrong and item.picks)
        or _OF_BOLD.search(item.stem.markdown)
        or _ANY_BOLD.search(item.stem.markdown)
    ):
        return
    written = [choice.text.markdown.strip() for choice in right]
    if not all(_BOLD.fullmatch(text) and _WORDED.search(text) for text in written):
        return
    if not any(_ANY_BOLD.search(choice.text.markdown) for choice in wrong):
        said = "the right choice is bold, and no other one"
        said = said if len(right) == 1 else "the right choices are bold, and no other one"
        hint = "Write it plain: learners see it before they answer, and “- [x]” says which choice is right."
        yield Finding(said, right[0].text.source, hint, item.id, Severity.WARNING)


def _is_empty(text: Text) -> bool:
    written = text.markdown
    if written.lstrip(_AROUND)[:1].isalnum() or _MEDIA.search(written):
        return False
    return _SPACE.fullmatch(norm(written)) is not None


def _shows(what: str, text: Text) -> str:
    return f"{what} “{text.markdown}” shows no text" if text.markdown else f"{what} has no text"


def _placeholders(item: Item) -> Iterator[Finding]:
    meant: set[str] = set()
    for text in item.written if _may_be_unwritten(all_said(item)) else ():
        for found in _PLACEHOLDER.finditer(text.markdown):
            if not found["found"] or found["found"].lower()[:3] in meant:
                continue
            if _is_meant(found, text.markdown):
                meant.add(found["found"].lower()[:3])
                continue
            message = f"“{found['found']}” is a placeholder"
            yield Finding(message, text.place(found.start()), "Write what belongs there.", item.id, Severity.WARNING)
            break


def _is_meant(found: re.Match[str], written: str) -> bool:
    """Return whether a text speaks of a placeholder, quotes one, or leaves a gap by question marks."""
    before, behind = written[max(0, found.start() - 90) : found.start()], written[found.end() : found.end() + 90]
    if (before + behind).strip(" \t\n“”„«»\"'‘’‹›") and _QUOTE.search(before) and _UNQUOTE.match(behind):
        return True
    if found["found"].startswith("?"):
        return bool(_GAP.search(before) or _GAP_BEHIND.match(behind) or _SPOKEN_OF.search(before))
    named = _SPOKEN_OF.search(before) or _ASKED.search(before)
    return named is not None and not behind.lstrip().startswith((":", "："))
