"""Practice aloud in other systems: a question to answer in writing, with what to mark it by, valid in each format."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from canvas_reader import seen
from gift_reader import read_gift
from ims_schemas import PROFILE, QTI21, assert_valid
from qti1_score import bare
from small_site import bank, small_site

from coursewright.export.bundle import Bundle
from coursewright.export.facts import PackageOptions, package_facts
from coursewright.export.registry import all_exporters
from coursewright.model.site import Site

SAY = """<!-- id: shout; type: say -->
A client calls across the shop.

> “You're my worker! Tell them how well I'm doing!”

- [ ] You are *warm* {before} you are brief = first.
  > A smile comes first: ~ ![a cat](../docs/img/cat.png)
- [ ] You say nothing of why.

The limit needs no reason aloud.

Reply: **Plain.** “Good to see you & yours. Call me Monday?”

Reply: “Ha, I'm off the clock!”

- even with a list
"""
FILES: dict[str, str | bytes] = {
    "docs/one.md": "---\nid: one\n---\n# One\n\n<!-- quiz: bank checks -->\n",
    "quizzes/checks.md": bank(SAY, "<!-- id: none; type: say -->\nSay it.\n\nReply: “No.”", use="practice"),
    "docs/img/cat.png": b"\x89PNG cat",
}
TARGETS = ("cc11", "cc13", "gift", "moodlexml", "qti12", "qti21", "qti30")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(tmp_path_factory.mktemp("say"), FILES)


@pytest.fixture(scope="module")
def bundles(site: Site) -> dict[str, Bundle]:
    found = {target: all_exporters()[target] for target in TARGETS}
    return {name: one.run(site.course, site, one.options(site_url=site.url)) for name, one in found.items()}


def nodes(bundle: Bundle, name: str) -> list[ElementTree.Element]:
    found = [content for path, content in bundle.files.items() if path.endswith(".xml") and b"shout" in content]
    return [node for content in found for node in bare(content).iter(name)]


def said(node: ElementTree.Element | None) -> str:
    assert node is not None
    return "".join(node.itertext())


@pytest.mark.parametrize("target", TARGETS)
def test_it_is_exported_and_what_is_otherwise_is_said(bundles: dict[str, Bundle], target: str) -> None:
    found = [(problem.code, problem.item) for problem in bundles[target].problems]
    assert ("E004", "shout") in found
    assert ("E001", "shout") not in found
    assert ("E001", "none") in found  # nothing to mark by


def test_moodle_tells_the_instructor_what_to_mark_by_and_the_learner_model_replies(bundles: dict[str, Bundle]) -> None:
    (content,) = bundles["moodlexml"].files.values()
    (essay,) = [node for node in ElementTree.fromstring(content) if node.get("type") == "essay"]
    info, general = essay.findtext("graderinfo/text", ""), essay.findtext("generalfeedback/text", "")
    assert info.startswith("<ul><li>You are <em>warm</em> {before} you are brief = first.<br />A smile")
    assert "Call me Monday?" in info
    assert essay.find("graderinfo/file") is not None
    assert general.startswith("The limit needs no reason aloud.<blockquote>")
    assert "You say nothing of why" not in general
    assert essay.findtext("responseformat") == "plain"
    assert essay.findtext("defaultgrade") == "1"


def test_gift_has_an_essay_with_the_criteria_behind_it(bundles: dict[str, Bundle]) -> None:
    (content,) = bundles["gift"].files.values()
    (question,) = read_gift(content)
    assert (question.kind, question.answers) == ("essay", ())
    for part in ("The limit needs no reason", "{before} you are brief = first", "Call me Monday?", "even with a list"):
        assert part in question.feedback


def test_qti_has_a_rubric_for_who_scores_and_replies_for_who_wrote(bundles: dict[str, Bundle]) -> None:
    (path,) = [path for path in bundles["qti21"].files if path.startswith("items/")]
    assert_valid(bundles["qti21"].files[path], QTI21)
    item = bare(bundles["qti21"].files[path])
    assert item.find("itemBody/extendedTextInteraction") is not None
    rubric, replies = (
        said(item.find("itemBody/rubricBlock")),
        said(item.find("modalFeedback[@identifier='replies_fb']")),
    )
    assert "You say nothing of why." in rubric
    assert "Call me Monday?" in replies
    assert "You say nothing of why." not in replies
    assert item.find("responseDeclaration/correctResponse") is None
    three = next(content for path, content in bundles["qti30"].files.items() if path.startswith("items/"))
    assert b'<qti-rubric-block view="scorer tutor"><qti-content-body>' in three


def test_canvas_and_cartridges_have_an_essay(bundles: dict[str, Bundle]) -> None:
    (item,) = nodes(bundles["qti12"], "item")
    fields = {field.findtext("fieldlabel"): field.findtext("fieldentry") for field in item.iter("qtimetadatafield")}
    assert fields["question_type"] == "essay_question"
    (feedback,) = item.iter("itemfeedback")
    assert feedback.get("ident") == "general_fb"
    assert "The limit needs" in said(feedback)
    assert "You say nothing of why." in said(feedback)
    for target in ("cc11", "cc13"):
        (item,) = nodes(bundles[target], "item")
        fields = {field.findtext("fieldlabel"): field.findtext("fieldentry") for field in item.iter("qtimetadatafield")}
        assert (fields["cc_profile"], fields["qmd_computerscored"]) == ("cc.essay.v0p1", "No")
        assert not list(item.iter("setvar"))
    assert seen(item).general == ["general_fb"]  # the one of cc13, of which Canvas reads no other
    (feedback,) = item.iter("itemfeedback")
    assert "The limit needs" in said(feedback)
    assert "You say nothing of why." in said(feedback)
    quiz = next(content for content in bundles["cc11"].files.values() if b"cc.essay" in content)
    assert_valid(quiz, PROFILE)


def test_a_package_knows_it_so_that_marks_are_kept_and_told(site: Site) -> None:
    facts: dict[str, Any] = package_facts(site, PackageOptions())
    assert facts["items"]["shout"]["kind"] == "say"
    assert len(facts["items"]["shout"]["choices"]) == 2
