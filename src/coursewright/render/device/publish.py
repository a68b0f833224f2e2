"""What of all this stands in a site: in the head of its pages, and beside them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from coursewright.model.about import About
from coursewright.render.device.kept import kept_files
from coursewright.render.device.worker import ICON, MANIFEST, WORKER, manifest, missing_page, no_worker, worker
from coursewright.render.frame.look import look_files
from coursewright.render.frame.material import search_files
from coursewright.render.session import ASSETS, Session
from coursewright.render.texts import Texts

SCRIPT = "keep.js"
KEEP_TEXTS = (
    # Translators: at the end of a page that is open while a new version of the course is published; a link follows
    "A new version of this course is ready. It comes with the next page that you open.",
    # Translators: that link, which loads the page anew
    "Load it now",
)


def device_head(session: Session, base: str, text: Texts) -> str:
    """Return what stands in the head of each page, if the course may be kept; ``base`` leads to the site's root."""
    if not session.installs:
        return ""
    fresh, load = (escape(text(english)) for english in KEEP_TEXTS)
    address = f"{base}{ASSETS}/{SCRIPT}?{session.versions[SCRIPT]}"
    return (
        f'<link rel="manifest" href="{base}{MANIFEST}">\n'
        f'<script src="{address}" defer data-fresh="{fresh}" data-load="{load}"></script>'
    )


def write_device(
    site: Path, about: About | None, text: Texts, language: str, icon: str, search: Sequence[str], *, look: bool
) -> None:
    """Write the worker and the manifest of a finished site; where nothing may be kept, what takes a worker away.

    ``icon`` is the site's own, ``search`` are the languages in which it is searched, ``look`` tells our theme.
    """
    if about is None or about.installable is None:
        (site / WORKER).write_bytes(no_worker())
        return
    own = (site / icon).read_bytes() if icon and (site / icon).is_file() else b""
    (site / MANIFEST).write_bytes(manifest(about, language, own, icon))
    if not look:  # else the theme has brought it
        (site / ASSETS / ICON).write_bytes(look_files()[ICON])
    left = (*about.installable.without, *([about.packages] if about.packages else []))
    kept = kept_files(site, left, search_files(search), eager=not look)
    (site / WORKER).write_bytes(worker(kept, missing_page(text, language, look=look)))
