"""How much a page loads: what a phone on a slow line can afford, in bytes after gzip."""

from __future__ import annotations

import gzip

import pytest

from coursewright.render.items.markup import player_files

PLAIN = ("state.js", "player.js")
KINDS_AND_SCENARIOS = (*PLAIN, "kinds.js", "aids.js", "scenario.js")


@pytest.mark.parametrize(("names", "limit"), [(PLAIN, 10), (KINDS_AND_SCENARIOS, 20)])
def test_scripts_stay_within_their_budget(names: tuple[str, ...], limit: int) -> None:
    served = player_files()
    sizes = {name: len(gzip.compress(served[name], 9)) for name in names}
    print(f"\n{sum(sizes.values())} of {limit * 1024} bytes: {sizes}")  # noqa: T201
    assert sum(sizes.values()) <= limit * 1024, sizes
