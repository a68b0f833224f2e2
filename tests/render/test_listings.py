"""A listing right below a line of text is a block in every part of an item, whoever makes fences into listings."""

from __future__ import annotations

import re
from textwrap import indent

import pytest
from markdown import Markdown

ITEM = """\
<quiz>
What is the sum?
```
2 + 2
```
So?

Hint: Count.
- [x] 4
  > Since:
  ```
  1 + 1
  ```
- [ ] 5
  > See:
  ```
  1 + 2
  ```

It is:
```
1 + 3
```
</quiz>
"""
GAPPED = "<quiz>\n```\nprint(1)\n```\nThis prints [[1]] here.\n</quiz>\n"
AROUND = {"alone": "{}", "in a tab": '=== "A"\n\n{}', "in a note": "!!! note\n\n{}", "in a list": "- a\n\n{}"}
FENCES = ("pymdownx.superfences", "fenced_code")
_IN_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(?:(?!</p>).)*?<(?:div|pre)\b", re.S)


def rendered(text: str, fences: str) -> str:
    extensions = ["md_in_html", "admonition", fences, "pymdownx.tabbed", "coursewright"]
    options = {"pymdownx.tabbed": {"alternate_style": True}}
    return Markdown(extensions=extensions, extension_configs=options).convert(text)


@pytest.mark.parametrize("fences", FENCES)
@pytest.mark.parametrize("around", AROUND)
def test_no_paragraph_holds_a_listing(around: str, fences: str) -> None:
    """A browser would end the paragraph there, and so the stem that names the choices."""
    text = ITEM if around == "alone" else indent(ITEM, "    ")
    html = rendered(AROUND[around].format(text), fences)
    assert html.count("<pre") >= 4
    assert _IN_PARAGRAPH.search(html) is None
    stem = re.search(r'<div class="cw-stem"[^>]*>(.*?)<(?:fieldset|details)', html, re.S)
    assert stem
    assert "2 + 2" in stem[1]
    assert "<p>So?</p>" in stem[1]


@pytest.mark.parametrize("fences", FENCES)
def test_a_gap_below_a_listing(fences: str) -> None:
    html = rendered(GAPPED, fences)
    assert re.search(r"<p>This prints <input [^>]*> here\.</p>", html)
    assert _IN_PARAGRAPH.search(html) is None


NAMED = """\
# Page

```
outside
```

<quiz>
<!-- id: one -->
First:
```
1
```
Second:
```
2
```
- [x] Yes
  > Since:
  ```
  3
  ```
- [ ] No
</quiz>

{}
"""


@pytest.mark.parametrize("fences", FENCES)
@pytest.mark.parametrize(
    "around", ["", "<div markdown>\n\n<quiz>\nTwo:\n```\n4\n```\n- [x] A\n- [ ] B\n</quiz>\n\n</div>"]
)
def test_each_listing_of_an_item_has_a_name_of_its_own(around: str, fences: str) -> None:
    """Material takes that of the item for each, and its button copies the first."""
    html = rendered(NAMED.format(around), fences)
    named = re.findall(r'<pre id="([^"]*)"', html)
    assert named[:3] == ["item-one--code-1", "item-one--code-2", "item-one--code-3"]
    assert len(set(named)) == len(named) == (4 if around else 3)
    assert re.search(r"<pre>(?:<span></span>)?<code>outside", html)


def test_a_name_that_an_author_gave_stays() -> None:
    html = rendered('<quiz>\n<pre id="own"><code>1</code></pre>\n\nWhat?\n- [x] A\n- [ ] B\n</quiz>', FENCES[0])
    assert '<pre id="own">' in html
