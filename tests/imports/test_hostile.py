"""Files that are broken, or meant to do harm: each is refused with a message, and none leaves anything behind."""

from __future__ import annotations

import random
import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from click.testing import CliRunner
from handmade import PNG, zipped

from coursewright.cli import main
from coursewright.imports.archive import MEMBERS, Archive
from coursewright.imports.bank import plan
from coursewright.imports.draft import Refused, Unfit
from coursewright.imports.images import Images
from coursewright.imports.upload import Upload
from coursewright.imports.xmlfile import parse

ITEM = '<quiz><question type="truefalse"><questiontext><text>&a;</text></questiontext></question></quiz>'
BOMB = '<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + ITEM
OUTSIDE = f'<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>{ITEM}'
PARAMETER = f'<!DOCTYPE quiz [<!ENTITY % p SYSTEM "http://192.0.2.1/x.dtd">%p;]>{ITEM}'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB.encode(), "declares an entity of its own, “a”"),
        (OUTSIDE.encode(), "declares an entity of its own, “a”"),
        (PARAMETER.encode(), "declares an entity of its own, “p”"),
        (ITEM.encode(), "the XML is broken: undefined entity"),
        (b"<quiz>" + b"<a>" * 300, "nested more than 200 deep"),
        (b"<quiz><question></quiz>", "the XML is broken: mismatched tag"),
        (b"<quiz>\n<question>\n", "the XML is broken: no element found"),
        (b"<?xml version='1.0' encoding='x-none'?><quiz/>", "the XML"),
        (b"<quiz>\xff\xfe\xfd</quiz>", "the XML is broken"),
        (b"<quiz>\0</quiz>", "the XML is broken"),
    ],
)
def test_xml_is_never_expanded_and_says_where_it_breaks(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said.replace("(", "\\(")):
        parse(data)


def test_a_doctype_that_names_a_file_is_no_harm_and_known_entities_are_read() -> None:
    root = parse(b'<!DOCTYPE quiz SYSTEM "nowhere.dtd"><quiz>a&nbsp;b &eacute;</quiz>')
    assert root.text == "a\u00a0b é"
    assert parse("<quiz>é</quiz>".encode("utf-16")).text == "é"


def odd_zip(name: str, content: bytes = b"x") -> bytes:
    return zipped({name: content})


def lying(data: bytes) -> bytes:
    """Return a zip that states a smaller size than its file has."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + struct.pack("<I", 3) + data[at + 4 :]


def encrypted(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01\x00" + data[at + 2 :]


def bomb() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"\0" * (4 << 20))
    return buffer.getvalue()


def huge() -> bytes:
    """Return a small zip that states a file of 60 MB."""
    data = odd_zip("a.xml")
    at = data.index(b"PK\x01\x02") + 20
    return data[:at] + struct.pack("<II", 59 << 20, 60 << 20) + data[at + 8 :]


def crowded() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for number in range(MEMBERS + 1):
            archive.writestr(ZipInfo(str(number)), b"")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (odd_zip("../a.xml"), "would leave its folder: ../a.xml"),
        (odd_zip("a/../../a.xml"), "would leave its folder"),
        (odd_zip("/etc/a.xml"), "would leave its folder"),
        (odd_zip("C:/a.xml"), "would leave its folder"),
        (odd_zip("a\\..\\b.xml"), "would leave its folder"),
        (bomb(), "unpacks to more than 200 times its size"),
        (huge(), "unpacks to more than 50 MB"),
        (crowded(), "has 5001 files"),
        (encrypted(odd_zip("a.xml")), "is encrypted"),
        (odd_zip("a.xml")[:40], "the zip is damaged"),
        (b"PK\x03\x04", "the zip is damaged"),
    ],
    ids=["up", "inner-up", "absolute", "drive", "backslash", "bomb", "huge", "crowded", "locked", "cut", "start"],
)
def test_a_zip_is_judged_before_it_is_unpacked(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        Archive(data)


def test_what_a_zip_says_wrong_about_a_file_is_found_when_it_is_read() -> None:
    with pytest.raises(Refused, match=r"a\.xml in the zip"):
        Archive(lying(odd_zip("a.xml", b"longer than three"))).read("a.xml")
    damaged = odd_zip("a.xml", b"some content").replace(b"some", b"same", 1)
    with pytest.raises(Refused, match="can't be unpacked"):
        Archive(damaged).read("a.xml")


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        ("a\nQ{=é}".encode("latin-1"), 2, "isn't UTF-8 text"),
        (b"a\nb\0c", 2, "is no text"),
        (b"\xff\xfea", 1, "isn't UTF-16-LE text"),
    ],
)
def test_an_encoding_is_said_with_its_line(data: bytes, line: int, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        _ = Upload("a.txt", data).text
    assert refused.value.line == line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_of_every_system_are_read(encoding: str, end: str) -> None:
    assert Upload("a.txt", f"ä{end}b".encode(encoding)).text == "ä\nb"


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script></html>",
        b"",
        b"GIF",
        SVG.format("<script>1</script>").encode(),
        SVG.format('<rect onclick="x()"/>').encode(),
        SVG.format('<use href="https://e.org/x"/>').encode(),
        SVG.format('<rect fill="url(https://e.org/x)"/>').encode(),
        SVG.format("<foreignObject/>").encode(),
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG.format("<text>&a;</text>")}'.encode(),
        SVG.format("<rect").encode(),
    ],
)
def test_what_is_no_picture_or_does_more_than_draw_is_left_out(data: bytes) -> None:
    with pytest.raises(Unfit):
        Images("images").take("a.png", lambda _: data)


def test_a_picture_is_named_by_what_it_is_and_never_by_a_path() -> None:
    images = Images("images")
    name = images.take("../../etc/<pass wd>.exe", lambda _: PNG)
    assert name.removeprefix("images/").partition("-")[0] == "pass"
    assert name.endswith(".png")
    assert "/" not in name.removeprefix("images/")
    assert images.take("a.SVG", lambda _: SVG.format('<path d="M0 0"/>').encode()).endswith(".svg")


def test_a_text_shows_only_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cat.png").write_bytes(PNG)
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "secret.png")
    load = Upload("in/a.txt", b"", (tmp_path / "in").resolve()).load
    assert load("cat.png") == PNG
    outside = ("../secret.png", "link.png", str(tmp_path / "secret.png"), "file:///etc/passwd", "%2e%2e/secret.png")
    for address in outside:
        assert load(address) is None
    archive = Archive(zipped({"a/b.xml": b"", "c.png": PNG}))
    assert archive.beside("a/b.xml", "")("../c.png") == PNG
    assert archive.beside("a/b.xml")("../../../etc/passwd") is None


SEEDS = {
    "a.txt": "// [id:a]\n::T::Q{=a#b ~%50%c\n~d####e}\n\nMatch{=a -> b =c -> d}\n\nN{#1:2}\n",
    "a.xml": '<quiz><question type="shortanswer"><questiontext><text>&lt;p>Q _____&lt;/p></text></questiontext><answer '
    'fraction="100"><text>a</text></answer></question></quiz>',
    "q.xml": '<assessmentItem identifier="a"><responseDeclaration identifier="R" baseType="float"><correctResponse>'
    "<value>1</value></correctResponse></responseDeclaration>"
    '<itemBody><p><textEntryInteraction responseIdentifier="R"/> b</p>'
    "</itemBody></assessmentItem>",
    "t.txt": "1. Q $x$\n*a) b\n... c\nb) d\n\n2. e\n= 1 +- 2\n\n3. ((f))\n<> ((f)) g\n",
    "k.txt": "Q\nA. a\nB. b\nANSWER: A\n",
}
JUNK = "{}[]<>=~#:%*\\()&;\"'01aA.\n \t$_`|/-é\0"


@pytest.mark.parametrize("name", SEEDS)
def test_a_damaged_file_gives_problems_and_no_traceback(name: str, tmp_path: Path) -> None:
    chance = random.Random(14)
    for _ in range(15):
        text = SEEDS[name]
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text) + 1)
            junk = chance.choice(["", chance.choice(JUNK) * chance.randint(1, 3)])
            text = text[:at] + junk + text[at + chance.randint(0, 3) :]
        (tmp_path / name).write_bytes(text.encode())
        planned = plan([tmp_path / name], tmp_path / "bank.md")
        assert planned.items or planned.problems, text


@pytest.mark.parametrize(
    "files",
    [
        {"h5p.json": "{"},
        {"h5p.json": "[]", "content/content.json": "[]"},
        {"h5p.json": "{}"},
        {"h5p.json": "{}", "content/content.json": "[" * 100_000},
        {"h5p.json": "{}", "content/content.json": "{}"},
        {"h5p.json": b"\xff", "content/content.json": "{}"},
        {
            "h5p.json": '{"mainLibrary": "H5P.QuestionSet"}',
            "content/content.json": '{"questions": [1, {"params": []}]}',
        },
        {"imsmanifest.xml": "<manifest", "a.xml": "<assessmentItem/>"},
        {"a.xml": '<assessmentItem identifier="a"><itemBody/></assessmentItem>'},
        {"a.xml": "<questestinterop><item/></questestinterop>"},
        {"a.xml": "<assessmentItem/>", "b.xml": "<questestinterop/>"},
        {"readme.txt": "nothing"},
    ],
)
def test_a_package_without_sense_gives_problems_and_writes_nothing(files: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(files))
    done = CliRunner().invoke(main, ["import", str(tmp_path / "a.zip"), "--to", str(tmp_path / "bank.md")])
    assert done.exit_code in (1, 2), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert "a.zip:1:1: I00" in done.output
    assert not (tmp_path / "bank.md").exists()
