"""What MkDocs publishes, once every plugin has had its say, as a layout that reading understands."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data
from mkdocs.utils.templates import TemplateContext

from coursewright.fragment.seen import without_tex
from coursewright.model.course import Course, Lesson
from coursewright.options import CoursewrightConfig
from coursewright.read.course import bank_files
from coursewright.read.languages import Languages, alternates
from coursewright.read.layout import Layout
from coursewright.render.frame.alternates import language_of
from coursewright.render.frame.guest import in_own_language, with_named_search
from coursewright.render.frame.outline import Entry, title_text
from coursewright.render.frame.slips import slips
from coursewright.render.options import page_language

_WRITERS = ("macros", "include-markdown", "table-reader")
"""Plugins that write text into a page before it is Markdown; they do the same for a bank."""
_SNIPPETS = "pymdownx.snippets"
_MARKED = re.compile(r"\{[{%]|<!--\s*include|-8<-")
"""What such a plugin, or the snippets of PyMdown, may act on."""

_SEARCH = ("coursewright/search", "material/search")
"""Material's search plugin by its names; the first one is what “search” means under our theme."""
_NEED_MATERIAL = ("material/blog", "material/tags")
"""Plugins that write pages with templates of Material's."""


def refuse_language(config: MkDocsConfig) -> None:
    """Stop the build where Material would, for a language that it doesn't know, and say what to write."""
    if config.theme.name != "material":
        return  # the others build in English
    root = Path(config.config_file_path or ".").parent
    for slip in slips(config, root, Path(config.docs_dir)):
        if slip.stops:
            raise PluginError(f"{slip.at}: {slip.message}. {slip.hint}")


def refuse(plugins: Collection[str]) -> None:
    """Stop the build where a plugin needs a theme that ours isn't, which it says in no words that a reader knows."""
    for name in _NEED_MATERIAL:
        if name in plugins:
            hint = "choose “theme: {name: material}”, or leave the plugin out"
            raise PluginError(f"{name} needs templates that the theme coursewright hasn't: {hint}")


def published(layout: Layout, files: Files, nav: Navigation) -> Layout:
    """Return where the course is that MkDocs publishes: its pages and its navigation, drafts not among them."""
    pages = {file.src_uri: file for file in files.documentation_pages()}
    texts = {}
    for path, file in pages.items():
        if file.abs_src_path is None or Path(file.abs_src_path) != layout.docs / path:
            texts[layout.name(layout.docs / path)] = file.content_string
    return replace(layout, pages=tuple(pages), texts=texts, nav=_entries(nav.items), nav_known=True)


def _entries(items: Iterable[StructureItem]) -> list[Any]:
    """Return a navigation as ``mkdocs.yml`` writes one; a page that heads its section is the first in it."""
    found: list[Any] = []
    for item in items:
        page = [item.file.src_uri] if isinstance(item, Page) else []
        inside = getattr(item, "children", None) or ()
        found += [{str(item.title or ""): [*page, *_entries(inside)]}] if item.is_section else page
    return found


def outline(
    items: Iterable[StructureItem], lessons: Mapping[str, Lesson], of: Callable[[str], Course]
) -> tuple[Entry, ...]:
    """Return the navigation with its titles, once they are known, for the course's outline; ``of`` a page's course."""
    found = []
    for item in items:
        lesson = lessons.get(item.file.src_uri) if isinstance(item, Page) else None
        inside = getattr(item, "children", None) or ()
        ids = _marks(of(item.file.src_uri), lesson) if isinstance(item, Page) and lesson else ("", "")
        entry = Entry(title_text(item.title), getattr(item, "url", None) or "", (), *ids)
        if item.is_section:
            own = (entry,) if isinstance(item, Page) else ()
            entry = Entry(entry.title, None, (*own, *outline(inside, lessons, of)))
        found.append(entry)
    return tuple(found)


def say_plainly(items: Iterable[StructureItem]) -> None:
    """Write formulas in the navigation's titles as plain text, once these are known: no script draws them there."""
    for item in items:
        if item.title and (plain := without_tex(item.title)) != item.title:
            item.title = plain
            if isinstance(item, Page) and "title" in item.meta:
                item.meta["title"] = plain  # which templates and searches prefer
        say_plainly(getattr(item, "children", None) or ())


def saved(files: Files, lessons: Mapping[str, Lesson], of: Callable[[str], Course]) -> dict[str, tuple[str, str]]:
    """Return by each page's address the ids by which its progress is saved: the lesson's, and the scenarios'."""
    pages = ((path, file) for path, file in files.src_uris.items() if path in lessons)
    return {file.url: _marks(of(path), lessons[path]) for path, file in pages}


def _marks(course: Course, lesson: Lesson) -> tuple[str, str]:
    played = " ".join(course.played_in(lesson))
    return "" if played and not course.practised_in(lesson) else lesson.progress_id, played


def handed_over(layout: Layout, files: Files, config: MkDocsConfig) -> Layout:
    """Return the layout with the texts that plugins write, in pages and in banks, as Markdown gets them."""
    plugins = [plugin for name, plugin in config.plugins.items() if name in _WRITERS]
    snippets = _snippets(config)
    if not plugins and snippets is None:
        return layout
    texts = dict(layout.texts)
    written = [(layout.docs, file) for file in files.documentation_pages()]
    for folder, file in [*written, *((layout.banks, file) for file in _banks(layout, config))]:
        try:
            found = file.content_string
        except UnicodeDecodeError:  # who reads it says so
            continue
        if not _MARKED.search(found):
            continue
        text, meta = get_data(found)
        front = found.removesuffix(text)
        page = _page(file, config, meta, text)
        for plugin in plugins:
            if prepare := getattr(plugin, "on_pre_page", None):
                prepare(page, config=config, files=files)
            text = plugin.on_page_markdown(text, page=page, config=config, files=files) or text
        if snippets is not None and "-8<-" in text:
            text = "\n".join(snippets.preprocessors["snippet"].run(text.split("\n")))
        if front + text != found:
            texts[layout.name(folder / file.src_uri)] = front + text
    return replace(layout, texts=texts)


def address(config: MkDocsConfig) -> str:
    """Return the site's address with a slash at its end, which mike leaves out; empty where there is none."""
    url = config.site_url or ""
    return url if not url or url.endswith("/") else f"{url}/"


def rooted(context: TemplateContext, template: str, config: MkDocsConfig) -> str:
    """Return the path of the site's root, and have the page for missing ones lead there.

    Where nobody has said it, it is one that the page's ``lost.js`` knows, and puts right.
    """
    root = urlsplit(address(config)).path or "/./"
    if template == "404.html":
        context["base_url"] = root
    return root


def is_preview(config: MkDocsConfig) -> bool:
    """Return whether ``mkdocs serve`` builds the site, of which every change has to be seen at once."""
    return (config.site_url or "").startswith(f"http://{config.dev_addr.host}:{config.dev_addr.port}/")


def translations(
    page: Page, config: MkDocsConfig, files: Files, languages: Languages | None
) -> list[dict[str, str | bool]]:
    """Return where a page is in each language of the site, for a theme's selector: the same page where there is one.

    Addresses are relative to the page; those of other sites stay as they are written.
    """
    made: Mapping[str, File] = getattr(page.file, "alternates", {})  # by static-i18n
    i18n: Any = config.plugins.get("i18n")
    names = {str(entry.locale): str(entry.name) for entry in i18n.config.languages} if i18n else {}
    if made and len(made) > 1:
        spoken = str(page.file.locale_alternate_of)  # type: ignore[attr-defined]
        return [_alternate(names.get(lang, lang), lang, page, file, lang == spoken) for lang, file in made.items()]
    if languages is None:
        return []
    spoken, common = languages.of(page.file.src_uri)
    known = {languages.of(file.src_uri): file for file in files.documentation_pages()}
    found: list[dict[str, str | bool]] = []
    for entry in alternates(config):
        home = known.get((entry.language, "index.md"))
        if target := known.get((entry.language, common), home):
            found.append(_alternate(entry.name, entry.language, page, target, entry.language == spoken))
    return [*found, *_of_other_sites(config)] if found else []


def _of_other_sites(config: MkDocsConfig) -> Iterator[dict[str, str | bool]]:
    for entry in config.extra.get("alternate") or []:
        link = str(entry.get("link") or "")
        if urlsplit(link).netloc not in ("", urlsplit(config.site_url or "").netloc):
            language = str(entry.get("lang") or "")
            name = str(entry.get("name") or language)
            yield {"name": name, "language": language, "href": link, "url": link, "current": False}


def in_language(
    config: MkDocsConfig, language: str, ways: Sequence[Mapping[str, str | bool]], layout: Layout | None
) -> MkDocsConfig:
    """Return the configuration as another theme's templates get it on a page: in its language, with ways to the others.

    Where each language is a build of its own, and where the theme doesn't speak it, it stays as it is.
    """
    if layout is None or layout.languages is None or layout.languages.apart:
        return config
    seen = copy(config)
    if any(Path(folder, "partials/languages", f"{language}.html").is_file() for folder in config.theme.dirs):
        seen["theme"] = ChainMap({"language": language}, config.theme)
    if ways:
        entries = [{"name": way["name"], "lang": way["language"], "link": way["url"]} for way in ways]
        seen["extra"] = {**config.extra, "alternate": entries}
    return seen


_LANGUAGE_LINK = re.compile(r'<link rel="?alternate"?(?= [^>]*hreflang)')


def with_head(html: str, page: Page, head: str, layout: Layout | None) -> str:
    """Return another theme's page with what it needs in its head, and with what a screen reader misses in it.

    Material searches for a list of pages beside each language that its head names, and beside a page there is none.
    """
    if layout and layout.languages:
        html = _LANGUAGE_LINK.sub('<link rel="alternate "', html)
    html = with_named_search(in_own_language(html, lent(page)))
    return html.replace("</head>", f"{head}\n</head>", 1)


def _alternate(name: str, language: str, page: Page, target: File, current: bool) -> dict[str, str | bool]:
    link = get_relative_url(target.url, page.url)
    return {"name": name, "language": language, "href": link, "url": target.url, "current": current}


def _banks(layout: Layout, config: MkDocsConfig) -> Iterator[File]:
    for path in bank_files(layout.banks):
        name = path.relative_to(layout.banks).as_posix()
        yield File(name, str(layout.banks), config.site_dir, config.use_directory_urls)


def _page(file: File, config: MkDocsConfig, meta: dict[str, Any], text: str) -> Page:
    """Return a page to show such plugins; MkDocs never hears of it."""
    page = Page(None, copy(file), config)
    page.meta, page.markdown = meta, text
    return page


def _snippets(config: MkDocsConfig) -> Markdown | None:
    if _SNIPPETS not in config.markdown_extensions:
        return None
    return Markdown(extensions=[_SNIPPETS], extension_configs={_SNIPPETS: config.mdx_configs.get(_SNIPPETS, {})})


def interface_language(own: CoursewrightConfig, config: MkDocsConfig, page: Page | None, *, items: bool) -> str:
    """Return the language of the items' interface on a page, or of the site's; or the one that its own text is in."""
    built = getattr(config.plugins.get("i18n"), "current_language", None)
    default = str(built or config.theme.get("language") or config.theme.get("locale") or "en").replace("_", "-")
    if page is None:
        return (items and own.language) or default
    default = language_of(page.url, config.extra.get("alternate"), address(config)) or default
    default = (items and lent(page)) or default
    site = own if items else {"language_patterns": own.language_patterns}
    return page_language(site, page.meta if items else {}, page.file.src_uri, default)


def lent(page: Page) -> str:
    """Return the language of a page that static-i18n shows among those of another, for want of a translation."""
    own, shown = getattr(page.file, "locale", ""), getattr(page.file, "locale_alternate_of", "")
    return str(own) if own != shown else ""


def search_languages(config: MkDocsConfig) -> list[str] | None:
    """Return the languages in which the site can be searched; None where it can't."""
    search = next((config.plugins[name] for name in _SEARCH if name in config.plugins), None)
    return None if search is None else [str(one) for one in search.config.get("lang") or []]


def up_from(page: Page) -> str:
    """Return the way from a page up to the site's root."""
    return "../" * page.url.count("/")


def plain_titles(files: Files) -> None:
    """Make texts of titles that YAML reads as a number, a date or a list; MkDocs hands them on as they are."""
    for page in (file.page for file in files.documentation_pages()):
        if page and (title := page.meta.pop("title", None)) is not None:  # where it is empty, the first heading is it
            page.meta["title"] = str(title)
