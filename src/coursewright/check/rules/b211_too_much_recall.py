"""A test that mostly asks what was read: whoever remembers the lesson passes, able or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.item import USES
from coursewright.problem import Severity, Source

SHARE = 0.3
FEWEST = 5
"""Items with a level that a share needs."""
_RECALL = ("remember", "understand")


@rule("B211", "too-much-recall", Severity.ADVICE)
def too_much_recall(course: Course) -> Iterator[Finding]:
    """Search for uses other than practice with over 30 % of items at the two lowest levels; each use by itself."""
    levels: Counter[tuple[str, str]] = Counter(
        (item.use, item.metadata.level)
        for item in course.items
        if item.use != "practice" and item.metadata.scored and item.metadata.level
    )
    for use in USES:
        total = sum(count for (name, _), count in levels.items() if name == use)
        recall = sum(levels[use, level] for level in _RECALL)
        if total >= FEWEST and recall > SHARE * total:
            bank = next(bank for bank in course.banks if bank.use == use)
            place = bank.document.places.get("use") or Source(bank.document.path, 1, 1)
            message = f"{recall} of {total} items for {use} ask to remember or understand, more than {SHARE:.0%}"
            yield Finding(message, place, "Turn some into cases, in which what was learned has to be used.")
