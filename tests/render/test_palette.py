"""A course's own colours in our theme: each form of Material's option, and every colour readable."""

from __future__ import annotations

import re

import pytest

from coursewright.render.frame.palette import COLOURS, contrast, palette_of


def test_every_colour_of_material_can_be_read() -> None:
    for name in COLOURS:
        css = palette_of({"primary": name.replace(" ", "-"), "accent": name}).css
        light, dark = re.findall(r"--pine:(#\w{6});--accent:(#\w{6})", css)[:2]
        for colour in light:
            assert min(contrast(colour, "#f1f4f0"), contrast(colour, "#ffffff")) >= 4.5, name
        for colour in dark:
            assert min(contrast(colour, "#1c2526"), contrast(colour, "#06241f")) >= 4.5, name


def test_what_can_be_read_stays_as_it_is() -> None:
    assert "--pine:#4051b5;" in palette_of({"primary": "indigo"}).css
    assert "--pine:var(--md-primary-fg-color);" in palette_of({"primary": "custom"}).css


BOTH = [
    {"scheme": "default", "primary": "teal", "toggle": {"icon": "x", "name": "To dark"}},
    {"scheme": "slate", "toggle": {"icon": "y", "name": "To light"}},
]
BY_SYSTEM = [{"media": "(prefers-color-scheme)", "toggle": {"name": "System"}}] + [
    {"media": f"(prefers-color-scheme: {name})", **entry} for name, entry in zip(("light", "dark"), BOTH, strict=True)
]


@pytest.mark.parametrize(
    ("option", "scheme", "switch", "names"),
    [
        (None, "", True, ("", "")),
        ({"primary": "teal"}, "", True, ("", "")),
        ({"scheme": "default"}, "light", False, ("", "")),
        ({"scheme": "slate"}, "dark", False, ("", "")),
        (BOTH, "light", True, ("To dark", "To light")),
        (BOTH[::-1], "dark", True, ("To dark", "To light")),
        (BY_SYSTEM, "", True, ("To dark", "To light")),
        ([{"scheme": "slate", "toggle": {"name": "Only one"}}], "dark", False, ("", "Only one")),
    ],
)
def test_a_palette_in_each_form(option: object, scheme: str, switch: bool, names: tuple[str, str]) -> None:
    palette = palette_of(option)
    assert (palette.scheme, palette.switch, palette.names) == (scheme, switch, names)
