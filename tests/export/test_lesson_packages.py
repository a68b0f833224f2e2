"""Packages of lessons as files: valid by the official schemas, whole, the same each time, and harmless to unpack."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from importlib import import_module
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from lxml import etree
from small_site import small_site
from xsd import faults

from coursewright.export.bundle import Bundle
from coursewright.export.registry import all_exporters
from coursewright.model.part import find_module
from coursewright.packages import Exports

SCORM = ("scorm12", "scorm2004")
TARGETS = (*SCORM, "cmi5", "xapi")
MODULES = ("", "principle-2", "practice")
LARGEST = 600_000


@pytest.fixture(scope="module")
def bundles(exports: Exports) -> dict[tuple[str, str], Bundle]:
    found = {}
    for target in TARGETS:
        for name in MODULES:
            module = exports.module(name) if name else None
            found[target, name] = exports.export(target, module).bundle
    return found


def hrefs(manifest: bytes) -> list[str]:
    return [unquote(str(file.get("href"))) for file in etree.fromstring(manifest).iter("{*}file")]


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("target", SCORM)
def test_a_manifest_is_valid_and_lists_every_file(
    target: str, module: str, bundles: dict[tuple[str, str], Bundle]
) -> None:
    files = bundles[target, module].files
    assert faults(target, files["imsmanifest.xml"]) == []
    listed = hrefs(files["imsmanifest.xml"])
    assert sorted(listed) == sorted(set(files) - {"imsmanifest.xml"})
    root = etree.fromstring(files["imsmanifest.xml"])
    version = {"scorm12": "1.2", "scorm2004": "2004 4th Edition"}[target]
    assert root.findtext(".//{*}schemaversion") == version
    sco = root.find(".//{*}resource")
    assert sco is not None
    assert sco.get("href") == "index.html"
    kind = {"scorm12": "scormtype", "scorm2004": "scormType"}[target]
    assert [value for name, value in sco.items() if name.endswith(f"}}{kind}")] == ["sco"]
    assert len(root.findall(".//{*}item")) == 1


@pytest.mark.parametrize("target", SCORM)
def test_a_schema_finds_what_is_wrong(target: str, bundles: dict[tuple[str, str], Bundle]) -> None:
    manifest = bundles[target, ""].files["imsmanifest.xml"]
    assert faults(target, manifest.replace(b'identifier="sco"', b'identifier="1 sco"'))
    assert faults(target, manifest.replace(b"<file href", b"<file src", 1))
    assert faults(target, re.sub(b'(adlcp:scorm[tT]ype)="sco"', b'\\1="page"', manifest))


def test_a_plugin_that_takes_content_for_a_document_makes_no_page_in_a_page(tmp_path: Path) -> None:
    hook = "def on_page_content(html, **_):\n    return f'<html><head></head><body>{html}</body></html>'\n"
    site = small_site(tmp_path, {"docs/a.md": "# A\n\nText.\n", "hook.py": hook}, more="hooks: [hook.py]")
    assert site.page_by_url["a.html"].content.startswith("<h1")
    assert not re.search("<(html|head|body)", site.page_by_url["a.html"].content)


def test_a_package_is_small_and_harmless_to_unpack(bundles: dict[tuple[str, str], Bundle]) -> None:
    for (target, module), bundle in bundles.items():
        content = bundle.content
        assert module == "" or len(content) <= LARGEST, (target, module)
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            assert len({name.lower() for name in names}) == len(names)
            for name in names:
                for path in (PurePosixPath(name), PureWindowsPath(name)):
                    assert not path.is_absolute()
                    assert not path.anchor
                    assert ".." not in path.parts
                assert (archive.getinfo(name).external_attr >> 16) & 0o170000 == 0o100000  # no link


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_course_gives_the_same_bytes(
    target: str, exports: Exports, bundles: dict[tuple[str, str], Bundle]
) -> None:
    module = find_module(exports.course, "principle-2")
    assert exports.export(target, module).bundle.content == bundles[target, "principle-2"].content


def test_every_file_that_a_page_of_a_package_loads_is_in_it(bundles: dict[tuple[str, str], Bundle]) -> None:
    loaded = re.compile(r'<(?:script|link|img|iframe)\b[^>]*?\s(?:src|href)="([^"]+)"')
    for key, bundle in bundles.items():
        for name, content in bundle.files.items():
            if not name.endswith(".html"):
                continue
            for found in loaded.findall(content.decode()):
                address = found.partition("?")[0]
                if address.startswith("data:"):
                    continue
                parts = list(PurePosixPath(name).parent.joinpath(unquote(address)).parts)
                while ".." in parts:
                    at = parts.index("..")
                    del parts[at - 1 : at + 1]
                assert "/".join(parts) in bundle.files, (key, name, address)


def test_a_course_structure_is_valid_and_has_a_unit_for_each_module(
    exports: Exports, bundles: dict[tuple[str, str], Bundle]
) -> None:
    files = bundles["cmi5", ""].files
    assert faults("cmi5", files["cmi5.xml"]) == []
    assert faults("cmi5", files["cmi5.xml"].replace(b'moveOn="Passed"', b'moveOn="Done"'))
    root = etree.fromstring(files["cmi5.xml"])
    units = root.findall("{*}au")
    assert [unit.findtext("{*}title/{*}langstring") for unit in units] == [
        *exports.course.path.completion.core,
        "Final assessment",
    ]
    ids = [str(unit.get("id")) for unit in units]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("urn:coursewright:running-into-a-client:") for name in ids)
    assert [unit.get("masteryScore") for unit in units] == ["0.75", "0.75", "0.75", None, "0.75"]
    assert [unit.get("moveOn") for unit in units] == ["Completed"] * 4 + ["Passed"]
    launched = {unquote(str(unit.findtext("{*}url"))) for unit in units}
    assert launched <= set(files)
    folders = {name.partition("/")[0] for name in files} - {"cmi5.xml"}
    assert folders == {name.partition("/")[0] for name in launched}
    alone = bundles["cmi5", "principle-2"].files
    assert faults("cmi5", alone["cmi5.xml"]) == []
    assert set(alone) <= set(files)
    (unit,) = etree.fromstring(alone["cmi5.xml"]).findall("{*}au")
    assert str(unit.get("id")) in ids


def test_pages_that_no_unit_has_are_reported(bundles: dict[tuple[str, str], Bundle]) -> None:
    (found,) = [problem for problem in bundles["cmi5", ""].problems if problem.code == "E004"]
    assert "Certificate" in found.message
    assert not any(problem.code == "E004" for problem in bundles["cmi5", "principle-2"].problems)


def test_the_list_of_activities_names_the_course_and_its_launch_page(bundles: dict[tuple[str, str], Bundle]) -> None:
    for module, ending in (("", ""), ("practice", ":practice")):
        files = bundles["xapi", module].files
        activity = etree.fromstring(files["tincan.xml"]).find(".//{*}activity")
        assert activity is not None
        assert activity.get("id") == f"urn:coursewright:running-into-a-client{ending}"
        assert activity.findtext("{*}launch") in files


def test_a_package_says_which_score_is_told_and_whose_software_it_has(
    bundles: dict[tuple[str, str], Bundle],
) -> None:
    said = {"": "the final assessment", "principle-2": "the lessons’ checks", "practice": "told no score"}
    for target in (*SCORM, "xapi"):
        for module, words in said.items():
            files = bundles[target, module].files
            about = files["about.html"].decode()
            assert words in about
            assert ("reported by the learner’s browser" in about) is (module != "practice")
            assert "CC BY 4.0" in about
            assert b"Apache License" in files["licences.txt"]
            assert b"Martin Donath" in files["licences.txt"]


@pytest.mark.parametrize("target", TARGETS)
def test_every_page_of_a_package_runs_under_a_strict_policy(
    target: str, bundles: dict[tuple[str, str], Bundle]
) -> None:
    for name, content in bundles[target, ""].files.items():
        if name.endswith(".html"):
            text = unescape(content.decode())
            assert "default-src 'self'" in text
            launches = name.rpartition("/")[2] == "index.html" and "course/" not in name
            assert ("connect-src *" in text) is (launches and target in ("cmi5", "xapi")), name
            assert not re.search(r"<[^<>]*\son\w+=|<script(?![^>]*\ssrc=)(?![^>]*application/)", text), name


@pytest.mark.parametrize(("target", "others"), [("scorm12", "SCORM 2004, cmi5"), ("scorm2004", "cmi5")])
def test_an_export_that_keeps_too_little_proposes_formats_that_keep_more(
    target: str, others: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module(f"coursewright.export.targets.{target}")
    monkeypatch.setattr(module, "_EDITION", replace(module._EDITION, room=20))
    site = small_site(tmp_path, {"docs/a.md": "---\nid: a\n---\n# A\n\n<quiz>\nMore?\n- [x] Yes\n- [ ] No\n</quiz>\n"})
    exporter = all_exporters()[target]
    (hint,) = (one.hint for one in exporter.run(site.course, site, exporter.options()).problems if one.code == "E005")
    assert hint.endswith(f"keeps more: {others}.")


@pytest.mark.parametrize(("target", "room"), [("scorm12", 4096), ("scorm2004", 64000)])
def test_a_package_says_how_much_its_edition_keeps(
    target: str, room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that another edition of the same words needs no script of its own."""
    module = import_module(f"coursewright.export.targets.{target}")
    site = small_site(tmp_path, {"docs/a.md": "---\nid: a\n---\n# A\n"})
    exporter = all_exporters()[target]
    for edition, told in ((module._EDITION, room), (replace(module._EDITION, room=9000), 9000)):
        monkeypatch.setattr(module, "_EDITION", edition)
        page = exporter.run(site.course, site, exporter.options()).files["index.html"].decode()
        (facts,) = re.findall(r'<script type="application/json" id="course">(.*?)</script>', page, re.S)
        assert (json.loads(facts)["room"], json.loads(facts)["least"]) == (told, 4096)


@pytest.mark.parametrize(
    ("target", "count", "told"), [("scorm12", 579, False), ("scorm12", 580, True), ("scorm2004", 580, False)]
)
def test_an_export_says_that_a_platform_cant_keep_all_answers(
    target: str, count: int, told: bool, tmp_path: Path
) -> None:
    """How much the answers take: 7 characters each, and the line and each of two lessons some."""
    items = "\n".join(f"<quiz>\nIs {number} more?\n- [x] Yes\n- [ ] No\n</quiz>\n" for number in range(count))
    site = small_site(tmp_path, {"docs/a.md": f"---\nid: a\n---\n# A\n\n{items}"})
    exporter = all_exporters()[target]
    problems = exporter.run(site.course, site, exporter.options()).problems
    assert [found.message for found in problems if found.code == "E005"] == [
        f"SCORM 1.2 keeps 4,096 characters of a learner’s answers, and those to {count} items take at least "
        f"{16 + 7 * count + 2 * 11:,}: in another browser some are open again"
    ] * told
