"""Common Cartridge in both flavours: valid by schemas and their rules, what importers were read to want, one score."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from canvas_reader import seen
from every_kind import ITEMS, responses
from ims_schemas import CARTRIDGE, PROFILE, TOPIC, assert_valid, broken_rules
from qti1_score import Package, bare, score
from small_site import bank, small_site

from coursewright.export.bundle import Bundle
from coursewright.export.qti.xml import name_of
from coursewright.export.registry import all_exporters
from coursewright.model.site import Site
from coursewright.problem import Problem, Severity

MANIFEST = "imsmanifest.xml"
LESSON = """\
---
id: {id}
---
# Lesson {id}

See [the other]({other}.md#talk), [home](../index.md) and ![a cat](../img/cat.png).

<!-- quiz: bank checks-{id} -->

## Talk about it {{#talk}}

What would *you* do, after [the other lesson]({other}.md)?

## After

More.
"""
CHECK = "<!-- id: check-{} -->\nWhich, in {}?\n- [ ] a\n  > No.\n- [x] b ![cat](../docs/img/cat.png)\n  > Yes.\n- [ ] c"
FILES: dict[str, str | bytes] = {
    "docs/one/a.md": LESSON.format(id="a", other="b"),
    "docs/one/b.md": LESSON.format(id="b", other="a"),
    "docs/two/c.md": "---\nid: c\n---\n# Third\n\nText.\n",
    "docs/path.md": "# Progress\n\n<!-- course: progress -->\n",
    "docs/img/cat.png": b"\x89PNG cat",
    "quizzes/checks-a.md": bank(CHECK.format("a", "a"), use="practice", title="Checks for a"),
    "quizzes/checks-b.md": bank(CHECK.format("b", "b"), use="practice", title="Checks for b"),
    "quizzes/exam.md": bank(CHECK.format("x", "the exam"), use="final", title="Final"),
    "quizzes/pool.md": bank(*ITEMS),
    "quizzes/more.md": bank(
        "<!-- id: more -->\nSomething more?\n- [x] a\n- [ ] b\n- [ ] c",
        "<!-- id: told -->\nWhich are told?\n- [x] a\n  > A is.\n- [x] b\n  > B is.\n- [ ] c\n  > Not C.\n\nBoth are.",
        title="More",
    ),
}
NAV = "nav: [index.md, {First: [one/a.md, one/b.md]}, {Second: [two/c.md]}, path.md]\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(tmp_path_factory.mktemp("cartridge"), FILES, more=NAV)


def export(site: Site, target: str, **settings: bool) -> Bundle:
    exporter = all_exporters()[target]
    return exporter.run(site.course, site, exporter.options(site_url=site.url, **settings))


@pytest.fixture(scope="module")
def old(site: Site) -> Bundle:
    return export(site, "cc11")


@pytest.fixture(scope="module")
def new(site: Site) -> Bundle:
    return export(site, "cc13")


@pytest.fixture(scope="module")
def edx(site: Site) -> Bundle:
    return export(site, "cc13", openedx=True)


def resources(bundle: Bundle) -> dict[str, ElementTree.Element]:
    return {node.attrib["identifier"]: node for node in bare(bundle.files[MANIFEST]).iter("resource")}


def by_type(bundle: Bundle, ending: str) -> list[bytes]:
    return [
        bundle.files[found.find("file").attrib["href"]]  # type: ignore[union-attr]
        for found in resources(bundle).values()
        if found.attrib["type"].endswith(ending)
    ]


def items_of(bundle: Bundle) -> dict[str, ElementTree.Element]:
    files = [*by_type(bundle, "/assessment"), *by_type(bundle, "/question-bank")]
    return {item.attrib["ident"]: item for content in files for item in bare(content).iter("item")}


def profile(item: ElementTree.Element) -> dict[str, str]:
    return {
        field.findtext("fieldlabel", ""): field.findtext("fieldentry", "") for field in item.iter("qtimetadatafield")
    }


def test_each_file_is_valid_by_the_schemas(old: Bundle) -> None:
    assert_valid(old.files[MANIFEST], CARTRIDGE)
    quizzes = [*by_type(old, "/assessment"), *by_type(old, "/question-bank")]
    assert len(quizzes) == 4
    for content in quizzes:
        assert_valid(content, PROFILE)
    assert len(by_type(old, "imsdt_xmlv1p1")) == 2
    for content in by_type(old, "imsdt_xmlv1p1"):
        assert_valid(content, TOPIC)


def test_each_file_keeps_the_rules_inside_the_schemas(old: Bundle) -> None:
    """But for one: a single choice of the profile has three choices. Two of ours have two, and importers take them."""
    assert broken_rules(old.files[MANIFEST], CARTRIDGE) == []
    for content in [*by_type(old, "/assessment"), *by_type(old, "/question-bank")]:
        assert {rule[:9] for rule in broken_rules(content, PROFILE)} <= {"[RULE 4d]"}
    faulty = by_type(old, "/assessment")[0].replace(b"cc.multiple_choice.v0p1", b"cc.fib.v0p1")
    assert broken_rules(faulty, PROFILE)  # they do find what is wrong


def test_the_versions_differ_in_names_and_pages_alone(old: Bundle, new: Bundle) -> None:
    assert b'xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"' in old.files[MANIFEST][:1024]
    assert b'xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"' in new.files[MANIFEST][:1024]
    renamed = new.files[MANIFEST].replace(b"v1p3", b"v1p1").replace(b">1.3.0<", b">1.1.0<")
    assert_valid(renamed, CARTRIDGE)
    quizzes = {path for path in new.files if path.startswith(("quiz", "question-bank", "topic", "images/"))}
    assert len(quizzes) == 7
    assert quizzes < set(old.files)
    root = bare(new.files[MANIFEST])
    assert root.findtext("metadata/schema") == "IMS Common Cartridge"
    assert root.findtext("metadata/schemaversion") == "1.3.0"
    kinds = {found.attrib["type"] for found in resources(new).values()}
    assert kinds == {
        "webcontent",
        "imsdt_xmlv1p3",
        "imsqti_xmlv1p2/imscc_xmlv1p3/assessment",
        "imsqti_xmlv1p2/imscc_xmlv1p3/question-bank",
    }


def outline(bundle: Bundle) -> list[object]:
    def below(item: ElementTree.Element) -> object:
        parts = [below(part) for part in item.findall("item")]
        return (item.findtext("title"), parts) if parts else item.findtext("title")

    (root,) = bare(bundle.files[MANIFEST]).iter("organization")
    return [below(part) for part in root.findall("item/item")]


def test_pages_quizzes_and_topics_stand_below_their_lesson_and_module(new: Bundle) -> None:
    assert outline(new) == [
        ("Small", [("Home", ["Home"])]),
        ("First", [
            ("Lesson a", ["Lesson a", "Checks for a", "Lesson a: Talk about it"]),
            ("Lesson b", ["Lesson b", "Checks for b", "Lesson b: Talk about it"]),
        ]),
        ("Second", [("Third", ["Third"])]),
        ("Small", [("Small", ["Final"])]),
    ]  # fmt: skip


def test_items_for_an_lms_alone_are_the_question_bank(new: Bundle) -> None:
    (content,) = by_type(new, "/question-bank")
    names = {item.attrib["ident"] for item in bare(content).iter("item")}
    assert {"i-one", "i-more"} <= names
    assert not {"i-check-a", "i-check-x"} & names
    pages = b"".join(content for path, content in new.files.items() if path.startswith("course/"))
    assert b"Something more?" not in pages


@pytest.mark.parametrize("target", ["cc11", "cc13"])
def test_the_file_scores_each_response_as_the_site_does_or_says_so(site: Site, target: str) -> None:
    bundle = export(site, target)
    package = Package(bundle, site.course.items)
    named = {
        problem.item
        for problem in bundle.problems
        if problem.code in ("E001", "E002") and "hints" not in problem.message and "feedback" not in problem.message
    }
    count = 0
    for item in site.course.items:
        if item.id not in package:
            assert item.id in named
            continue
        for response in responses(item):
            if item.id not in named:
                assert score(package, item.id, response) == pytest.approx(item.score(response)), (item.id, response)
                count += 1
    assert count > 100
    kinds = {item.id: item.kind for item in site.course.items}
    assert named == {"part", "blanks", "blanks-part"} | {
        name for name, kind in kinds.items() if kind in ("numeric", "match", "order")
    }


def test_each_item_names_its_profile(old: Bundle) -> None:
    kinds = {name: profile(item)["cc_profile"] for name, item in items_of(old).items()}
    assert kinds["i-check-a"] == kinds["i-two"] == kinds["i-yes"] == "cc.multiple_choice.v0p1"
    assert kinds["i-several"] == "cc.multiple_response.v0p1"
    assert kinds["i-true"] == kinds["i-false"] == "cc.true_false.v0p1"
    assert kinds["i-blank"] == kinds["i-short"] == "cc.fib.v0p1"
    assert profile(items_of(old)["i-part"])["cc_weighting"] == "2"


def test_moodle_finds_the_right_answers(old: Bundle) -> None:
    """It looks for a score of 100, for case="Yes" in a multiple response, and for idents of true and false."""
    for name, item in items_of(old).items():
        kind = profile(item)["cc_profile"]
        (scoring,) = [one for one in item.iter("respcondition") if one.findtext("setvar") == "100"]
        assert scoring.find("setvar").attrib["varname"] == "SCORE"  # type: ignore[union-attr]
        right = list(scoring.iterfind("conditionvar//varequal"))
        if kind == "cc.multiple_response.v0p1":
            plain = [one for one in scoring.iterfind("conditionvar/and/varequal") if one.get("case") == "Yes"]
            assert plain, name
        else:
            assert right, name
        if kind == "cc.true_false.v0p1":
            assert sorted(label.attrib["ident"] for label in item.iter("response_label")) == ["false", "true"]
        general = [one for one in item.iter("respcondition") if one.get("continue") == "Yes"]
        shown = [part.attrib["linkrefid"] for one in general for part in one.iter("displayfeedback")]
        assert set(shown) <= {"general_fb"}, name  # Moodle shows all of these to everybody


def test_canvas_finds_the_right_answers_and_their_reasons(site: Site, new: Bundle) -> None:
    items = items_of(new)
    for ours in site.course.items:
        if name_of("i", ours.id) not in items:
            continue
        item = items[name_of("i", ours.id)]
        found, told = seen(item), {one.attrib["ident"]: "".join(one.itertext()) for one in item.iter("itemfeedback")}
        places = {label.attrib["ident"]: place for place, label in enumerate(item.iter("response_label"))}
        if places:
            assert {places[name] for name in found.right} == {
                place for place, choice in enumerate(ours.choices) if choice.correct
            }, ours.id
            if "HOSTILE" not in ours.stem.markdown.upper():
                reasons = {places[name]: told[said] for name, said in found.reasons.items()}
                assert {place: text.strip() for place, text in reasons.items()} == {
                    place: choice.feedback.markdown for place, choice in enumerate(ours.choices) if choice.feedback
                }, ours.id
        else:
            assert ours.self_marked or found.right, ours.id
            assert all(ours.score([answer]) == 1 for answer in found.right), ours.id
    lost = [(problem.item, problem.code) for problem in new.problems if "would accept them" in problem.message]
    assert lost == [("short", "E001")]


def test_a_right_response_is_told_all_that_is_said_of_it(site: Site, new: Bundle) -> None:
    """A reader that goes by the standard hears nothing behind a condition that holds and doesn't go on."""
    told = set()
    for ours in site.course.items:
        if ours.picks != "several" or name_of("i", ours.id) not in items_of(new):
            continue
        item = items_of(new)[name_of("i", ours.id)]
        labels = {label.attrib["ident"]: place for place, label in enumerate(item.iter("response_label"))}
        shown: list[str] = []
        for condition in item.iter("respcondition"):
            named = [ours.choices[labels[one.text or ""]].correct for one in condition.iter("varequal")]
            if condition.find("setvar") is not None or all(named):
                shown += [one.attrib["linkrefid"] for one in condition.iter("displayfeedback")]
                if condition.get("continue") == "No":
                    break
        else:
            pytest.fail(f"{ours.id} is never scored")
        reasons = sum(bool(choice.feedback) for choice in ours.choices if choice.correct)
        assert len(shown) == bool(ours.explanation) + reasons, ours.id
        told.add((bool(ours.explanation), reasons))
    assert {(True, 2), (False, 1)} <= told


@pytest.mark.parametrize("cartridge", ["edx", "new"])
def test_open_edx_finds_the_right_answers(cartridge: str, request: pytest.FixtureRequest) -> None:
    """It takes each answer that a condition names for right, up to the first condition that doesn't go on."""
    for name, item in items_of(request.getfixturevalue(cartridge)).items():
        if not list(item.iter("response_label")):
            continue
        found: list[str] = []
        for condition in item.iter("respcondition"):
            direct = [one.text or "" for one in condition.iterfind("conditionvar/varequal")]
            found += direct or [one.text or "" for one in condition.iterfind("conditionvar/and/varequal")]
            if condition.get("continue", "No") == "No":
                break
        (scoring,) = [one for one in item.iter("respcondition") if one.find("setvar") is not None]
        right = [*scoring.iterfind("conditionvar/varequal"), *scoring.iterfind("conditionvar/and/varequal")]
        assert found == [one.text for one in right], name


def test_every_file_is_listed_once_and_none_left_over(old: Bundle, new: Bundle, edx: Bundle) -> None:
    for bundle in (old, new, edx):
        root = bare(bundle.files[MANIFEST])
        listed = [file.attrib["href"] for file in root.iter("file")]
        assert sorted(listed) == sorted(set(bundle.files) - {MANIFEST})
        names = [node.attrib["identifier"] for node in root.iter() if "identifier" in node.attrib]
        assert len(names) == len(set(names))
        assert {node.attrib["identifierref"] for node in root.iter() if "identifierref" in node.attrib} <= set(names)
        assert bundle.first == (MANIFEST,)


def test_images_of_items_come_along(new: Bundle) -> None:
    texts = "".join(text.text or "" for text in items_of(new)["i-check-a"].iter("mattext"))
    address = texts.partition('src="')[2].partition('"')[0]
    assert address.startswith("$IMS-CC-FILEBASE$/images/")
    assert new.files[address.removeprefix("$IMS-CC-FILEBASE$/")] == b"\x89PNG cat"


def test_a_topic_is_the_prompt_with_links_for_everybody(old: Bundle) -> None:
    topic = next(bare(content) for content in by_type(old, "imsdt_xmlv1p1") if b"Lesson a" in content)
    text = topic.findtext("text", "")
    assert (
        text.strip()
        == '<p>What would <em>you</em> do, after <a href="https://example.org/small/one/b/">the other lesson</a>?</p>'
    )


def test_metadata_state_title_and_licence(tmp_path: Path) -> None:
    facts = "{id: small, title: 'A & B', description: All, licence: CC BY 4.0, version: '1.2'}"
    config = f"site_name: A\nsite_url: https://example.org/a\nplugins: [coursewright]\nextra: {{course: {facts}}}\n"
    site = small_site(tmp_path, {"mkdocs.yml": config})
    content = export(site, "cc11").files[MANIFEST]
    assert_valid(content, CARTRIDGE)
    lom = bare(content).find("metadata/lom")
    assert lom is not None
    assert lom.findtext("general/title/string") == "A & B"
    assert lom.findtext("rights/copyrightAndOtherRestrictions/value") == "yes"
    assert lom.findtext("rights/description/string") == "CC BY 4.0"


@pytest.mark.parametrize("target", ["cc11", "cc13"])
def test_the_same_course_gives_the_same_bytes(site: Site, target: str) -> None:
    assert export(site, target).content == export(site, target).content


def test_a_page_with_a_wrong_item_keeps_the_package_from_being_written(site: Site) -> None:
    item = site.course.item_by_id["check-a"]
    fault = Problem("K002", "none of the choices is right", item.source, Severity.ERROR)
    exporter = all_exporters()["cc13"]
    made = exporter.run(site.course, site, exporter.options(wrong={item.source: fault}))
    assert (made.files, made.problems) == ({}, (fault,))
    pool = site.course.item_by_id["one"]
    made = exporter.run(site.course, site, exporter.options(wrong={pool.source: fault}))
    assert b"i-several" in by_type(made, "/question-bank")[0]
    assert b'"i-one"' not in by_type(made, "/question-bank")[0]
