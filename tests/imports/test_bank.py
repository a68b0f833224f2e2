"""A bank is written whole or not at all, and nothing in it is ever replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from round_trip import items_of

from coursewright.cli import main
from coursewright.imports.bank import images_folder, plan

GIFT = "// [id:hello]\n::Q::Who greets?{=The client#Yes ~You}\n\n::bye::Who leaves?{=Both ~Nobody}\n"
BANK = "---\ntitle: Mine\n---\n<quiz>\n<!-- id: mine -->\nWhich?\n- [x] a\n- [ ] b\n</quiz>\n"
PNG = b"\x89PNG\r\n\x1a\n"


def run(folder: Path, *arguments: str, text: str = GIFT) -> Result:
    (folder / "in.txt").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["import", str(folder / "in.txt"), "--to", str(folder / "bank.md"), *arguments])


def test_a_new_bank_has_a_title_and_a_use_and_the_ids_of_the_file(tmp_path: Path) -> None:
    done = run(tmp_path, text=f'$CATEGORY: top/Unit "1": it\n\n{GIFT}')
    text = (tmp_path / "bank.md").read_text(encoding="utf-8")
    assert (done.exit_code, text.split("\n")[:4]) == (0, ["---", 'title: "Unit \\"1\\": it"', "use: pool", "---"])
    assert list(items_of(text)) == ["hello", "bye"]
    assert "2 items added" in done.output


def test_a_content_id_is_the_same_each_time_and_twins_are_told_apart(tmp_path: Path) -> None:
    twins = "Who greets?{=The client ~You}\n\nWho greets?{=The client ~You}\n\nWho greets?{~The client =You}\n"
    done = run(tmp_path, text=twins)
    first = (tmp_path / "bank.md").read_text(encoding="utf-8")
    names = list(items_of(first))
    assert [name.partition("-")[2] for name in names] == [names[0][2:], f"{names[0][2:]}-2", f"{names[0][2:]}-3"]
    assert done.output.count("this one becomes") == 2
    (tmp_path / "bank.md").unlink()
    assert run(tmp_path, text=twins).exit_code == 0
    assert (tmp_path / "bank.md").read_text(encoding="utf-8") == first


@pytest.mark.parametrize("bank", [BANK, BANK.rstrip("\n"), f"\ufeff{BANK}", BANK.replace("\n", "\r\n")])
def test_what_is_in_a_bank_stays_byte_by_byte(tmp_path: Path, bank: str) -> None:
    before = bank.encode()
    (tmp_path / "bank.md").write_bytes(before)
    assert run(tmp_path, "--use", "final").exit_code == 0
    after = (tmp_path / "bank.md").read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(b"\r\n") or b"\r" not in after
    assert list(items_of(after.decode("utf-8-sig").replace("\r\n", "\n"))) == ["mine", "hello", "bye"]
    again = run(tmp_path)
    assert (again.exit_code, (tmp_path / "bank.md").read_bytes()) == (0, after)
    assert "already in the bank, and not added again: items: 2" in again.output


def test_an_item_with_a_known_id_replaces_nothing(tmp_path: Path) -> None:
    bank = BANK.replace("id: mine", "id: hello")
    (tmp_path / "bank.md").write_text(bank, encoding="utf-8")
    done = run(tmp_path)
    text = (tmp_path / "bank.md").read_text(encoding="utf-8")
    assert list(items_of(text)) == ["hello", "bye"]
    assert text.startswith(bank)
    assert "in.txt:2:1: I001 not imported: the bank has another item with the id “hello”" in done.output


@pytest.mark.parametrize(
    ("bank", "said"),
    [
        (b"<quiz>\nWhich?\n- [x] a\n", "bank.md:1:1: I004 the bank can't be added to: R003"),
        (b"---\ntitle: \xe9\n---\n", "bank.md:2:1: I004 the bank isn't UTF-8 text"),
        (b"---\ntitle: [\n---\n", "I004 the bank can't be added to: R002"),
    ],
)
def test_a_bank_that_is_wrong_is_left_alone(tmp_path: Path, bank: bytes, said: str) -> None:
    (tmp_path / "bank.md").write_bytes(bank)
    done = run(tmp_path)
    assert (done.exit_code, (tmp_path / "bank.md").read_bytes()) == (2, bank)
    assert said in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bank.md", "in.txt"]


def test_one_file_that_cant_be_read_keeps_all_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<quiz><question>", encoding="utf-8")
    done = run(tmp_path, str(tmp_path / "bad.xml"))
    assert done.exit_code == 2
    assert "bad.xml:1:17: I004" in done.output.replace(":1:1: I004", ":1:17: I004")
    assert not (tmp_path / "bank.md").exists()


def test_nothing_to_import_is_said_and_nothing_written(tmp_path: Path) -> None:
    done = run(tmp_path, text="Write an essay. {}\n")
    assert (done.exit_code, (tmp_path / "bank.md").exists()) == (1, False)
    assert "I001 not imported: an essay has no key" in done.output


def test_a_format_may_be_named_and_an_unknown_one_is_said(tmp_path: Path) -> None:
    done = run(tmp_path, text="A text.\n")
    assert (done.exit_code, "in none of the formats" in done.output) == (2, True)
    named = run(tmp_path, "--from", "aiken", text="A text.\n")
    assert (named.exit_code, "I001 not imported: no line ANSWER: behind it" in named.output) == (1, True)


def test_images_go_where_they_are_published_and_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    (tmp_path / "cat.png").write_bytes(PNG)
    (tmp_path / "in.txt").write_text("1. Is it ![a cat](cat.png)?\n*a) yes\nb) no\n", encoding="utf-8")
    bank = tmp_path / "quizzes" / "unit-1.md"
    assert images_folder(bank) == tmp_path / "docs" / "assets" / "unit-1"
    planned = plan([tmp_path / "in.txt"], bank)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        original = Path.replace
        patch.setattr(Path, "replace", lambda self, to: fail() if to == bank else original(self, to))
        with pytest.raises(OSError, match="No space"):
            planned.write()
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != tmp_path] == []
    planned.write()
    (image,) = (tmp_path / "docs" / "assets" / "unit-1").iterdir()
    assert image.read_bytes() == PNG
    assert f"![a cat](../docs/assets/unit-1/{image.name})" in bank.read_text(encoding="utf-8")
