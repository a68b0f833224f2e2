"""What editors are told of our YAML: it takes what the readers take, by the same names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from coursewright.cli import main
from coursewright.model.about import About
from coursewright.new import write_course
from coursewright.read.blueprint import ENTRIES, SECTIONS
from coursewright.read.facts import FACT_NAMES, INNER
from coursewright.read.metadata import _ALIASES, _READERS
from coursewright.schemas import schemas

ROOT = Path(__file__).parents[1]
ALL = schemas()


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' ``!ENV`` as the text behind it."""


_Loader.add_constructor("!ENV", lambda *_: "")


def faults(name: str, data: Any) -> list[str]:
    return [
        f"{'.'.join(map(str, e.absolute_path))}: {e.message}"
        for e in Draft7Validator(ALL[f"{name}.json"]).iter_errors(data)
    ]


def front_matter(path: Path) -> Any:
    text = path.read_text("utf-8")
    return yaml.safe_load(text.split("\n---\n", 1)[0].removeprefix("---\n")) if text.startswith("---\n") else {}


@pytest.mark.parametrize("name", ALL)
def test_it_is_a_schema(name: str) -> None:
    Draft7Validator.check_schema(ALL[name])


@pytest.mark.parametrize("new", [False, True])
def test_what_our_courses_say_fits(new: bool, tmp_path: Path) -> None:
    root = tmp_path if new else ROOT
    if new:
        write_course(root, "Help desk")
    pages = [path for folder in ("docs", "quizzes") for path in sorted((root / folder).rglob("*.md"))]
    assert len(pages) > 5
    assert [f"{path}: {fault}" for path in pages for fault in faults("page", front_matter(path))] == []
    assert faults("mkdocs", yaml.load((root / "mkdocs.yml").read_text("utf-8"), _Loader)) == []


def test_the_courses_other_files_fit() -> None:
    assert faults("blueprint", yaml.safe_load((ROOT / "quizzes/blueprint.yml").read_text("utf-8"))) == []
    assert faults("standards", yaml.safe_load((ROOT / "quizzes/standards.yml").read_text("utf-8"))) == []
    assert faults("local", yaml.safe_load((ROOT / "local.yml").read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page", {"id": "two words"}),
        ("standards", {"Code": {"names": ["standard"], "numbers": {"1.07 (i)": "Talk in public"}}}),
        ("standards", {"Code": {"numbers": {"1.07": "Privacy"}}}),
        ("standards", {"Code": {"names": ["standard"], "number": {}}}),
        ("page", {"duration": "8 minutes"}),
        ("page", {"duration": 0}),
        ("page", {"sources": "one"}),
        ("page", {"use": "finals"}),
        ("page", {"allow": {"A308": "because"}}),
        ("page", {"allow": {"a308": "they are the law's words"}}),
        ("page", {"change": ["agreed"]}),
        ("item", {"lvl": "apply"}),
        ("item", {"level": "applying"}),
        ("item", {"type": "essay"}),
        ("item", {"points": 0}),
        ("item", {"credit": "full"}),
        ("mkdocs", {"extra": {"course": {"pass_mark": 101}}}),
        ("mkdocs", {"extra": {"course": {"complete": ["lesson"]}}}),
        ("mkdocs", {"extra": {"course": {"final": {"draw": {"final": 4}, "attempt": 3}}}}),
        ("mkdocs", {"extra": {"course": {"final": {"draw": {"final": 0}}}}}),
        ("mkdocs", {"extra": {"course": {"core": "Part 1"}}}),
        ("mkdocs", {"extra": {"course": {"installable": {"out": ["a/"]}}}}),
        ("mkdocs", {"extra": {"course": {"reading_grade": {"lesson": 9}}}}),
        ("mkdocs", {"extra": {"course": {"reading_grade": {"lessons": [6, 9, 12]}}}}),
        ("blueprint", {"objectives": {"P.1": {"level": "applying"}}}),
        ("blueprint", {"objectives": {"P.1": {"practice": 2}}}),
        ("blueprint", {"objective": {}}),
        ("blueprint", {"levels": {"practice": {"apply": -1}}}),
        ("local", {"Campus Support": "Call"}),
        ("local", {"campus": ["Call"]}),
    ],
)
def test_what_the_readers_refuse_is_marked(name: str, data: dict[str, Any]) -> None:
    assert len(faults(name, data)) == 1


def test_names_are_those_that_the_readers_know() -> None:
    assert set(ALL["item.json"]["properties"]) == {*_READERS, *_ALIASES}
    assert set(ALL["blueprint.json"]["properties"]) == set(SECTIONS)
    assert set(ALL["blueprint.json"]["properties"]["objectives"]["additionalProperties"]["properties"]) == set(ENTRIES)
    facts = ALL["mkdocs.json"]["properties"]["extra"]["properties"]["course"]["properties"]
    assert set(facts) == set(FACT_NAMES) >= {*About.__dataclass_fields__} - {"named", "grades"}
    assert set(facts["final"]["properties"]) == set(INNER["final"])


def test_the_command_writes_them_alike_each_time(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        done = CliRunner().invoke(main, ["schemas", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
        texts.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert texts[0] == texts[1]
    assert set(texts[0]) == set(ALL)
