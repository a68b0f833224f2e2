"""The MkDocs plugin: what needs the whole site, in hooks that call functions which don't know MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from coursewright.check.leaks import leaks
from coursewright.config import CoursewrightConfig, alternates, layout, read_layout
from coursewright.editions import Editions
from coursewright.model.course import Course
from coursewright.problem import Severity
from coursewright.published import address, outline, translations
from coursewright.read.document import fingerprint
from coursewright.read.local import LOCAL
from coursewright.render.frame.body import page_body, styles_of
from coursewright.render.frame.furniture import (
    INDEX,
    INDEX_JSON,
    WORDS,
    index_script,
    lesson_place,
    report_link,
    search_worker,
)
from coursewright.render.frame.linked_data import linked_data
from coursewright.render.frame.oembed import oembed, oembed_path
from coursewright.render.frame.outline import Outline
from coursewright.render.html import without_lightbox
from coursewright.render.items.markup import player_files
from coursewright.render.options import answered, page_language, page_options
from coursewright.render.page import without_items
from coursewright.render.served import LOOK_FOLDER, served
from coursewright.render.session import ASSETS, Page, Session, explains, unnamed
from coursewright.render.terms import with_definitions, without_definitions
from coursewright.render.texts import direction

log = get_plugin_logger("coursewright")
_PACKAGE = Path(str(package_files("coursewright")))
_THEME = _PACKAGE / "theme"
_LOOK = _THEME / ASSETS
_TEACHING = "instructors/index.md"
_TEXTS = "partials/language.html"
"""Where mkdocs-material keeps the words that our templates use, too; another theme stays as it is."""
_SWITCH = (
    "Both mkdocs_quiz and coursewright are enabled: each would render the same items. "
    "Delete mkdocs_quiz from the plugins in mkdocs.yml; its pages work unchanged."
)


class CoursewrightPlugin(BasePlugin[CoursewrightConfig]):
    """Reads and checks the course, hands it to the Markdown extension, and adds what the site needs around it."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session()
        self.editions = Editions()
        self.words: dict[str, dict[str, str]] = {}
        """What templates say, by language."""
        self.nav: Navigation | None = None
        self.outline = Outline(())
        self.content: str | None = None
        self.files = Files([])
        """Everything that is published; a page's content stays with it when the build is over."""
        self.definitions: list[str] = []
        self.shared: dict[str, Any] = {}
        """What every page's template gets as ``coursewright``."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Join the Markdown extension and the templates; refuse to share the page with mkdocs-quiz."""
        if "mkdocs_quiz" in config.plugins:
            log.warning(_SWITCH)
        if "coursewright" not in config.markdown_extensions:
            config.markdown_extensions.append("coursewright")
        for said in answered(self.config):
            log.info(said)
        if self.config.offline:
            config.use_directory_urls = False
        root = Path(config.config_file_path or ".").resolve().parent
        own = {language: root / str(path) for language, path in self.config.custom_translations.items()}
        for language, path in own.items():
            if not path.is_file():
                log.warning(f"custom_translations: there is no file {path.name} for {language}")
        look = {path.name: path.read_bytes() for path in _LOOK.iterdir()} | served(LOOK_FOLDER)
        versions = {name: _digest(data) for name, data in (player_files() | look).items()}
        self.described: dict[str, str] = {}
        self.session = Session(Course(), self.language(config), Page(), versions, own)
        config.mdx_configs.setdefault("coursewright", {})["session"] = self.session
        if self.config.theme and any(Path(folder, _TEXTS).is_file() for folder in config.theme.dirs):
            behind = 1 if config.theme.custom_dir else 0  # the course's overrides stay in front
            config.theme.dirs.insert(behind, str(_THEME))
        searches = {"search", "material/search"} & set(config.plugins)
        self.shared = {
            "versions": {name: f"?{version}" for name, version in versions.items()},
            "search_worker": search_worker(config.theme.dirs) if searches else "",
            "search_index": INDEX if self.config.offline else INDEX_JSON,
        }
        return config

    @event_priority(-200)  # static-i18n knows no files but those on the disk
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the files that pages load."""
        look = served(LOOK_FOLDER) if str(_THEME) in config.theme.dirs else {}
        own = {name: data for name, data in look.items() if not files.get_file_from_path(f"{ASSETS}/{name}")}
        for name, data in (player_files() | own).items():
            files.append(File.generated(config, f"{ASSETS}/{name}", content=data))
        return files

    @event_priority(-200)  # behind every plugin that makes files or the navigation
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Read and check the course that is published; every problem is a warning, which --strict fails."""
        self.nav = nav
        file = Path(config.config_file_path or "mkdocs.yml").resolve()
        found = layout(file.parent, config, self.config, name=file.name)
        if "mike" in config.plugins and (stated := read_layout(file)[0]):  # it adds the version, which is no new course
            found = replace(found, site_url=stated.site_url)
        first = not self.editions.courses
        for problem in self.editions.read(found, files, nav, config):
            say = log.info if problem.severity is Severity.INFO else log.warning
            say(f"{problem}\n    {problem.hint}" if problem.hint else str(problem))
        course = self.editions.current[0]
        if first and (said := unnamed(course)):
            log.info(said)
        self.session.course, self.session.language, self.session.page = course, self.language(config), Page()
        teaching = files.src_uris.get(_TEACHING)
        self.shared |= {"course": course, "teaching": teaching.url if teaching else "", "words": self._words()}

    def _words(self) -> dict[str, str]:
        """Return what templates say, in the language of the page at hand."""
        texts = self.session.texts
        if texts.language not in self.words:
            self.words[texts.language] = {name: texts(english) for name, english in WORDS.items()}
        return self.words[texts.language]

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take the outline from the finished navigation, whatever plugin made it, once every title is known."""
        self.files = files
        self.outline = Outline(outline(self.nav.items, self.editions.lessons) if self.nav else ())
        return env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Tell the extension which page comes, and what has been read of it already."""
        own = page.meta.get("quiz")
        for said in answered(own if isinstance(own, Mapping) else {}):
            log.info(f"{page.file.src_uri}: {said}")
        lesson = self.editions.lessons.get(page.file.src_uri)
        read = lesson is not None and lesson.document.fingerprint == fingerprint(markdown)
        self.session.course = self.editions.of(page.file.src_uri)
        self.session.page = Page(
            path=self.editions.path(page.file.src_uri),
            options=page_options(self.config, page.meta),
            language=self.language(config, page),
            base=_base(page),
            lesson=lesson.progress_id if lesson else "",
            blocks=lesson.document.blocks if lesson and read else None,
            text=markdown,
            terms=explains(lesson, page.meta),
        )

    @event_priority(100)
    def _take_definitions(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Take definitions out of sentences while plugins turn the page into text, as llmstxt does."""
        html = without_lightbox(html) if "glightbox" in config.plugins else html
        html, self.definitions = without_definitions(html)
        return html

    @event_priority(-100)
    def _put_definitions(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put them back."""
        return with_definitions(html, self.definitions)

    on_page_content = CombinedEvent(_take_definitions, _put_definitions)

    @event_priority(100)
    def _hide_items(self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> None:
        """Take items out of the page while search plugins index it: neither choices nor reasons may be found there."""
        self.content = page.content
        page.content = without_items(page.content or "")

    @event_priority(-100)
    def _describe(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put the items back, and hand templates the outline, the lesson and its machine-readable description."""
        page.content = self.content
        lesson = self.editions.lessons.get(page.file.src_uri)
        site_url, url, home = address(config), page.canonical_url or "", bool(page.is_homepage)
        course = self.editions.of(page.file.src_uri)
        found = self.editions.layout
        self.session.page = Page(language=self.language(config, page))
        version = course.about.version
        place = f"{url} ({self.editions.path(page.file.src_uri)}{f', {version}' if version else ''})".strip()
        description = ""
        if url and lesson and lesson.keeps_progress:
            path = oembed_path(page.file.dest_uri)
            self.described[path] = oembed(course, lesson, url, site_url)
            description = site_url + quote(path)
        own = {
            "course": course,
            "words": self._words(),
            "language": self.session.page.language,
            "direction": direction(self.session.page.language),
            "alternates": translations(page, config, files=self.files, languages=found.languages if found else None),
            "lesson": lesson,
            "oembed": description,
            "linked_data": linked_data(course, lesson, site_url=site_url, url=url, home=home),
            "outline": self.outline.html(page.url, _base(page)),
            "place": lesson_place(lesson, self.outline.place(page.url), self.session.texts),
            "report": report_link(config.repo_url or "", place, str(page.title or ""), self.session.texts),
            "styles": styles_of(self.content or ""),
            "body": page_body(self.content or "", lesson, self.session.texts),
        }
        context["coursewright"] = {**self.shared, **own}  # type: ignore[typeddict-unknown-key]
        return context

    on_page_context = CombinedEvent(_hide_items, _describe)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page, which is built without a page of the course, the same outline."""
        outline = self.outline.html(None, urlsplit(address(config) or "/").path)
        context["coursewright"] = {**self.shared, "outline": outline}  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(-100)  # behind the search plugin, which writes its index only now
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what stands beside the pages; look for leaks."""
        for path, text in self.described.items():
            Path(config.site_dir, path).write_text(text, encoding="utf-8")
        index = Path(config.site_dir, INDEX_JSON)
        if self.config.offline and index.is_file():
            Path(config.site_dir, INDEX).write_text(index_script(index.read_text(encoding="utf-8")), encoding="utf-8")
        found = [problem for course in self.editions.current for problem in leaks(course, Path(config.site_dir))]
        for problem in dict.fromkeys(found):
            log.warning(f"{problem}\n    {problem.hint}")

    def language(self, config: MkDocsConfig, page: MkDocsPage | None = None) -> str:
        """Return the language of the interface on a page, or of the site."""
        built = getattr(config.plugins.get("i18n"), "current_language", None)
        default = str(built or config.theme.get("language") or config.theme.get("locale") or "en").replace("_", "-")
        if page is None:
            return self.config.language or default
        for entry in sorted(alternates(config), key=lambda entry: len(entry.folder)):  # the longest one counts
            if entry.folder and page.url.startswith(f"{entry.folder}/"):
                default = entry.language
        return page_language(self.config, page.meta, page.file.src_uri, default)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> None:
        """Rebuild when a bank or the school's own file changes."""
        root = Path(config.config_file_path or ".").resolve().parent
        for path in (root / self.config.banks, root / LOCAL):
            if path.exists():
                server.watch(str(path))


def _base(page: MkDocsPage) -> str:
    return "../" * page.url.count("/")


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=4).hexdigest()
