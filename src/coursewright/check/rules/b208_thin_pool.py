"""A bank hardly larger than what is drawn from it: the second attempt asks what the first one did."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity, Source


@rule("B208", "thin-pool", Severity.ADVICE)
def thin_pool(course: Course) -> Iterator[Finding]:
    """Search for banks with fewer scored items than twice what the final assessment draws from them."""
    final = course.path.completion.final
    for name, drawn in final.draw if final else ():
        document = course.bank_by_id[name].document
        there = sum(item.metadata.scored for item in document.items)
        if there < 2 * drawn:
            place = document.places.get("use") or Source(document.path, 1, 1)
            items = "item" if there == 1 else "items"
            message = f"the bank has {there} scored {items}, and each attempt draws {drawn}"
            yield Finding(message, place, f"Write {2 * drawn - there} more, or draw fewer.")
