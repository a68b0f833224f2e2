"""What ``extra.course`` says of keeping the course on a device."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from coursewright.fragment.near import near
from coursewright.model.about import Installable
from coursewright.read.facts import Facts

_NAME = "installable"
_HINT = "Write “installable: true”, or “installable: {without: [a-folder/]}”."


def read_installable(facts: Facts, pages: Collection[str] = ()) -> Installable | None:
    """Return what of the course may be kept; None where nothing is, or where what is written can't be meant (R023).

    ``pages`` are the paths of the course's pages, of which some folder or page may be left out.
    """
    value = facts.given.get(_NAME)
    if value is None or isinstance(value, bool):
        return Installable() if value else None
    if isinstance(value, Mapping) and set(value) <= {"without"}:
        folders = value.get("without") or []
        if isinstance(folders, list) and all(isinstance(folder, str) for folder in folders):
            known = sorted({f"{page.partition('/')[0]}/" for page in pages if "/" in page} | set(pages))
            for at, folder in enumerate(folders):
                if meant := near(folder, known):
                    hint = f"Did you mean “{meant}”?"
                    facts.report(f"there is no “{folder}” to leave out", f"{_NAME}.without.{at}", hint)
            return Installable(tuple(folder.removeprefix("./").lstrip("/") for folder in folders))
    facts.report(f"“{value}” doesn’t say whether the course can be kept on a device", _NAME, _HINT)
    return None
