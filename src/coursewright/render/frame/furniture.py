"""What stands around a lesson: its place in the course, its time, and the words of the frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html import escape
from urllib.parse import quote, urlencode, urlsplit

from coursewright.model.course import Lesson
from coursewright.render.frame.material import words_in
from coursewright.render.texts import Texts, direction, fill

WORDS = {
    # Translators: at the head of every page
    "skip": "Skip to content",
    "search": "Search",
    "languages": "Select language",
    # Translators: names of parts of a page, for screen readers
    "nav": "Navigation",
    # Translators: links below a lesson, above the title of the other one
    "previous": "Previous",
    "next": "Next",
    # Translators: in the search, how many pages it found; # stands for the number
    "none": "No matching documents",
    "one": "1 matching document",
    "other": "# matching documents",
    # Translators: at the foot of a page, a link to its source
    "edit": "Edit this page",
    # Translators: at the head of every page, the button that opens the list of lessons
    "lessons": "Lessons",
    # Translators: at the head of every page, the name of the switch between light and dark
    "scheme": "Dark mode",
    # Translators: on wide screens, above the list of a page's headings
    "toc": "Table of contents",
    # Translators: the button that opens the list of pages of a manual, which stands apart from the course
    "contents": "Contents",
    # Translators: a button that closes the list of lessons or the search
    "close": "Close",
    # Translators: at the head of every page, the link to the pages for teachers
    "teaching": "Teaching this?",
    # Translators: below a lesson, a panel for teachers who want to show the lesson in a course of their own
    "use": "Use this in your course",
    "piece": "What to show",
    "all": "The whole lesson",
    "line": "One line that fits its height",
    "frame": "A plain frame",
    "link": "A link",
    "copy": "Copy",
    "copied": "Copied",
    "ungraded": "An embed reports no grade.",
    # Translators: in that panel, above a list of files for a learning platform, and below it
    "packages": "Or upload a package with this lesson to your learning platform:",
    "all_packages": "All packages, with sizes, versions and checksums",
    "forged": "A package reports a score, as the learner’s browser states it.",
    # Translators: at the foot of every page
    "report": "Report an error on this page",
    "tell": "Found an error on this page? Tell whoever runs this course.",
    # Translators: on the page that stands in the place of one that doesn't exist (404)
    "lost": "This page isn’t here",
    "moved": (
        "It may have moved. Nothing you did is lost: "
        "the course’s outline lists every lesson, and search finds the rest."
    ),
    "first": "Go to the first page",
}
"""Words of the templates by the names they have there, in English."""

_THEIRS = {
    "skip": "action.skip", "search": "search", "languages": "select.language", "nav": "nav",
    "previous": "footer.previous", "next": "footer.next", "none": "search.result.none", "one": "search.result.one",
    "other": "search.result.other", "edit": "action.edit", "toc": "toc",
}  # fmt: skip
"""Material's names of those words that it has in more languages than we."""

INDEX_JSON = "search/search_index.json"
"""The search index, where MkDocs' search plugins write it."""
INDEX = "search/search_index.js"
"""The same as a script, for a site that opens from a folder."""


def mark_words(text: Texts) -> list[str]:
    """Return what a mark beside a lesson in the outline says to those who don't see it."""
    numbers = [text("{right} of {total} right"), text("{answered} of {total} answered")]
    return [text("done"), *numbers, text("done, {said}")]


def lesson_place(lesson: Lesson | None, place: tuple[str, int, int], text: Texts) -> str:
    """Return the line above a lesson's heading, such as “Principle 1 · 2 of 3 · about 8 minutes”, as HTML."""
    if lesson is None or not lesson.keeps_progress:
        return ""
    section, number, total = place
    said = []
    if section:
        # Translators: above a lesson's heading, its place in its section
        said += [f"<bdi>{escape(section)}</bdi>", escape(fill(text("{n} of {total}"), n=number, total=total))]
    if lesson.minutes:
        # Translators: above a lesson's heading, or before a scenario begins
        said.append(escape(text.count("about {n} minute", "about {n} minutes", round(lesson.minutes))))
    return " · ".join(said)


def report_link(repository: str, place: str, title: str, text: Callable[[str], str]) -> str:
    """Return the address that opens a new issue about a page; that of the repository where no form is known for it.

    Without a repository there is none.
    ``place`` says which page: its address and its file.
    """
    host, repository = urlsplit(repository).hostname or "", repository.rstrip("/")
    # Translators: title and text of the report that the link “Report an error on this page” begins
    about = fill(text("Error on the page “{title}”"), title=title)
    ask = text("What is wrong, and what should it say? Anyone can read this, so leave out private details.")
    body = f"{place}\n\n{ask}\n\n"
    for name, (path, subject, content) in _ISSUES.items():
        if name in host.split("."):
            return f"{repository}/{path}?{urlencode({subject: about, content: body}, quote_via=quote)}"
    return repository


_ISSUES = {
    "github": ("issues/new", "title", "body"),
    "codeberg": ("issues/new", "title", "body"),
    "gitea": ("issues/new", "title", "body"),
    "gitlab": ("-/issues/new", "issue[title]", "issue[description]"),
}
"""By a part of the host's name: where it opens an issue, and how it takes a title and a text."""


@cache
def frame_words(text: Texts) -> dict[str, str]:
    """Return the words of the templates in a language: ours, or Material's where we have none."""
    said = {name: text(english) for name, english in WORDS.items()}
    theirs = words_in(text.language)
    return said | {name: theirs(known) or said[name] for name, known in _THEIRS.items() if said[name] == WORDS[name]}


def word_by_name(name: str, text: Texts) -> str:
    """Return a word by the name that Material has for it, for the search plugin and for a course's own templates."""
    if name in ("language", "direction"):
        return text.language if name == "language" else direction(text.language)
    ours = next((own for own, known in _THEIRS.items() if known == name), "")
    return frame_words(text)[ours] if ours else words_in(text.language)(name) or name


def index_script(index: str) -> str:
    """Return a script that holds a search index (JSON), under the name that ``theme.js`` looks for."""
    return f"self.coursewrightIndex = {index};\n"
