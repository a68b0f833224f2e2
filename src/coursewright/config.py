"""The layout of a course as ``mkdocs.yml`` states it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_theme_names

from coursewright.config_draws import draws
from coursewright.config_file import read_configuration
from coursewright.config_languages import unspoken
from coursewright.config_pages import NAV_PLUGINS, as_published, leads_from_docs, patterns, readdressed
from coursewright.config_plugins import macros_of, not_found
from coursewright.fragment.indent import Annotations
from coursewright.fragment.near import near
from coursewright.fragment.there import is_file
from coursewright.problem import Problem, Severity, Source
from coursewright.read.addresses import lost_redirects
from coursewright.read.configuration import (
    entry_at,
    facts_of,
    given_twice,
    misread,
    places,
    plugin_entry,
    unshown,
)
from coursewright.read.engine import extensions_of, own_slugs
from coursewright.read.facts import nearest
from coursewright.read.languages import languages, plugins_of
from coursewright.read.layout import Layout
from coursewright.read.levels import strays
from coursewright.read.navigation import left_out, missing, repeated
from coursewright.read.report import problem, warning
from coursewright.render.frame.refused import refused
from coursewright.render.frame.slips import Slip, addresses, hides_parts, of_theme, slips, stands_apart
from coursewright.render.options import formulas_option

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_PLAIN_PLUGINS = {"search", "coursewright", "tags", "meta", "privacy", "offline", "social", "redirects"}
"""Plugins that make no pages which a navigation could name, and write nothing into one."""
_LEAVES_MARKS = _PLAIN_PLUGINS | NAV_PLUGINS | {
    "blog", "git-authors", "git-revision-date", "git-revision-date-localized", "glightbox", "group", "htmlproofer",
    "i18n", "info", "llmstxt", "mike", "minify", "optimize", "print-site", "projects", "rss", "section-index",
    "sitemap", "typeset",
}  # fmt: skip
"""Plugins that make nothing else of the marks which an author writes."""
_EXTENSIONS = (
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "md_in_html",
    "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
)  # fmt: skip

_SIMPLE = {"banks": str, "offline": bool, "enabled_by_default": bool, "shuffle_answers": bool}
"""Options of the plugin for which every value of that type will do."""
SETTINGS = ("select", "ignore", "severity", "paths")
"""Our options that say which rules are told, and how much they matter."""


def read_layout(
    config_file: Path, private_banks: Sequence[Path] = (), *, alone: bool = False
) -> tuple[Layout | None, list[Problem]]:
    """Return where the course's files are, without starting MkDocs, and what is wrong with ``mkdocs.yml``.

    None stands for a file that isn't there. One that isn't YAML tells what can be read of it, part by part.
    ``alone`` leaves out the course that it translates.
    """
    name = config_file.name
    try:
        data, problems = read_configuration(config_file)
    except OSError as error:
        hint = "Run this in the folder of mkdocs.yml, or name the file with --config-file."
        reason = f"the configuration can't be read: {error.strerror}"
        return None, [problem("R001", reason, Source(name, 1, 1), hint)]
    root = config_file.resolve().parent
    options = plugins_of(data.get("plugins")).get("coursewright", {})
    found = layout(root, data, options, private_banks, name, alone=alone)
    misspelt = _wrong_options(options, config_file)
    where = None if problems else unshown(data, config_file)  # of a broken file, nobody knows what it lists
    beside = [] if problems else [*_side_by_side(data, config_file)]
    if stops := [*refused(data, root), *not_found(data)]:
        stand = places(config_file, lambda node: (None, node))
        beside += [_slip(slip, nearest(stand, slip.at)) for slip in stops]
    found = replace(found, unshown=where, macros=macros_of(data), problems=(*found.problems, *misspelt, *beside))
    found = as_published(found, data)
    unknown = _unknown_to_mkdocs(found, data, config_file) if found.facts and not problems else ()
    vain = unspoken(found, data, options, config_file)
    return replace(found, problems=(*found.problems, *unknown, *vain)), problems


def _unknown_to_mkdocs(found: Layout, config: Mapping[str, Any], config_file: Path) -> Iterator[Problem]:
    """Yield pages and extensions that there aren't, as MkDocs will say, and pages that stand there twice."""
    told: list[tuple[str, str, str]] = []
    for place, path, meant in missing(found):
        if meant or not found.templated:  # else a plugin may make it in the build
            mend = f"Put it into {found.docs.name}/" if ".." in path.split("/") else "Write it"
            hint = f"Did you mean “{meant}”?" if meant else f"{mend}, or take it out of “nav”: {path}"
            hint = f"Write a colon and a space behind its title: “{meant}”." if ": " in meant else hint
            told.append((place, f"the navigation names “{path}”, and there is no such page", hint))
    told += lost_redirects(found, config)
    listed = config.get("markdown_extensions")
    listed = {name: name for name in listed} if isinstance(listed, Mapping) else listed
    pairs = listed.items() if isinstance(listed, Mapping) else enumerate(listed if isinstance(listed, list) else ())
    for at, entry in pairs:
        name = str(next(iter(entry), "") if isinstance(entry, Mapping) else entry)
        if (meant := near(name, _EXTENSIONS)) and find_spec(name.partition(".")[0]) is None:
            told.append((f"markdown_extensions.{at}", f"there is no extension “{name}”", f"Did you mean “{meant}”?"))
    for place, path in left_out(found) if found.pages is not None else ():
        by = next((one for one in ("draft_docs", "exclude_docs") if patterns(config.get(one)).match_file(path)), "")
        hint = f"Take it out of “{by}”, or out of “nav”."
        if not by:  # as it does with templates/ and with what starts with a dot
            hint = f"Take it out of “nav”, or write “!{posixpath.normpath(path)}” in a line below “exclude_docs: |”."
        told.append((place, f"the navigation names “{path}”, which {by or 'MkDocs by itself'} leaves out", hint))
    again = list(repeated(found))
    stand = places(config_file, lambda node: (None, node)) if told or again else {}
    for place, path, first in again:
        hint = f"Keep this one, or that in line {nearest(stand, first).line}."
        told.append((place, f"“{path}” stands in the navigation twice", hint))
    for place, message, hint in told:
        told_as = problem("R031", message, nearest(stand, place), hint)
        draft = "which draft_docs leaves out" in message  # it may stand there until it is ready
        yield replace(told_as, severity=Severity.ADVICE) if draft else told_as


def _side_by_side(config: Mapping[str, Any], config_file: Path) -> Iterator[Problem]:
    """Yield an error for each entry of plugins or extensions that names two: MkDocs says only that it is invalid."""
    told: list[tuple[str, str, str]] = []
    for name in ("plugins", "markdown_extensions"):
        entries = config.get(name)
        for at, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, Mapping) and len(entry) > 1:
                first, other = list(entry)[:2]
                hint = "Indent it by two more." if entry[first] is None else "Start its line with “- ”."
                told.append((f"{name}.{at}.{other}", f"“{other}” stands beside “{first}”", hint))
    stand = places(config_file, lambda node: (None, node)) if told else {}
    for place, message, hint in told:
        found = problem("R031", f"{message}, which stops the build", nearest(stand, place), hint)
        yield replace(found, severity=Severity.ERROR)


def _wrong_options(options: Mapping[str, Any], config_file: Path) -> Iterator[Problem]:
    """Yield what MkDocs will say of the plugin's options; it isn't asked of what can't be wrong, nor loaded for it."""
    if any(type(value) is not _SIMPLE.get(name) for name, value in options.items() if name not in SETTINGS):
        from coursewright.options import wrong_options  # noqa: PLC0415

        yield from wrong_options(options, config_file)


def layout(
    root: Path,
    config: Mapping[str, Any],
    options: Mapping[str, Any],
    private_banks: Sequence[Path] = (),
    name: str = "mkdocs.yml",
    *,
    alone: bool = False,
) -> Layout:
    """Return the layout that a configuration and our options in it state; both may be MkDocs' own or plain YAML.

    ``name`` is the configuration's file in ``root``, which is read once more for the places of its facts.
    ``alone`` leaves out the course that this one translates.
    """
    settings = {key: value for key in SETTINGS if (value := options.get(key)) is not None}
    path, facts, loose = facts_of(config)
    faults = [fault for fault in given_twice(root / name) if facts or fault.code == "R023"]
    stand = places(root / name, entry_at(path)) if facts else {}
    faults += misread(root / name, path) if facts else ()
    if loose:
        hint = "Put them below “course:”, indented by two, and that below “extra:”."
        place = nearest(stand, loose)
        faults.append(problem("R023", "facts of the course stand without “course:” above them", place, hint))
    elif facts and path != ("extra", "course"):
        hint = "Write “course:” below “extra:”, and the facts below that."
        place = stand.get("", Source(name, 1, 1))
        faults.append(problem("R023", f"the course's facts stand under “{'.'.join(path)}”", place, hint))
    translates = facts.get("translates") if isinstance(facts, Mapping) and not alone else None
    original = _original(root, str(translates)) if translates else None
    if translates and original is None:
        place = stand.get("translates", Source(name, 1, 1))
        hint = "There is no such file, seen from the folder of this one: name the other course's configuration."
        faults.append(problem("R023", f"there is no course {translates} to translate", place, hint))
    docs = _folder(root, config.get("docs_dir") or "docs")
    banks = _folder(root, options.get("banks") or "quizzes")
    templated = bool(config.get("hooks")) or not set(plugins_of(config.get("plugins"))) <= _PLAIN_PLUGINS
    told = [
        *slips(config, root, docs, whole=not templated),
        *addresses(config),
        *of_theme(config),
        *_theme_name(config),
    ]
    astray = [*strays(config, facts, docs, banks)] if isinstance(facts, Mapping) and not loose else []
    if told or astray:
        every = places(root / name, lambda node: (None, node))
        faults += [_slip(slip, nearest(every, slip.at)) for slip in told]
        tell = {True: warning, False: problem}
        faults += [tell[one.likely]("R023", one.message, nearest(every, one.at), one.hint) for one in astray]
    return Layout(
        root=root,
        file=name,
        original=original,
        docs=docs,
        banks=banks,
        private_banks=tuple(folder.resolve() for folder in private_banks),
        enabled=options.get("enabled_by_default") is not False,
        nav=config.get("nav") or None,
        facts=facts,
        places=stand,
        problems=tuple(faults),
        title=str(config.get("site_name") or ""),
        site_url=str(config.get("site_url") or ""),
        directory_urls=config.get("use_directory_urls") is not False,
        shuffle_answers=options.get("shuffle_answers") is True,
        readdressed=readdressed(config, options),
        from_docs=leads_from_docs(config),
        own_slugs=own_slugs(config),
        languages=languages(config, docs),
        settings=settings,
        setting_places=places(root / name, plugin_entry) if settings else {},
        formulas=_draws_formulas(config, options),
        annotations=_annotations(config),
        extensions=frozenset(extensions_of(config)),
        rewritten=bool(config.get("hooks"))
        or not {name.removeprefix("material/") for name in plugins_of(config.get("plugins"))} <= _LEAVES_MARKS,
        draws=draws(config, options, root, docs),
        templated=templated,
        apart=stands_apart(config),
        hides_parts=hides_parts(config),
    )


def layout_of_build(config: MkDocsConfig, options: Mapping[str, Any]) -> Layout:
    """Return the layout of a course that MkDocs is building."""
    file = Path(config.config_file_path or "mkdocs.yml").resolve()
    found = layout(file.parent, config, options, name=file.name)
    if "mike" in config.plugins and (stated := read_layout(file)[0]):  # it adds the version, which is no new course
        found = replace(found, site_url=stated.site_url)
    return found


def _slip(slip: Slip, place: Source) -> Problem:
    found = problem("R031", slip.message, place, slip.hint)
    return replace(found, severity=Severity.ERROR) if slip.stops else found


def _original(root: Path, stated: str) -> Layout | None:
    """Return the layout of the course that this one translates, its paths printed from here; None if there is none."""
    found, _ = read_layout(root / stated, alone=True) if is_file(root / stated) else (None, [])
    return replace(found, root=root, file=stated) if found else None


def _folder(root: Path, stated: object) -> Path:
    """Return a folder that the configuration names; of a name that no system can hold, its beginning."""
    name = str(stated)
    try:
        (root / name).exists()
    except OSError:
        name = name[:99]
    return root / name


def _theme_name(config: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield a slip where a theme's name is nearly that of one that is installed; MkDocs names those, and no mend."""
    given = config.get("theme")
    name = given.get("name") if isinstance(given, dict) else given
    if not isinstance(name, str) or name == "coursewright":
        return
    known = get_theme_names()
    if name not in known:
        meant = near(name, known) or max((one for one in known if one in name), key=len, default="")
        if meant:
            yield Slip("theme", f"there is no theme “{name}”", f"Did you mean “{meant}”?")


def _draws_formulas(config: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
    """Return whether formulas are found, and drawn as MathML."""
    scripts = config.get("extra_javascript")
    drawn = formulas_option(options, scripts if isinstance(scripts, Sequence) else ()) == "mathml"
    return drawn and "pymdownx.arithmatex" in extensions_of(config)


def _annotations(config: Mapping[str, Any]) -> Annotations:
    """Return what has annotations: only Material makes them, and of comments in code where the site says so."""
    theme = config.get("theme")
    name = theme.get("name") if isinstance(theme, dict) else getattr(theme, "name", theme)  # or MkDocs' own object
    if name != "material":
        return ""
    features = theme.get("features") if isinstance(theme, Mapping) else None
    return "code" if isinstance(features, list) and "content.code.annotate" in features else "marked"
