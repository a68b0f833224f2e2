"""The MkDocs plugin: what needs the whole site, in hooks that call functions which don't know MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from coursewright import published
from coursewright.check.leaks import leaks
from coursewright.check.settings import Settings
from coursewright.config import layout_of_build
from coursewright.editions import Editions, parted
from coursewright.fragment.rendered import with_plain_formulas
from coursewright.model.course import Course
from coursewright.read.document import fingerprint
from coursewright.render.device.publish import device_head, write_device
from coursewright.render.frame import guest
from coursewright.render.frame.body import page_body, styles_of, with_objectives
from coursewright.render.frame.furniture import INDEX, INDEX_JSON, lesson_place, report_link, word_by_name
from coursewright.render.frame.linked_data import linked_data
from coursewright.render.frame.look import Look, look_files
from coursewright.render.frame.material import WORKER_FOLDER
from coursewright.render.frame.oembed import oembed, oembed_path
from coursewright.render.frame.outline import title_text
from coursewright.render.frame.parts import Parts
from coursewright.render.html import without_lightbox
from coursewright.render.indexed import only_stems
from coursewright.render.items.markup import player_files
from coursewright.render.options import answered, formulas_option, page_options
from coursewright.render.served import version_of
from coursewright.render.session import ASSETS, Page, Session, explains, unnamed
from coursewright.render.terms import with_definitions, without_definitions
from coursewright.render.texts import Texts, texts_in
from coursewright.serving import Serving
from coursewright.told import log, say_options, tell, undrawn

_THEME = Path(__file__).parent / "theme"
_TEACHING = "instructors/index.md"


class CoursewrightPlugin(Serving):
    """Reads and checks the course, hands it to the Markdown extension, and adds what the site needs around it."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session()
        self.editions = Editions()
        self.nav: Navigation | None = None
        self.parts = Parts()
        self.content: str | None = None
        self.files = Files([])
        """Everything that is published; a page's content stays with it when the build is over."""
        self.definitions: list[str] = []
        self.undrawn = ""
        """What to say of the first diagram that there is, if nobody draws diagrams."""
        self.shared: dict[str, Any] = {}
        """What every page's template gets as ``coursewright``."""
        self.look: Look | None = None
        """Our theme as the course has set it; None under another theme, whose templates are left alone."""
        self.head = ""
        """What the page at hand needs in its head under another theme."""

    @event_priority(100)  # before the search plugin, which asks for words of its own
    def _speak(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give our theme its words, in whatever language other plugins choose later."""
        published.refuse_language(config)
        if str(_THEME) in config.theme.dirs:
            published.refuse(config.plugins)
            config.theme["spoken"] = lambda name: word_by_name(name, texts_in(self.language(config, items=False)))
        return config

    def _configure(self, config: MkDocsConfig) -> MkDocsConfig:
        """Join the Markdown extension, and our theme if it is the site's."""
        if "coursewright" not in config.markdown_extensions:
            config.markdown_extensions.append("coursewright")
        say_options(self.config, config)
        if self.config.offline:
            config.use_directory_urls = False
        root = Path(config.config_file_path or ".").resolve().parent
        own = {language: root / str(path) for language, path in self.config.custom_translations.items()}
        ours = str(_THEME) in config.theme.dirs
        self.look = Look.of(config.theme, config.extra, config.theme.custom_dir) if ours else None
        if lacking := self.look and self.look.lacking:
            log.info(lacking)
        known = player_files() | look_files() | ({"theme.css": self.look.css} if self.look else {})
        self.described: dict[str, str] = {}
        digests = {name: version_of(data) for name, data in known.items()}
        self.session = Session(Course(), self.language(config), Page(), digests, own)
        self.session.formulas = formulas_option(self.config, config.extra_javascript)
        config.mdx_configs.setdefault("coursewright", {})["session"] = self.session
        self.undrawn = undrawn(config) if ours else ""
        self.shared = {"search_index": INDEX if self.config.offline else INDEX_JSON}
        return config

    on_config = CombinedEvent(_speak, _configure)

    @event_priority(-200)  # static-i18n knows no files but those on the disk
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the files that pages load, but those that are made of the course."""
        for path, data in self._files(files, config).items():
            files.append(File.generated(config, path, content=data))
        return files

    def _files(self, files: Files, config: MkDocsConfig) -> dict[str, bytes]:
        """Return what is published beside the course's own files, by paths."""
        made = {f"{ASSETS}/{name}": data for name, data in player_files().items()} | self.preview_files()
        script, style = f"{ASSETS}/{guest.SCRIPT}", f"{ASSETS}/{guest.STYLE}"
        if self.look is None:
            return {path: data for path, data in made.items() if path != script}
        look = self.look.files(published.search_languages(config))
        worker = next((path for path in look if path.startswith(WORKER_FOLDER)), "")
        versions = {name: f"?{version}" for name, version in self.session.versions.items()}
        self.shared |= {"search_worker": worker, "versions": versions}
        made = {path: data for path, data in made.items() if path not in (script, style)}
        return made | {path: data for path, data in look.items() if not files.get_file_from_path(path)}

    def _guest(self, files: Files, config: MkDocsConfig) -> None:
        """Add the script that knows the course's lessons on the pages of another theme."""
        pages = published.saved(files, self.editions.lessons, self.editions.of)
        data = guest.guest_script(player_files()[guest.SCRIPT], self.session.course, pages, self.texts(config))
        self.session.versions = {**self.session.versions, guest.SCRIPT: version_of(data)}
        path = f"{ASSETS}/{guest.SCRIPT}"
        files.append(File.generated(config, path, content=data, inclusion=InclusionLevel.INCLUDED))

    @event_priority(-200)  # behind every plugin that makes files or the navigation
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Read and check the course that is published; every problem is a warning, which --strict fails."""
        self.nav = nav
        first = not self.editions.courses
        problems = self.editions.read(layout_of_build(config, self.config), files, nav, config)
        tell(problems)
        self.look_over(problems, self.editions.current)
        course = self.editions.current[0]
        if first and (said := unnamed(course)):
            log.info(said)
        self.session.course, self.session.language, self.session.page = course, self.language(config), Page()
        teaching = files.src_uris.get(_TEACHING)
        self.shared |= {"course": course, "teaching": teaching.url if teaching else ""}
        asked = course.about.installable is not None
        self.session.installs = asked and not self.config.offline and not published.is_preview(config)
        if self.look is None:
            self._guest(files, config)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take the outline from the finished navigation, whatever plugin made it, once every title is known."""
        self.files = files
        published.plain_titles(files)
        self.addresses = frozenset(file.url for file in files.documentation_pages())
        self.parts = parted(self.nav, self.look.apart if self.look else (), config.site_name, self.editions)
        return env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Tell the extension which page comes, and what has been read of it already."""
        for said in answered(page.meta.get("quiz")):
            log.info(f"{page.file.src_uri}: {said}")
        lesson = self.editions.lessons.get(page.file.src_uri)
        read = lesson is not None and lesson.document.fingerprint == fingerprint(markdown)
        self.session.course = self.editions.of(page.file.src_uri)
        self.session.page = Page(
            path=self.editions.path(page.file.src_uri),
            options=page_options(self.config, page.meta),
            language=self.language(config, page),
            base=published.up_from(page),
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
        """Put them back; say once where a diagram has nobody who draws it."""
        if self.undrawn and 'class="mermaid"' in html:
            log.info(f"{page.file.src_uri}: {self.undrawn}")
            self.undrawn = ""
        return with_definitions(html, self.definitions)

    on_page_content = CombinedEvent(_take_definitions, _put_definitions)

    @event_priority(100)
    def _hide_items(self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> None:
        """Leave of items what they ask while search plugins index a page: neither choices nor reasons may be found."""
        self.content = page.content
        self.session.page = Page(base=published.up_from(page))  # a blog renders posts for its lists only now
        page.content = with_plain_formulas(only_stems(page.content or ""))

    @event_priority(-200)  # behind Material’s blog
    def _describe(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put the items back, and hand templates the outline, the lesson and its machine-readable description."""
        path, up = self.editions.path(page.file.src_uri), published.up_from(page)
        page.content = self.content = self.previewed(path, self.content or "", up)
        lesson, course = self.editions.lessons.get(page.file.src_uri), self.editions.of(page.file.src_uri)
        site_url, url, home = published.address(config), page.canonical_url or "", bool(page.is_homepage)
        texts, version, lent = self.texts(config, page), course.about.version, published.lent(page)
        frame = self.texts(config) if lent else texts
        where, description = f"{url} ({path}{f', {version}' if version else ''})".strip(), ""
        if url and lesson and lesson.keeps_progress:
            name = oembed_path(page.file.dest_uri)
            self.described[name] = oembed(course, lesson, url, site_url)
            description = site_url + quote(name)
        own: dict[str, Any] = {
            "course": course,
            "lesson": lesson,
            "oembed": description,
            "linked_data": linked_data(course, lesson, site_url=site_url, url=url, home=home),
        }
        keep = device_head(self.session, up, frame)
        language, found = self.language(config, page, items=False), self.editions.layout
        ways = published.translations(page, config, self.files, found.languages if found else None)
        if self.look is None:
            context["config"] = published.in_language(config, language, ways, found)
            guest.shorten_posts(context)
            page.content = with_objectives(self.content or "", lesson, texts, self.session.typeset)
            assets = {name: f"{up}{ASSETS}/{name}?{self.session.versions[name]}" for name in guest.GUESTS}
            self.head = guest.guest_head(own, assets, styles_of(self.content or ""), title_text(page.title)) + keep
            return context
        own |= {
            **self.parts.shown(page.url, up, self.shared["search_index"]),
            "place": lesson_place(lesson, self.parts.outline(page.url).place(page.url), frame),
            "report": report_link(config.repo_url or "", where, title_text(page.title), frame),
            "styles": styles_of(self.content or ""),
            "body": page_body(self.content or "", lesson, texts, self.session.typeset),
            "alternates": ways or self.look.languages(page.url, language, site_url, up, self.addresses),
            "edit": page.edit_url,
            "keep": keep,
            "lent": guest.lent_as(lent),
        }
        context["coursewright"] = {**self.shared, **self.look.words(frame, language), **own}  # type: ignore[typeddict-unknown-key]
        return context

    on_page_context = CombinedEvent(_hide_items, _describe)

    @event_priority(100)  # before a plugin makes the page smaller
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Under another theme, write into the page what its templates know nothing of."""
        return output if self.look else published.with_head(output, page, self.head, self.editions.layout)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Name the search on the 404 page of another theme, too."""
        return output if self.look else guest.with_named_search(output)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page, which is built without a page of the course, the same frame."""
        if self.look:
            base = published.rooted(context, template_name, config)
            words = self.look.words(self.texts(config), self.language(config, items=False))
            own = {**words, **self.parts.shown(None, base, self.shared["search_index"])}
            context["coursewright"] = {**self.shared, **own}  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(-100)  # behind the search plugin, which writes its index only now
    def _write(self, *, config: MkDocsConfig) -> None:
        """Write what stands beside the pages; look for leaks."""
        written, index = dict(self.described), Path(config.site_dir, INDEX_JSON)
        if index.is_file():
            written |= self.parts.indexes(index.read_text(encoding="utf-8"), offline=self.config.offline)
        for path, text in written.items():
            Path(config.site_dir, path).write_text(text, encoding="utf-8")
        for course in self.editions.current:
            tell(Settings(course).judged(leaks(course, Path(config.site_dir))))

    @event_priority(-1000)  # behind every plugin that writes or shortens a file
    def _keep(self, *, config: MkDocsConfig) -> None:
        """Write what keeps the course on a device, or takes away what once was kept there."""
        about = self.editions.current[0].about if self.session.installs else None
        icon, language = str(config.theme.get("favicon") or ""), self.language(config, items=False)
        search, ours = published.search_languages(config) or [], self.look is not None
        if not self.config.offline:  # in a folder there is no worker
            write_device(Path(config.site_dir), about, self.texts(config), language, icon, search, look=ours)

    on_post_build = CombinedEvent(_write, _keep)

    def language(self, config: MkDocsConfig, page: MkDocsPage | None = None, *, items: bool = True) -> str:
        """Return the language of the interface on a page, or of the site; or the one that its own text is in."""
        return published.interface_language(self.config, config, page, items=items)

    def texts(self, config: MkDocsConfig, page: MkDocsPage | None = None) -> Texts:
        """Return the texts of the interface on a page, or of the site."""
        language = self.language(config, page)
        return texts_in(language, self.session.translations.get(language))
