"""What ``extra.course`` says of a course as a whole → its facts."""

from __future__ import annotations

from coursewright.fragment.identity import course_id
from coursewright.model.about import About
from coursewright.read.facts import Facts
from coursewright.read.grades import read_grades
from coursewright.read.installable import read_installable
from coursewright.read.words import read_words


def read_about(facts: Facts, title: str, site_url: str = "") -> About:
    """Return what a course states of itself; the site's title and address stand in for a title and an id of its own."""
    named = facts.text("id")
    packages = facts.text("packages")
    return About(
        id=named or course_id(site_url, title),
        named=bool(named),
        title=facts.text("title") or title,
        description=facts.text("description"),
        version=facts.text("version"),
        licence=facts.text("licence"),
        languages=facts.texts("languages"),
        provider=facts.text("provider"),
        hosts=facts.texts("hosts"),
        card=facts.text("card"),
        packages=packages if not packages or packages.endswith("/") else f"{packages}/",
        grades=read_grades(facts),
        installable=read_installable(facts),
        words=read_words(facts),
    )
