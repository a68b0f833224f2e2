"""Whom a framed page tells of its learner, and whom it lets set anything: every sender, origin and message at once.

Node runs the served scripts against parents of our making (``framed.js``); ``browser/test_embed.py`` and
``browser/test_protocol.py`` see the same of a real browser, for a message of each sort.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from coursewright.render.items.markup import player_files

FRAMED = Path(__file__).with_name("framed.js")
SCHOOL, PAGE = "https://lms.example.edu", "https://course.example"
KEPT = {"one": {"revision": "r", "response": ["a"]}}
OTHER = {"two": {"revision": "s", "response": ["b"]}}
ANSWERED = {"three": {"revision": "t", "response": ["c"]}}
HEIGHTS = [
    [{"protocol": "coursewright/1", "type": "resize", "height": 100}, "*"],
    [{"subject": "lti.frameResize", "height": 100}, "*"],
]
"""What any parent hears, in two tongues; a third one only answers."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What became of every case, from one process."""
    if not shutil.which("node"):
        pytest.skip("there is no node")
    folder = tmp_path_factory.mktemp("player")
    scripts = [folder / name for name in ("state.js", "frame.js")]
    for script in scripts:
        script.write_bytes(player_files()[script.name])
    command = ["node", str(FRAMED), *map(str, scripts)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_stranger_hears_heights_and_sets_nothing_whatever_it_says(found: Any) -> None:
    """Origins near to a listed one among them, letter by letter."""
    assert len(found["strangers"]) > 10
    for origin, seen in found["strangers"]:
        assert seen == {"heard": HEIGHTS, "kept": KEPT | ANSWERED}, origin


def test_a_page_without_an_origin_trusts_nobody_even_where_null_is_listed(found: Any) -> None:
    assert found["sandboxed"] == {"heard": HEIGHTS, "kept": KEPT | ANSWERED}


def test_a_window_that_is_not_the_parent_is_nobody_whatever_its_origin(found: Any) -> None:
    assert len(found["sources"]) == 8
    for sender, seen in found["sources"]:
        assert seen == {"heard": HEIGHTS, "kept": KEPT | ANSWERED}, sender


def test_state_response_and_latency_go_to_the_trusted_origin_alone(found: Any) -> None:
    for origin, seen in found["trusted"]:
        told = seen["heard"][len(HEIGHTS) :]
        assert seen["heard"][: len(HEIGHTS)] == HEIGHTS
        assert {target for _, target in told} == {origin}
        said = {message["type"]: message for message, _ in told}
        assert list(said) == ["ready", "bookmark", "state", "answered"]
        assert (said["answered"]["response"], said["answered"]["latency"]) == (["c"], 7)
        changes = said["state"]["changes"]
        assert changes == [["items", "three", ANSWERED["three"]]]  # neither the agreement nor the name


def test_a_trusted_parent_brings_a_state(found: Any) -> None:
    assert found["good"]["kept"] == OTHER
    told = found["good"]["heard"][len(HEIGHTS) :]
    assert [message["type"] for message, _ in told] == ["ready", "bookmark"]


def test_what_is_malformed_does_nothing_even_from_a_trusted_parent(found: Any) -> None:
    """Huge, cyclic, of wrong types, of another version: no answer, no change, and no error."""
    assert len(found["malformed"]) > 30
    for name, seen in found["malformed"]:
        assert seen == {"heard": [], "kept": KEPT}, name


def test_choices_are_told_only_where_the_config_says_true_and_nothing_else(found: Any) -> None:
    for at, (choices, told) in enumerate(found["config"]):
        assert told == (["state", "answered", "choice"] if at == 0 else ["state", "answered"]), choices


def test_a_parent_with_iframe_resizer_is_answered_with_the_height_alone(found: Any) -> None:
    answered = [["[iFrameSizer]frame-1:100:640:init", "*"]]
    assert [seen["heard"][len(HEIGHTS) :] for _, seen in found["sizers"]] == [answered, [], [], [], answered]
    assert all(seen["kept"] == KEPT for _, seen in found["sizers"])
