"""The items that the manual shows."""

from __future__ import annotations

import re
from pathlib import Path

_PAGE = Path(__file__).parents[1] / "docs" / "toolkit" / "items.md"
_MISTAKE = re.compile(r"<!-- expect: .*?^```markdown\n.*?^```\n", re.S | re.M)
_SAY = re.compile(r"<quiz>\n<!-- [^\n]*type: say\b.*?^</quiz>\n", re.S | re.M)
_EXAMPLE = re.compile(r"^```markdown\n(.*?)^```", re.S | re.M)


def examples() -> str:
    """Return every good example as one page: each kind has one, as ``test_docs`` sees to."""
    text = _MISTAKE.sub("", _PAGE.read_text(encoding="utf-8"))
    return "# Bank\n\n" + "\n".join(_EXAMPLE.findall(text))


def judged() -> str:
    """Return those of them that a page can judge, as a final assessment has to: not what learners mark themselves."""
    return _SAY.sub("", examples())
