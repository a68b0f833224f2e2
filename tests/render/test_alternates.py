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


def test_a_language_that_is_built_apart_is_no_page_of_this_site() -> None:
    """From the German build of a site “English” led to the German page at hand."""
    entries = [{"name": n, "lang": n, "link": link} for n, link in (("en", "/"), ("de", "/de/"), ("fr", "/fr/"))]
    for site_url, language, ways in (
        ("https://x.example/de/", "de", [("/", "a/"), ("../a/", ""), ("/fr/", "a/")]),
        ("https://x.example/", "en", [("../a/", ""), ("../de/", "a/"), ("../fr/", "a/")]),
    ):
        found = alternates("a/", language, entries, site_url, "../", {"", "a/"})
        assert [(way.href, way.same) for way in found] == ways
    elsewhere = [{"lang": "de", "link": "https://y.example/"}]
    assert alternates("a/", "en", elsewhere, "https://x.example/", "../", {"", "a/"})[0].same == ""
