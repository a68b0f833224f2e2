"""While `mkdocs serve` runs, a page tells its author what is wrong on it; a build says nothing of it to readers."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import click
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.model.course import Course
from coursewright.problem import Problem, Severity, Source
from coursewright.render.frame import preview
from coursewright.render.frame.preview import Preview

FILES = {
    "mkdocs.yml": "site_name: S\nplugins: [search, coursewright]\nextra:\n  course: {id: s, pass_mark: 0.5}\n",
    "docs/index.md": """---
id: one
---
# One

<quiz>
<!-- id: own -->
Which of the two?
- [ ] `<img src=x onerror=alert(1)>`
- [ ] B
</quiz>

<!-- quiz: b-2 -->

<!-- quiz: scenario way -->

<quizz>
x
</quizz>

See [nothing](nowhere.md).
""",
    "docs/two.md": "# Two\n\nNothing is wrong here.\n",
    "quizzes/b.md": """---
use: practice
---
<quiz>
<!-- id: b-1 -->
One?
- [x] A
- [ ] A
</quiz>
<quiz>
<!-- id: b-2; objektive: X -->
Two?
- [x] C
- [ ] D
</quiz>
""",
    "quizzes/scenarios/way.md": "---\nminutes: many\n---\n# Way\n\n## Here\n\nText.\n\n- [Go](#nowhere)\n",
}


def _written(folder: Path) -> Path:
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"


def _built(config: Path, command: str, theme: str, **params: str) -> Path:
    context = click.Context(click.Command(command))
    context.params.update(params)
    site = config.parent / f"site-{command}-{theme}-{'-'.join(params.values())}"
    with context.scope():
        build(load_config(str(config), site_dir=str(site), theme={"name": theme}, use_directory_urls=False))
    return site


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def pages(config: Path) -> Callable[[str], tuple[str, str]]:
    sites: dict[str, Path] = {}

    def read(theme: str) -> tuple[str, str]:
        if theme not in sites:
            sites[theme] = _built(config, "serve", theme)
        return tuple((sites[theme] / name).read_text(encoding="utf-8") for name in ("index.html", "two.html"))  # type: ignore[return-value]

    return read


def _boxes(page: str) -> list[str]:
    """Return the banner and the marks, each with the tag that stands right behind it."""
    return re.findall(r'<div class="cw-problems.*?</div><[^>]*>', page)


@pytest.mark.parametrize("theme", ["coursewright", "mkdocs"])
def test_the_banner_and_the_marks_tell_what_is_wrong_where(pages: Callable[[str], tuple[str, str]], theme: str) -> None:
    banner, *marks = _boxes(pages(theme)[0])
    for code in ("K002", "R013", "L401", "R005", "K015", "R002"):
        assert f"<code>{code}</code>" in banner, code
    before = [re.search(r"<\w[^<>]*>\Z", mark)[0] for mark in marks]  # type: ignore[index]
    assert 'data-item="own"' in before[0]
    assert 'data-item="b-2"' in before[1]
    assert 'data-scenario="way"' in before[2]
    assert before[3] == '<p class="cw-broken">'
    assert "K002" in marks[0]
    assert "R013" in marks[1]
    assert "Did you mean “objectives”?" in marks[1]
    assert "K015" in marks[2]
    assert "R005" in marks[3]
    for number in range(1, 5):
        assert f'href="#cw-problems-{number}"' in banner
        assert f'id="cw-problems-{number}"' in marks[number - 1]


def test_levels_are_told_in_words(pages: Callable[[str], tuple[str, str]]) -> None:
    banner = _boxes(pages("coursewright")[0])[0]
    assert "<strong>✖ Error</strong> <code>K002</code>" in banner
    assert re.search(r"<details><summary>\d+ pieces? of advice</summary><ul><li><strong>● Advice", banner)


def test_what_no_page_shows_is_folded_on_every_page(pages: Callable[[str], tuple[str, str]]) -> None:
    for page in pages("coursewright"):
        banner = _boxes(page)[0]
        folded = banner.rpartition("<details>")[2]
        assert "in files that no page shows</summary>" in folded
        assert "mkdocs.yml:4:" in folded, "the pass mark"
        assert "quizzes/b.md:8:" in folded, "an item that no page has"
        assert "quizzes/b.md:8:" not in banner.replace(folded, "")
    banner = _boxes(pages("coursewright")[1])[0]
    assert "The checker found nothing on this page." in banner
    assert "docs/index.md" not in banner


def test_an_authors_text_in_a_message_stays_text(pages: Callable[[str], tuple[str, str]]) -> None:
    assert not re.search(r"<img[^>]*onerror", pages("coursewright")[0])
    hostile = '"><script>alert(1)</script>'
    problem = Problem("K999", hostile, Source(f"docs/{hostile}.md", 1, 1), Severity.WARNING, hostile, item=hostile)
    shown = Preview([problem], [Course()]).shown("docs/x.md", f'<cw-item data-item="{hostile}">', f"x?{hostile}")
    assert "<script" not in shown.partition("<cw-item")[0]
    assert "<strong>▲ Warning</strong>" in shown


def test_a_rule_is_linked_where_its_page_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "addresses", lambda: {"K001": "https://example.org/K001/?a&b"})
    shown = Preview([Problem("K001", "m", Source("mkdocs.yml", 1, 1))], [Course()]).shown("docs/x.md", "", "x")
    assert '<a href="https://example.org/K001/?a&amp;b">About K001</a>' in shown


def test_a_course_without_problems_shows_nothing() -> None:
    assert Preview([], [Course()]).shown("docs/x.md", "<p>x</p>", "x") == "<p>x</p>"


def test_a_long_list_is_cut_and_says_so() -> None:
    problems = [Problem("K001", "m", Source("mkdocs.yml", line, 1)) for line in range(1, 1000)]
    shown = Preview(problems, [Course()]).shown("docs/x.md", "", "x")
    assert "999 errors in files that no page shows" in shown
    assert "and 959 more, which" in shown
    assert len(shown) < 12_000


@pytest.mark.parametrize(("command", "params"), [("build", {}), ("serve", {"build_type": "clean"})])
def test_a_build_has_none_of_it(config: Path, command: str, params: dict[str, str]) -> None:
    site = _built(config, command, "coursewright", **params)
    for file in site.rglob("*"):
        assert "preview" not in file.name
        if file.suffix in (".html", ".json"):
            assert "cw-problems" not in file.read_text(encoding="utf-8"), file


def test_nobody_finds_a_problem_by_searching(pages: Callable[[str], tuple[str, str]], config: Path) -> None:
    pages("coursewright")
    index = config.parent / "site-serve-coursewright-" / "search" / "search_index.json"
    assert "checker" not in index.read_text(encoding="utf-8")


def test_it_goes_when_all_is_mended_while_serving(tmp_path: Path) -> None:
    config = _written(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(config), "--dev-addr", address, "--quiet"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=tmp_path) as server:
        try:
            assert _page(address, lambda page: "K002" in page)
            good = "---\nid: one\n---\n# One\n\n<quiz>\n<!-- id: own -->\nWhich?\n- [x] A\n- [ ] B\n\nWhy.\n</quiz>\n"
            (tmp_path / "docs" / "index.md").write_text(good, encoding="utf-8")
            page = _page(address, lambda page: "K002" not in page)
            assert not {"R005", "L401"} & set(re.findall(r"<code>(\w\d+)</code>", _boxes(page)[0]))
        finally:
            server.terminate()


def _page(address: str, fits: Callable[[str], bool]) -> str:
    """Return the home page as soon as it fits."""
    until = time.monotonic() + 60
    page = ""
    while time.monotonic() < until:
        try:
            with urlopen(f"http://{address}/", timeout=30) as response:
                page = response.read().decode()
        except OSError:
            page = ""
        if page and fits(page):
            return page
        time.sleep(0.2)
    raise AssertionError(f"the page never came: {page[:200]}")
