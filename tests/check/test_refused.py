"""Values of another type than MkDocs takes are told, each at its line, and no more than it refuses."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.problem import Severity
from coursewright.read.course import read_course
from coursewright.render.frame.refused import refused

NAMES = (
    "site_description", "site_author", "site_dir", "copyright", "repo_name", "edit_uri", "remote_branch", "remote_name",
    "exclude_docs", "draft_docs", "not_in_nav", "extra_css", "extra_javascript", "extra_templates", "hooks", "watch",
    "strict", "use_directory_urls", "extra", "validation", "plugins", "markdown_extensions", "theme", "nav",
)  # fmt: skip
TWO: list[Any] = [[{"A": "a.md", "B": "b.md"}], [{"path": "x.js", "defer": True}]]
VALUES: list[Any] = [
    "index.md", 5, 1.5, True, None, [], {}, ["hook.py"], ["docs"], ["none.py"], [5], [None], [["a"]], [{}], {"a": "b"},
    {"name": "mkdocs"}, [{"toc": True}], [{"toc": {}}], {"toc": None}, {"toc": "x"}, {"search": None}, {"search": 5},
    [{"search": 5}], ["search", {"search": {}}], [{"A": "index.md"}], [{"A": ["index.md", {"B": "x.md"}]}],
    [{"A": None}], [{"A": 5}], [{"A": []}], [{"A": {}}], [{"A": {"B": "x.md"}}], [{"A": {"B": 5}}],
    *TWO,
]  # fmt: skip
OF_OTHERS = ("not installed", "Failed to load", "Unrecognised theme")
"""What MkDocs says of names that it doesn't know, and not of types."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "docs").mkdir()
    (folder / "hook.py").touch()
    return folder


def refusal(config: dict[str, Any], name: str, root: Path) -> str:
    """Return what MkDocs says of an option of a configuration; empty if it takes it."""
    own = MkDocsConfig(str(root / "mkdocs.yml"))
    option = dict(own._schema)[name]
    try:
        own.load_dict(deepcopy(config))
        option.pre_validation(own, key_name=name)
        option.validate(own[name])
    except (ConfigurationError, ValidationError, KeyError) as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", NAMES)
def test_a_type_that_mkdocs_refuses_is_told_and_no_other(name: str, site: Path) -> None:
    wrong = []
    for value in VALUES:
        if name in ("plugins", "markdown_extensions") and value in TWO:
            continue  # told by its own name: one stands beside the other
        config = {"site_name": "Site", name: value}
        said = refusal(config, name, site)
        if not any(words in said for words in OF_OTHERS) and bool(said) != any(refused(config, site)):
            wrong.append((value, said))
    assert wrong == []


@pytest.mark.parametrize(
    ("written", "place", "message", "mend"),
    [
        ("extra_javascript: js/x.js", "2:1", "extra_javascript is no list", "Write “extra_javascript: [js/x.js]”."),
        ("extra_css: x.css", "2:1", "extra_css is no list", "Write “extra_css: [x.css]”."),
        ("nav: index.md", "2:1", "nav is no list", "Start each entry with “- ”, such as “- index.md”."),
        ("nav:\n  Home: index.md", "2:1", "nav is no list", "such as “- Home: index.md”."),
        ("nav:\n  - index.md\n  - Desk:", "4:5", "“Desk” in nav has no page", "“Desk: page.md”"),
        ("nav:\n  - A: index.md\n    B: b.md", "3:5", "an entry of nav has several titles", "Start each with “- ”"),
        ("plugins: search", "2:1", "plugins is no list", "Write “plugins: [search]”."),
        ("markdown_extensions: tables", "2:1", "markdown_extensions is no list", "“markdown_extensions: [tables]”"),
        ("markdown_extensions:\n  - toc: true", "3:5", "“True” is no option of toc", "“name: value”"),
        ("theme: 5", "2:1", "theme is no name", "“name: …”"),
        ("theme:\n  language: en", "2:1", "theme has no name", "“name: …”"),
        ("exclude_docs:\n  - a.md", "2:1", "exclude_docs is no text", "“exclude_docs: |”"),
        ("watch: src", "2:1", "watch is no list", "Write “watch: [src]”."),
        ("hooks: hook.py", "2:1", "hooks is no list", "Write “hooks: [hook.py]”."),
        ("hooks: [hok.py]", "2:9", "there is no file “hok.py”", "beside mkdocs.yml"),
        ('strict: "true"', "2:1", "strict is neither true nor false", "without quotation marks"),
        ("copyright: 2026", "2:1", "copyright is no text", "“copyright: \"2026\"”"),
        ("extra:", "2:1", "extra is empty", "delete it"),
        ("docs_dir: [docs]", "2:1", "docs_dir is no text", "one line"),
    ],
)  # fmt: skip
def test_it_is_an_error_at_its_line(written: str, place: str, message: str, mend: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Site\n{written}\n", encoding="utf-8")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    (found,) = [one for one in layout.problems if "stops the build" in one.message]
    assert found.severity is Severity.ERROR
    assert str(found.source) == f"mkdocs.yml:{place}"
    assert found.message == f"{message}, which stops the build"
    assert mend in found.hint


@pytest.mark.parametrize("name", [*NAMES, "site_name", "docs_dir", "site_url", "repo_url"])
def test_no_type_ends_the_check(name: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    facts = {"plugins": ["coursewright"], "extra": {"course": {"id": "site", "core": ["A"]}}}
    for value in VALUES:
        config = {"site_name": "Site", **facts, name: value}
        (tmp_path / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
        layout, _ = read_layout(tmp_path / "mkdocs.yml")
        assert layout
        assert isinstance(check(read_course(layout)), tuple)


def test_an_option_beside_its_plugin_is_told_once(tmp_path: Path) -> None:
    text = "site_name: Site\nplugins:\n  - coursewright:\n    shuffle_answers: true\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    assert len([one for one in layout.problems if "stops the build" in one.message]) == 1


def test_what_an_environment_gives_has_its_own_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CW_STRICT", "true")
    text = (
        "site_name: !ENV [CW_NAME, Site]\nstrict: !ENV CW_STRICT\nsite_url: !ENV [CW_URL, '']\ncopyright: !ENV CW_C\n"
    )
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    assert not [one for one in layout.problems if "stops the build" in one.message]
