"""A site that learners may keep on a device: what belongs to it, what is published beside it, and where nothing is."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.build import build_site
from coursewright.config import read_layout
from coursewright.model.about import About
from coursewright.read.course import read_course
from coursewright.render.device.kept import kept_files
from coursewright.render.device.worker import MANIFEST, WORKER, manifest, no_worker

FILES = {
    "docs/index.md": "---\nid: home\n---\n# Home\n\n[One](one.md) [paper](paper.pdf)\n\n![drawn](drawn.svg)\n",
    "docs/one.md": "---\nid: one\n---\n# One\n\n<!-- quiz: open -->\n\n<!-- course: device -->\n",
    "docs/handbook/index.md": "# Handbook\n\n![plan](plan.svg)\n",
    "docs/us.md": "# For us\n",
    "docs/drawn.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "docs/paper.pdf": "paper",
    "docs/unused.bin": "nobody names it",
    "docs/handbook/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "docs/own.css": "@font-face { font-family: own; src: url('own.woff2'); }\n",
    "docs/own.woff2": "font",
    "quizzes/practice.md": "<quiz>\n<!-- id: open -->\nWhich?\n- [x] This\n- [ ] That\n</quiz>\n",
    "quizzes/hidden.md": "---\nuse: pool\n---\n<quiz>\n<!-- id: secret -->\nCovert?\n- [x] Aye\n- [ ] Nay\n</quiz>\n",
}
INSTALLABLE = {"without": ["handbook/", "us.md"]}


def course(folder: Path, facts: dict[str, Any] | None = None, **options: Any) -> Path:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    settings = {
        "site_name": "Course",
        "theme": {"name": "coursewright"},
        "plugins": ["search", {"coursewright": options}],
        "extra_css": ["own.css"],
        "extra": {"generator": False, "course": {"id": "c", **(facts or {})}},
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folder / "mkdocs.yml"


def built(folder: Path, facts: dict[str, Any] | None = None, **options: Any) -> Path:
    config = load_config(str(course(folder, facts, **options)), site_dir=str(folder / "site"))
    build(config)
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("on"), {"installable": INSTALLABLE})


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("off"))


def listed(site: Path) -> dict[str, Any]:
    first = (site / WORKER).read_text(encoding="utf-8").splitlines()[0]
    found: dict[str, Any] = json.loads(first.removeprefix("self.coursewrightBuild = ").removesuffix(";"))
    return found


def test_the_course_is_its_pages_and_what_they_need_and_offer(site: Path) -> None:
    found = listed(site)
    own = {path for path in found["files"] if not path.startswith(("assets/", "search/"))}
    assert own == {"index.html", "one/index.html", "404.html", "drawn.svg", "paper.pdf", "own.css", "own.woff2"}
    for path, digest in found["files"].items():
        assert sha256((site / path).read_bytes()).hexdigest().startswith(digest)
    assert found["size"] == sum((site / path).stat().st_size for path in found["files"])
    shell = set(found["shell"])
    assert {"index.html", "drawn.svg", "own.css", "own.woff2", "assets/coursewright/use.js"} <= shell
    assert {"paper.pdf", "one/index.html", "search/search_index.json"}.isdisjoint(shell)  # loaded by who asks for it


def test_nothing_of_a_pool_is_in_it(site: Path) -> None:
    for path in listed(site)["files"]:
        assert b"Covert?" not in (site / path).read_bytes()
        assert b"secret" not in (site / path).read_bytes()


def test_the_same_site_has_the_same_worker_and_another_one_another(site: Path) -> None:
    before = kept_files(site, INSTALLABLE["without"])
    assert kept_files(site, INSTALLABLE["without"]) == before
    page = site / "one/index.html"
    text = page.read_bytes()
    page.write_bytes(text + b"\n")
    try:
        changed = kept_files(site, INSTALLABLE["without"])
    finally:
        page.write_bytes(text)
    assert {path for path in before.files if before.files[path] != changed.files[path]} == {"one/index.html"}


def test_a_site_without_the_option_says_nothing_of_it_and_takes_an_old_worker_away(site: Path, plain: Path) -> None:
    assert (plain / WORKER).read_bytes() == no_worker()
    assert not (plain / MANIFEST).exists()
    for page in sorted(plain.rglob("*.html")):
        with_it = (site / page.relative_to(plain)).read_text(encoding="utf-8")
        head = re.compile(r'\n  <link rel="manifest" .*\n<script src="[^"]*keep\.js.*')
        said = re.compile(r"<cw-device.*?</cw-device>", re.S)
        without = said.sub("", head.sub("", with_it))
        assert without == said.sub("", page.read_text(encoding="utf-8"))
    assert "isn’t made to be kept" in (plain / "one/index.html").read_text(encoding="utf-8")


def test_a_folder_and_packages_have_nothing_of_it(tmp_path: Path) -> None:
    folder = built(tmp_path, {"installable": True}, offline=True)
    assert not (folder / WORKER).exists()
    assert all("keep.js" not in page.read_text(encoding="utf-8") for page in folder.rglob("*.html"))
    config = course(tmp_path, {"installable": True})
    layout, _ = read_layout(config)
    assert layout is not None
    whole, problems = build_site(config, read_course(layout))
    assert whole is not None, problems
    loaded = {name for page in whole.pages for name in page.files} | set(whole.styles)
    assert "assets/coursewright/player.js" in loaded
    assert loaded.isdisjoint({WORKER, MANIFEST, "assets/coursewright/keep.js"})
    assert all("keep.js" not in page.content for page in whole.pages)


@pytest.mark.parametrize(
    ("path", "icon", "shown"),
    [
        ("logo.svg", b"<svg/>", ("../../logo.svg", "any")),
        ("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\0\0\0\1\x80", ("../../logo.png", "512x384")),
        ("small.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20", ("icon.svg", "any")),
        ("old.ico", b"\0\0\1\0", ("icon.svg", "any")),
        ("", b"", ("icon.svg", "any")),
    ],
)
def test_the_app_has_the_sites_icon_if_it_can_be_shown_large(path: str, icon: bytes, shown: tuple[str, str]) -> None:
    facts = json.loads(manifest(About(title="Ça va"), "ar", icon, path))
    assert [(entry["src"], entry["sizes"]) for entry in facts["icons"]] == [shown]
    assert (facts["name"], facts["dir"], facts["start_url"]) == ("Ça va", "rtl", "../../")
    assert "id" not in facts  # it would be the same for all courses of a host: the address of the first page stands in
