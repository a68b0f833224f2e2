"""Addresses out of the course: none is asked whether it is there, and what can lead nowhere is told."""

from __future__ import annotations

import pytest
from courses import course_of

from coursewright.check.checker import check
from coursewright.problem import Severity

PAGE = "---\nobjectives: {T.1: Follow a link}\nfiles: [agreement.md]\n---\n# A page\n\n{}\n"
ITEM = "<quiz>\n<!-- id: hello -->\nWho is first?\n- [x] They\n  > Only they know. {}\n- [ ] You\n  > No.\n</quiz>\n"
SCENE = "# The queue\n\n## One\n\n> **Client:** Hello. {}\n\n- [Wave](#two)\n\n## Two\n\nYou waved.\n"
PLACES = {"page.md": PAGE, "item.md": PAGE.replace("{}", ITEM), "bank.md": ITEM, "scenario.md": SCENE}
E, W, A = Severity.ERROR, Severity.WARNING, Severity.ADVICE


def told(name: str, written: str) -> list[tuple[Severity, str]]:
    course = course_of({name: PLACES[name].replace("{}", written)})
    return [(one.severity, f"{one.message} | {one.hint}") for one in check(course) if one.code == "L401"]


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize(
    ("link", "level", "words"),
    [
        ("[this]()", W, "a link has no address"),
        ("[this](<>)", W, "a link has no address"),
        ("[[a](https://example.org/a) and [this]()", W, "a link has no address"),
        ("[[a]](https://example.org/a) and [this]()", W, "a link has no address"),
        ("![this]( )", W, "a picture has no address"),
        ("[this](htps://example.org/a)", E, "Did you mean “https://example.org/a”?"),
        ("[this](htttps://example.org)", E, "“https://example.org”?"),
        ("[this](htttp://example.org)", E, "“http://example.org”?"),
        ("[this](ttps://example.org)", E, "“https://example.org”?"),
        ("[this](http:/example.org)", E, "“http://example.org”?"),
        ("[this](https:///example.org)", E, "“https://example.org”?"),
        ("[this](https:://example.org)", E, "“https://example.org”?"),
        ("[this](https:example.org)", E, "“https://example.org”?"),
        ("[this](https://)", W, "no whole address"),
        ("[this](mailt:x@example.org)", E, "“mailto:x@example.org”?"),
        ("[this](mailto://x@example.org)", E, "“mailto:x@example.org”?"),
        ('<a href="htps://example.org/">this</a>', E, "“https://example.org/”?"),
        ("[this](file:///home/me/agreement.pdf)", W, "such as “agreement.pdf”"),
        ("[this](C:/Users/me/agreement.pdf)", W, "such as “agreement.pdf”"),
        (r"[this](C:\Users\me\agreement.pdf)", W, "such as “agreement.pdf”"),
        ("[this](http://localhost:8000/a/)", A, "the reader's own machine"),
        ("[this](http://127.0.0.1:8000/a/)", A, "the reader's own machine"),
    ],
)
def test_an_address_that_can_lead_nowhere_is_told_wherever_it_stands(
    name: str, link: str, level: Severity, words: str
) -> None:
    found = told(name, f"See {link}.")
    assert [severity for severity, _ in found] == [level]
    assert words in found[0][1]


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize(
    "written",
    [
        "[this](https://example.org/a) and [that](HTTP://example.org)",
        "[this](vscode://file/a) [a](zotero://select/1) [b](steam://run/1) [c](sftp://example.org/)",
        "![this](data:image/gif;base64,R0lGODlhAQABAAAAACw=) [a](doi:10.1000/182) [b](urn:isbn:0451450523)",
        "[this](mailto:x@example.org?subject=Hello) [a](tel:+4912345) [b](sms:12345) [c](geo:1,2)",
        "[this](hxxp://example.org) [a](hxxps://example.org) [b](hdfs://example/a) [c](magnet:?xt=urn:btih:1)",
        "[](){#lines} and [this](){: .button }",
        r"\[this]() and `[this]()` and `[this](htps://example.org)`",
        "[http://localhost:8000](http://localhost:8000)",
        "`serve` answers at `127.0.0.1:8000`: see [its pages](http://127.0.0.1:8000/docs)",
        "[this](//example.org/a) [a](/root/) [b](http://localhost.example.org/) [c](https://127.example.org/)",
        '<a href="">this page</a>',
        "[x] and [ ]( and more",
        "[this]({{ address }}) [a](htps://{{ host }}/)",
    ],
)
def test_what_leads_somewhere_or_may_do_so_is_left_alone(name: str, written: str) -> None:
    assert told(name, written) == []


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("www.example.org/a", "https://www.example.org/a"),
        ("https//example.org/a", "https://example.org/a"),
        ("http;//example.org", "http://example.org"),
        ("me@example.org", "mailto:me@example.org"),
    ],
)
def test_what_looks_like_a_file_is_told_with_the_address_that_was_meant(target: str, meant: str) -> None:
    ((level, said),) = told("page.md", f"[this]({target})")
    assert level is E
    assert f"Did you mean “{meant}”?" in said


def test_many_of_them_take_no_longer_than_their_number() -> None:
    many = "[a](http://localhost/x) [b]() [c](htps://example.org) " * 3000
    assert len(told("page.md", many)) == 9000
