"""Values of MkDocs' own options that it refuses, so that the build ends, such as a text where a list is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Any

from coursewright.fragment.there import is_file, is_there
from coursewright.read.report import as_written
from coursewright.render.frame.slips import Slip

_TEXTS = (
    "site_name", "site_description", "site_author", "site_url", "site_dir", "docs_dir", "copyright", "repo_url",
    "repo_name", "edit_uri", "remote_branch", "remote_name", "dev_addr",
)  # fmt: skip
_PATTERNS = ("exclude_docs", "draft_docs", "not_in_nav")
_LISTS = ("extra_css", "extra_javascript", "extra_templates", "hooks", "watch", "nav")
_SWITCHES = ("strict", "use_directory_urls")
_NAMED = ("extra", "validation")
_NEVER_EMPTY = (*_NAMED, "extra_javascript", "hooks", "watch")
"""What has to have a value where it is written at all."""
_TYPES: dict[str, tuple[type | UnionType, str]] = {
    **dict.fromkeys((*_TEXTS, *_PATTERNS), (str, "no text")),
    **dict.fromkeys(_LISTS, (list, "no list")),
    **dict.fromkeys(_SWITCHES, (bool, "neither true nor false")),
    **dict.fromkeys(_NAMED, (Mapping, "no list of “name: value”")),
    **dict.fromkeys(("plugins", "markdown_extensions"), (list | Mapping, "no list")),
    "theme": (str | Mapping, "no name"),
}
_SHORT = 60


def refused(config: Mapping[str, Any], root: Path) -> Iterator[Slip]:
    """Yield each value of another type than MkDocs takes, as plain YAML has it."""
    for name, (kind, what) in _TYPES.items():
        if (value := config.get(name)) is not None and not isinstance(value, kind):
            yield _slip(name, f"{name} is {what}", _mend(name, value))
    for name in _NEVER_EMPTY:
        if name in config and config[name] is None:
            yield _slip(name, f"{name} is empty", "Write what belongs below it, indented, or delete it.")
    theme = config.get("theme")
    if isinstance(theme, Mapping) and "name" not in theme:
        yield _slip("theme", "theme has no name", "Write “name: …” below it, beside the others.")
    for name in ("plugins", "markdown_extensions"):
        yield from _options(name, config.get(name))
    yield from _files(config, root)
    yield from _scripts(config.get("extra_javascript"))
    if isinstance(nav := config.get("nav"), list):
        yield from _entries(nav, "nav")


def _mend(name: str, value: Any) -> str:
    """Return how to write what a value of the wrong type says."""
    if name in _PATTERNS:
        return f"Write “{name}: |”, and each pattern on a line of its own below it, indented and without “- ”."
    if name in _TEXTS:
        said = "…" if isinstance(value, bool) else value  # nobody knows which word was written
        plain = isinstance(value, int | float)
        return f'Put it in quotation marks: “{name}: "{said}"”.' if plain else "Write it on one line."
    if name in _SWITCHES:
        return f"Write “{name}: true” or “{name}: false”, without quotation marks."
    if name in _NAMED:
        return "Write each name below it, indented."
    if name == "theme":
        return "Write “theme:”, and below it, indented, “name: …”."
    if name == "nav":
        return f"Start each entry with “- ”, such as “- {_first(value)}”."
    if isinstance(value, str) and "\n" not in value and len(value) < _SHORT:
        return f"Write “{name}: [{value}]”."
    return "Write each entry on a line of its own below it, behind “- ”."


def _slip(at: str, message: str, hint: str) -> Slip:
    return Slip(at, f"{message}, which stops the build", hint, stops=True)


def _options(name: str, value: Any) -> Iterator[Slip]:
    """Yield what is wrong with the list of plugins, or of extensions, and with the options of each."""
    pairs = value.items() if isinstance(value, Mapping) else ()
    entries = [(f"{name}.{one}", str(one), options) for one, options in pairs]
    for at, entry in enumerate(value if isinstance(value, list) else []):
        if isinstance(entry, Mapping) and len(entry) == 1:  # of two in one, others tell
            entries += [(f"{name}.{at}.{one}", str(one), entry[one]) for one in entry]
        if not entry or not isinstance(entry, str | Mapping):
            yield _slip(f"{name}.{at}", f"an entry of {name} has no name", "Write one behind “- ”, or delete it.")
    for place, one, options in entries:
        if options and not isinstance(options, Mapping):
            hint = f"Write the options of {one} below it, indented: “name: value”."
            yield _slip(place, f"“{as_written(options)[:_SHORT]}” is no option of {one}", hint)


def _files(config: Mapping[str, Any], root: Path) -> Iterator[Slip]:
    """Yield each hook, and each path to watch, that isn't there."""
    for name, found in (("hooks", is_file), ("watch", is_there)):
        entries = config.get(name)
        for at, entry in enumerate(entries if isinstance(entries, list) else []):
            if not isinstance(entry, str) or not found(root / entry):
                hint = f"Mend its name, or take it out of “{name}”: paths start beside mkdocs.yml."
                yield _slip(f"{name}.{at}", f"there is no file “{as_written(entry)[:_SHORT]}”", hint)


def _scripts(entries: Any) -> Iterator[Slip]:
    for at, entry in enumerate(entries if isinstance(entries, list) else []):
        if not isinstance(entry, str | Mapping):
            hint = "Name a file or an address behind “- ”, or delete it."
            yield _slip(f"extra_javascript.{at}", "an entry of extra_javascript names no file", hint)


def _entries(entries: list[Any], place: str) -> Iterator[Slip]:
    """Yield each entry of a navigation that is neither a page, nor a title with one, nor a section."""
    for at, entry in enumerate(entries):
        here = f"{place}.{at}"
        if isinstance(entry, Mapping) and len(entry) == 1:
            for title, value in entry.items():
                yield from _titled(title, value, f"{here}.{title}")
        elif isinstance(entry, Mapping):
            hint = "Start each with “- ”, on a line of its own."
            yield _slip(here, "an entry of nav has several titles" if entry else "an entry of nav is empty", hint)
        elif not isinstance(entry, str):
            yield _slip(
                here, "an entry of nav is neither a page nor a section", "Name a page behind “- ”, or delete it."
            )


def _titled(title: Any, value: Any, here: str) -> Iterator[Slip]:
    if isinstance(value, list):
        yield from _entries(value, here)
    elif isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from _titled(name, inner, f"{here}.{name}")
    elif not isinstance(value, str):
        hint = f"Name one behind it (“{title}: page.md”), or some below it, indented, each behind “- ”."
        yield _slip(here, f"“{str(title)[:_SHORT]}” in nav has no page", hint)


def _first(nav: Any) -> str:
    """Return the first entry of what should be a list, as a line of one."""
    if isinstance(nav, Mapping):
        title, value = next(iter(nav.items()), ("index.md", ""))
        return f"{title}: {value}" if isinstance(value, str) and value else f"{title}:" if value else str(title)
    return nav if isinstance(nav, str) and len(nav) < _SHORT and "\n" not in nav else "index.md"
