"""What ``extra.course`` says of a course as a whole → its facts."""

from __future__ import annotations

import re

from coursewright.fragment.identity import course_id
from coursewright.fragment.seen import without_tex
from coursewright.fragment.seldom import seldom
from coursewright.model.about import About
from coursewright.read.facts import Facts
from coursewright.read.grades import read_grades
from coursewright.read.installable import read_installable
from coursewright.read.words import read_words

_ORIGIN = seldom(r"https?://[^/?#\s]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def read_about(facts: Facts, title: str, site_url: str = "") -> About:
    """Return what a course states of itself; the site's title and address stand in for a title and an id of its own."""
    named = facts.text("id")
    packages = facts.text("packages")
    return About(
        id=named or course_id(site_url, title),
        named=bool(named),
        title=without_tex(facts.text("title") or title),
        description=facts.text("description"),
        version=facts.text("version"),
        licence=facts.text("licence"),
        languages=_languages(facts),
        provider=facts.text("provider"),
        hosts=_hosts(facts),
        card=facts.text("card"),
        packages=packages if not packages or packages.endswith("/") else f"{packages}/",
        grades=read_grades(facts),
        installable=read_installable(facts),
        words=read_words(facts),
    )


def is_language(text: str) -> bool:
    """Return whether a text has the form of a language's code."""
    return _LANGUAGE.fullmatch(text) is not None


def _languages(facts: Facts) -> tuple[str, ...]:
    found = facts.texts("languages")
    for at, language in enumerate(found):
        if not is_language(language):
            hint = "Write a language's code, such as en or pt-BR."
            facts.report(f"“{language}” is not a language's code", f"languages.{at}", hint)
    return found


def _hosts(facts: Facts) -> tuple[str, ...]:
    found = facts.texts("hosts")
    for at, host in enumerate(found):
        if not _ORIGIN.fullmatch(host):
            name = re.sub(r"^(?:\w+:)?/*([^/]*).*", r"\1", host)
            hint = f"Write where its pages come from, without a path: https://{name or 'lms.example.edu'}"
            facts.report(f"“{host}” is no origin of a site", f"hosts.{at}", hint)
    return found
