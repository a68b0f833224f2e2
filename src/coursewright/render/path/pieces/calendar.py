"""The learner's review dates as a file for a calendar, made in the browser."""

from __future__ import annotations

from html import escape

from coursewright.render.path.maker import Maker, missable, page_with
from coursewright.render.path.registry import PathPiece
from coursewright.render.session import Session

CALENDAR_TEXTS = (
    # Translators: the title of an entry in a learner's calendar, on a day on which questions come back
    "Review: {course}",
    # Translators: below the button that saves the learner's review dates as a file for a calendar: what it has done
    "There are no dates yet. The first one comes with a question that you miss.",
    "Saved. Open the file with your calendar. Taken in again later, days that are there already aren’t doubled.",
)


def links(session: Session) -> list[tuple[str, str]]:
    """Return the page to which entries of the calendar lead."""
    return page_with(session, "review")


def calendar(make: Maker) -> str:
    """Return the button that saves the file, and what is in it."""
    # Translators: on the review page, the heading above a button that saves a file for a calendar
    heading = make.heading("Take the dates along")
    what = make.p(
        "A file for your calendar: an entry on each day that has questions for you, with this course’s name and "
        "address, and nothing else. It is made in this browser."
    )
    page = "".join(make.links.get(link, "") for link in links(make.session))
    return (
        make.without("The calendar file is made in your browser by scripts, and they are off.")
        + f'<div class="cw-live" hidden>{heading}{what}<p>{make.button("Save the dates", "dates", plain=True)}</p>'
        + f'<p role="status" class="cw-said"></p></div><div hidden>{page}</div>'
    )


def attributes(make: Maker) -> str:
    """Return the course's name, and the ids of the items that can come back."""
    items = missable(make.course)
    ids = {item.id for item in items} | {was.id for item in items for was in item.metadata.was}
    return f' data-name="{escape(make.course.about.name)}" data-asked="{escape(" ".join(sorted(ids)))}"'


PIECE = PathPiece(
    name="calendar",
    html=calendar,
    links=links,
    scripts=("sound.js", "calendar.js"),
    texts=CALENDAR_TEXTS,
    attributes=attributes,
)
