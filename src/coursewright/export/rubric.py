"""What an instructor marks a reply by, and what a learner compares it with: criteria and model replies as HTML.

There are no headings over them, which would be in another language than the course's.
"""

from __future__ import annotations

from collections.abc import Iterable

ASKED_IN_WRITING = "what learners say aloud on the site is written in an LMS, and an instructor marks it: items: {}"
"""What is otherwise with every such item, wherever it goes as an essay."""
HINT = "Leave these items to the website if nobody is to mark them."


def criteria(labels: Iterable[str], reasons: Iterable[str]) -> str:
    """Return the criteria, each with what is said of it."""
    rows = (f"{label}<br />{reason}" if reason else label for label, reason in zip(labels, reasons, strict=True))
    return f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"


def replies(said: Iterable[str]) -> str:
    """Return the model replies."""
    return "".join(f"<blockquote>{one if one.startswith('<p') else f'<p>{one}</p>'}</blockquote>" for one in said)
