"""Feedback that begins with a verdict, such as “Wrong.”, and contradicts the mark of its choice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding
from coursewright.fragment.seldom import seldom
from coursewright.model.item import Choice, Item

_BEGINS = {
    *("wro", "inc", "not", "tha", "thi", "sor", "cor", "rig", "fal", "no.", "no,", "no!", "yes", "wel"),
    *("fau", "exa", "ine", "ric", "kor", "gen", "nic"),
}
"""What feedback that judges its choice begins with, if with a letter."""
_NAMED_ONLY = r"(?![*_]{0,3}[.!]?[*_]{0,3}[ \t]+(?-i:[a-z]))"
"""Behind a verdict no sentence goes on: “Wrong! is blunt.” names it."""
_WRONG = seldom(
    r"[^\w\s“„«\"'‘(`>]{0,3}[ \t]*[*_]{0,3}(?:that(?:['’]s| is)[ \t]+|sorry,[ \t]+)?"
    r"(?P<said>(?:wrong|incorrect|false)(?=[*_]{0,3}[.!]|[ \t]+[–—-][ \t])"
    r"|not[ \t]+(?:quite(?:[ \t]+right)?|right|correct)(?=[*_]{0,3}[.!]))"
    rf"{_NAMED_ONLY}",
    re.I,
)
_RIGHT = seldom(
    r"[^\w\s“„«\"'‘(`>]{0,3}[ \t]*[*_]{0,3}"
    r"(?P<said>th(?:at(?:['’]s| is)|is is)[ \t]+(?:right|correct)|correct|exactly|(?:right|well done)(?=!))"
    r"[*_]{0,3}[.!]"
    rf"(?![*_ \t\n]*(?:only|except)\b){_NAMED_ONLY}",
    re.I,
)
"""How feedback begins that judges its choice, and nothing else."""
_JUDGED = seldom(
    r"n['’]t\b|\b(?:wrong|incorrect|false|not|no|except|never|mistakes?|errors?|faults?|flaw(?:s|ed)?|untrue|myths?|least"
    r"|invalid|true|judge|grade|mark|verdict|correct(?:ed|ion|s)?|right|most|best|better|first|next|urgent|worst|weakest"
    r"|bugs?|debug|fix|mend|repair|revise|edit|change|replace|remove|improve|typos?|odd|reject\w*|avoid|against"
    r"|rules? out|contraindicated|unlikely|fallac(?:y|ies)|misconceptions?|fake|lie"
    r"|(?:un)?sound|(?:un)?grammatical|illegal|fails?"
    r"|strike|cross|delete|discard|excluded?|claim(?:s|ed)?|says?|said|think|thought|believ(?:e[sd]?)|argues?d?)\b",
    re.I,
)
"""Words of a question or a choice of which “Wrong.” may be a part of the answer."""
_VERDICT = seldom(r"\b(?:correct|right|wrong|incorrect|true|false)\b", re.I)
_WEIGHED = seldom(
    r"\b(?:but|however|(?:al)?though|yet|still|unless|instead|rather|nevertheless|nonetheless|while|whereas|first|next"
    r"|later|better|best|most|more|less|partly|almost|enough|urgent|common|left|mais|maar|per[oò]|aber)\b",
    re.I,
)
"""Words of feedback that weighs one thing against another."""
_BEGIN = r"[^\w\s“„«\"'‘(`>]{0,3}[ \t]*[*_]{0,3}(?P<said>"
_END = r")[*_]{0,3}[ \t\u00a0\u202f]?(?:[.!](?![ \t]*\d|[*_]{0,3}[ \t]+(?-i:[a-z]))|[,:])[*_]{0,3}(?=[ \t\n]|\Z)"
_CALLS_WRONG = seldom(
    rf"{_BEGIN}incorrect|wrong|false|no|falso|incorrect[oa]|faux|inexact|falsch|nicht richtig{_END}",
    re.I,
)
_CALLS_RIGHT = seldom(
    rf"{_BEGIN}correct|right(?=!)|true(?=[.!])|exactly|yes(?:[ \t,]+that(?:['’]s| is)[ \t]+(?:right|correct))?"
    r"|well done|th(?:at(?:['’]s| is)|is is)[ \t]+(?:right|correct)|correct[oa]|exacto|exacte?|exactement"
    r"|richtig|korrekt|genau"
    rf"{_END}",
    re.I,
)
"""Verdicts that a sentence may begin with, too: they tell where a right and a wrong choice have the other's."""
_REPLY = seldom(r"(?:yes|no)\Z", re.I)
_ASKS_WHICH = seldom(r"\b(?:what|which|who|whom|whose|when|where|why|how)\b", re.I)
_JUDGED_ELSEWHERE = seldom(
    r"\b(?:fals[oa]s?|incorrect[oa]s?|correct[oa]s?|verdader[oa]s?|ciert[oa]s?|nunca|errores|mejor(?:es)?|peor|excepto"
    r"|salvo|primer[oa]?|faux|fausses?|vraie?s?|exacte?s?|inexacte?s?|correcte?s?|incorrecte?s?|juste?s?|ne|pas|jamais"
    r"|sauf|erreurs?|meilleure?s?|pire|premi(?:er|[eè]re)s?|falsch\w*|richtig\w*|korrekt\w*|unrichtig\w*|wahr\w*"
    r"|unwahr\w*|nicht|kein\w*|nie|außer|fehler\w*|best\w+|stimm\w+|trifft|zutreff\w+|zuerst|beurteil\w+|bewert\w+)\b"
    r"|\bn['’]",
    re.I,
)
"""The same in other languages as “_JUDGED”."""


def verdicts(item: Item) -> Iterator[Finding]:
    """Yield a finding for feedback that calls a right choice wrong, or a wrong one right.

    A verdict with which a sentence may begin counts where both are told, and so does any where several may be picked:
    “Correct!” may mean there that a choice is rightly left.
    """
    found = (_swapped(item) or _plain(item)) if item.metadata.scored and _may_judge(item) else []
    if not found or _JUDGED.search(item.stem.markdown):
        return
    for choice, verdict in found:
        assert choice.feedback  # it says so
        mark = "marked as right" if choice.correct else "not marked as right"
        hint = "Mend the mark or the text."
        message = f"feedback says “{verdict}”, and its choice is {mark}"
        yield Finding(message, choice.feedback.source, hint, item.id)


def _may_judge(item: Item) -> bool:
    for choice in item.choices:
        if choice.feedback:
            begin = choice.feedback.markdown[:3].lower()
            if begin in _BEGINS or not begin[:1].isalpha():
                return True
    return False


def _plain(item: Item) -> list[tuple[Choice, str]]:
    """Return the choices whose feedback judges against the mark, and does nothing else."""
    if item.picks == "several":
        return []
    told = [
        (choice, begin["said"])
        for choice in item.choices
        if choice.feedback and (begin := (_WRONG if choice.correct else _RIGHT).match(choice.feedback.markdown))
    ]
    if not told or any(_VERDICT.search(choice.text.markdown) for choice in item.choices):
        return []  # “Correct.” may say what the choice would be
    return [
        (choice, begin)
        for choice, begin in told
        if choice.feedback
        and not _JUDGED.search(choice.text.markdown)
        and not _WEIGHED.search(choice.feedback.markdown)
    ]


def _swapped(item: Item) -> list[tuple[Choice, str]]:
    """Return such choices where both a right and a wrong one are judged against their marks."""
    told = []
    for choice in item.choices:
        against = (_WRONG, _CALLS_WRONG) if choice.correct else (_RIGHT, _CALLS_RIGHT)
        text = choice.feedback.markdown if choice.feedback else ""
        if begin := against[0].match(text) or against[1].match(text):
            told.append((choice, begin["said"]))
    weighed = [choice.feedback and _WEIGHED.search(choice.feedback.markdown) for choice, _ in told]
    if len({choice.correct for choice, _ in told}) < 2 or all(weighed):
        return []
    replies = any(_REPLY.match(said.partition(",")[0]) for _, said in told)
    stem, texts = item.stem.markdown, [choice.text.markdown for choice in item.choices]
    if (replies and not _ASKS_WHICH.search(stem)) or _JUDGED_ELSEWHERE.search(stem):
        return []
    if any(
        _VERDICT.search(text) or _JUDGED_ELSEWHERE.search(text) or re.match(r"(?:yes|no)\b", text, re.I)
        for text in texts
    ):
        return []
    return [] if any(_JUDGED.search(choice.text.markdown) for choice, _ in told) else told
