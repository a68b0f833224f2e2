"""Which of a finished site's files are the course, each with the digest by which a browser knows it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path

from coursewright.render.files import LOADED
from coursewright.render.html import css_targets, inside
from coursewright.render.session import ASSETS

_TAG = re.compile(r"<(?P<tag>[a-z][\w-]*)(?=\s)(?P<rest>[^>]*)>")
_ADDRESS = re.compile(r"""\s(href|src|srcset|poster|data-index)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_LATER = {script for scripts in LOADED.values() for script in scripts} | {"sound.js", "codec.js", "resume.js"}
"""Scripts of ours that an open page loads only when somebody asks for something."""
_SEARCH = ("search/", "assets/javascripts/workers/")
"""Where themes have the search's scripts and index."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of one build that a learner can have on a device."""

    files: Mapping[str, str]
    """Digests by path below the site's root."""
    shell: tuple[str, ...]
    """Those that are kept at once: the first page, and what an open page may load later."""
    size: int
    """Bytes of all of them."""


def kept_files(site: Path, without: Sequence[str] = (), also: Iterable[str] = (), *, eager: bool = False) -> Kept:
    """Return the pages of a site, but for folders and pages that are left out, and whatever those pages need or offer.

    ``also`` are paths of what scripts load that aren't ours; ``eager`` says that every page loads the search's index.
    """
    built = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    pages = [path for path in built if path.endswith(".html") and not _left_out(path, without)]
    texts: dict[str, str] = {}

    def loads(path: str, *, only: bool = False) -> Iterator[str]:
        """Yield what a page or a style sheet names; ``only`` what it shows and runs, not what it links to."""
        if path not in texts:
            texts[path] = built[path].read_text(encoding="utf-8", errors="replace")
        for found in css_targets(texts[path], path) if path.endswith(".css") else _html(texts[path], path, only=only):
            if found in built and not found.endswith(".html") and not _left_out(found, without):
                yield found

    lasting = {f"{ASSETS}/{name}" for name in (*_LATER, "theme.css", "theme.js", "state.js")}
    search = {path for path in built if path.startswith(_SEARCH) and not path.endswith(".map")}
    lasting |= {path for path in search if eager or path.startswith(_SEARCH[1])} | set(also)
    found = {*pages, *search, *(lasting & built.keys())}
    home = ["index.html"] if "index.html" in pages else []
    shell = _all([*home, *sorted(lasting & found)], lambda path: loads(path, only=True))
    whole = _all([*sorted(found), *shell], loads)
    digests, size = {}, 0
    for path in sorted(whole):
        data = built[path].read_bytes()
        digests[path], size = sha256(data).hexdigest()[:16], size + len(data)
    return Kept(digests, tuple(sorted(shell)), size)


def _all(paths: Iterable[str], loads: Callable[[str], Iterator[str]]) -> set[str]:
    """Return the paths, and whatever their files load, and so on."""
    found: set[str] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            if path.endswith((".html", ".css")):
                waiting += loads(path)
    return found


def _html(text: str, path: str, *, only: bool) -> Iterator[str]:
    for tag in _TAG.finditer(text):
        if only and tag["tag"] == "a":
            continue
        for name, *values in _ADDRESS.findall(tag["rest"]):
            if not only or name != "data-index":
                value = unescape("".join(values))
                parts = [part.split()[0] for part in value.split(",") if part.strip()]
                yield from (inside(target, path) for target in (parts if name == "srcset" else [value]))


def _left_out(path: str, without: Sequence[str]) -> bool:
    """Return whether a file is, or stands below, one of the folders and pages that an author leaves out."""
    for entry in without:
        name = posixpath.normpath(entry.removesuffix(".md"))
        if path.startswith(f"{name}/") or path in (name, f"{name}.html"):
            return True
    return False
