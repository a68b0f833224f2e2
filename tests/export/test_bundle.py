"""A bundle is written whole or not at all, and the same files give the same bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from coursewright.export.bundle import Bundle

FILES = {"b/ä.txt": b"2" * 1000, "a.txt": b"1", "b.txt": b""}


def test_one_file_is_written_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "new" / "questions.txt"
    Bundle(files={"any.txt": b"text"}, zipped=False).write(target)
    assert target.read_bytes() == b"text"
    assert [path.name for path in target.parent.iterdir()] == ["questions.txt"]


def test_several_files_are_a_zip_in_order_of_path_and_without_a_date() -> None:
    with ZipFile(BytesIO(Bundle(files=FILES).content)) as archive:
        assert archive.namelist() == ["a.txt", "b.txt", "b/ä.txt"]
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    assert Bundle(files=FILES).content == Bundle(files=dict(reversed(FILES.items()))).content


@pytest.mark.parametrize(
    ("epoch", "date"),
    [
        ("1700000000", (2023, 11, 14, 22, 13, 20)),
        ("0", (1980, 1, 1, 0, 0, 0)),
        ("99999999999", (2107, 12, 31, 23, 59, 58)),
        ("", (1980, 1, 1, 0, 0, 0)),
    ],
)
def test_the_date_is_the_source_date(epoch: str, date: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with ZipFile(BytesIO(Bundle(files=FILES).content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {date}


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "questions.txt"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        Bundle(files={"a": b"new"}).write(target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("questions.txt", b"old")]


@pytest.mark.parametrize("path", ["/etc/passwd", "C:/a", "C:a", "../a", "a/../b", "a\\b", "", ".", "./a", "a/"])
def test_a_path_outside_the_package_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside a package"):
        Bundle(files={path: b""})


def test_order_and_storage_can_be_set_file_by_file() -> None:
    bundle = Bundle(
        files={"a": b"a" * 99, "mimetype": b"application/epub+zip"}, first=("mimetype",), stored=frozenset({"mimetype"})
    )
    with ZipFile(BytesIO(bundle.content)) as archive:
        assert [(entry.filename, entry.compress_type) for entry in archive.infolist()] == [("mimetype", 0), ("a", 8)]


def test_what_isnt_in_the_package_cant_be_first() -> None:
    with pytest.raises(ValueError, match="not in the package"):
        Bundle(files={"a": b""}, first=("b",))


def test_two_files_need_a_zip() -> None:
    with pytest.raises(ValueError, match="several files need a zip"):
        Bundle(files=FILES, zipped=False)
