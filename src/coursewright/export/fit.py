"""Which items are wrong, as far as the check knows: they stay in the course, and the others leave it."""

from __future__ import annotations

from collections.abc import Iterable

from coursewright.model.course import Course, Document
from coursewright.problem import Problem, Severity, Source


def wrong_items(course: Course, problems: Iterable[Problem]) -> tuple[dict[Source, Problem], list[Problem]]:
    """Return the first error of reading or in a key by the item that it makes wrong, and errors of files as a whole."""
    spans = [(document, [(item.source, item.end, item.id) for item in document.items]) for document in course.documents]
    by_path = {document.path: (document, items) for document, items in spans}
    by_id = {name: source for _, items in spans for source, _, name in items}
    wrong: dict[Source, Problem] = {}
    whole: list[Problem] = []
    for problem in sorted(problems, key=lambda found: found.code == "K016"):  # which often follows from another
        if problem.severity is not Severity.ERROR or problem.code[0] not in "RK":
            continue
        if problem.rated:  # its author wants to be told; that makes no item wrong
            continue
        document, items = by_path.get(problem.source.path, (None, []))
        line = problem.source.line
        found = [source for source, end, _ in items if source.line <= line <= end]
        if not found and problem.item in by_id:
            found = [by_id[problem.item]]  # its row in the answer key, say
        if not found and document and problem.code == "R002" and _hides_the_use(document, problem.source):
            found = [source for source, _, _ in items]
        for source in found:
            wrong.setdefault(source, problem)
        if problem.code[0] == "R" and not found:
            whole.append(problem)
    return wrong, whole


def _hides_the_use(document: Document, source: Source) -> bool:
    """Return whether nobody knows what a file's items are for, since its front matter can't be read there."""
    return not document.meta or source == document.places.get("use")
