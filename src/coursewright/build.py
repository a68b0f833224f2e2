"""Runs a build once, in a folder of its own, and returns the rendered course as a value."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote, urlsplit

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from coursewright.export.diagrams import diagrams_on
from coursewright.export.html import tex_of
from coursewright.export.listing import LISTING_TEXTS
from coursewright.export.shell import SHELL_TEXTS
from coursewright.fragment.formula import FORMULA, formula_of
from coursewright.model.course import Course, ItemBlock
from coursewright.model.item import Item
from coursewright.model.path import PIECES
from coursewright.model.site import Html, ItemHtml, Site, SitePage
from coursewright.plugin import CoursewrightPlugin
from coursewright.problem import Problem, Source
from coursewright.published import address, lent
from coursewright.read.front_matter import split_front_matter
from coursewright.read.layout import Layout
from coursewright.read.report import problem
from coursewright.render.frame.body import page_body
from coursewright.render.frame.look import look_files
from coursewright.render.frame.outline import title_text
from coursewright.render.html import HtmlLink, html_links, inside, with_links
from coursewright.render.items.markup import ItemForm
from coursewright.render.loads import Loads
from coursewright.render.session import ASSETS, Page

_OURS = re.compile(r'<cw-(?P<name>item|scenario)\b[^>]*?\sdata-(?P=name)="(?P<id>[^"]*)"')
_PIECE = re.compile(rf"<cw-({'|'.join(PIECES)})\b")
_WHOLE = re.compile(r"</?(?:html|head|body)\b[^>]*>")
"""What a plugin puts around a page's content, such as glightbox, which takes it for a document."""
_PAGES = (".html", ".xml", ".xml.gz")
"""Endings of what a build writes around the content, which no page loads."""
_LOOK = f"{ASSETS}/theme.css", f"{ASSETS}/theme.js", f"{ASSETS}/state.js"
"""What a page of a package loads whatever stands on it."""


def build_site(config_file: Path, course: Course) -> tuple[Site | None, list[Problem]]:
    """Return the site that a configuration builds, every page under a file of its own; None and the reason if it fails.

    ``course`` is what has been read of it: private banks from elsewhere may be among it, whose items are rendered, too.
    """
    place = Source(config_file.name, 1, 1)
    with TemporaryDirectory(prefix="coursewright-") as folder, _quiet():
        try:
            config = load_config(str(config_file), site_dir=folder, use_directory_urls=False)
            plugin = config.plugins.get("coursewright")
            if not isinstance(plugin, CoursewrightPlugin):
                hint = "Write “- coursewright” below plugins."
                return None, [problem("R001", "the plugin coursewright is not switched on", place, hint)]
            plugin.config.formulas = "mathml"  # the site's own script doesn't go into packages
            with _started(config):
                build(config)
        except (MkDocsException, SystemExit) as error:
            hint = "“mkdocs build --strict” says more."
            return None, [problem("R001", f"the site can't be built: {error}", place, hint)]
        return _site(config, plugin, course, Path(folder)), []


def as_published(config_file: Path, layout: Layout) -> Layout:
    """Return the layout with the pages, texts and navigation that MkDocs publishes; as it is where MkDocs can't say.

    They are those of the layout's language, where static-i18n builds one after the other. MkDocs runs up to the
    navigation and renders nothing.
    """
    with TemporaryDirectory(prefix="coursewright-") as folder, _quiet():
        try:
            config = load_config(str(config_file), site_dir=folder)
            plugin = config.plugins.get("coursewright")
            if not isinstance(plugin, CoursewrightPlugin):
                return layout
            if layout.language and (i18n := config.plugins.get("i18n")):
                i18n.current_language = layout.language  # static-i18n's own
            with _started(config):
                config = config.plugins.on_config(config)
                config.plugins.on_pre_build(config=config)
                files = get_files(config)
                files.add_files_from_theme(config.theme.get_env(), config)
                files = config.plugins.on_files(files, config=config)
                set_exclusions(files, config)
                config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        except (MkDocsException, SystemExit):  # the build says why
            return layout
    found = plugin.editions.layout
    return replace(layout, pages=found.pages, texts=found.texts, nav=found.nav, nav_known=True) if found else layout


@contextmanager
def _started(config: MkDocsConfig) -> Iterator[None]:
    """Tell plugins that a command starts, and that it has ended, as MkDocs does."""
    config.plugins.on_startup(command="build", dirty=False)
    try:
        yield
    finally:
        config.plugins.on_shutdown()


def _site(config: MkDocsConfig, plugin: CoursewrightPlugin, course: Course, folder: Path) -> Site:
    built = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    assets = {f"{ASSETS}/{name}": data for name, data in look_files().items()}  # packages have our look under any theme
    assets |= {name: path.read_bytes() for name, path in built.items() if not name.endswith(_PAGES)}
    files = Loads(assets)
    edition = plugin.editions.courses.get(course.language) or plugin.editions.current[0]
    session = plugin.session
    session.course, session.language, session.page = edition, edition.language or session.language, Page()
    drawing = tuple(path for path in _own_scripts(config) if "mermaid" in path.lower() and path in assets)
    pages = [
        _page(file.page, config, plugin, files, drawing)
        for file in plugin.editions.files[edition.language].documentation_pages()
        if file.page is not None and file.page.content is not None
        if plugin.editions.path(file.src_uri) in edition.lesson_by_path
    ]
    order = {lesson.document.path: place for place, lesson in enumerate(course.lessons)}
    pages.sort(key=lambda page: (order.get(page.path, len(order)), page.path))
    session.page = Page()
    own = [urlsplit(str(path)) for path in config.extra_css if "katex" not in str(path).lower()]  # formulas are MathML
    return Site(
        course=course,
        url=address(config),
        pages=tuple(pages),
        assets=assets,
        items=_items(config, plugin, course, frozenset(assets)),
        drawing=drawing,
        styles=files.all((*_LOOK, *(path.path for path in own if not path.netloc))),
        texts={english: plugin.session.texts(english) for english in (*SHELL_TEXTS, *LISTING_TEXTS)},
    )


def _own_scripts(config: MkDocsConfig) -> Iterator[str]:
    """Yield the paths of the course's classic scripts: a module has nothing for others to call."""
    for script in config.extra_javascript:
        if getattr(script, "type", "") != "module":
            yield urlsplit(str(script)).path


def _page(
    page: MkDocsPage, config: MkDocsConfig, plugin: CoursewrightPlugin, files: Loads, drawing: Sequence[str]
) -> SitePage:
    path, course = plugin.editions.path(page.file.src_uri), plugin.session.course
    lesson, own = course.lesson_by_path.get(path), lent(page)
    plugin.session.page = Page(language=own)
    content = page_body(_WHOLE.sub("", page.content or ""), lesson, plugin.session.texts, plugin.session.typeset)
    found = [(match["name"], match["id"]) for match in _OURS.finditer(content)]
    items, scenarios = (
        tuple(dict.fromkeys(name for kind, name in found if kind == asked)) for asked in ("item", "scenario")
    )
    diagrams: tuple[Source, ...] = ()
    if 'class="mermaid"' in content:
        diagrams = diagrams_on(path, _text(path, config, plugin), course, items, scenarios)
    url = page.file.dest_uri  # as it is written: an address is quoted where it becomes a link
    targets = [target for link in html_links(content) if (target := inside(link.target, url))]
    return SitePage(
        path=path,
        url=url,
        title=title_text(page.title),
        content=content,
        language=own or course.language or plugin.language(config, page),
        lesson=lesson.progress_id if lesson else "",
        items=items,
        scenarios=scenarios,
        pieces=tuple(dict.fromkeys(_PIECE.findall(content))),
        files=files.all([*targets, *(drawing if diagrams else ())]),
        diagrams=diagrams,
        links=tuple(dict.fromkeys(target for target in targets if target.endswith(".html") and target != url)),
    )


def _text(path: str, config: MkDocsConfig, plugin: CoursewrightPlugin) -> str:
    """Return a file's text as it was built, by its path as problems print it."""
    texts = plugin.editions.layout.texts if plugin.editions.layout else {}
    root = Path(config.config_file_path or ".").resolve().parent
    return texts.get(path) or (root / path).read_text(encoding="utf-8-sig")


def _items(
    config: MkDocsConfig, plugin: CoursewrightPlugin, course: Course, assets: frozenset[str]
) -> dict[str, ItemHtml]:
    """Return every item part by part, rendered with the course's own extensions, file by file."""
    root = Path(config.config_file_path or ".").resolve().parent
    docs = posixpath.relpath(Path(config.docs_dir).resolve().as_posix(), root.as_posix())
    md = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    md.inlinePatterns.register(_Formulas(FORMULA.pattern, md), "coursewright-formula", 185)  # behind code
    session = plugin.session
    session.formulas = "keep"  # a system with MathJax wants TeX
    found: dict[str, ItemHtml] = {}
    for document in course.documents:
        if not any(isinstance(block, ItemBlock) for block in document.blocks):
            continue
        body = split_front_matter(_text(document.path, config, plugin), document.path, [])[2]
        session.page = Page(path=document.path)
        session.rendered = {}
        md.reset()
        md.convert(body)
        parts = _Parts(md, document.path, docs, plugin.editions.files[session.course.language], assets)
        for item in document.items:
            form = session.rendered.get(item.id)
            if form is not None and item.id not in found:
                found[item.id] = parts.whole(item, form)
    return found


class _Formulas(InlineProcessor):
    """Keeps a formula as it is written, where the course has no extension that does: Markdown takes its backslashes."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        formula = formula_of(m, data) if "\x02" not in m["all"] else None  # a gap or code is in it, and no formula
        return (tex_of(formula, data), formula.start, formula.end) if formula else (None, None, None)


class _Parts:
    """The parts of one file's items, as they leave it."""

    def __init__(self, md: Markdown, origin: str, docs: str, pages: Files, assets: frozenset[str]) -> None:
        self.md = md
        self.origin = origin
        self.docs = docs
        self.pages = pages
        self.assets = assets

    def whole(self, item: Item, form: ItemForm) -> ItemHtml:
        """Return an item's parts with all that Python-Markdown puts back only when a page is whole."""
        parts = ItemHtml(
            item=item,
            stem=self._whole(form.stem),
            labels=tuple(self._whole(part) for part in form.labels),
            feedback=tuple(part and self._whole(part) for part in form.feedback),
            explanation=form.explanation and self._whole(form.explanation),
            pairs=tuple(self._whole(part) for part in form.pairs),
            hints=tuple(self._whole(part) for part in form.hints),
            replies=tuple(self._whole(part) for part in form.replies),
        )
        written = [parts.stem, *parts.labels, *parts.feedback, parts.explanation, *parts.pairs]
        written += [*parts.hints, *parts.replies]
        targets = {inside(link.target, "") for part in written if part for link in html_links(part.text)}
        return replace(parts, files=tuple(sorted(targets & self.assets)))

    def _whole(self, part: Html) -> Html:
        text = part.text
        for processor in self.md.postprocessors:
            text = processor.run(text)
        return Html(with_links(text.strip(), self._at_root), part.block)

    def _at_root(self, link: HtmlLink) -> str | None:
        """Return a link of this file as one from the site's root; what isn't there begins with two dots, or ``.md``."""
        try:
            parts = urlsplit(link.target)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return None
        below = posixpath.relpath(posixpath.join(posixpath.dirname(self.origin), unquote(parts.path)), self.docs)
        path = below if parts.path else posixpath.relpath(self.origin, self.docs)
        page = self.pages.get_file_from_path(path)
        if not parts.path and page is None:
            return None
        return parts._replace(path=quote(page.dest_uri if page else path)).geturl()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep MkDocs from saying what ``mkdocs build`` says better."""
    log = logging.getLogger("mkdocs")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)
