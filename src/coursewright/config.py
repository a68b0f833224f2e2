"""Options of the MkDocs plugin, and the layout of a course as ``mkdocs.yml`` states it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.base import ValidationError
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from coursewright.problem import Problem, Source
from coursewright.read.course import Layout
from coursewright.read.languages import Languages
from coursewright.read.report import problem
from coursewright.render.texts import is_translated, read_catalogue

NAV_PLUGINS = {"awesome-nav", "awesome-pages", "literate-nav", "mkdocs-nav-weight", "monorepo", "multirepo"}
"""Plugins that make the navigation in the build, out of files of their own."""


class CoursewrightConfig(base.Config):
    """What an author can write below ``coursewright`` in the plugins of ``mkdocs.yml``."""

    banks = option.Type(str, default="quizzes")
    """Folder of the item banks, beside ``mkdocs.yml``."""
    language = option.Optional(option.Type(str))
    """Language of the interface; the theme's if not given."""
    theme = option.Type(bool, default=True)
    """Whether our templates and styles stand behind the course's own ``overrides``."""
    offline = option.Type(bool, default=False)
    """Whether the site opens from a folder, without a server: links name files, and search needs no request."""

    # The options of mkdocs-quiz, under its names; what they do here: ``render/options.py``.
    enabled_by_default = option.Type(bool, default=True)
    auto_number = option.Optional(option.Type(bool))
    show_correct = option.Optional(option.Type(bool))
    disable_after_submit = option.Optional(option.Type(bool))
    shuffle_answers = option.Optional(option.Type(bool))
    show_progress = option.Optional(option.Type(bool))
    auto_submit = option.Optional(option.Type(bool))
    confetti = option.Optional(option.Type(bool))
    progress_sidebar_position = option.Optional(option.Type(str))
    embed_source = option.Optional(option.Type(bool))
    cli_run = option.Optional(option.Type(dict))
    custom_translations = option.Type(dict, default={})
    language_patterns = option.Type(list, default=[])

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Return what is wrong, also with the languages, before any page asks for them."""
        errors, warnings = super().validate()
        if not errors:
            root = Path(self.config_file_path or ".").resolve().parent
            errors += _unreadable_catalogues(root, self.custom_translations)
            warnings += _unknown_languages(self)
        return errors, warnings


def _unreadable_catalogues(root: Path, translations: Mapping[Any, Any]) -> base.ConfigErrors:
    """Return an error for each file of translations that exists and can't be read."""
    found: base.ConfigErrors = []
    for path in translations.values():
        file = root / str(path)
        try:
            if file.is_file():
                read_catalogue(file)
        except (OSError, ValueError) as error:
            found.append(("custom_translations", ValidationError(f"{path} is not a catalogue (.po): {error}")))
    return found


def _unknown_languages(options: CoursewrightConfig) -> base.ConfigWarnings:
    """Return a warning for each language that is asked for and has no translation."""
    asked = [("language", options.language)]
    asked += [
        ("language_patterns", entry.get("language")) for entry in options.language_patterns if isinstance(entry, dict)
    ]
    return [
        (name, f"there is no translation for “{language}”, so texts stay English; custom_translations can name one")
        for name, language in asked
        if language and language not in options.custom_translations and not is_translated(str(language))
    ]


def read_layout(config_file: Path, private_banks: Sequence[Path] = ()) -> tuple[Layout | None, list[Problem]]:
    """Return where the course's files are, without starting MkDocs; None and the reason if ``mkdocs.yml`` says not."""
    name = config_file.name
    try:
        with config_file.open("rb") as file:
            data = yaml_load(file)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Source(name, mark.line + 1, mark.column + 1) if mark else Source(name, 1, 1)
        return None, [problem("R001", f"not YAML: {getattr(error, 'problem', error)}", place)]
    except (OSError, UnicodeDecodeError, ConfigurationError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "Run this in the folder of mkdocs.yml, or name the file with --config-file."
        return None, [problem("R001", f"the configuration can't be read: {reason}", Source(name, 1, 1), hint)]
    if not isinstance(data, dict):
        return None, [problem("R001", "the configuration is not a list of “name: value”", Source(name, 1, 1))]
    root = config_file.resolve().parent
    options = _plugins(data.get("plugins")).get("coursewright", {})
    return _as_published(layout(root, data, options, private_banks, name), data), []


def _as_published(found: Layout, config: Mapping[str, Any]) -> Layout:
    """Return the layout with the pages that MkDocs would publish, as far as that can be told without running it."""
    always = ".*\n/templates/"  # as MkDocs; what an author writes may take it back
    left_out = [_patterns(config.get("exclude_docs"), f"{always}\n"), _patterns(config.get("draft_docs"))]
    loose = _patterns(config.get("not_in_nav"))
    paths = [path.relative_to(found.docs).as_posix() for path in found.docs.rglob("*.md") if path.is_file()]
    pages = tuple(path for path in sorted(paths) if not any(spec.match_file(path) for spec in left_out))
    known = not NAV_PLUGINS & set(_plugins(config.get("plugins")))
    return replace(found, pages=pages, loose=frozenset(loose.match_files(pages)), nav_known=known)


def _patterns(written: Any, before: str = "") -> Any:
    """Return MkDocs' reading of patterns as in ``.gitignore``; of what it can't read, which it says itself, nothing."""
    try:
        return option.PathSpec().run_validation(f"{before}{written}" if isinstance(written, str) else before)
    except ValidationError:
        return option.PathSpec().run_validation(before)


def _plugins(plugins: Any) -> dict[str, Mapping[str, Any]]:
    """Return plugins' options by name from the forms that MkDocs allows."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    pairs = [pair for entry in entries if isinstance(entry, Mapping) for pair in entry.items()]
    pairs += [(entry, None) for entry in entries if isinstance(entry, str)]
    return {str(name): options if isinstance(options, Mapping) else {} for name, options in pairs}


def layout(
    root: Path,
    config: Mapping[str, Any],
    options: Mapping[str, Any],
    private_banks: Sequence[Path] = (),
    name: str = "mkdocs.yml",
) -> Layout:
    """Return the layout that a configuration and our options in it state; both may be MkDocs' own or plain YAML.

    ``name`` is the configuration's file in ``root``, which is read once more for the places of its facts.
    """
    extra = config.get("extra") or {}
    facts = extra.get("course") if isinstance(extra, Mapping) else None
    return Layout(
        root=root,
        docs=root / str(config.get("docs_dir") or "docs"),
        banks=root / str(options.get("banks") or "quizzes"),
        private_banks=tuple(folder.resolve() for folder in private_banks),
        enabled=options.get("enabled_by_default") is not False,
        nav=config.get("nav") or None,
        facts=facts,
        places=_places(root / name) if facts else {},
        title=str(config.get("site_name") or ""),
        site_url=str(config.get("site_url") or ""),
        directory_urls=config.get("use_directory_urls") is not False,
        shuffle_answers=options.get("shuffle_answers") is True,
        own_slugs=_own_slugs(config),
        languages=_languages(config, root / str(config.get("docs_dir") or "docs")),
    )


def _languages(config: Mapping[str, Any], docs: Path) -> Languages | None:
    """Return a course's languages as static-i18n has them, or as folders of ``extra.alternate`` do."""
    given = config.get("plugins")
    i18n: Any = given.get("i18n") if isinstance(given, Mapping) else None
    i18n = getattr(i18n, "config", None) or _plugins(given).get("i18n")
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
        if folder and (docs / folder).is_dir():
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


def _own_slugs(config: Mapping[str, Any]) -> bool:
    """Return whether ``toc`` has a function of the author's for ids, in MkDocs' own configuration or in plain YAML."""
    entries = config.get("markdown_extensions") or []
    pairs = entries if isinstance(entries, Mapping) else {}
    for entry in entries if isinstance(entries, list) else []:
        pairs = {**pairs, **entry} if isinstance(entry, Mapping) else pairs
    options = pairs.get("toc") or (config.get("mdx_configs") or {}).get("toc")
    return isinstance(options, Mapping) and "slugify" in options


def _places(config_file: Path) -> dict[str, Source]:
    """Return where each name and list entry below ``extra.course`` stands, such as ``final.draw`` and ``core.0``.

    An empty name is that of ``course`` itself.
    """
    try:
        node = yaml.compose(config_file.read_text(encoding="utf-8"), yaml.SafeLoader)
    except (OSError, ValueError, yaml.YAMLError):  # whoever reads the configuration says so
        return {}
    found: dict[str, Source] = {}
    for name in ("extra", "course"):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        key, node = next(((key, value) for key, value in pairs if key.value == name), (None, None))
        if name == "course" and key is not None:
            found[""] = Source(config_file.name, key.start_mark.line + 1, key.start_mark.column + 1)

    def walk(node: Any, prefix: str) -> None:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        entries = node.value if isinstance(node, yaml.SequenceNode) else []
        named = [(str(key.value), key, value) for key, value in pairs]
        for name, place, value in named + [(str(at), entry, entry) for at, entry in enumerate(entries)]:
            mark = place.start_mark
            found[f"{prefix}{name}"] = Source(config_file.name, mark.line + 1, mark.column + 1)
            walk(value, f"{prefix}{name}.")

    walk(node, "")
    return found
