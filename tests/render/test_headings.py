"""Items can be found by their headings and their numbers, which fit the page's outline and stay out of its contents."""

from __future__ import annotations

import re

from markdown import Markdown

ITEM = "<quiz>\nWhat fits {n}?\n- [x] This\n- [ ] That\n</quiz>\n"
OPEN = "<quiz>\n<!-- id: open; scored: false -->\nWhat first?\n- [ ] This\n- [ ] That\n</quiz>\n"
HEADING = re.compile(r'<h(\d) class="cw-number( cw-heard)?"(?: id="([^"]*)")?>(.*?)</h\1>')


def headings(text: str) -> list[tuple[str, ...]]:
    """Return level, whether it is only heard, id and words of each item's heading."""
    return HEADING.findall(Markdown(extensions=["coursewright", "toc", "admonition"]).convert(text))


def test_items_of_a_page_are_numbered_below_the_heading_that_they_stand_under() -> None:
    text = f"# One\n\n{ITEM.format(n=1)}\n## Two\n\n{ITEM.format(n=2)}\n### Three\n\n{ITEM.format(n=3)}"
    assert [(level, heard, said) for level, heard, _, said in headings(text)] == [
        ("2", "", "Question 1"),
        ("3", "", "Question 2"),
        ("4", "", "Question 3"),
    ]


def test_a_number_has_a_name_of_its_own_for_its_button() -> None:
    names = [name for _, _, name, _ in headings(ITEM.format(n=1) + "\n" + ITEM.format(n=2))]
    assert len(set(names)) == 2
    assert all(name.startswith("item-") and name.endswith("-number") for name in names)


def test_what_stands_alone_or_has_no_right_answer_is_not_counted() -> None:
    assert headings("# One\n\n" + ITEM.format(n=1)) == [("2", " cw-heard", "", "Question")]
    found = headings("\n".join(["# One\n", OPEN, ITEM.format(n=1), ITEM.format(n=2)]))
    assert [(heard, said) for _, heard, _, said in found] == [
        (" cw-heard", "Question"),
        ("", "Question 1"),
        ("", "Question 2"),
    ]


def test_no_heading_of_an_item_is_in_the_contents() -> None:
    engine = Markdown(extensions=["coursewright", "toc"])
    engine.convert("# One\n\n" + ITEM.format(n=1) + "\n" + ITEM.format(n=2))
    assert [entry["name"] for entry in engine.toc_tokens] == ["One"]  # type: ignore[attr-defined]


def test_the_deepest_heading_has_items_too() -> None:
    text = "###### Six\n\n" + ITEM.format(n=1) + "\n" + ITEM.format(n=2)
    assert [level for level, *_ in headings(text)] == ["6", "6"]
