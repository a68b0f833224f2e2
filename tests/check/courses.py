"""Courses made of texts, for the tests of the checker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from coursewright.check.answer_key import locked_items
from coursewright.model.course import Bank, Course, Lesson, Objective
from coursewright.model.item import Use
from coursewright.model.key import KeyFile, KeyRow
from coursewright.problem import Problem
from coursewright.read.document import read_document
from coursewright.read.front_matter import split_front_matter
from coursewright.read.scenario import read_scenarios


def course_of(texts: Mapping[str, str]) -> Course:
    """Return the course of these files: a text that defines objectives is a lesson, any other one a bank.

    A file with “scenario” in its name is a scenario. The site has the pages, and what they name as ``files:``.

    It draws formulas where a text says ``formulas: true``.

    Its answer key is up to date, but for the rows that a text gives as ``committed:``, by item.
    """
    problems: list[Problem] = []
    lessons, banks, committed = [], [], {}
    files: set[str] = set()
    scenarios = {path: text for path, text in texts.items() if "scenario" in path}
    for path, text in texts.items():
        if path in scenarios:
            continue
        lesson = isinstance(split_front_matter(text, path, []).meta.get("objectives"), dict)
        use: Use | None = "practice" if lesson else None
        document, _ = read_document(text, path, problems, use)
        name = PurePosixPath(path).stem
        if lesson:
            found = tuple(
                Objective(key, said, document.places[f"objectives.{key}"])
                for key, said in document.meta["objectives"].items()
            )
            sources = tuple(map(str, document.meta.get("sources", ())))
            lessons.append(Lesson(name, name, document, path, found, document.meta.get("duration"), sources))
            files |= {path, *document.meta.get("files", ())}
        else:
            banks.append(Bank(name, name, document.meta.get("use", "practice"), document))
        for item, row in document.meta.get("committed", {}).items():
            file = KeyFile(path, "")
            file.__dict__["places"] = {item: document.places[f"committed.{item}"]}
            committed[item] = KeyRow(item, row["kind"], tuple(row["key"]), float(row.get("points", 1)), file)
    read = tuple(read_scenarios(scenarios.items(), problems))
    course = Course(
        lessons=tuple(lessons),
        banks=tuple(banks),
        scenarios=read,
        files=frozenset(files) or None,
        formulas=any(document.meta.get("formulas") for document in (found.document for found in (*lessons, *banks))),
        problems=tuple(problems),
    )
    rows = {
        item.id: KeyRow(item.id, item.kind, item.keyed, item.metadata.points, KeyFile("answer-key.json", ""))
        for item in locked_items(course)
    }
    return replace(course, answer_key=tuple((rows | committed).values()))


def course_of_item(text: str) -> Course:
    """Return a course of one bank, ``bank.md``, with this one item."""
    return course_of({"bank.md": f"<quiz>\n{text}\n</quiz>\n"})
