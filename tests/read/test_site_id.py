"""A course without an id of its own gets one that no other site on its host has."""

from __future__ import annotations

import re

import pytest

from coursewright.fragment.identity import course_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("https://example.org/a/", "Course"), ("https://example.org/b/", "Course")),
        (("https://example.org/a/b/", "Course"), ("https://example.org/a-b/", "Course")),
        (("https://example.org/A/", "Course"), ("https://example.org/a/", "Course")),
        (("https://example.org/", "Course"), ("https://example.org:8080/", "Course")),
        (("http://127.0.0.1:8000/", "One"), ("http://127.0.0.1:8000/", "Two")),
        (("http://localhost:8000/a/", "One"), ("http://localhost:8000/b/", "One")),
        (("", "31-a"), ("", "31-b")),
        (("", "C++"), ("", "C#")),
        (("", "Ä"), ("", "Ö")),
        (("", "你好"), ("", "再见")),
        (("", "!"), ("", "?")),
        (("/a/", "Course"), ("/b/", "Course")),
    ],
)
def test_two_sites_have_two_ids(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert course_id(*one) != course_id(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("https://example.org/a/", "Course"), ("http://EXAMPLE.org/a", "Renamed")),
        (("http://localhost:8000/", "Course"), ("http://127.0.0.1:8001", " Course ")),
        (("", "Über uns"), ("", "U\u0308ber  uns")),
    ],
)
def test_the_same_site_keeps_its_id(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert course_id(*one) == course_id(*other)


@pytest.mark.parametrize(
    ("site", "name"),
    [("https://example.org/a b/ü?x=1#y", ""), ("", "A: <b>\"B\" & 'C'</b>"), ("http://[", "D"), ("", "?")],
)
def test_an_id_is_a_plain_name(site: str, name: str) -> None:
    """Without a colon: what is stored beside a course is named by its id, a colon, and more."""
    assert re.fullmatch(r"[\w.-]+-[0-9a-f]{8}", course_id(site, name))


def test_where_nothing_is_known_the_id_is_what_it_was() -> None:
    assert course_id("", " ") == "course"
