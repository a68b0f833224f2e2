"""In which language a file of a course is written, as its name or its folder says."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from coursewright.fragment.there import is_folder


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a course, and how files tell theirs."""

    default: str
    """The one of files that say nothing; the course was first written in it."""
    marks: Mapping[str, str]
    """Languages by what stands for them in a path: ``fr`` in ``town/bank.fr.md``, or in ``fr/town/bank.md``."""
    suffixes: bool = False
    """Whether it stands before a file's ending; else it is the first folder."""
    falls_back: bool = False
    """Whether a page that nobody has translated is published in the default language."""
    apart: bool = False
    """Whether each language is built by itself, with the navigation of the default one."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every language, the default first."""
        return tuple(dict.fromkeys((self.default, *self.marks.values())))

    def of(self, path: str) -> tuple[str, str]:
        """Return a file's language, and the path that it shares with its translations."""
        if self.suffixes:
            stem, _, ending = path.rpartition(".")
            common, dot, mark = stem.rpartition(".")
            if dot and mark in self.marks:
                return self.marks[mark], f"{common}.{ending}"
        else:
            mark, slash, common = path.partition("/")
            if slash and mark in self.marks:
                return self.marks[mark], common
        return self.default, path

    def pick(self, paths: Iterable[str], language: str, *, falls_back: bool) -> dict[str, str]:
        """Return the files of one language, each with the path that it shares with its translations.

        With ``falls_back`` a file that isn't translated stands there in the default language.
        """
        found: dict[str, str] = {}
        taken = set()
        known = [(path, *self.of(path)) for path in paths]
        for path, spoken, common in known:
            if spoken == language:
                found[path] = common
                taken.add(common)
        if falls_back and language != self.default:
            found |= {path: common for path, spoken, common in known if spoken == self.default and common not in taken}
        return dict(sorted(found.items()))

    def elsewhere(self, paths: Sequence[str], language: str) -> list[str]:
        """Return the names under which static-i18n finds files in the folder of a language that hasn't got them."""
        if self.suffixes or not self.apart:
            return []
        spoken = [mark for mark, name in self.marks.items() if name == language]
        return [f"{mark}/{self.of(path)[1]}" for mark in spoken for path in paths]


def languages(config: Mapping[str, Any], docs: Path) -> Languages | None:
    """Return a course's languages as static-i18n has them, or as folders of ``extra.alternate`` do."""
    given = config.get("plugins")
    i18n: Any = given.get("i18n") if isinstance(given, Mapping) else None
    i18n = getattr(i18n, "config", None) or plugins_of(given).get("i18n")
    if i18n:
        entries = [entry for entry in i18n.get("languages") or [] if isinstance(entry, Mapping)]
        built = [entry for entry in entries if entry.get("build", True) and entry.get("locale") not in (None, "null")]
        default = next((str(entry["locale"]) for entry in built if entry.get("default")), "")
        marks = {str(entry["locale"]): str(entry["locale"]) for entry in built}
        suffixes = i18n.get("docs_structure", "suffix") != "folder"
        falls_back = i18n.get("fallback_to_default") is not False
        return Languages(default, marks, suffixes, falls_back, apart=True) if default else None
    theme: Any = config.get("theme")
    default = str((theme.get("language") if hasattr(theme, "get") else "") or "en")
    marks = {}
    for entry in alternates(config):
        folder = entry.folder.split("/")[0]
        if folder and is_folder(docs / folder):
            marks[folder] = entry.language
        elif not folder:
            default = entry.language
    return Languages(default, marks) if set(marks.values()) - {default} else None


class Alternate(NamedTuple):
    """An entry of ``extra.alternate``: a language of the site."""

    name: str
    language: str
    folder: str
    """Where its pages are, below the site's root; empty for the root itself."""
    link: str
    """As it is written."""


def alternates(config: Mapping[str, Any]) -> list[Alternate]:
    """Return the site's own languages as ``extra.alternate`` lists them; a link to another site is none.

    A link may start at the host's root (``/site/de/``), at the site's (``/de/``), or nowhere (``de/``, ``./de/``).
    """
    extra = config.get("extra") or {}
    entries = extra.get("alternate") if isinstance(extra, Mapping) else None
    site = urlsplit(str(config.get("site_url") or ""))
    root = f"{site.path.strip('/')}/" if site.path.strip("/") else ""
    found = []
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, Mapping) or not entry.get("lang"):
            continue
        link = str(entry.get("link") or "")
        parts = urlsplit(link)
        if parts.netloc and parts.netloc != site.netloc:
            continue
        path = posixpath.normpath(parts.path.lstrip("/") or ".").removesuffix("index.html")
        path = "" if path == "." else f"{path.strip('/')}/" if path.strip("/") else ""
        folder = (path.removeprefix(root) if root and parts.path.startswith("/") else path).strip("/")
        found.append(Alternate(str(entry.get("name") or entry["lang"]), str(entry["lang"]), folder, link))
    return found


def plugins_of(plugins: Any) -> dict[str, Mapping[str, Any]]:
    """Return plugins' options by name from the forms that MkDocs allows."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    pairs = [pair for entry in entries if isinstance(entry, Mapping) for pair in entry.items()]
    pairs += [(entry, None) for entry in entries if isinstance(entry, str)]
    return {str(name): options if isinstance(options, Mapping) else {} for name, options in pairs}
