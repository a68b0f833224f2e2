"""A pass mark between two numbers of items: the bar that learners meet is higher than the one they read of."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity, Source


@rule("B209", "pass-mark-inconsistent", Severity.WARNING)
def pass_mark_inconsistent(course: Course) -> Iterator[Finding]:
    """Search for a pass mark that isn't a whole number of the items drawn.

    Where items have different points, or can be right in part, what can be reached depends on the draw.
    """
    final = course.path.completion.final
    if not final:
        return
    items = [item for name, _ in final.draw for item in course.bank_by_id[name].document.items if item.metadata.scored]
    if len({item.metadata.points for item in items}) > 1 or any(item.metadata.credit for item in items):
        return
    mark = course.path.completion.pass_mark
    needed = final.total * mark / 100
    if abs(needed - round(needed)) > 1e-9:
        above = int(needed) + 1
        real = f"{100 * above / final.total:.1f}".removesuffix(".0")
        message = f"{mark:g} % of {final.total} items is {needed:g}, so the bar is {above} items, {real} %"
        place = course.places.get("pass_mark") or course.places.get("final") or Source("mkdocs.yml", 1, 1)
        yield Finding(message, place, "Choose a pass mark that is a whole number of items, or draw another number.")
