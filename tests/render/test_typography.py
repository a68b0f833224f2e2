"""Typographic signs change what is read, and nothing else: no id, key, code, link or accepted answer."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from manual import examples

MORE = """

<quiz>
<!-- id: typed -->
It's "this": [[don't]] or [[say "no"]]? `it's "code"` -- ...
</quiz>

<quiz>
<!-- id: short; type: short -->
What's its "name"?
- [x] it's "me"
  > Isn't it?
</quiz>

<!-- course: agreement -->

1. **What's said.** Who's "first"?

```text
it's "code"
```
"""
_NAME = re.compile(r' (?:aria-label|data-options)="[^"]*"')


def straight(text: str) -> str:
    """Return what a keyboard writes for these signs."""
    for sign, written in (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("–", "--"), ("—", "---"), ("…", "...")):
        text = text.replace(sign, written)
    return text.replace("&quot;", '"').replace("&#x27;", "'")


@pytest.fixture(scope="module")
def both() -> tuple[str, str]:
    text = examples() + MORE
    plain, typographic = (
        Markdown(extensions=["fenced_code", "coursewright", *more]).convert(text) for more in ([], ["smarty"])
    )
    return plain, typographic


def test_every_kind_keeps_its_ids_keys_and_accepted_answers(both: tuple[str, str]) -> None:
    plain, typographic = ([_NAME.sub("", tag) for tag in re.findall(r"<[^>]*>", html)] for html in both)
    assert typographic == plain


def test_what_is_read_differs_in_the_signs_alone(both: tuple[str, str]) -> None:
    plain, typographic = both
    assert "It’s “this”" in typographic
    assert "What’s said." in typographic
    assert '<code>it\'s "code"</code>' in typographic
    assert straight(typographic) == straight(plain)


def test_the_name_of_a_gap_says_them_too(both: tuple[str, str]) -> None:
    assert 'aria-label="Answer 1 / 2: It’s “this”: … or …?' in both[1]
