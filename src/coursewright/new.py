"""A new course: a small one that is complete, for its author to write over."""

from __future__ import annotations

import json
import re
import subprocess
from contextlib import suppress
from errno import EEXIST
from importlib.metadata import PackageNotFoundError, distribution, entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from coursewright import __version__
from coursewright.fragment.identity import course_id
from coursewright.fragment.near import near

_STARTER = Path(str(files("coursewright"))) / "starter"
_CONFIG = "mkdocs.yml"
_OWN = (_CONFIG, "docs", "quizzes")
"""Where one of these stands there is a course, or something that isn't ours to mix with."""
_MARK = re.compile(r"@(title|id|theme|styles|requirement)@")
_STYLES = "docs/readable.css"
"""Under Material alone: ends what axe finds of its look."""


def write_course(folder: Path, title: str, theme: str = "coursewright") -> tuple[list[str], list[str]]:
    """Write a new course into a folder; return the paths in it that were written, and those that were there and stay.

    Raises FileExistsError, with nothing written, where a course is; ValueError if the title isn't a line of text, or
    the theme isn't installed. The configuration comes last, so that what was broken off shows.
    """
    texts = course_files(title, theme)
    for name in _OWN:
        if (folder / name).exists() or (folder / name).is_symlink():
            raise FileExistsError(EEXIST, "is there already", str(folder / name))
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(EEXIST, "is there already", str(folder))
    written: list[str] = []
    kept: list[str] = []
    for name in sorted(texts, key=lambda name: (name == _CONFIG, name)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(texts[name])
        except FileExistsError:
            kept.append(name)
        else:
            written.append(name)
    return written, kept


def course_files(title: str, theme: str = "coursewright") -> dict[str, str]:
    """Return the texts of a new course by their paths in it.

    ``title`` is the course's, as learners see it, and its id is made of it; ``theme`` is a name as MkDocs knows it.
    Raises ValueError if the title isn't a line of text, or the theme isn't installed.
    """
    title = title.strip()
    if not title or not title.isprintable():
        raise ValueError("a title is one line of text")
    themes = sorted(entry_points(group="mkdocs.themes").names)
    if theme not in themes:
        meant = near(theme, themes)
        known = f"Did you mean “{meant}”?" if meant else f"Known here: {', '.join(themes)}"
        raise ValueError(f"there is no theme “{theme}”. {known}")
    styles = "\nextra_css: [readable.css]  # ends what Material’s look has of barriers\n" if theme == "material" else ""
    values = {
        "title": title,
        "id": course_id("", title),
        "theme": theme,
        "styles": styles,
        "requirement": requirement(),
    }
    found = {}
    for path in sorted(path for path in _STARTER.rglob("*") if path.is_file()):
        written = {**values, "title": json.dumps(title, ensure_ascii=False)} if path.name == _CONFIG else values
        text = path.read_text(encoding="utf-8")
        found[path.relative_to(_STARTER).as_posix()] = _MARK.sub(lambda mark, to=written: to[mark[1]], text)  # type: ignore[misc]
    return found if styles else {name: text for name, text in found.items() if name != _STYLES}


def is_local(line: str) -> bool:
    """Return whether a line of ``requirements.txt`` names a folder or file that only this machine has."""
    return " @ file:" in line


def requirement() -> str:
    """Return a line for ``requirements.txt`` that installs this very version from where it came from.

    That is an address if the installer wrote one down (PEP 610), else an index of packages. A folder on this machine is
    nothing that others can install from: if it is a clone, the line names what it was cloned from.
    """
    try:
        written = distribution("coursewright").read_text("direct_url.json")
    except PackageNotFoundError:
        written = None
    origin: dict[str, Any] = json.loads(written) if written else {}
    url = str(origin.get("url", ""))
    if commit := origin.get("vcs_info", {}).get("commit_id"):
        return f"coursewright @ git+{url}@{commit}"
    if url.startswith("file:") and (remote := _cloned_from(Path(url2pathname(urlsplit(url).path)))):
        return f"coursewright @ git+{remote}"
    return f"coursewright @ {url}" if url else f"coursewright=={__version__}"


def _cloned_from(folder: Path) -> str:
    """Return the address and commit of a clone, without a name or password in it; empty if others can't reach it."""
    with suppress(OSError, subprocess.SubprocessError):
        address, commit = (
            subprocess.run(
                ["git", *asked], cwd=folder, capture_output=True, text=True, check=True, timeout=10
            ).stdout.strip()
            for asked in (["remote", "get-url", "origin"], ["rev-parse", "HEAD"])
        )
        parts = urlsplit(re.sub(r"^[\w.-]+@([\w.-]+):(?!/)", r"ssh://git@\1/", address))
        if parts.scheme in ("https", "http", "ssh") and parts.hostname:
            user = "git@" if parts.scheme == "ssh" else ""
            port = f":{parts.port}" if parts.port else ""
            return f"{parts.scheme}://{user}{parts.hostname}{port}{parts.path}@{commit}"
    return ""
