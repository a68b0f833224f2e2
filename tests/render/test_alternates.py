"""Where the languages of a site lead from a page, in every form in which authors write them."""

from __future__ import annotations

import pytest

from coursewright.render.frame.alternates import alternates, language_of, place_of


@pytest.mark.parametrize(
    ("link", "site_url", "place"),
    [
        ("/de/", "https://x.example/", "de/"),
        ("/course/de/", "https://x.example/course/", "de/"),
        ("/de/", "https://x.example/course/", "de/"),
        ("./de/", "https://x.example/course/", "de/"),
        ("de", "", "de/"),
        ("/", "https://x.example/", ""),
        ("/course/", "https://x.example/course/", ""),
        ("/course", "https://x.example/course/", ""),
        (".", "", ""),
        ("https://x.example/course/de/", "https://x.example/course/", "de/"),
        ("https://x.example/other/", "https://x.example/course/", None),
        ("https://y.example/de/", "https://x.example/", None),
        ("../de/", "https://x.example/course/", None),
    ],
)
def test_where_a_link_to_a_language_leads(link: str, site_url: str, place: str | None) -> None:
    assert place_of(link, site_url) == place


def test_a_language_leads_to_the_same_page_or_else_to_its_first() -> None:
    entries = [
        {"name": n, "lang": n, "link": link} for n, link in (("en", "./"), ("de", "/de/"), ("fr", "https://f.example/"))
    ]
    known = {"", "a/", "de/", "de/a/", "b/", "de/only/"}
    ways = {
        url: [way.href for way in alternates(url, "en", entries, "", "../", known)] for url in ("a/", "b/", "de/only/")
    }
    assert ways == {
        "a/": ["../a/", "../de/a/", "https://f.example/"],
        "b/": ["../b/", "../de/", "https://f.example/"],
        "de/only/": ["../", "../de/only/", "https://f.example/"],
    }
    assert alternates("", "en", entries, "", "", known)[0].href == "./"
    assert language_of("de/a/", entries, "https://x.example/sub/") == "de"
    assert language_of("a/", entries, "") == ""
