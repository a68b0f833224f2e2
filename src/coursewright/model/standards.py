"""What a course may cite by number: the standards, competencies and laws that its author has looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

NUMBER = re.compile(r"\d+(?:\.\d+)*[a-z]?(?:\([a-z0-9]{1,4}\))*")
"""A number as standards and laws have them: 9, 6a, 1.07, 1.07(i), 164.510(b)(1)."""


@dataclass(frozen=True, slots=True)
class Standards:
    """One code, law or list in the file ``standards.yml`` of the banks' folder."""

    title: str
    names: tuple[str, ...]
    """What texts write before a number of it, such as ``standard`` or ``45 CFR``."""
    numbers: Mapping[str, str]
    """What each number is about, in the author's words."""
    source: str = ""
    checked: str = ""
    """The day on which the author compared the numbers with the source, as YYYY-MM-DD."""
