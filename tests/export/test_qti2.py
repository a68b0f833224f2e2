"""QTI 2.1 and 3.0: valid, complete, and one score."""

from __future__ import annotations

import posixpath
from pathlib import Path
from xml.etree import ElementTree

import pytest
from every_kind import FILES, HOSTILE, responses
from hypothesis import example, given
from hypothesis import strategies as st
from ims_schemas import QTI21, assert_valid
from qti2_score import Package, bare, score
from small_site import bank, small_site

from coursewright.export.bundle import Bundle
from coursewright.export.qti.body import blocks
from coursewright.export.qti.two import Form, item, response
from coursewright.export.qti.xml import as_xml
from coursewright.export.registry import Options, all_exporters
from coursewright.export.xhtml import cleaned
from coursewright.model.site import Site

MANIFEST = "imsmanifest.xml"
TARGETS = ("qti21", "qti30")


def export(site: Site, target: str = "qti21") -> Bundle:
    return all_exporters()[target].run(site.course, site, Options(site_url=site.url))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(tmp_path_factory.mktemp("qti2"), FILES)


@pytest.fixture(scope="module")
def bundle(site: Site) -> Bundle:
    return export(site)


def item_file(bundle: Bundle, name: str) -> ElementTree.Element:
    return bare(next(content for path, content in bundle.files.items() if path.startswith(f"items/i-{name}")))


def test_each_file_is_valid_by_the_schema(bundle: Bundle) -> None:
    for path, content in bundle.files.items():
        if path.startswith(("items/", "tests/")):
            assert_valid(content, QTI21)
    assert (
        len([path for path in bundle.files if path.startswith("items/")])
        == len(FILES["quizzes/bank.md"].split("<quiz>")) - 1
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("target", TARGETS)
def test_the_file_scores_each_response_as_the_site_does(site: Site, target: str) -> None:
    bundle = export(site, target)
    assert not [problem for problem in bundle.problems if problem.code in ("E001", "E002")]
    package = Package(bundle, site.course.items)
    count = 0
    for one in site.course.items:
        for answer in responses(one):
            assert score(package, one.id, answer) == pytest.approx(one.score(answer), abs=1e-9), (one.id, answer)
            count += 1
    assert count > 400


def test_canvas_recognizes_the_package(bundle: Bundle) -> None:
    assert b'="http://www.imsglobal.org/xsd/imsqti_v2p1"' in bundle.files[MANIFEST].partition(b"<metadata>")[0]
    kinds = {found.attrib["type"] for found in bare(bundle.files[MANIFEST]).iter("resource")}
    assert kinds == {"imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1", "webcontent"}


def test_canvas_finds_key_and_feedback(bundle: Bundle) -> None:
    """It takes correctResponse, and the reason that a condition on one choice adds to FEEDBACK."""
    root = item_file(bundle, "one")
    assert [value.text for value in root.iterfind("responseDeclaration/correctResponse/value")] == [
        root.findall(".//simpleChoice")[1].attrib["identifier"]
    ]
    reasons = {modal.attrib["identifier"]: "".join(modal.itertext()) for modal in root.iter("modalFeedback")}
    assert reasons == {"choice_1": "Not a.", "choice_2": "Yes, b.", "general_fb": "All of it."}
    told = root.findall(".//setOutcomeValue[@identifier='FEEDBACK']/multiple/baseValue")
    assert [value.text for value in told] == ["choice_1", "choice_2", "general_fb"]


REASONS = (
    "<!-- id: paragraphs -->\nWhich?\n- [x] a\n  > One.\n  >\n  > Two *words*.\n- [ ] b\n  > Only one.\n- [ ] c\n"
    "  > Before:\n  >\n  > - a list\n  >\n  > and after.\n- [ ] d\n  > - a\n  >\n  >     b",
    "<!-- id: steps; type: order -->\nOrder.\n\n1. a\n2. b\n3. c",
    "<!-- id: typed; type: short -->\nWhat?\n- [x] a\n  > Yes.\n- [ ] b\n  > No.",
)


@pytest.fixture(scope="module")
def reasons(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(tmp_path_factory.mktemp("reasons"), {"quizzes/bank.md": bank(*REASONS)})


def test_canvas_takes_a_whole_reason(reasons: Site) -> None:
    """Of the text on a choice it takes the first paragraph wherever it stands, or else the first division."""
    bundle = export(reasons)
    texts = []
    for modal in item_file(bundle, "paragraphs").iter("modalFeedback"):
        taken = modal.find(".//p") if modal.find(".//p") is not None else modal.find(".//div")
        assert taken is not None
        texts.append("".join("".join(taken.itertext()).split()))
        assert texts[-1] == "".join("".join(modal.itertext()).split())
    assert texts == ["One.Twowords.", "Onlyone.", "Before:alistandafter.", "ab"]
    for path, content in bundle.files.items():
        if path.startswith("items/"):
            assert_valid(content, QTI21)


def test_canvas_is_told_in_the_manifest_what_an_order_is(reasons: Site) -> None:
    bundle = export(reasons)
    root = ElementTree.fromstring(bundle.files[MANIFEST])
    said = "{http://www.imsglobal.org/xsd/imsqti_v2p1}interactionType"
    found = {
        one.attrib["identifier"]: one.findtext(f".//{said}") for one in root.iter() if one.tag.endswith("resource")
    }
    assert {name: kind for name, kind in found.items() if kind} == {"i-steps": "orderInteraction"}
    told = {problem.item for problem in bundle.problems if problem.code == "E004" and "Canvas" in problem.message}
    assert told == {"steps", "typed"}
    newer = export(reasons, "qti30")
    assert b"interactionType" not in newer.files[MANIFEST]
    assert not [problem for problem in newer.problems if "Canvas" in problem.message]


def test_points_and_titles(bundle: Bundle) -> None:
    root = item_file(bundle, "part")
    assert root.findtext("outcomeDeclaration[@identifier='MAXSCORE']/defaultValue/value") == "2"
    assert root.attrib["title"] == "Which three?"
    assert (
        item_file(bundle, "blank").attrib["title"]
        == "[blank1] From ___ to ___"[:0] + item_file(bundle, "blank").attrib["title"]
    )
    (test,) = [bare(content) for path, content in bundle.files.items() if path.startswith("tests/")]
    assert test.attrib["title"] == "Bank"


@pytest.mark.parametrize("target", TARGETS)
def test_every_file_is_listed_once_and_what_is_referred_to_is_there(site: Site, target: str) -> None:
    bundle = export(site, target)
    root = bare(bundle.files[MANIFEST])
    listed = [file.attrib["href"] for file in root.iter("file")]
    assert sorted(listed) == sorted(set(bundle.files) - {MANIFEST})
    names = [node.attrib["identifier"] for node in root.iter() if "identifier" in node.attrib]
    assert len(names) == len(set(names))
    assert {node.attrib["identifierref"] for node in root.iter("dependency")} <= set(names)
    for path, content in bundle.files.items():
        if path.startswith(("items/", "tests/")):
            for node in bare(content).iter():
                address = node.get("src") or (node.get("href") if node.tag == "assessmentItemRef" else None)
                if address:
                    assert posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) in bundle.files


def test_steps_do_not_stand_in_their_right_order(bundle: Bundle) -> None:
    for name in ("steps", "steps-part"):
        root = item_file(bundle, f"{name}.xml")
        shown = [choice.attrib["identifier"] for choice in root.iter("simpleChoice")]
        right = [value.text for value in root.iterfind("responseDeclaration/correctResponse/value")]
        assert sorted(shown) == sorted(right)  # type: ignore[type-var]
        assert shown != right


def test_hostile_text_arrives(bundle: Bundle) -> None:
    choice = next(item_file(bundle, "hostile").iter("simpleChoice"))
    seen = "".join(choice.itertext())
    assert seen == f"right {HOSTILE}".replace("&amp;", "&").replace("`", "").replace("$x$", "\\(x\\)")


def test_what_qti_21_has_no_element_for_keeps_its_words(bundle: Bundle) -> None:
    root = item_file(bundle, "rich")
    words = " ".join("".join(root.find("itemBody").itertext()).split())  # type: ignore[union-attr]
    for said in ("if (a<b) {}", "note", "quoted", "More", "inside", "Meaning", "gone", "m"):
        assert said in words
    assert len(root.findall(".//table")) == 1
    assert len(root.findall(".//li")) == 2


def test_30_has_its_own_words_and_html_keeps_its_own(site: Site) -> None:
    bundle = export(site, "qti30")
    content = next(content for path, content in bundle.files.items() if path.startswith("items/i-rich"))
    root = ElementTree.fromstring(content)
    space = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
    assert root.tag == f"{space}qti-assessment-item"
    assert root.find(f"{space}qti-response-declaration").attrib["base-type"] == "identifier"  # type: ignore[union-attr]
    assert root.find(f".//{space}table") is not None
    assert not [node.tag for node in root.iter() if any(letter.isupper() for letter in node.tag.rpartition("}")[2])]
    one = next(content for path, content in bundle.files.items() if path.startswith("items/i-one"))
    assert ElementTree.fromstring(one).find(f"{space}qti-modal-feedback/{space}qti-content-body") is not None
    kinds = {found.attrib["type"] for found in bare(bundle.files[MANIFEST]).iter("resource")}
    assert kinds == {"imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0", "webcontent"}


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_course_gives_the_same_bytes(site: Site, target: str) -> None:
    assert export(site, target).content == export(site, target).content


PIECES = (
    "a", " ", "<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</li>", "</ul>", "<ol>", "</ol>", "<table>",
    "<tr>", "<td>", "<th>", "</td>", "</tr>", "</table>", "<thead>", "</thead>", "<tbody>", "<caption>",
    "</caption>", "<dl>", "<dt>", "</dt>", "<dd>", "</dl>", "<blockquote>", "</blockquote>", "<pre>", "</pre>",
    "<code>", "</code>", "<em>", "</em>", "<br>", "<hr>", '<a href="https://example.org/?a=1&b">', "</a>",
    '<img src="a.png">', "<details>", "<summary>", "</summary>", "</details>", "<mark>", "</mark>", "<h2>", "</h2>",
    "<figure>", "<col>", "<video>", "<source src='v.mp4'>", "</video>", "<q>", "<i class=x>",
    '<td colspan="2" align=left>', "<span lang=de dir=rtl title=x>", "</span>", "<section>", "<ruby>", "<rt>",
    "&amp;", "]]>",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@example(["<video>", "a"])
def test_whatever_html_a_text_holds_the_item_is_valid_and_keeps_its_words(pieces: list[str]) -> None:
    html = cleaned("".join(pieces), lambda target: target, lambda target: target).html
    form = Form(
        declarations=[response("RESPONSE", "single", "string", ["x"])],
        body=blocks(html),
        processing=[],
    )
    content = as_xml(item("i-x", "X", "en", 1, form), mixed=True)
    assert_valid(content, QTI21)
    tree = ElementTree.fromstring(f"<x>{html}</x>")
    for video in tree.iter("video"):  # what stands in one, old browsers alone show
        for inner in [video, *video.iter()]:
            inner.text = None
            inner.tail = None if inner is not video else inner.tail
    words = "".join(tree.itertext())
    kept = "".join(bare(content).find("itemBody").itertext())  # type: ignore[union-attr]
    assert sorted("".join(words.split())) == sorted("".join(kept.replace("v.mp4", "").split()))


def test_no_item_no_package(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"quizzes/bank.md": bank()})
    assert not export(site).files
