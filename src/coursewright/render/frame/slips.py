"""What ``mkdocs.yml`` says of the look and of languages that can't be meant: without a word, nobody would miss it.

What another theme does with its own options is its own business; under ours, and in every course, these are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from coursewright.fragment.near import near
from coursewright.fragment.seldom import seldom
from coursewright.fragment.there import is_file, is_folder
from coursewright.read.about import is_language
from coursewright.read.report import as_written
from coursewright.render.frame.material import folder, icon
from coursewright.render.frame.palette import COLOURS
from coursewright.render.texts import is_translated

_OPTIONS = ("language", "direction", "logo", "icon", "favicon", "palette", "apart", "custom_dir", "features", "font")
_OF_THEME = ("custom_dir", "favicon", "features", "font", "icon", "language", "logo", "palette")
"""Those that nothing else takes at the top of ``mkdocs.yml``."""
_ENTRY = ("name", "link", "lang")
_COLOURING = ("scheme", "primary", "accent", "media", "toggle")
_SCHEMES = ("default", "slate")
_OTHER_SITE = seldom(r"(?:\w+:)?//")
_ADDRESS = seldom(r"\s*[A-Za-z][\w+.-]*://[^/?#]")
_CLONED = seldom(r"[\w.-]+@(?P<host>[\w.-]+):/*(?P<path>.*?)(?:\.git)?/?", re.S)
"""What Git clones from over SSH."""
_HALF = seldom(
    r"(?:(?P<scheme>https?)(?::[/\\]*|[/\\]+)|//)?"
    r"(?P<rest>(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:[/?#].*)?$)",
    re.I,
)
"""A host, and what is left of the scheme before it."""
_EXAMPLE = "Write a language's code, such as en or pt-BR."
_NORWEGIAN = 'Put it in quotation marks: "no".'


class Slip(NamedTuple):
    """Something that can't be meant, at its place below the top of the configuration: ``theme.palette.primary``."""

    at: str
    message: str
    hint: str
    stops: bool = False
    """Whether the build ends with it."""


def slips(config: Mapping[str, Any], root: Path, docs: Path, *, whole: bool = False) -> Iterator[Slip]:
    """Yield each slip in a configuration, MkDocs' own or plain YAML; a site that isn't a course of ours has none.

    ``whole`` says that all pages are those in ``docs``: no plugin makes another.
    """
    extra = config.get("extra")
    extra = extra if isinstance(extra, Mapping) else {}
    given: Any = config.get("theme")
    theme: Any = given if hasattr(given, "get") else {}
    name = getattr(given, "name", None) or theme.get("name") or given
    ours = name == "coursewright"
    folders = [root / str(theme.get("custom_dir"))] if theme.get("custom_dir") else []
    if folders and not is_folder(folders[0]):
        message = f"there is no folder “{theme['custom_dir']}”, which stops the build"
        yield Slip(
            "theme.custom_dir", message, "Name the folder of your templates from here, or take it out.", stops=True
        )
    language = str(theme.get("language") or "")
    if name == "material":
        yield from _unknown_to_material(language, [*folders, folder()])
    if not ours and "course" not in extra:
        return
    if language and name != "material" and not _is_spoken(language, config, [*folders, folder()]):
        yield Slip("theme.language", f"there are no words in “{language}”, so pages stay English", code_hint(language))
    if theme.get("language") is False:
        yield Slip("theme.language", "YAML reads this language as false, so pages are English", _NORWEGIAN)
    yield from _alternates(extra)
    if ours:
        yield from _theme(theme, docs, folders, whole=whole)
        yield from _files(config, theme, [docs, *folders])


def of_theme(config: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield a slip for each option of the theme at the top of the file, where MkDocs knows none of that name."""
    theme = config.get("theme")
    hint = "Indent it by two, below “theme:”."
    if theme is None:
        hint = "Write “theme:” above it, and indent it by two."
    elif isinstance(theme, str):
        hint = f"Write “theme:” alone, below it “name: {theme}”, and this beside that, all indented by two."
    for name in _OF_THEME:
        if name in config:
            yield Slip(name, f"“{name}” belongs below theme: MkDocs knows none at the top of the file", hint)


def addresses(config: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield a slip for each address of the site or its repository that MkDocs refuses: it needs a scheme and a host."""
    for name in ("site_url", "repo_url"):
        value = config.get(name)
        if isinstance(value, str) and value and not _ADDRESS.match(value):
            meant = _meant_address(value.strip())
            hint = f"Write “{name}: {meant}”." if meant else f"Write it whole, such as “{name}: https://example.org/”."
            yield Slip(name, f"{name} “{value}” is no address, which stops the build", hint, stops=True)


def _meant_address(value: str) -> str:
    """Return the address that was meant; empty where nobody can tell, as of a path."""
    if found := _CLONED.fullmatch(value):
        return f"https://{found['host']}/{found['path']}"
    found = _HALF.match(value)
    local = found is not None and found["rest"].startswith("localhost")
    return f"{(found['scheme'] or '').lower() or ('http' if local else 'https')}://{found['rest']}" if found else ""


def hides_parts(config: Mapping[str, Any]) -> bool:
    """Return whether nobody but our theme or Material, as it stands, decides what of a page can be hidden."""
    given: Any = config.get("theme")
    theme: Any = given if hasattr(given, "get") else {}
    name = getattr(given, "name", None) or theme.get("name") or given
    return name in ("coursewright", "material") and not (getattr(given, "custom_dir", "") or theme.get("custom_dir"))


def stands_apart(config: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the folders that our theme lets stand apart from the course, in its order, without their slashes."""
    given: Any = config.get("theme")
    theme: Any = given if hasattr(given, "get") else {}
    ours = (getattr(given, "name", None) or theme.get("name")) == "coursewright"
    folders = theme.get("apart") if ours else ()
    return tuple(str(one).strip("/") for one in folders) if isinstance(folders, list | tuple) else ()


def _unknown_to_material(language: str, folders: list[Path]) -> Iterator[Slip]:
    """Yield a slip for a language of which Material has no file by that very name: it needs one."""
    if language and not any(is_file(each / f"partials/languages/{language}.html") for each in folders):
        known = {path.stem.lower(): path.stem for path in folders[-1].glob("partials/languages/*.html")}
        code = language.lower().replace("_", "-")
        meant = known.get(code) or known.get(code.partition("-")[0]) or known.get(code[:2] if code.isalpha() else "")
        hint = f"Write “language: {meant}”." if meant else _EXAMPLE
        yield Slip("theme.language", f"Material has no words in “{language}”, and stops the build", hint, stops=True)


def code_hint(language: object) -> str:
    """Return which code was meant by a language that nobody knows, or the form that codes have."""
    start = str(language)[:2].lower()
    return f"Did you mean “{start}”?" if start.isalpha() and _has_words(start, [folder()]) else _EXAMPLE


def _is_spoken(language: str, config: Mapping[str, Any], folders: list[Path]) -> bool:
    """Return whether somebody has words in a language: we, Material, the site's templates or its own catalogue."""
    plugins: Any = config.get("plugins")
    listed = plugins if isinstance(plugins, list) else [plugins]
    options = [entry.get("coursewright") for entry in listed if isinstance(entry, Mapping)]
    own = [entry.get("custom_translations") for entry in options if isinstance(entry, Mapping)]
    own += [getattr(getattr(entry, "config", None), "custom_translations", None) for entry in options]
    return _has_words(language, folders) or any(isinstance(one, Mapping) and language in one for one in own)


def _has_words(language: str, folders: list[Path]) -> bool:
    name = language.replace("_", "-")
    bases = (name, name.split("-", maxsplit=1)[0])
    partials = (each / "partials/languages" / f"{base}.html" for each in folders for base in bases)
    return is_translated(name) or any(is_file(path) for path in partials)


def _alternates(extra: Mapping[str, Any]) -> Iterator[Slip]:
    for name, value in extra.items():
        if near(str(name), ("alternate",)) and isinstance(value, list) and any("lang" in str(one) for one in value):
            yield Slip(f"extra.{name}", f"nobody reads extra.{name}", "Did you mean “alternate”?")
    entries = extra.get("alternate")
    if entries is not None and not isinstance(entries, list):
        yield Slip("extra.alternate", "alternate is not a list of languages", _example("en"))
    for at, entry in enumerate(entries if isinstance(entries, list) else []):
        place = f"extra.alternate.{at}"
        if not isinstance(entry, Mapping):
            yield Slip(place, f"“{as_written(entry)}” doesn't say where a language is", _example("fr"))
            continue
        slipped = {meant for name in entry if (meant := near(str(name), _ENTRY))}
        yield from _names(entry, _ENTRY, place)
        if entry.get("lang") is False:
            yield Slip(f"{place}.lang", "YAML reads this language as false", _NORWEGIAN)
        for name in ("link", "lang"):
            if not entry.get(name) and entry.get(name) is not False and name not in slipped:
                yield Slip(place, f"a language has no “{name}”", _example(str(entry.get("lang") or "fr")))
        if (language := entry.get("lang")) and not is_language(str(language)):
            yield Slip(f"{place}.lang", f"“{language}” is not a language's code", code_hint(language))


def _example(language: str) -> str:
    return f"Write “- {{name: …, link: ./{language}/, lang: {language}}}”."


def _names(given: Mapping[str, Any], known: tuple[str, ...], place: str) -> Iterator[Slip]:
    for name in given:
        if (meant := near(str(name), known)) and meant not in given:
            yield Slip(f"{place}.{name}", f"nobody reads “{name}”", f"Did you mean “{meant}”?")


def _theme(theme: Mapping[str, Any], docs: Path, folders: list[Path], *, whole: bool) -> Iterator[Slip]:
    yield from _names(theme, _OPTIONS, "theme")
    if theme.get("direction") not in (None, "ltr", "rtl"):
        yield Slip("theme.direction", f"“{theme['direction']}” is no direction", "Write ltr or rtl, or leave it out.")
    icons = theme.get("icon")
    logo = icons.get("logo") if isinstance(icons, Mapping) else None
    if logo and not icon(logo, [str(each) for each in folders]):
        yield Slip("theme.icon.logo", f"Material has no icon “{logo}”", "Write one such as material/school.")
    apart = theme.get("apart") or []
    if not isinstance(apart, list | tuple):
        yield Slip("theme.apart", "apart is not a list of folders", f"Write “apart: [{apart}]”.")
        apart = []
    known = tuple(path.name for path in docs.iterdir() if path.is_dir()) if docs.is_dir() else ()
    for at, written in enumerate(apart):
        path = str(written).strip("/")
        below = path.removeprefix(f"{docs.name}/")
        meant = near(path, known) or (below if below in known and path not in known else "")
        if meant or (whole and docs.is_dir() and not is_folder(docs / path)):
            hint = f"Did you mean “{meant}/”?" if meant else f"Name a folder in {docs.name}/, or take it out."
            yield Slip(f"theme.apart.{at}", f"there is no folder “{written}”", hint)
    option = theme.get("palette")
    for at, entry in enumerate(option if isinstance(option, list) else [option]):
        if isinstance(entry, Mapping):
            yield from _colours(entry, f"theme.palette.{at}" if isinstance(option, list) else "theme.palette")


def _colours(entry: Mapping[str, Any], place: str) -> Iterator[Slip]:
    yield from _names(entry, _COLOURING, place)
    if meant := near(str(entry.get("scheme") or "default"), _SCHEMES):
        yield Slip(f"{place}.scheme", f"there is no scheme “{entry['scheme']}”", f"Did you mean “{meant}”?")
    for name in ("primary", "accent"):
        written = str(entry.get(name) or "custom").replace("-", " ")
        if written not in (*COLOURS, "custom"):
            meant = near(written, COLOURS)
            hint = f"Did you mean “{meant}”?" if meant else f"Known: {', '.join(COLOURS)}; or custom."
            yield Slip(f"{place}.{name}", f"there is no colour “{entry[name]}”", hint)


def _files(config: Mapping[str, Any], theme: Mapping[str, Any], folders: list[Path]) -> Iterator[Slip]:
    """Yield a slip for each picture, style and script that the site names and that lies nowhere."""
    named = [(f"theme.{name}", theme.get(name)) for name in ("logo", "favicon")]
    for option in ("extra_css", "extra_javascript"):
        entries = config.get(option)
        for at, entry in enumerate(entries if isinstance(entries, list) else []):
            path = entry.get("path") if isinstance(entry, Mapping) else getattr(entry, "path", entry)
            named.append((f"{option}.{at}", path))
    for place, path in named:
        written = str(path or "").split("?")[0]
        if not written or _OTHER_SITE.match(written) or written.startswith(("/", "assets/coursewright/")):
            continue
        if not any(is_file(each / written) for each in folders):
            below = written.removeprefix("./").removeprefix(f"{folders[0].name}/")
            hint = f"Put it into {folders[0].name}/, or mend its name here."
            if below != written and any(is_file(each / below) for each in folders):
                hint = f"Did you mean “{below}”? Paths start in {folders[0].name}/."
            yield Slip(place, f"there is no file “{written}”", hint)
