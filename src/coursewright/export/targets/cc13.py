"""Common Cartridge 1.3, for Canvas, Open edX and Brightspace."""

from __future__ import annotations

from coursewright.export.bundle import Bundle
from coursewright.export.qti.cartridge import Version, cartridge
from coursewright.export.qti.kinds import PROFILE
from coursewright.export.registry import Options, exporter
from coursewright.model.course import Course
from coursewright.model.site import Site


@exporter("cc13", title="Common Cartridge 1.3", ending=".imscc", rendered=True, core=True, kinds=PROFILE)
def cc13(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the cartridge as the newer importers take it."""
    return cartridge(course, site, options, Version("1.3", moodle=False))
