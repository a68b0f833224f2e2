"""Fifteen hostile files each of Aiken, text2qti and H5P: refused with a message, in no time, and nothing is written."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner, Result
from handmade import PNG, zipped

from coursewright.cli import main

SECONDS = 5
END = "\n*a) x\nb)  y\n"
AIKEN: dict[str, tuple[bytes, str]] = {
    "a picture": (PNG + b"\xff\xd8", "isn't UTF-8 text"),
    "nothing": (b"", "there is no question in it"),
    "only a mark": (b"\xef\xbb\xbf\n\n", "there is no question in it"),
    "NUL": (b"Q\nA) a\nB) \0\nANSWER: A\n", "3:1: I004 the file is no text"),
    "Latin-1": ("Q\nA) ä\nANSWER: A\n".encode("latin-1"), "2:1: I004 the file isn't UTF-8 text"),
    "UTF-16 without a mark": ("Q\nA) a\nANSWER: A\n".encode("utf-16-le"), "the file is no text"),
    "half a character": (b"Q\nA) \xf0\x9f\nANSWER: A\n", "isn't UTF-8 text"),
    "answers alone": (b"ANSWER: A\n" * 2_000, "ANSWER: without a question above it"),
    "choices without end": (b"Q\n" + b"A) x\n" * 50_000 + b"ANSWER: A\n", "its answer “A” is more than one"),
    "a choice without end": (b"Q\nA) x\n" + b"y\n" * 100_000 + b"B) z\nANSWER: A\n", "a text of 200,001 characters"),
    "a question without end": (b"[" * 200_000 + b"\nA) a\nB) b\nANSWER: A\n", "a text of 200,000 characters"),
    "an answer without end": (b"Q\nA) a\nB) b\nANSWER: " + b"A" * 200_000, "is not one of its choices"),
    "more choices than letters": (
        b"Q\n" + b"".join(b"%c) x %d\n" % (65 + n % 26, n) for n in range(300)) + b"ANSWER: A\n",
        "its answer “A” is more than one",
    ),
    "signs for a terminal": ("Q\nA) a\nB) b\nANSWER: \x1b[2J\x9b31m\n".encode(), "its answer “�[2J�31m” is not one"),
    "questions that never end": (b"Q\nA) a\n\n" * 2_000, "no line ANSWER: behind its choices"),
}  # fmt: skip
TEXT2QTI: dict[str, tuple[bytes, str]] = {
    "code to run": (b"```{.python .run}\nimport os; os.mkdir('ran')\n```\n", "code that makes questions is never run"),
    "code that never ends": (b"```{.python .run}\nimport os; os.mkdir('ran')\n", "code that never ends"),
    "a comment that never ends": (f"COMMENT\n1. Q{END}".encode(), "a comment without END_COMMENT"),
    "NUL": (b"1. Q\0" + END.encode(), "1:1: I004 the file is no text"),
    "Latin-1": (f"1. ä{END}".encode("latin-1"), "isn't UTF-8 text"),
    "brackets": (f"1. {'[' * 9_000}{END}".encode(), "a text of 9,000 opening brackets"),
    "links": (f"1. {'[a](' * 2_400}{END}".encode(), "a text of 2,400 opening brackets"),
    "quotations": (f"1. {'> ' * 4_000}x{END}".encode(), "nested more than 60 deep"),
    "elements": (f"1. {'<div>' * 1_500}x{END}".encode(), "nested more than 60 deep"),
    "comments": (f"1. {'<!--' * 2_400}{END}".encode(), "the question has no text"),
    "a footnote that grows": (f"1. {'[^1]' * 400}\n\n   [^1]: {'x' * 4_000}{END}".encode(), "characters"),
    "a long text": (b"1. Q\n" + b"   y\n" * 50_000 + END.encode(), "a text of 100,001 characters"),
    "blanks": (
        "".join(["1. ", *(f"(({n})) " for n in range(300)), *(f"\n<> (({n})) x" for n in range(300))]).encode(),
        "300 choices, blanks or pairs, and 200 are the limit",
    ),
    "a number": (b"1. Q\n=   " + b"9" * 100_000 + b"\n", "is not a number with a tolerance"),
    "lines without a mark": (b"1. Q\n*a) x\n" + b"z\n" * 50_000, "has no mark of text2qti: its question is left out"),
}  # fmt: skip


def h5p(content: object, kind: str = "H5P.QuestionSet", **about: object) -> bytes:
    data = content if isinstance(content, str) else json.dumps(content)
    return zipped({"h5p.json": json.dumps({"mainLibrary": kind} | about), "content/content.json": data})


def bomb() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("h5p.json", "{}")
        archive.writestr("content/content.json", b" " * (4 << 20))
    return buffer.getvalue()


def choice(**params: object) -> bytes:
    answers = [{"text": "a", "correct": True}, {"text": "b"}]
    return h5p({"question": "Q", "answers": answers} | params, "H5P.MultiChoice")


H5P: dict[str, tuple[bytes, str]] = {
    "cut off": (choice()[:100], "the zip is damaged"),
    "a path that leaves": (zipped({"h5p.json": "{}", "../../content.json": "{}"}), "would leave its folder"),
    "a bomb": (bomb(), "unpacks to more than 200 times its size"),
    "no content": (zipped({"h5p.json": "{}"}), "the zip has no content/content.json"),
    "no JSON": (h5p("{'question': 1}"), "content/content.json in the zip is no JSON"),
    "a list": (h5p([]), "content/content.json in the zip is no object"),
    "JSON without end": (h5p("[" * 100_000), "content/content.json in the zip is no JSON"),
    "a number without end": (h5p('{"questions": ' + "9" * 50_000 + "}"), "content/content.json in the zip is no JSON"),
    "other kinds of values": (
        h5p({"questions": {"a": 1}, "introPage": [1], "endGame": "x", "poolSize": [1], "override": 3}), "I003",
    ),
    "junk for questions": (h5p({"questions": [1, None, "x", [], {}] * 200}), "a question of the type unknown"),
    "junk for a choice": (choice(answers={"a": 1}, media=[1], behaviour="x", UI=3), "no answer is right"),
    "sets in sets": (
        h5p({"questions": [{"library": "H5P.QuestionSet 1.21", "params": {"questions": []}}]}),
        "there is no question in it, read as H5P",
    ),
    "blanks": (h5p({"questions": ["*a* " * 5_000]}, "H5P.Blanks"), "5000 choices, blanks or pairs"),
    "asterisks": (h5p({"questions": ["*" * 100_001]}, "H5P.Blanks"), "a text without a blank"),
    "half characters": (
        h5p('{"question": "\\ud800", "answers": [{"text": "\\udfff", "correct": true}]}', "H5P.MultiChoice"),
        "one choice leaves nothing to choose",
    ),
}  # fmt: skip
FILES = [
    *(pytest.param("a.txt", "aiken", *case, id=f"aiken: {name}") for name, case in AIKEN.items()),
    *(pytest.param("a.txt", "text2qti", *case, id=f"text2qti: {name}") for name, case in TEXT2QTI.items()),
    *(pytest.param("a.h5p", "h5p", *case, id=f"h5p: {name}") for name, case in H5P.items()),
]


def run(path: Path, form: str) -> Result:
    return CliRunner().invoke(main, ["import", str(path), "--from", form, "--to", str(path.parent / "bank.md")])


def test_there_are_fifteen_of_each() -> None:
    assert [len(cases) for cases in (AIKEN, TEXT2QTI, H5P)] == [15, 15, 15]


@pytest.mark.parametrize(("name", "form", "data", "said"), FILES)
def test_a_hostile_file_is_refused(name: str, form: str, data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    start = process_time()
    done = run(path, form)
    assert process_time() - start < SECONDS
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    assert done.exit_code in (1, 2)
    assert said in done.output
    assert f"{path.as_posix()}:" in done.output
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("address", ["../secret.png", "/etc/hostname", "file:///etc/hostname", "~/.ssh/id", "link.png"])
def test_no_file_from_elsewhere_comes_along(address: str, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "a.txt").write_text(f"1. What is ![this]({address})?{END}", encoding="utf-8")
    done = run(folder / "a.txt", "text2qti")
    assert (done.exit_code, "is left out: the file isn't there" in done.output) == (0, True)
    assert sorted(one.name for one in folder.iterdir()) == ["a.txt", "bank.md", "link.png"]
    picture = {"type": {"library": "H5P.Image 1.1", "params": {"file": {"path": address}, "alt": "x"}}}
    (folder / "a.h5p").write_bytes(choice(media=picture))
    (folder / "bank.md").unlink()
    done = run(folder / "a.h5p", "h5p")
    assert (done.exit_code, "is left out: the file isn't there" in done.output) == (0, True)


def test_a_pipe_is_read_as_far_as_a_file_may_be_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursewright.imports.upload.FILE_SIZE", 1 << 20)
    done = CliRunner().invoke(main, ["import", "/dev/zero", "--to", str(tmp_path / "bank.md")])
    assert (done.exit_code, "the file is larger than 1 MB" in done.output) == (2, True)


@pytest.mark.parametrize("text", ["Q?\nA) <b>\nB) b\nANSWER: A\n", "<b> is which?\nA) a\nB) b\nANSWER: A\n"])
def test_a_text_that_begins_with_a_tag_is_no_xml(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["import", str(tmp_path / "a.txt"), "--to", str(tmp_path / "bank.md")])
    assert done.exit_code == 0, done.output
