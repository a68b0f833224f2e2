"""Common Cartridge: lessons as web content, quizzes and a question bank, prompts as topics, by module and lesson.

The versions differ in names, in how much of the feedback an importer can take, and in whether it takes whole pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coursewright.export.bundle import Bundle
from coursewright.export.links import in_package
from coursewright.export.parts import item_parts
from coursewright.export.qti import for_moodle
from coursewright.export.qti.kinds import PROFILE
from coursewright.export.qti.manifest import FILE_BASE, MANIFEST, Resource, image_place, resource_elements
from coursewright.export.qti.one import assessment, object_bank
from coursewright.export.qti.plain import MOODLE, Reader, plain_page, shown_in_moodle
from coursewright.export.qti.profile import profile_item
from coursewright.export.qti.report import Report
from coursewright.export.qti.topics import Topic, topics
from coursewright.export.qti.xml import Element, as_xml, element, name_of
from coursewright.export.registry import Options, scored_items
from coursewright.export.shell import lesson_files, outline
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.model.path import BESIDE
from coursewright.model.site import Site, SitePage
from coursewright.problem import Problem


@dataclass(frozen=True, slots=True)
class Version:
    """How a version of the standard calls things."""

    number: str
    """``1.1``."""
    reader: Reader | None = None
    """Whose importer takes pages apart; None where they come as they are, with scripts and styles."""

    @property
    def moodle(self) -> bool:
        """Whether it is made for Moodle, which reads no later one."""
        return self.reader is MOODLE

    @property
    def _mark(self) -> str:
        return "v" + self.number.replace(".", "p")

    @property
    def packaging(self) -> str:
        """The manifest's namespace."""
        return f"http://www.imsglobal.org/xsd/imscc{self._mark}/imscp_v1p1"

    @property
    def lom(self) -> str:
        """The namespace of its metadata."""
        return f"http://ltsc.ieee.org/xsd/imscc{self._mark}/LOM/manifest"

    @property
    def topic(self) -> str:
        """The namespace of a topic; its type is the last part of it."""
        return f"http://www.imsglobal.org/xsd/imscc{self._mark}/imsdt_{self._mark}"

    def quiz(self, form: str) -> str:
        """Return the type of a resource with questions: ``assessment`` or ``question-bank``."""
        return f"imsqti_xmlv1p2/imscc_xml{self._mark}/{form}"


def cartridge(course: Course, site: Site | None, options: Options, version: Version) -> Bundle:
    """Return the cartridge of a course, or of a module."""
    assert site is not None  # the registry says that these targets are rendered
    pages = tuple(page for page in site.pages if all(piece in BESIDE for piece in page.pieces))
    if stopping := [fault for page in pages for name in page.items if (fault := _fault(course, options, name))]:
        return Bundle(files={}, problems=tuple(stopping))  # a page with a wrong key is worse than no package
    made = _Cartridge(course, replace(site, pages=pages), options, version)
    made.quizzes()
    made.lessons()
    made.topics()
    if not made.resources:
        return Bundle(files={}, problems=made.report.problems)
    made.files[MANIFEST] = as_xml(made.manifest())
    return Bundle(files=made.files, problems=made.report.problems, first=(MANIFEST,))


def _fault(course: Course, options: Options, name: str) -> Problem | None:
    item = course.item_by_id.get(name)
    return options.wrong.get(item.source) if item else None


class _Cartridge:
    def __init__(self, course: Course, site: Site, options: Options, version: Version) -> None:
        self.course = course
        self.site = site
        self.options = options
        self.version = version
        self.report = Report()
        self.folder = version.reader.folder if version.reader else ""
        """Where files stand that texts name from the package's root."""
        self.files: dict[str, bytes] = {}
        self.resources: list[Resource] = []
        self.leaves: dict[str, list[Element]] = {page.path: [] for page in site.pages}
        """What stands below each lesson, by the path of its page."""
        self.loose: list[Element] = []
        """Quizzes of no lesson."""
        self.asked: set[str] = set()
        """Ids of the items in quizzes."""

    def lessons(self) -> None:
        """Take in the pages, each with the files that it loads, once it is known what the quizzes below them ask."""
        if not self.site.pages:
            return
        if self.version.reader:
            for page in self.site.pages:
                self._plain(page, self.version.reader)
            return
        files, problems = lesson_files(self.site, self.options)
        self.files |= files
        self.report.add(*problems)
        common = ["page.css", *(in_package(name) for name in self.site.styles)]
        for page in self.site.pages:
            self._page(page, {*common, *(in_package(name) for name in page.files)})

    def _plain(self, page: SitePage, reader: Reader) -> None:
        made = plain_page(self.site, page, reader, self.asked, directory_urls=self.options.directory_urls)
        content = for_moodle.page_text(made.content) if self.version.moodle else made.content
        self.files |= {self._place(page): content, **made.files}
        self.report.add(*made.problems)
        self._page(page, made.files)

    def _page(self, page: SitePage, loads: Iterable[str]) -> None:
        name = name_of("page", page.url)
        self.resources.append(Resource(name, "webcontent", (self._place(page),), sorted(loads), href=True))
        self.leaves[page.path].insert(0, _leaf(name, page.title))

    def _place(self, page: SitePage) -> str:
        place = in_package(page.url)
        return for_moodle.found(place) if self.version.moodle else place

    def quizzes(self) -> None:
        """Take in the items: those of lessons and the final as quizzes, those for an LMS alone as its question bank."""
        bank: list[Element] = []
        shown: dict[str, bytes] = {}
        for title, use, items in scored_items(self.course, self.options):
            made, images = self._items(items)
            if not made:
                continue
            if use in ("pool", "private"):
                bank += made
                shown |= images
                continue
            name = name_of("quiz", f"{use}-{title}")
            facts = {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "qmd_scoretype": "Percentage"}
            self._quiz(name, "assessment", assessment(name, title, facts, made), images)
            self._below(items).append(_leaf(name, title))
        if bank:
            self._quiz("question-bank", "question-bank", object_bank("question-bank", bank), shown)

    def topics(self) -> None:
        """Take in what the pages ask a group to talk about."""
        for topic in topics(self.site, directory_urls=self.options.directory_urls):
            name = name_of("topic", topic.page.url)
            path = f"{name}.xml"
            told = self._topic(topic)
            if self.version.moodle:
                for_moodle.write_texts(told)
            self.files[path] = as_xml(told)
            self.resources.append(Resource(name, self.version.topic.rpartition("/")[2].replace("_", "_xml"), (path,)))
            self.leaves[topic.page.path].append(_leaf(name, topic.title))

    def manifest(self) -> Element:
        """Return the manifest: what there is, and in which order."""
        lom = self.version.lom
        made = element(
            "manifest",
            {"xmlns": self.version.packaging, "xmlns:lomm": lom, "identifier": name_of("m", self.course.id)},
            element(
                "metadata",
                {},
                element("schema", {}, "IMS Common Cartridge"),
                element("schemaversion", {}, f"{self.version.number}.0"),
                self._lom(),
            ),
            element(
                "organizations",
                {},
                element(
                    "organization",
                    {"identifier": "organization", "structure": "rooted-hierarchy"},
                    element("item", {"identifier": "root"}, *self._modules()),
                ),
            ),
            element("resources", {}, *resource_elements(self.resources)),
        )
        if self.version.moodle:
            for_moodle.write_titles(made)
        return made

    def _modules(self) -> Iterator[Element]:
        title = self.options.title(self.course)
        for place, (section, pages) in enumerate(outline(self.course, self.site), 1):
            below = [part for page in pages for part in self._lesson(page)]
            yield _folder(f"module-{place}", section or title, below)
        if self.loose:
            below = self.loose if self.version.moodle else [_folder("quizzes-all", title, self.loose)]
            yield _folder("quizzes", title, below)

    def _lesson(self, page: SitePage) -> list[Element]:
        """Return a lesson's folder; for Moodle what is in it: a folder becomes a label with a lost picture."""
        leaves = self.leaves[page.path]
        return leaves if self.version.moodle else [_folder(name_of("lesson", page.url), page.title, leaves)]

    def _below(self, items: tuple[Item, ...]) -> list[Element]:
        """Return the place of a quiz: below the first lesson that shows one of its items."""
        names = {item.id for item in items}
        for page in self.site.pages:
            if names & set(page.items):
                return self.leaves[page.path]
        return self.loose

    def _items(self, items: tuple[Item, ...]) -> tuple[list[Element], dict[str, bytes]]:
        made: list[Element] = []
        images: dict[str, bytes] = {}
        for item in items:
            parts = item_parts(self.site, item, image_place(FILE_BASE), directory_urls=self.options.directory_urls)
            parts = shown_in_moodle(parts, self.site) if self.version.moodle else parts
            shuffles = self.course.shuffle_answers
            if (found := profile_item(parts, self.report, PROFILE, shuffles, self.version.reader)) is not None:
                made.append(found)
                self.asked.add(item.id)
                images |= {image_place(self.folder)(path): content for path, content in parts.files.items()}
        return made, images

    def _quiz(self, name: str, form: str, root: Element, images: dict[str, bytes]) -> None:
        path = f"{name}.xml"
        if self.version.moodle:
            for_moodle.write_texts(root)
        self.files[path] = as_xml(root, mixed=True)
        self.files |= images
        self.resources.append(Resource(name, self.version.quiz(form), (path,), sorted(images)))

    def _topic(self, topic: Topic) -> Element:
        return element(
            "topic",
            {"xmlns": self.version.topic},
            element("title", {}, topic.title),
            element("text", {"texttype": "text/html"}, topic.html),
        )

    def _lom(self) -> Element:
        about = self.course.about
        language = (about.languages or ("en",))[0]

        def words(tag: str, text: str) -> Element | None:
            said = element("lomm:string", {"language": language}, text)
            return element(f"lomm:{tag}", {}, said) if text else None

        source = self.site.url or about.id
        general = element(
            "lomm:general",
            {},
            element(
                "lomm:identifier",
                {},
                element("lomm:catalog", {}, "URI" if self.site.url else "Coursewright"),
                element("lomm:entry", {}, f"{source}#{about.version}" if about.version else source),
            ),
            words("title", self.options.title(self.course)),
            element("lomm:language", {}, language),
            words("description", about.description),
        )
        terms = f"{about.licence}. {about.provider}".strip(" .") if about.licence else ""
        rights = element(
            "lomm:rights",
            {},
            element("lomm:copyrightAndOtherRestrictions", {}, element("lomm:value", {}, "yes")),
            words("description", terms),
        )
        return element("lomm:lom", {}, general, rights if terms else None)


def _leaf(name: str, title: str) -> Element:
    return element("item", {"identifier": f"item-{name}", "identifierref": name}, element("title", {}, title))


def _folder(name: str, title: str, below: list[Element]) -> Element:
    return element("item", {"identifier": f"item-{name}"}, element("title", {}, title), *below)
