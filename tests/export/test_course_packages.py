"""Every package of the real course as a file of its standard: valid by its official schemas, and no file left over.

Packages of lessons (SCORM, cmi5, xAPI) have theirs in ``test_lesson_packages.py``.
"""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from ims_schemas import CARTRIDGE, PROFILE, QTI21, TOPIC, assert_valid, broken_rules
from qti1_score import bare

from coursewright.export.bundle import Bundle
from coursewright.packages import Exports

MANIFEST = "imsmanifest.xml"
TARGETS = ("cc11", "cc13", "qti12", "qti21", "qti30")
MODULES = ("", "principle-2")


@pytest.fixture(scope="module")
def bundles(exports: Exports) -> dict[tuple[str, str], Bundle]:
    modules = {name: exports.module(name) if name else None for name in MODULES}
    return {(target, name): exports.export(target, modules[name]).bundle for target in TARGETS for name in MODULES}


Bundles = dict[tuple[str, str], Bundle]


def of_type(bundle: Bundle, ending: str) -> list[bytes]:
    resources = bare(bundle.files[MANIFEST]).iter("resource")
    found = [one for one in resources if one.attrib["type"].endswith(ending)]
    return [bundle.files[file.attrib["href"]] for one in found for file in one.findall("file")[:1]]


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("target", TARGETS)
def test_every_file_is_listed_once_and_whatever_is_named_is_there(target: str, module: str, bundles: Bundles) -> None:
    files = bundles[target, module].files
    manifest = bare(files[MANIFEST])
    listed = [unquote(file.attrib["href"]) for file in manifest.iter("file")]
    assert sorted(set(listed)) == sorted(set(files) - {MANIFEST})
    if not target.startswith("qti"):  # there an image belongs to each item that shows it
        assert len(listed) == len(set(listed))
    names = [node.attrib["identifier"] for node in manifest.iter() if "identifier" in node.attrib]
    assert len(names) == len(set(names))
    referred = {node.attrib["identifierref"] for node in manifest.iter() if "identifierref" in node.attrib}
    assert referred <= set(names)
    for path, content in files.items():
        if path.endswith(".xml") and path != MANIFEST and target.startswith("qti"):
            for node in ElementTree.fromstring(content).iter():
                address = node.get("href", "") if node.tag.rpartition("}")[2].lower().endswith("ref") else ""
                if address:
                    assert posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address))) in files


@pytest.mark.parametrize("module", MODULES)
def test_a_cartridge_is_valid_by_schemas_and_their_rules(module: str, bundles: Bundles) -> None:
    bundle = bundles["cc11", module]
    assert_valid(bundle.files[MANIFEST], CARTRIDGE)
    assert broken_rules(bundle.files[MANIFEST], CARTRIDGE) == []
    quizzes = [*of_type(bundle, "/assessment"), *of_type(bundle, "/question-bank")]
    topics = of_type(bundle, "imsdt_xmlv1p1")
    assert len(quizzes) > 2
    for content in quizzes:
        assert_valid(content, PROFILE)
        assert {rule[:9] for rule in broken_rules(content, PROFILE)} <= {"[RULE 4d]"}  # see test_cartridge.py
    for content in topics:
        assert_valid(content, TOPIC)


@pytest.mark.parametrize("module", MODULES)
def test_every_item_and_test_of_qti_21_is_valid(module: str, bundles: Bundles) -> None:
    files = {path: content for path, content in bundles["qti21", module].files.items() if path.endswith(".xml")}
    assert len(files) > 10
    for path, content in files.items():
        if path != MANIFEST:
            assert_valid(content, QTI21)
