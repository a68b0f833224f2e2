"""The real course, rendered once for all tests that look at it."""

from __future__ import annotations

import pytest

from coursewright.model.site import Site
from coursewright.packages import Exports


@pytest.fixture(scope="session")
def course_site(exports: Exports) -> Site:
    """The real course as a value; not to be changed."""
    site, problems = exports.site()
    assert site, problems
    return site
