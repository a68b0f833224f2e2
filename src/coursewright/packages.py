"""From a course's configuration to the files of its exports: read once, rendered once, written one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from coursewright.export.bundle import Bundle
from coursewright.export.registry import Exporter, Options, all_exporters, left_out
from coursewright.model.course import Course, Module
from coursewright.model.item import USES, Use
from coursewright.model.part import core_of, find_module, modules_of, only, part_name
from coursewright.model.site import Site
from coursewright.problem import Problem, Source
from coursewright.read.layout import Layout


@dataclass(frozen=True, slots=True)
class Export:
    """One target of one module, or of the whole course, ready to be written."""

    exporter: Exporter
    module: str
    """The module's title; empty for the course."""
    bundle: Bundle
    name: str
    """Of its file."""
    left_out: tuple[Problem, ...] = ()
    """Items that stay in the course because they are wrong."""


class Unknown(ValueError):  # noqa: N818 - what was asked for, not what went wrong inside
    """Somebody asked for a module or a setting that there isn't; the message says which there are."""


class Exports:
    """All exports of one course; its site is built at the first that needs it, and only once."""

    def __init__(
        self,
        config_file: Path,
        layout: Layout,
        course: Course,
        uses: tuple[Use, ...] = USES,
        wrong: Mapping[Source, Problem] | None = None,
    ) -> None:
        """``wrong`` are the items that the check has found wrong, by where they start: they stay in the course."""
        self.config_file = config_file
        self.layout = layout
        self.course = course
        self.wrong = wrong or {}
        self.uses = uses
        self._site: tuple[Site | None, list[Problem]] | None = None

    @property
    def modules(self) -> tuple[Module, ...]:
        """The modules that can be exported on their own."""
        return modules_of(self.course)

    def module(self, asked: str) -> Module:
        """Return the module that somebody asked for by its title, or by how its file's name begins."""
        if found := find_module(self.course, asked):
            return found
        known = ", ".join(part_name(module.title) for module in self.modules)
        raise Unknown(f"there is no one module “{asked}”. Known: {known or 'none'}")

    def site(self) -> tuple[Site | None, list[Problem]]:
        """Return the rendered course; None and the reason if it can't be built."""
        from coursewright.build import build_site  # noqa: PLC0415 - a check starts sooner without MkDocs' own build

        if self._site is None:
            self._site = build_site(self.config_file, self.course)
        return self._site

    def export(self, target: str, module: Module | None = None, settings: Mapping[str, str] | None = None) -> Export:
        """Return a target's bundle for a module, or for the course; raises ``Unknown`` for a setting it hasn't."""
        exporter = all_exporters()[target]
        options = exporter.options(
            uses=self.uses,
            site_url=self.layout.site_url,
            directory_urls=self.layout.directory_urls,
            pages={lesson.document.path: lesson.url_path for lesson in self.course.lessons},
            wrong=self.wrong,
            module=module.title if module else "",
            **_settings(exporter, settings or {}),
        )
        course, site, unfit = self.course, None, list(left_out(self.course, options))
        if module:
            course = only(course, module)
        elif exporter.core:
            course = core_of(course)
        if exporter.rendered:
            site, stopping = self.site()
            if site is not None:
                site = site.only(course)
            if site is not None and exporter.kinds is None:
                unfit = []
                shown = [item for item in course.items if item.use in ("practice", "final")]
                stopping = [fault for item in shown if (fault := self.wrong.get(item.source))]
            if stopping or site is None:  # a page with a wrong key is worse than no package
                return self._made(exporter, module, Bundle(files={}, problems=tuple(stopping)))
        return self._made(exporter, module, exporter.run(course, site, options), unfit)

    def _made(self, exporter: Exporter, module: Module | None, bundle: Bundle, left: Sequence[Problem] = ()) -> Export:
        language = self.course.language if self.course.original else ""
        part = part_name(module.title) if module else ""
        target = "" if exporter.ending.startswith(f".{exporter.name}.") else exporter.name  # once is enough
        parts = (self.course.id, language, part, self.course.about.version, target)
        name = "-".join(re.sub(r"[^\w.]+", "-", part) for part in parts if part) + exporter.ending
        return Export(exporter, module.title if module else "", bundle, name, tuple(left))


def _settings(exporter: Exporter, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a target's own options from their texts."""
    common = {field.name for field in fields(Options)}
    own = {field.name: field for field in fields(exporter.options) if field.name not in common}
    found: dict[str, Any] = {}
    for name, value in given.items():
        key = name.replace("-", "_")
        if key not in own:
            raise Unknown(f"{exporter.name} has no setting “{name}”. Known: {', '.join(own) or 'none'}")
        kind = str(own[key].type)
        if kind == "bool":
            if value not in ("true", "false"):
                raise Unknown(f"{name} is true or false, not “{value}”")
            found[key] = value == "true"
        else:
            found[key] = value
    return found


def parse_settings(given: Sequence[str]) -> dict[str, str]:
    """Return ``NAME=VALUE`` texts as a mapping; raises ``Unknown`` for another form."""
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign:
            raise Unknown(f"“{text}” is not NAME=VALUE")
        found[name] = value
    return found
