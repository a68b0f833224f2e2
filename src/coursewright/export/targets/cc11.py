"""Common Cartridge 1.1: the newest that Moodle reads, and written for it."""

from __future__ import annotations

from coursewright.export.bundle import Bundle
from coursewright.export.qti.cartridge import Version, cartridge
from coursewright.export.qti.kinds import PROFILE
from coursewright.export.qti.plain import MOODLE
from coursewright.export.registry import Options, exporter
from coursewright.model.course import Course
from coursewright.model.site import Site


@exporter("cc11", title="Common Cartridge 1.1", ending=".imscc", rendered=True, core=True, kinds=PROFILE)
def cc11(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the cartridge as Moodle takes it."""
    return cartridge(course, site, options, Version("1.1", MOODLE))
