"""Build sites from courses, and look at their pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Built = tuple[Path, "subprocess.CompletedProcess[str]"]
"""A site's folder, and what the engine said."""
Build = Callable[..., Built]
"""A function that builds a folder; see the fixture ``build``."""
COURSE = ("mkdocs.yml", "zensical.yml", "local.yml", "docs", "quizzes", "overrides")
"""What a course consists of."""

_ITEM = re.compile(r"<cw-item\b.*?</cw-item>", re.S)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^<>]*>", re.S)
_TAG = re.compile(r"<([\w-]+)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:="([^"]*)")?""")
_SHAPING = {"class", "type", "rel", "role", "src"}
"""Attributes whose value says what a piece is."""
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|input|label|span|strong|sup)\b[^<>]*>")


@contextmanager
def first(folder: Path) -> Iterator[bool]:
    """Yield whether what follows is the first to fill a folder, of all workers; the others wait until it is filled."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    done = folder.with_name(f"{folder.name}.done")
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if done.exists():
            yield False
            return
        shutil.rmtree(folder, ignore_errors=True)  # of one that failed
        yield True
        done.touch()


def engine(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in a folder, with colours and notices off, and return all that it says."""
    settings = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=os.environ | settings | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def copy_course(folder: Path, *, whole: bool = True) -> Path:
    """Copy the real course into a folder, which may be touched there; return the folder.

    Without half of its pages, those of single rules and decisions, where nothing hangs on them: they hold no items.
    """
    folder.mkdir(parents=True)
    for name in COURSE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.is_file():
            shutil.copyfile(source, folder / name)
    for path in folder.glob("docs/toolkit/*/*.md") if not whole else ():
        if path.parent.name in ("rules", "decisions") and path.name != "index.md":
            path.unlink()
    return folder


def items_of(html: str) -> list[str]:
    """Return the HTML of each item of a page."""
    return _ITEM.findall(html)


def read_as_text(html: str) -> str:
    """Return what a reader sees of some HTML, white space folded."""
    return " ".join(unescape(_UNSEEN.sub(" ", _INLINE.sub("", html))).split())


def pages_of(site: Path) -> dict[str, str]:
    """Return the HTML of every page of a built site, by its path in the site."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))
    }


def unlike(site: Path) -> Iterator[Path]:
    """Yield the pages of a site that have what no page before them has: a tag with these attributes, a class, a script.

    The others, such as the 90 pages of rules, are made of the same pieces, and differ in their words alone.
    """
    seen: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        pieces = set()
        for tag, rest in _TAG.findall(path.read_text(encoding="utf-8")):
            names = [name for name, _ in _ATTRIBUTE.findall(rest)]
            values = [value.rpartition("/")[2] for name, value in _ATTRIBUTE.findall(rest) if name in _SHAPING]
            pieces |= {" ".join([tag, *names]), *(" ".join([tag, *sorted(value.split())]) for value in values)}
        if not pieces <= seen:
            seen |= pieces
            yield path
