"""JSON schemas of what authors write in YAML, for editors that complete and check as one types.

They say less than ``coursewright check``: a schema knows names and forms, not whether a bank or a section exists. Names
and choices are those that the readers know, so that neither can be taught something without the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coursewright.kinds import KINDS
from coursewright.model.about import Grades
from coursewright.model.item import LEVELS, USES
from coursewright.model.path import NEEDS
from coursewright.model.standards import NUMBER
from coursewright.model.words import WORDS
from coursewright.read.grades import EARLIER
from coursewright.read.metadata import ID

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT: Schema = {"type": "string"}
_LINE: Schema = {"type": ["string", "number"]}
_MANY: Schema = {"type": "array", "items": _TEXT}
_FLAG: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_MINUTES: Schema = {"type": "number", "exclusiveMinimum": 0}
_ID: Schema = {"type": ["string", "integer"], "pattern": f"^{ID.pattern}$"}
_CODE = "^[A-Z][0-9]{3}$"


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _table(properties: Mapping[str, Schema], *, closed: bool = False, **more: Any) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        **({"additionalProperties": False} if closed else {}),
        **more,
    }


_ALLOW = _said(
    {
        "type": "object",
        "propertyNames": {"pattern": _CODE},
        "additionalProperties": {"type": "string", "pattern": r"\S\s+\S"},
    },
    "A rule that is wrong about this file, and why",
)


def page() -> Schema:
    """Return the schema of the front matter of pages, banks and scenarios."""
    objectives = {
        "anyOf": [{"type": "object", "propertyNames": {"pattern": f"^{ID.pattern}$"}}, _MANY, _TEXT, {"type": "null"}]
    }
    return _table(
        {
            "id": _said(_ID, "What learners' progress is saved by; never change it"),
            "title": _said(_LINE, "The title; without it, the first heading"),
            "description": _said(_LINE, "One sentence, for search engines"),
            "objectives": _said(objectives, "Of a lesson: id and what a learner can do. Of a scenario: a list of ids"),
            "duration": _said(_MINUTES, "Minutes that the lesson takes"),
            "minutes": _said(_MINUTES, "Minutes that the scenario takes"),
            "sources": _said(_MANY, "The works that the lesson rests on, each a line of Markdown"),
            "glossary": _said(_FLAG, "Whether words are explained on this page"),
            "use": _said({"enum": list(USES)}, "What the bank's items are for"),
            "certainty": _said(_FLAG, "Whether learners also say how sure they are"),
            "content_note": _said(_LINE, "What of the scenario could hurt whom"),
            "principle": _said(_LINE, "What the scenario is about"),
            "standard": _said(_LINE, "The standard of the profession that it is about"),
            "change": _said(
                {"type": "object", "additionalProperties": _LINE}, "A fact, and how it is offered to learners"
            ),
            "quiz": _said({"type": "object"}, "Options of items on this page"),
            "allow": _ALLOW,
        }
    )


def item() -> Schema:
    """Return the schema of the comment at an item's top, read as names and values."""
    names = {"anyOf": [_ID, {"type": "array", "items": _ID}]}
    return _table(
        {
            "id": _said(_ID, "What learners' answers are saved by; never change it"),
            "objective": _said(names, "Ids of objectives that it asks for"),
            "objectives": _said(names, "Ids of objectives that it asks for"),
            "level": _said({"enum": list(LEVELS)}, "What it asks a learner to do"),
            "type": _said({"enum": list(KINDS)}, "The kind, where its marks don't say"),
            "was": _said(names, "Ids that it had before"),
            "choice": _said(names, "An id for each choice, in order"),
            "choices": _said(names, "An id for each choice, in order"),
            "key": _said(names, "Ids of what is right"),
            "points": _said({"type": "number", "exclusiveMinimum": 0}, "What it is worth; 1 if left out"),
            "credit": _said({"const": "partial"}, "Part of the points for part of the answer"),
            "shuffle": _said(_FLAG, "Whether choices are shuffled"),
            "scored": _said(_FLAG, "Whether it counts; a survey doesn't"),
            "allow": _said(_TEXT, "A rule that is wrong about this item, and why: K009 two may be right here"),
        },
        closed=True,
    )


def course() -> Schema:
    """Return the schema of ``mkdocs.yml`` as far as it is ours: ``extra.course``; all else may be anything."""
    draw = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "integer", "minimum": 1}}
    grade: Schema = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100}
    band = {"anyOf": [grade, {"type": "array", "items": grade, "minItems": 2, "maxItems": 2}]}
    spoken = {"type": "object", "propertyNames": {"pattern": "^[A-Za-z]{2,3}(-|$)"}, "additionalProperties": _TEXT}
    words = _table({name: {"anyOf": [_TEXT, spoken]} for name in WORDS}, closed=True)
    grades = _table(dict.fromkeys((*Grades._fields, *EARLIER), band), closed=True)
    facts = {
        "id": _said(_LINE, "What learners' answers are saved under; never change it"),
        "title": _said(_LINE, "The course's title; the site's if left out"),
        "description": _said(_LINE, "One sentence about the course"),
        "version": _said(_LINE, "The course's version, as packages and reports name it"),
        "licence": _said(_LINE, "The licence of your texts, such as CC BY 4.0"),
        "languages": _said(_MANY, "The course's own language first"),
        "provider": _said(_LINE, "Who gives the course, on certificates"),
        "hosts": _said(_MANY, "Origins of sites that may keep what learners did in embedded pages"),
        "card": _said(_LINE, "The picture that a link to the course unfolds into, below docs/"),
        "packages": _said(_LINE, "Where packages are published, below the site's address"),
        "glossary": _said(_LINE, "The page of the glossary, below docs/"),
        "translates": _said(_LINE, "The mkdocs.yml of the course that this one translates, where each is built apart"),
        "installable": _said(
            {"anyOf": [_FLAG, _table({"without": _MANY}, closed=True)]},
            "Whether learners may keep the course on their device; folders that are left out of it",
        ),
        "reading_grade": _said(grades, "The school years that texts may ask for"),
        "words": _said(words, "What the course calls those whom it speaks of, in its own language or by language"),
        "core": _said(_MANY, "Sections of the navigation that count"),
        "electives": _said(_MANY, "Sections that may be left out"),
        "complete": _said({"type": "array", "items": {"enum": list(NEEDS)}}, "What finishing takes"),
        "pass_mark": _said(
            {"type": "number", "exclusiveMinimum": 0, "maximum": 100}, "Per cent of the final assessment"
        ),
        "final": _said(
            _table({"draw": draw, "attempts": {"type": "integer", "minimum": 1}}, closed=True, required=["draw"]),
            "How many items the final assessment draws from which bank",
        ),
    }
    return _table({"extra": _table({"course": _table(facts)})})


def blueprint() -> Schema:
    """Return the schema of ``quizzes/blueprint.yml``."""
    counts: dict[str, Schema] = dict.fromkeys(USES, _COUNT)
    plan = {"level": {"enum": list(LEVELS)}, **counts, "assessed_by": _TEXT}
    return _table(
        {
            "objectives": {
                "type": "object",
                "propertyNames": {"pattern": f"^{ID.pattern}$"},
                "additionalProperties": _table(plan, closed=True, required=["level"]),
            },
            "banks": {"type": "object", "additionalProperties": _COUNT},
            "levels": _table(dict.fromkeys(USES, _table(dict.fromkeys(LEVELS, _COUNT), closed=True)), closed=True),
        },
        closed=True,
    )


def standards() -> Schema:
    """Return the schema of ``quizzes/standards.yml``: what may be cited by number."""
    one = {
        "names": _said(_MANY, "What texts write before a number, such as standard or 45 CFR"),
        "source": _said(_LINE, "Where the numbers can be looked up"),
        "checked": _said({"format": "date"}, "The day on which you last looked"),
        "numbers": {
            "type": "object",
            "propertyNames": {"pattern": f"^{NUMBER.pattern}$"},
            "additionalProperties": _said(_LINE, "What it is about"),
        },
    }
    return _table({}) | {"additionalProperties": _table(one, closed=True, required=["names"])}


def local() -> Schema:
    """Return the schema of ``local.yml``: a school's own words, each under a name."""
    return {
        "type": "object",
        "propertyNames": {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"},
        "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
    }


SCHEMAS = {"page": page, "item": item, "mkdocs": course, "blueprint": blueprint, "standards": standards, "local": local}
"""What makes each schema, by the name of its file."""


def schemas() -> dict[str, Schema]:
    """Return all schemas by the names of their files."""
    return {
        f"{name}.json": {"$schema": _DRAFT, "title": f"Coursewright: {name}", **make()}
        for name, make in SCHEMAS.items()
    }
