"""What a site publishes so that learners can keep it on a device: the worker, the manifest, and what pages say."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from coursewright.fragment.identity import digest_of
from coursewright.model.about import About
from coursewright.render.device.kept import Kept
from coursewright.render.served import served
from coursewright.render.session import ASSETS
from coursewright.render.texts import Texts, direction

WORKER = "coursewright-worker.js"
"""At the site's root, since a worker speaks for what is below its own folder."""
MANIFEST = f"{ASSETS}/course.webmanifest"
ICON = "icon.svg"


def worker(kept: Kept, page: str) -> bytes:
    """Return the worker of a build; ``page`` is what it shows in the place of one that isn't to be had."""
    script = served(Path(__file__).parent)["worker.js"].decode()
    code = digest_of(script)
    build = {"code": code, "files": dict(kept.files), "page": page, "shell": kept.shell, "size": kept.size}
    said = json.dumps(build, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    name = digest_of(said + script)
    return f'self.coursewrightBuild = {{"id":"{name}",{said[1:]};\n{script}'.encode()


def no_worker() -> bytes:
    """Return what takes the place of a worker that was there: it takes itself, and all it has kept, off the device."""
    return served(Path(__file__).parent)["gone.js"]


def manifest(about: About, language: str, icon: bytes | None = None, icon_path: str = "") -> bytes:
    """Return the web app manifest, whose addresses are relative to where it stands; ``icon`` is the site's own."""
    up = "../" * MANIFEST.count("/")
    icons = [{"src": up + icon_path, **shape} for shape in [_shape(icon or b"", icon_path)] if shape]
    facts = {
        "name": about.name,
        "short_name": about.name,
        "description": about.description,
        "lang": language,
        "dir": direction(language),
        "start_url": up,
        "scope": up,
        "display": "standalone",
        "display_override": ["minimal-ui"],
        "icons": icons or [{"src": ICON, "sizes": "any", "type": "image/svg+xml"}],
    }
    said = {name: value for name, value in facts.items() if value}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _shape(icon: bytes, path: str) -> dict[str, str]:
    """Return type and size of an icon that a device can show large; nothing of another one."""
    if path.endswith(".svg"):
        return {"sizes": "any", "type": "image/svg+xml"}
    wide, high = int.from_bytes(icon[16:20]), int.from_bytes(icon[20:24])
    if icon.startswith(b"\x89PNG") and min(wide, high) >= 144:
        return {"sizes": f"{wide}x{high}", "type": "image/png"}
    return {}


def missing_page(text: Texts, language: str, *, look: bool) -> str:
    """Return the page that stands for one that isn't on the device; the worker puts the site's address for ``{site}``.

    ``look`` says whether the site has our theme.
    """
    ours = (
        f'<link rel="stylesheet" href="{{site}}{ASSETS}/theme.css"><script src="{{site}}{ASSETS}/theme.js"></script>'
        if look
        else ""
    )
    # Translators: on the page that a learner sees who opens a page without a connection that isn't on the device
    title = escape(text("You are offline"))
    said = escape(text("This page isn’t on your device yet. Open it again when you have a connection."))
    first = escape(text("Go to the first page"))
    return (
        f'<!doctype html><html lang="{escape(language)}" dir="{direction(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><title>{title}</title>{ours}</head><body>'
        '<div class="cw-body cw-alone"><main class="cw-main">'
        f'<article class="cw-article"><h1>{title}</h1><p>{said}</p><p><a href="{{site}}">{first}</a></p></article>'
        "</main></div></body></html>"
    )
