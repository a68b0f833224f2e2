"""A package of QTI 2.1 or 3.0: a file for each item, a test for each bank, and the manifest that lists them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coursewright.export.bundle import Bundle
from coursewright.export.parts import ItemParts, item_parts
from coursewright.export.qti import two
from coursewright.export.qti.kinds import INTERACTIONS
from coursewright.export.qti.manifest import MANIFEST, Resource, content_package, image_place
from coursewright.export.qti.report import Report, title_of
from coursewright.export.qti.two import Form, Note, test, variable
from coursewright.export.qti.xml import Element, as_xml, element, name_of
from coursewright.export.registry import Options, scored_items
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """How a version of the standard calls things."""

    mark: str
    """In the types of resources: ``v2p1``."""
    packaging: str
    """The manifest's namespace."""
    extra: tuple[tuple[str, str], ...] = ()
    """More attributes of the manifest."""
    prefix: str = ""
    """Of the standard's names in the manifest, if it says there what an order is: Canvas knows it by nothing else."""
    schema: str
    schema_version: str
    form: Callable[[Element], Element]
    """Turns a file of 2.1 into one of this version."""


def qti_package(course: Course, site: Site | None, options: Options, version: Version) -> Bundle:
    """Return the package of all items that are chosen."""
    assert site is not None  # the registry says that these targets are rendered
    report = Report()
    language = (course.about.languages or ("en",))[0]
    files: dict[str, bytes] = {}
    resources: list[Resource] = []
    for title, use, items in scored_items(course, options):
        asked: list[tuple[str, str]] = []
        for item in items:
            parts = item_parts(site, item, image_place("../"), directory_urls=options.directory_urls)
            made = _item(parts, report, language, course.shuffle_answers, canvas=bool(version.prefix))
            if made is None:
                continue
            name = name_of("i", item.id)
            path = f"items/{name}.xml"
            shown = {image_place("")(address): content for address, content in parts.files.items()}
            files |= {path: as_xml(version.form(made), mixed=True), **shown}
            resources.append(
                Resource(name, f"imsqti_item_xml{version.mark}", (path,), sorted(shown), True, _kind(item, version))
            )
            asked.append((name, f"../{path}"))
        if asked:
            name = name_of("t", f"{use}-{title}")
            path = f"tests/{name}.xml"
            files[path] = as_xml(version.form(test(name, title, asked)))
            loads = [address.removeprefix("../") for _, address in asked]
            resources.append(Resource(name, f"imsqti_test_xml{version.mark}", (path,), loads, href=True))
    if not resources:
        return Bundle(files={}, problems=report.problems)
    manifest = content_package(
        course,
        resources,
        packaging=version.packaging,
        extra=version.extra,
        schema=(version.schema, version.schema_version),
    )
    files[MANIFEST] = as_xml(manifest)
    return Bundle(files=files, problems=report.problems, first=(MANIFEST,))


def _item(parts: ItemParts, report: Report, language: str, site_shuffles: bool, *, canvas: bool) -> Element | None:
    asked = parts.item
    made = report.formed(parts, "QTI", INTERACTIONS, asked.shuffled(site=site_shuffles))
    if made is None:
        return None
    _otherwise(parts, report)
    if canvas:
        _in_canvas(parts.item, report)
    notes = [*made.notes, *_general(parts)]
    whole_form = Form(declarations=made.declarations, body=made.body, processing=made.processing, notes=notes)
    return two.item(name_of("i", asked.id), title_of(asked), language, asked.metadata.points, whole_form)


def _kind(item: Item, version: Version) -> Element | None:
    if item.kind != "order" or not version.prefix:
        return None
    said = element(f"{version.prefix}:interactionType", {}, "orderInteraction")
    return element("metadata", {}, element(f"{version.prefix}:qtiMetadata", {}, said))


def _general(parts: ItemParts) -> Iterator[Note]:
    """Yield what every learner reads, and the hints, which follow a wrong answer."""
    if parts.explanation:
        yield Note(name="general_fb", html=parts.explanation)
    if parts.hints:
        less = element("lt", {}, variable("SCORE"), variable("MAXSCORE"))
        html = "".join(f"<p>{hint}</p>" for hint in parts.hints)
        yield Note(name="general_incorrect_fb", html=html, test=less)


def _otherwise(parts: ItemParts, report: Report) -> None:
    asked = parts.item
    if asked.certainty:
        report.note(asked, "QTI doesn't ask how sure a learner is", "Leave these items to the website.")
    if any(head.markdown for head in asked.heads):
        report.note(asked, "QTI has no heads over pairs", "Say in the question what to match.")
    if asked.self_marked:
        report.in_writing(asked)
    if asked.kind == "order" and any(parts.feedback):
        report.note(asked, "QTI has no feedback on the steps of an order", "Say in the explanation what matters most.")
    if asked.kind in ("short", "blanks"):
        message = "QTI compares what is typed by the letter"
        report.note(asked, message, "Accept each spelling that learners may type.")
    if asked.kind == "numeric":
        message = "QTI reads numbers as computers write them (46,0 and 1.250.000 are none)"
        report.note(asked, message, "Have learners write digits, a point and a minus sign from the keyboard.")


def _in_canvas(asked: Item, report: Report) -> None:
    """Report what Canvas, which reads no later version, makes of an item."""
    if asked.kind in ("short", "blanks", "numeric"):
        message = "Canvas accepts only the first answer of those to type, with no tolerance and no feedback"
        report.note(asked, message, "For Canvas, take these items by QTI 1.2.")
    if asked.kind == "order":
        message = "Canvas makes a matching of an order, whose steps are matched with their numbers"
        report.note(asked, message, "Say in the question that 1 is the first step.")
