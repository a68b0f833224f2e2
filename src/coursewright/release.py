"""Every package of a course in one folder, with what is in it: for a release, or beside the website.

What a folder like this holds is public, so items that are for an LMS alone (``use: pool``, ``use: private``) stay out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from coursewright.export.bundle import write_whole
from coursewright.export.links import site_address
from coursewright.export.listing import FIRST, Released, listing
from coursewright.export.registry import all_exporters
from coursewright.model.course import Module
from coursewright.model.item import Use
from coursewright.packages import Export, Exports
from coursewright.problem import Problem

PUBLIC: tuple[Use, ...] = ("practice", "final")
"""Uses of the items that everybody may see; the final's are on the website, too."""
LISTED = "packages.json"
"""What is in the folder, for programs: written last, so that it never names a file that isn't there."""
SUMS = "SHA256SUMS"
"""The same for ``sha256sum --check``."""


def release(exports: Exports, out: Path, said: Callable[[str], object] = print) -> tuple[list[Released], list[Problem]]:
    """Write every target of the course and of each module into a folder; return what was written, and what went wrong.

    ``said`` is told the path of each file that has been written. A file has its name when it is whole, and not before.
    """
    found: list[Released] = []
    problems: dict[Problem, None] = {}
    targets = [*FIRST, *(target for target in all_exporters() if target not in FIRST)]
    for module in (None, *exports.modules):
        for target in targets:
            made = exports.export(target, module)
            problems.update(dict.fromkeys((*made.left_out, *made.bundle.problems)))
            if made.bundle.files:
                content = made.bundle.content
                write_whole(out / made.name, content)
                said(str(out / made.name))
                found.append(_released(exports, made, module, content))
    if found:
        sums = "".join(f"{entry.sha256}  {entry.file}\n" for entry in sorted(found, key=lambda entry: entry.file))
        write_whole(out / SUMS, sums.encode())
        site, _ = exports.site()
        course = exports.course
        for name, content in listing(course, found, site).items():
            write_whole(out / name, content)
        facts = {"course": course.id, "version": course.about.version, "packages": [asdict(entry) for entry in found]}
        write_whole(out / LISTED, json.dumps(facts, ensure_ascii=False, indent=1).encode() + b"\n")
    return found, list(problems)


def _released(exports: Exports, made: Export, module: Module | None, content: bytes) -> Released:
    directories = exports.layout.directory_urls
    return Released(
        target=made.exporter.name,
        format=made.exporter.title,
        module=made.module,
        pages=tuple(site_address(lesson.url_path, directories) for lesson in module.lessons) if module else (),
        file=made.name,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        losses=tuple(dict.fromkeys(str(problem) for problem in (*made.left_out, *made.bundle.problems))),
    )
