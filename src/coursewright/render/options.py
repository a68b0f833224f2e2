"""How a page's items behave: the options of mkdocs-quiz under their own names, honoured or answered.

A site written for mkdocs-quiz changes the plugin's name and nothing else. Options whose effect was a defect are
accepted, and say what happens instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from typing import Any, Literal

from coursewright.fragment.seldom import seldom

ANSWERED = {
    "auto_submit": "answers are always sent with a button, since the first arrow key would send and lock them",
    "confetti": "no confetti: it ignored readers who ask for less motion",
    "progress_sidebar_position": "the score stands at the end of the page, or where <!-- mkdocs-quiz results --> is",
    "embed_source": "pages never hold the source; `quiz run` plays the bank files themselves",
    "cli_run": "`quiz` finds its menu in the file .mkdocs-quiz.yml: move it there",
}
"""Options that are accepted without effect, and what is done instead."""


Formulas = Literal["mathml", "keep"]
"""Whether pages draw formulas themselves, as MathML, or keep them as TeX for a script of the author's."""
_RENDERERS = seldom(r"katex|mathjax|\btex-(?:mml|svg|chtml)", re.I)


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What holds for the items of one page."""

    auto_number: bool | None = None
    """Whether each item shows that it is “Question n”; None where a page with several does."""
    show_correct: bool = True
    """Whether the reasons for every choice are offered after an answer."""
    disable_after_submit: bool = False
    """Whether an answer stands, without a second try."""
    shuffle_answers: bool = False
    """Whether choices are shuffled unless an item says otherwise."""
    show_progress: bool = True
    """Whether the page counts its answers."""


DEFAULTS = PageOptions()
_NAMES = tuple(PageOptions.__dataclass_fields__)


def formulas_option(site: Mapping[str, Any], scripts: Iterable[Any]) -> Formulas:
    """Return what becomes of formulas: what the site says, else ``keep`` where its scripts have KaTeX or MathJax."""
    said = site.get("formulas")
    if said in ("mathml", "keep"):
        return "keep" if said == "keep" else "mathml"
    return "keep" if any(_RENDERERS.search(str(getattr(script, "path", script))) for script in scripts) else "mathml"


def page_options(site: Mapping[str, Any], meta: Mapping[str, Any]) -> PageOptions:
    """Return the options of a page: its front matter's ``quiz:`` over the site's, over the defaults."""
    own = meta.get("quiz")
    levels = [site, own if isinstance(own, Mapping) else {}]
    options = DEFAULTS
    for level in levels:
        options = replace(options, **{name: level[name] for name in _NAMES if isinstance(level.get(name), bool)})
    return options


def page_language(site: Mapping[str, Any], meta: Mapping[str, Any], src_path: str, default: str) -> str:
    """Return the language of a page's interface: its front matter's, a pattern's, the site's, the theme's."""
    own = meta.get("quiz")
    if isinstance(own, Mapping) and own.get("language"):
        return str(own["language"])
    for entry in site.get("language_patterns") or []:
        if isinstance(entry, Mapping) and entry.get("language") and fits(src_path, str(entry.get("pattern", ""))):
            return str(entry["language"])
    return str(site.get("language") or default)


def fits(src_path: str, pattern: str) -> bool:
    """Return whether a path fits a pattern; ``fr/**/*`` is all below ``fr``, the pages right in it too."""
    return fnmatch(src_path, pattern) or fnmatch(src_path, pattern.replace("**/", ""))


def answered(options: object) -> Iterator[str]:
    """Yield a sentence for each option that the site or a page sets and that works otherwise here."""
    for name, what in ANSWERED.items():
        if isinstance(options, Mapping) and options.get(name) is not None:
            yield f"the option {name} has no effect: {what}"
