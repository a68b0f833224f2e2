"""The page on the protocol lists what the player sends and hears, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/toolkit/protocol.md").read_text(encoding="utf-8")
FRAME = (ROOT / "src/coursewright/render/player/frame.js").read_text(encoding="utf-8")


def listed(heading: str) -> set[str]:
    section = PAGE.partition(f"## {heading}")[2].partition("\n## ")[0]
    first = [row.split("|")[1] for row in section.split("\n") if row.startswith("| `")]
    return {name for cell in first for name in re.findall(r"`(\w+)`", cell)}


def test_every_message_of_the_page_is_listed() -> None:
    sent = set(re.findall(r'tell\("(\w+)"', FRAME)) | set(re.findall(r'type: "(\w+)"', FRAME))
    for group in re.findall(r"(?:FORWARDED|CHOICES) = \[([^\]]*)\]", FRAME):
        sent |= set(re.findall(r'"(\w+)"', group))
    assert listed("From the page to its host") == sent


def test_every_message_of_a_host_is_listed() -> None:
    heard = set(re.findall(r'data\.type === "(\w+)"', FRAME))
    assert listed("From the host to the page") == {*heard, "hello"}
