"""Options of the MkDocs plugin, and the layout of a course as ``mkdocs.yml`` states it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.base import ValidationError
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from coursewright.problem import Problem, Source
from coursewright.read.completion import FACT_NAMES
from coursewright.read.course import Layout
from coursewright.read.near import near
from coursewright.read.report import problem
from coursewright.render.texts import is_translated, read_catalogue


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
    found = layout(root, data, _options(data.get("plugins")), private_banks, name)
    lines = config_file.read_text(encoding="utf-8", errors="replace").split("\n")
    faults = [*_misspelt_options(_options(data.get("plugins")), lines, name)]
    shown = _names(data.get("plugins"), "coursewright") or _names(data.get("markdown_extensions"), "coursewright")
    other = _names(data.get("plugins"), "mkdocs_quiz") or "INHERIT" in data
    unshown = None if shown or other else Source(name, _line(lines, "plugins"), 1)
    return replace(found, unshown=unshown, problems=(*found.problems, *faults)), []


def _names(entries: Any, wanted: str) -> bool:
    """Return whether a plugin or an extension is listed, at any depth: Material's plugin for groups lists others."""
    if isinstance(entries, Mapping):
        return any(str(name) == wanted or _names(value, wanted) for name, value in entries.items())
    if isinstance(entries, list):
        return any(_names(entry, wanted) for entry in entries)
    return isinstance(entries, str) and entries.split("/")[-1] == wanted


def _line(lines: Sequence[str], name: str) -> int:
    """Return the number of the line that starts with a name; 1 where none does."""
    return next((number for number, line in enumerate(lines, 1) if line.lstrip(" -").startswith(f"{name}:")), 1)


def _misspelt_options(options: Mapping[str, Any], lines: Sequence[str], name: str) -> Iterator[Problem]:
    """Yield a problem for each option of the plugin whose name is nearly one of ours."""
    known = tuple(CoursewrightConfig()._schema_keys)
    for option_name in options:
        if meant := near(str(option_name), known):
            line = _line(lines, str(option_name))
            place = Source(name, line, lines[line - 1].find(str(option_name)) + 1)
            yield problem("R023", f"unknown option “{option_name}”", place, f"Did you mean “{meant}”?")


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
    faults: list[Problem] = []
    path = _path_of_facts(config)
    facts: Any = config
    for key in path:
        facts = facts.get(key) if isinstance(facts, Mapping) else None
    places = _places(root / name, path, faults) if facts and path else {}
    if facts and path not in (("extra", "course"), ()):
        written = ".".join(path)
        hint = "Write “course:” below “extra:”, and the facts below that."
        faults.append(
            problem("R023", f"the course's facts stand under “{written}”", places.get("", Source(name, 1, 1)), hint)
        )
    return Layout(
        root=root,
        docs=root / str(config.get("docs_dir") or "docs"),
        banks=root / str(options.get("banks") or "quizzes"),
        private_banks=tuple(folder.resolve() for folder in private_banks),
        enabled=options.get("enabled_by_default") is not False,
        nav=config.get("nav"),
        facts=facts,
        places=places,
        problems=tuple(faults),
        title=str(config.get("site_name") or ""),
        site_url=str(config.get("site_url") or ""),
        directory_urls=config.get("use_directory_urls") is not False,
        shuffle_answers=options.get("shuffle_answers") is True,
        own_slugs=_own_slugs(config),
    )


def _own_slugs(config: Mapping[str, Any]) -> bool:
    """Return whether ``toc`` has a function of the author's for ids, in MkDocs' own configuration or in plain YAML."""
    entries = config.get("markdown_extensions") or []
    pairs = entries if isinstance(entries, Mapping) else {}
    for entry in entries if isinstance(entries, list) else []:
        pairs = {**pairs, **entry} if isinstance(entry, Mapping) else pairs
    options = pairs.get("toc") or (config.get("mdx_configs") or {}).get("toc")
    return isinstance(options, Mapping) and "slugify" in options


def _path_of_facts(config: Mapping[str, Any]) -> tuple[str, ...]:
    """Return under which names the course's facts stand: ``extra`` and ``course``, or nearly."""
    extra = config.get("extra")
    if isinstance(extra, Mapping) and "course" in extra:
        return ("extra", "course")
    paths: list[tuple[str, ...]] = [(str(name),) for name in config]
    paths += [(str(name), str(inner)) for name in config for inner in _keys(config.get(name))]
    for path in paths:
        value: Any = config
        for key in path:
            value = value.get(key)
        word = path[-1]
        named = word == "course" or near(word, ("course",))
        outer = len(path) == 1 or path[0] == "extra" or near(path[0], ("extra",))
        if named and outer and isinstance(value, Mapping) and any(name in FACT_NAMES for name in value):
            return path
    return ()


def _keys(value: Any) -> list[Any]:
    return [key for key in value if isinstance(key, str)] if isinstance(value, dict) else []


def _places(config_file: Path, path: tuple[str, ...], faults: list[Problem]) -> dict[str, Source]:
    """Return where each name and list entry of the course's facts stands, such as ``final.draw`` and ``core.0``.

    An empty name is that of ``course`` itself. A name that is given twice is a fault.
    """
    try:
        node = yaml.compose(config_file.read_text(encoding="utf-8"), yaml.SafeLoader)
    except (OSError, ValueError, yaml.YAMLError):  # whoever reads the configuration says so
        return {}
    found: dict[str, Source] = {}
    for name in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        key, node = next(((key, value) for key, value in pairs if key.value == name), (None, None))
        if name == path[-1] and key is not None:
            found[""] = Source(config_file.name, key.start_mark.line + 1, key.start_mark.column + 1)

    def walk(node: Any, prefix: str) -> None:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        entries = node.value if isinstance(node, yaml.SequenceNode) else []
        named = [(str(key.value), key, value) for key, value in pairs]
        for name, place, value in named + [(str(at), entry, entry) for at, entry in enumerate(entries)]:
            mark = place.start_mark
            source = Source(config_file.name, mark.line + 1, mark.column + 1)
            if f"{prefix}{name}" in found:
                faults.append(problem("R023", f"“{name}” is given twice", source, "Keep one of the two."))
            found[f"{prefix}{name}"] = source
            walk(value, f"{prefix}{name}.")

    walk(node, "")
    return found


def _options(plugins: Any) -> Mapping[str, Any]:
    """Return our options from the two forms that MkDocs allows for plugins."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("coursewright"), dict):
            return dict(entry["coursewright"])
    return {}
