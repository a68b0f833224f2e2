"""The learner's review dates as a calendar file, read back by the rules of RFC 5545; without a page or a clock."""

from __future__ import annotations

from typing import Any

from coursewright.render.served import PLAYER_FOLDER
from node import in_node

NOW = 1_796_119_200_000  # 2026-12-01 10:00 UTC
HOUR = 3_600_000
DAY = 24 * HOUR
NAME = "Über Grenzen; ja, nein \\ vielleicht\nund eine Überschrift, die für eine einzige Zeile viel zu lang ist 会話"
LINK = "https://example.org/course/review/"
SCRIPT = """
require(process.argv[1]);
const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(([due, now, course]) => coursewrightCalendar(due, now, course))));
"""


def files(*asked: tuple[list[int], int], zone: str = "UTC", **course: str) -> list[dict[str, Any]]:
    facts = {"id": "c", "host": "example.org", "said": NAME, "link": LINK} | course
    given = [[due, now, facts] for due, now in asked]
    found: list[dict[str, Any]] = in_node(SCRIPT, PLAYER_FOLDER / "calendar.js", asked=given, TZ=zone)
    return found


def entries(text: str) -> list[dict[str, str]]:
    """Read a file as RFC 5545 has it: 3.1 (lines, folding), 3.3.11 (texts)."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[2].startswith("PRODID:")
    assert lines[-1] == "END:VCALENDAR"
    found: list[dict[str, str]] = []
    for line in lines[4:-1]:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            found.append({})
        elif name != "END":
            assert name not in found[-1]
            plain = value.replace("\\\\", "\0").replace("\\,", ",").replace("\\;", ";").replace("\0", "\\")
            found[-1][name] = value if name == "URL" else plain
    return found


def test_each_day_has_one_entry_and_what_is_overdue_stands_on_today() -> None:
    (found,) = files(([NOW - 5 * DAY, NOW + HOUR, NOW + DAY, NOW + 7 * DAY, NOW + DAY], NOW))
    days = entries(found["text"])
    assert [entry["DTSTART;VALUE=DATE"] for entry in days] == ["20261201", "20261202", "20261208"]
    assert found["days"] == 3
    for entry in days:
        assert entry["SUMMARY"] == " ".join(NAME.split())
        assert (entry["URL"], entry["DESCRIPTION"], entry["DTSTAMP"]) == (LINK, LINK, "20261201T100000Z")
        assert entry["UID"] == f"{entry['DTSTART;VALUE=DATE']}.review.c@example.org"
        assert set(entry) == {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "DESCRIPTION", "URL", "TRANSP"}


def test_taken_in_again_a_day_is_the_same_entry() -> None:
    first, later = files(([NOW + DAY, NOW + 3 * DAY], NOW), ([NOW + 3 * DAY, NOW + 4 * DAY], NOW + 2 * HOUR))
    ids = [{entry["UID"] for entry in entries(file["text"])} for file in (first, later)]
    assert len(ids[0] & ids[1]) == 1
    assert [len(one) for one in ids] == [2, 2]


def test_a_day_is_that_of_the_learners_clock_and_a_folders_address_stays_out() -> None:
    (found,) = files(([NOW + 13 * HOUR], NOW), zone="Pacific/Auckland", link="", host="")
    (entry,) = entries(found["text"])
    assert entry["DTSTART;VALUE=DATE"] == "20261202"
    assert entry["UID"].endswith("@coursewright")
    assert {"URL", "DESCRIPTION"}.isdisjoint(entry)
