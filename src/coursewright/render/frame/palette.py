"""A course's own colours in our theme: Material's option ``palette``, made readable in light and in dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COLOURS = {
    "red": "#ef5552", "pink": "#e92063", "purple": "#ab47bd", "deep purple": "#7e56c2", "indigo": "#4051b5",
    "blue": "#2094f3", "light blue": "#02a6f2", "cyan": "#00bdd6", "teal": "#009485", "green": "#4cae4f",
    "light green": "#8bc34b", "lime": "#cbdc38", "yellow": "#ffec3d", "amber": "#ffc105", "orange": "#ffa724",
    "deep orange": "#ff6e42", "brown": "#795649", "grey": "#757575", "blue grey": "#546d78", "black": "#000000",
    "white": "#ffffff",
}  # fmt: skip
"""Material's colours by their names."""
_GROUNDS = {"light": ("#ebeee9", "#ffffff"), "dark": ("#2a3233", "#06241f")}
"""For each scheme, what a colour has to stand out from: a bit beyond the strongest surface, and what stands on it."""
_ENOUGH = 4.5
_OWN = {"primary": ("--pine", "--md-primary-fg-color"), "accent": ("--accent", "--md-accent-fg-color")}
"""Our variable for each colour, and the one in which a course keeps a colour of its own (``custom``)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """How a page chooses between light and dark, and its colours in both."""

    scheme: str = ""
    """``light`` or ``dark``; empty where the system decides."""
    switch: bool = True
    """Whether readers may choose."""
    names: tuple[str, str] = ("", "")
    """What the switch says while the page is light, and while it is dark."""
    css: str = ""


def palette_of(option: object) -> Palette:
    """Return what the theme's option ``palette`` asks for, in each of the forms that Material takes."""
    entries = [entry for entry in (option if isinstance(option, list) else [option]) if isinstance(entry, Mapping)]
    schemes: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        if entry.get("scheme") or len(entries) == 1:
            schemes.setdefault("dark" if entry.get("scheme") == "slate" else "light", entry)
    if not any(entry.get("scheme") for entry in entries):  # colours alone, or nothing
        first = entries[0] if entries else {}
        return Palette(css=_css({"light": first, "dark": first}))
    by_system = any("prefers-color-scheme" in str(entry.get("media")) for entry in entries)
    start = next(iter(schemes))
    other = {"light": "dark", "dark": "light"}[start]
    switch = any(entry.get("toggle") for entry in entries) and len(schemes) > 1
    names = tuple(_said(schemes.get(scheme, {})) for scheme in ("light", "dark"))
    css = _css({scheme: schemes.get(scheme) or schemes[start] for scheme in (start, other)})
    return Palette("" if by_system and len(schemes) > 1 else start, switch, (names[0], names[1]), css)


def _said(entry: Mapping[str, Any]) -> str:
    toggle = entry.get("toggle")
    return str(toggle.get("name") or "") if isinstance(toggle, Mapping) else ""


def _css(schemes: Mapping[str, Mapping[str, Any]]) -> str:
    """Return rules that set our variables in both schemes."""
    light, dark = (
        "".join(
            f"{ours}:{value};"
            for name, (ours, theirs) in _OWN.items()
            if (value := _value(schemes[scheme].get(name), theirs, scheme))
        )
        for scheme in ("light", "dark")
    )
    rules = f":root{{{light}}}\n" if light else ""
    if dark:
        rules += f'@media screen{{:root[data-scheme="dark"]{{{dark}}}}}\n'
        rules += f'@media screen and (prefers-color-scheme:dark){{:root:not([data-scheme="light"]){{{dark}}}}}\n'
    return rules


def _value(name: object, theirs: str, scheme: str) -> str:
    """Return a colour for a scheme; empty for a name that nobody knows."""
    if name == "custom":
        return f"var({theirs})"
    colour = COLOURS.get(str(name or "").replace("-", " "))
    return readable(colour, *_GROUNDS[scheme]) if colour else ""


def readable(colour: str, ground: str, above: str) -> str:
    """Return a colour, brought as near to white or black as it must be to be read on one and below the other."""
    red, green, blue = _parts(colour)
    to = 0 if _light(ground) > _light("#777777") else 255
    for step in range(26):
        parts = [round(part + (to - part) * step / 25) for part in (red, green, blue)]
        made = "#" + "".join(f"{part:02x}" for part in parts)
        if min(contrast(made, ground), contrast(made, above)) >= _ENOUGH:
            return made
    return "#000000" if to == 0 else "#ffffff"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _light(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if (part := raw / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for raw in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
