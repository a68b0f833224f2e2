"""Common Cartridge 1.3, for Canvas and Brightspace; and, if told so, for Open edX."""

from __future__ import annotations

from dataclasses import dataclass

from coursewright.export.bundle import Bundle
from coursewright.export.qti.cartridge import Version, cartridge
from coursewright.export.qti.kinds import PROFILE
from coursewright.export.qti.plain import OPEN_EDX
from coursewright.export.registry import Options, exporter
from coursewright.model.course import Course
from coursewright.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class CartridgeOptions(Options):
    """What whoever exports the newer cartridge can choose."""

    openedx: bool = False
    """Whether cc2olx shall read it: it only finds pictures and pages by the names that Canvas gives them."""


@exporter(
    "cc13",
    title="Common Cartridge 1.3",
    ending=".imscc",
    rendered=True,
    core=True,
    options=CartridgeOptions,
    kinds=PROFILE,
)
def cc13(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the cartridge as the newer importers take it."""
    assert isinstance(options, CartridgeOptions)
    return cartridge(course, site, options, Version("1.3", OPEN_EDX if options.openedx else None))
