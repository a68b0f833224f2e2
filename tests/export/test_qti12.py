"""QTI 1.2 for Canvas: what its importer was read to want, and one score."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from canvas_reader import seen
from every_kind import FILES, HOSTILE, responses
from qti1_score import Package, bare, score
from small_site import bank, small_site

from coursewright.export.bundle import Bundle
from coursewright.export.registry import Options, all_exporters
from coursewright.model.site import Site

MADE = "imsmanifest.xml"


def export(site: Site) -> Bundle:
    return all_exporters()["qti12"].run(site.course, site, Options(site_url=site.url))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(tmp_path_factory.mktemp("qti12"), FILES)


@pytest.fixture(scope="module")
def bundle(site: Site) -> Bundle:
    return export(site)


def items_of(bundle: Bundle) -> dict[str, ElementTree.Element]:
    (path,) = [path for path in bundle.files if path.startswith("assessments/")]
    return {item.attrib["ident"]: item for item in bare(bundle.files[path]).iter("item")}


def meta(item: ElementTree.Element) -> dict[str, str]:
    return {
        field.findtext("fieldlabel", ""): field.findtext("fieldentry", "") for field in item.iter("qtimetadatafield")
    }


def test_the_file_scores_each_response_as_the_site_does_or_says_so(site: Site, bundle: Bundle) -> None:
    package = Package(bundle, site.course.items)
    lost = [problem for problem in bundle.problems if problem.code in ("E001", "E002")]
    named = {problem.item for problem in lost if "feedback" not in problem.message}
    count = 0
    for item in site.course.items:
        if item.id not in package:
            assert item.id in named
            continue
        for response in responses(item):
            given = score(package, item.id, response)
            if item.id not in named:
                assert given == pytest.approx(item.score(response), abs=1e-9), (item.id, response)
            count += 1
    assert count > 200
    assert named == {"blanks", "pairs", "steps", "steps-part"}


def test_canvas_accepts_no_wrong_answer_that_is_typed(site: Site, bundle: Bundle) -> None:
    """It accepts each text that a condition names, so that of wrong ones nothing can be said."""
    for name in ("short", "blank"):
        found = seen(items_of(bundle)[f"i-{name}"])
        assert found.right
        assert all(site.items[name].item.score([answer]) == 1 for answer in found.right), name
    (lost,) = [problem for problem in bundle.problems if problem.item == "short" and problem.code == "E001"]
    assert lost.message == "feedback on wrong answers is left out: Canvas would accept them"


def test_canvas_finds_the_right_choices(site: Site, bundle: Bundle) -> None:
    for name in ("one", "several", "six", "part", "all-right", "true", "yes"):
        item, ours = items_of(bundle)[f"i-{name}"], site.items[name].item
        places = {label.attrib["ident"]: place for place, label in enumerate(item.iter("response_label"))}
        right = {place for place, choice in enumerate(ours.choices) if choice.correct}
        assert {places[found] for found in seen(item).right} == right, name


def test_types_points_and_titles_are_what_canvas_knows(bundle: Bundle) -> None:
    found = items_of(bundle)
    types = {name: meta(item)["question_type"] for name, item in found.items()}
    assert types["i-one"] == types["i-two"] == types["i-yes"] == "multiple_choice_question"
    assert types["i-several"] == "multiple_answers_question"
    assert types["i-true"] == "true_false_question"
    assert types["i-blank"] == types["i-short"] == "short_answer_question"
    assert types["i-blanks"] == "fill_in_multiple_blanks_question"
    assert types["i-number"] == "numerical_question"
    assert types["i-pairs"] == "matching_question"
    assert meta(found["i-part"])["points_possible"] == "2"
    assert found["i-one"].attrib["title"] == "Which?"
    assert found["i-blank"].attrib["title"] == "The client says ___ first."  # and not what goes there
    assert all(item.attrib["title"] for item in found.values())


def test_resources_have_the_type_that_canvas_looks_for(bundle: Bundle) -> None:
    kinds = [resource.attrib["type"] for resource in bare(bundle.files[MADE]).iter("resource")]
    assert kinds.count("imsqti_xmlv1p2") == 1
    assert set(kinds) == {"imsqti_xmlv1p2", "webcontent"}


def test_feedback_stands_under_the_names_that_canvas_knows(bundle: Bundle) -> None:
    one = items_of(bundle)["i-one"]
    texts = {part.attrib["ident"]: "".join(part.itertext()).strip() for part in one.iter("itemfeedback")}
    assert texts["general_fb"] == "All of it."
    assert sorted(texts.values()) == ["All of it.", "Not a.", "Yes, b."]
    shown = [part.attrib["linkrefid"] for part in one.iter("displayfeedback")]
    assert sorted(shown) == sorted(texts)
    hinted = next(item for name, item in items_of(bundle).items() if name.startswith("i-shown_it"))
    assert "Think of" in "".join(next(part for part in hinted.iter("itemfeedback")).itertext())
    assert [part.attrib["ident"] for part in hinted.iter("itemfeedback")] == ["general_incorrect_fb"]


def test_blanks_are_named_in_brackets_that_the_text_does_not_have(bundle: Bundle) -> None:
    blanks = items_of(bundle)["i-blanks"]
    assert blanks.findtext("presentation/material/mattext") == "From [blankx1] to [blankx2] [blank1]."
    assert [part.attrib["ident"] for part in blanks.iter("response_lid")] == ["response_blankx1", "response_blankx2"]


def test_every_file_is_listed_once_and_none_left_over(bundle: Bundle) -> None:
    listed = [file.attrib["href"] for file in bare(bundle.files[MADE]).iter("file")]
    assert sorted(listed) == sorted(set(bundle.files) - {MADE})
    assert bundle.first == (MADE,)
    image = next(path for path in listed if path.startswith("images/"))
    assert f'src="%24IMS-CC-FILEBASE%24/{image}"'.encode() in b"".join(bundle.files.values()).replace(b"&quot;", b'"')
    names = [node.attrib["identifier"] for node in bare(bundle.files[MADE]).iter() if "identifier" in node.attrib]
    assert len(names) == len(set(names))
    assert all(name[0].isalpha() for name in names)


def test_hostile_text_arrives(bundle: Bundle) -> None:
    hostile = items_of(bundle)["i-hostile"]
    (choice,) = [text for text in hostile.iter("mattext") if (text.text or "").startswith("right")]
    seen = "".join(ElementTree.fromstring(f"<x>{choice.text}</x>").itertext())
    assert seen == f"right {HOSTILE}".replace("&amp;", "&").replace("`", "").replace("$x$", "\\(x\\)")


def test_the_same_course_gives_the_same_bytes(site: Site, bundle: Bundle) -> None:
    assert export(site).content == bundle.content


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("<!-- id: x; type: order -->\nOrder.\n\n1. a\n2. b", "not exported: QTI 1.2 in Canvas has no items of type order"),  # noqa: E501
        ("<!-- id: x -->\nFrom [[a]] to [[z]].", "all or nothing on the site, and credit in part in Canvas"),
        ("<!-- id: x; type: match -->\nM\n\n|a|b|\n|-|-|\n|c|d|\n||e|", "not exported: Canvas needs two pairs or more"),
    ],
)  # fmt: skip
def test_what_is_lost_is_a_problem_with_its_place(
    item: str, said: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = small_site(tmp_path_factory.mktemp("lost"), {"quizzes/bank.md": bank(item)})
    found = [problem for problem in export(site).problems if problem.item == "x" and problem.code != "E004"]
    assert [problem.message for problem in found] == [said]
    assert found[0].source.path == "quizzes/bank.md"
    assert found[0].source.line > 4
