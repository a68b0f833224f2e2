"""``mkdocs.yml`` as it is written: where our names in it stand, and which are nearly ours."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from coursewright.fragment.near import near
from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem, Source
from coursewright.read.facts import FACT_NAMES, TEXT_FACTS
from coursewright.read.report import problem
from coursewright.read.scalars import read_otherwise

Entry = tuple[Any, Any]
"""The nodes of a name and of what stands below it; None twice where there is none."""
_INHERITS = seldom(r"^INHERIT:[ \t]*([\"']?)(.+?)\1[ \t]*(?:#.*)?$", re.M)
"""Names in a broken configuration the one that it inherits, as its second group."""
_FACTS = ("extra", "course")
_OWN = frozenset(("core", "complete", "pass_mark", "final", "reading_grade", "installable"))
"""Names of facts that hardly anybody else gives to what stands in a configuration."""
_LIKELY = frozenset(("id", "licence"))
"""Names that a theme may read, too: among two others they are facts."""
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def facts_of(config: Mapping[str, Any]) -> tuple[tuple[str, ...], Any, str]:
    """Return under which names the course's facts stand, the facts, and the first of those that stand beside others.

    Those that lack ``course`` above them stand below ``extra``, or at the top level. None where there are no facts.
    """
    path = _path_of_facts(config)
    if (facts := value_at(config, path) if path else None) is not None:
        return path, facts, ""
    for outer in (("extra",), ()):
        given = value_at(config, outer)
        named = list(given) if isinstance(given, Mapping) else []
        loose = {name: given[name] for name in FACT_NAMES if name in named and given[name] is not None}
        if isinstance(loose.get("version"), Mapping):  # that of a theme
            del loose["version"]
        own = not _OWN.isdisjoint(loose)
        if (own and len(loose) > 1) or (len(loose) > 2 and not _LIKELY.isdisjoint(loose)):
            return outer, loose, next(name for name in named if name in loose)
    return path, None, ""


def _path_of_facts(config: Mapping[str, Any]) -> tuple[str, ...]:
    """Return under which names the course's facts stand: ``extra`` and ``course``, or nearly; empty without facts."""
    extra = config.get("extra")
    if isinstance(extra, Mapping) and "course" in extra:
        return _FACTS
    paths: list[tuple[str, ...]] = [(str(name),) for name in config]
    paths += [(str(name), inner) for name in config for inner in _keys(config.get(name))]
    for path in paths:
        word, value = path[-1], value_at(config, path)
        named = word == "course" or near(word, ("course",))
        outer = len(path) == 1 or path[0] == "extra" or near(path[0], ("extra",))
        if named and outer and isinstance(value, Mapping) and any(name in FACT_NAMES for name in value):
            return path
    return ()


def value_at(config: Any, path: Sequence[str]) -> Any:
    """Return what stands under a path of names; None where nothing does."""
    for name in path:
        config = config.get(name) if isinstance(config, Mapping) else None
    return config


def _keys(value: Any) -> list[str]:
    return [key for key in value if isinstance(key, str)] if isinstance(value, dict) else []


def entry_at(path: Sequence[str]) -> Callable[[Any], Entry]:
    """Return what finds the entry under a path of names in a whole configuration."""

    def find(node: Any) -> Entry:
        key = None
        for name in path:
            key, node = _entry(node, name)
        return key, node

    return find


def plugin_entry(node: Any) -> Entry:
    """Return the entry of our plugin in a whole configuration, in either of the forms that MkDocs allows."""
    plugins = _entry(node, "plugins")[1]
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    return next((found for entry in entries if (found := _entry(entry, "coursewright"))[0]), (None, None))


def _entry(node: Any, name: str) -> Entry:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next(((key, value) for key, value in pairs if key.value == name), (None, None))


def with_inherited(config_file: Path) -> list[Path]:
    """Return the file and those it inherits, the nearest first; one that isn't there, or is there already, ends it."""
    found: list[Path] = []
    at: Path | None = config_file
    while at and (at == config_file or at.is_file()) and not any(at.samefile(file) for file in found):
        found.append(at)
        named, _ = inherits(at)
        at = at.parent / named if named else None
    return found


def inherits(file: Path) -> tuple[str, int]:
    """Return the configuration that a file inherits, as it says, and in which line; an empty one where it does not."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    if "INHERIT" not in text:
        return "", 1
    try:
        key, value = _entry(yaml.compose(text, _Loader), "INHERIT")
    except yaml.YAMLError:
        broken = _INHERITS.search(text)
        return (broken[2], text.count("\n", 0, broken.start()) + 1) if broken else ("", 1)
    return (_said(value), key.start_mark.line + 1) if key else ("", 1)


def _said(node: Any) -> str:
    """Return a path as MkDocs reads it; of ``!ENV`` the first variable that is set, or else its last word."""
    words = [str(one.value) for one in node.value] if isinstance(node, yaml.SequenceNode) else [str(node.value)]
    if node.tag != "!ENV":
        return words[0]
    known = words[:-1] if len(words) > 1 else words
    return next((os.environ[name] for name in known if name in os.environ), words[-1] if len(words) > 1 else "")


def named_from(config_file: Path, file: Path) -> str:
    """Return a file's path as problems name it: from the folder of the configuration."""
    return Path(os.path.relpath(file, config_file.parent)).as_posix()


def places(config_file: Path, find: Callable[[Any], Entry]) -> dict[str, Source]:
    """Return where each name and list entry below an entry stands, such as ``final.draw`` and ``core.0``.

    An empty name is that of the entry itself. What a configuration inherits stands where it is written.
    """
    found: dict[str, Source] = {}
    for name, node in reversed(list(_composed(config_file))):
        found |= _places(name, *find(node))
    return found


def given_twice(config_file: Path) -> Iterator[Problem]:
    """Yield a problem for each name that one file gives twice: YAML takes the second one, and is silent.

    It is an R023 where it takes facts of the course away, and an R031 elsewhere.
    """
    for file, node in _composed(config_file):
        yield from _twice(file, node, (), set())


def misread(config_file: Path, path: Sequence[str]) -> Iterator[Problem]:
    """Yield an R023 for each text of the facts under a path that YAML takes for another number or date."""
    seen: set[str] = set()
    for file, node in _composed(config_file):
        facts = entry_at(path)(node)[1]
        for key, value in facts.value if isinstance(facts, yaml.MappingNode) else []:
            if key.value not in TEXT_FACTS or key.value in seen:
                continue
            seen.add(key.value)
            for text in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                read = read_otherwise(text) if isinstance(text, yaml.ScalarNode) and not text.style else ""
                if read and not text.tag.endswith(":bool"):  # that one is told as no text
                    place = Source(file, text.start_mark.line + 1, text.start_mark.column + 1)
                    hint = f'Put the text in quotation marks: "{text.value}".'
                    yield problem("R023", f"YAML reads “{text.value}” as {read}", place, hint)


def _composed(config_file: Path) -> Iterator[tuple[str, Any]]:
    """Yield the name and the node of the file and of those it inherits; of one that is broken, others tell."""
    with suppress(OSError):  # whoever reads the configuration says so
        for file in with_inherited(config_file):
            with suppress(OSError, ValueError, yaml.YAMLError):
                yield named_from(config_file, file), yaml.compose(file.read_text(encoding="utf-8"), _Loader)


def _twice(file: str, node: Any, path: tuple[str, ...], walked: set[int]) -> Iterator[Problem]:
    if id(node) in walked:  # an alias, which may even stand inside of what it names
        return
    walked.add(id(node))
    seen: dict[str, int] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        name, line = str(key.value), key.start_mark.line + 1
        here = (*path, name)
        if name in seen and name != "<<":
            lost = here[:2] == _FACTS[: len(here)]
            place = Source(file, line, key.start_mark.column + 1)
            hint = f"Keep one of the two: what stands in line {seen[name]} isn't read."
            yield problem("R023" if lost else "R031", f"“{name}” is given twice", place, hint)
        seen[name] = line
        yield from _twice(file, value, here, walked)
    for entry in node.value if isinstance(node, yaml.SequenceNode) else []:
        yield from _twice(file, entry, (*path, ""), walked)


def _places(name: str, key: Any, node: Any) -> dict[str, Source]:
    found: dict[str, Source] = {}
    if key is not None:
        found[""] = Source(name, key.start_mark.line + 1, key.start_mark.column + 1)

    walked: set[int] = set()

    def walk(node: Any, prefix: str) -> None:
        if id(node) in walked:  # an alias, which may even stand inside of what it names
            return
        walked.add(id(node))
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        entries = node.value if isinstance(node, yaml.SequenceNode) else []
        named = [(str(key.value), key, value) for key, value in pairs]
        for said, place, value in named + [(str(at), entry, entry) for at, entry in enumerate(entries)]:
            mark = place.start_mark
            source = Source(name, mark.line + 1, mark.column + 1)
            found[f"{prefix}{said}"] = source
            walk(value, f"{prefix}{said}.")

    walk(node, "")
    return found


def unshown(config: Mapping[str, Any], config_file: Path) -> Source | None:
    """Return where the plugins are listed if neither they nor the extensions have Coursewright; None if all is well.

    mkdocs-quiz shows items, too.
    """
    plugins = config.get("plugins")
    shown = _lists(plugins, "coursewright") or _lists(config.get("markdown_extensions"), "coursewright")
    if shown or _lists(plugins, "mkdocs_quiz"):
        return None
    found = places(config_file, entry_at(["plugins"]))
    named = {name.rpartition(".")[2]: name for name in found} | dict(_listed(plugins))
    meant = next((at for name, at in named.items() if near(name, ("coursewright",)) and at in found), "")
    return found.get(meant, Source(config_file.name, 1, 1))


def _listed(entries: Any) -> Iterator[tuple[str, str]]:
    """Yield the name of each plugin that is listed without options, and its place in the list."""
    for at, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, str):
            yield entry, str(at)


def _lists(entries: Any, wanted: str) -> bool:
    """Return whether a plugin or an extension is listed, at any depth: Material's plugin for groups lists others."""
    if isinstance(entries, Mapping):
        return any(str(name) == wanted or _lists(value, wanted) for name, value in entries.items())
    if isinstance(entries, list):
        return any(_lists(entry, wanted) for entry in entries)
    return isinstance(entries, str) and entries.split("/")[-1] == wanted
