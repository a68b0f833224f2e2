"""The Nu HTML Checker, which validator.w3.org/nu runs, finds no error in any page of the course."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from packages import packaged
from sites import Builder, Site

from manual import examples

IGNORED: dict[str, str] = {
    "with a “blocking” attribute must have a “rel” attribute whose value is “stylesheet”": (
        "HTML's standard has it for “expect” too (the link element, “blocking”); the checker doesn't know that yet"
    ),
}
"""Messages that are let through, as regular expressions, each with the reason."""


def test_every_page_of_the_course_and_items_of_every_kind_are_valid_html(course: Site, builder: Builder) -> None:
    jar = packaged("vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if java is None:
        pytest.skip("java is not installed")
    pages = sorted(
        str(path) for site in (course.folder, builder.build({"index.md": examples()})) for path in site.rglob("*.html")
    )
    done = subprocess.run(
        [java, "-Xss1m", "-jar", str(jar), "--format", "json", "--exit-zero-always", *pages],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=600,
    )
    found = [
        f"{message['url'].partition('/site/')[2]}: {message['message']} {message.get('extract')}"
        for message in json.loads(done.stderr)["messages"]
        if message["type"] != "info" and not any(re.search(known, message["message"]) for known in IGNORED)
    ]
    assert len(pages) > 20
    assert not found, "\n".join(found)
