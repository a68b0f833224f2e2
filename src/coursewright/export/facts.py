"""What a package's scripts must know of the course: its pages and steps, and digests that stand for items and scenes.

The player's ``codec.js`` writes a learner's state with these digests. They are of ids and revisions, so that an edited
package finds what is left of a state, and never takes one thing for another.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import quote

from coursewright.export.links import in_package
from coursewright.export.registry import Options
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.model.part import part_name
from coursewright.model.scenario import Scenario
from coursewright.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageOptions(Options):
    """What whoever exports a package of lessons can choose."""

    choices: bool = False
    """Whether the LMS is told what was chosen on the way through a scenario, too."""


def course_iri(course: Course) -> str:
    """Return the IRI that a course has wherever it is hosted; what is in it has one that begins so."""
    return f"urn:coursewright:{quote(course.id, safe='')}"


def module_iri(course: Course, title: str) -> str:
    """Return the IRI of a part of a course, by its title."""
    return f"{course_iri(course)}:{part_name(title)}"


def package_facts(site: Site, options: PackageOptions) -> dict[str, object]:
    """Return the facts as plain data; ``items`` holds those that count and that a learner meets, the final's too."""
    course = site.course
    completion = course.path.completion
    addresses = {page.path: in_package(quote(page.url)) for page in site.pages}
    steps = [
        {"kind": step.kind, "id": step.id, "url": addresses[step.path], "total": len(step.scored)}
        for section in course.path.sections
        for step in section.steps
        if step.path in addresses
    ]
    lessons = [page.lesson for page in site.pages if page.lesson]
    return {
        "course": course.id,
        "iri": course_iri(course),
        "activity": module_iri(course, options.module) if options.module else course_iri(course),
        "module": options.module,
        "choices": options.choices,
        "version": course.about.version,
        "pages": [in_package(quote(page.url)) for page in site.pages],
        "steps": steps,
        "needs": list(completion.needs),
        "pass": completion.pass_mark,
        "final": completion.asked.total if completion.asked else 0,
        "items": {item.id: _item(item, bank) for item, bank in _met(site)},
        "lessons": {lesson: _digest("lesson", lesson) for lesson in lessons},
        "scenarios": {
            name: _scenario(course.scenario_by_id[name])
            for page in site.pages
            for name in page.scenarios
            if name in course.scenario_by_id
        },
        "texts": {english: said for english, said in site.texts.items() if said != english},
    }


def _met(site: Site) -> Iterator[tuple[Item, str]]:
    """Yield each item of the pages that counts, and those that the final draws from with their bank."""
    course = site.course
    seen = set()
    final = course.path.completion.final
    if final and any("final" in page.pieces for page in site.pages):
        for bank, _ in final.draw:
            for item in course.bank_by_id[bank].document.items:
                if item.metadata.scored and item.id not in seen:
                    seen.add(item.id)
                    yield item, bank
    for page in site.pages:
        for name in page.items:
            found = course.item_by_id.get(name)
            if found is not None and found.counts and name not in seen:
                seen.add(name)
                yield found, ""


def worded_as(item: Item | type[Item]) -> str:
    """Return the kind as which scripts word an item's responses: one of ours that are made of the same, else its own.

    The scripts have tables of ours alone, and take what a kind that they don't know responds for typed texts.
    """
    if item.picks:
        return "truefalse" if item.verdicts else {"one": "single", "several": "multiple"}[item.picks]
    return {"steps": "order", "table": "match", "criteria": "say"}.get(item.notation, item.kind)


def _item(item: Item, bank: str) -> dict[str, object]:
    found: dict[str, object] = {
        "digest": _digest("item", item.id, item.revision),
        "revision": item.revision,
        "kind": worded_as(item),
        "choices": sorted(choice.id for choice in item.choices),
    }
    if item.pairs:
        found["pairs"] = sorted(pair.id for pair in item.pairs)
    if bank:
        found["bank"] = bank
    return found


def _scenario(scenario: Scenario) -> dict[str, object]:
    scenes = scenario.scene_by_id
    return {
        "digest": _digest("scenario", scenario.id) + _digest("revision", scenario.revision),
        "revision": scenario.revision,
        "first": next(iter(scenes), ""),
        "changes": [fact.name for fact in scenario.change],
        "scenes": {
            name: {
                "digest": _digest("scene", name),
                "options": {
                    way.id: {"digest": _digest("option", way.id), "to": way.target.id} for way in scene.options
                },
            }
            for name, scene in scenes.items()
        },
    }


def _digest(*parts: str) -> str:
    """Return eight characters of a web-safe alphabet."""
    return urlsafe_b64encode(blake2b("\x1f".join(parts).encode(), digest_size=6).digest()).decode()
