"""Another package adds a rule, a kind and a target, and nothing of ours knows it: it is found when it is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FILES = {
    "school-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: school\nVersion: 1.0\n",
    "school-1.0.dist-info/entry_points.txt": """\
[coursewright.rules]
school = school.rules

[coursewright.kinds]
percent = school.kind:Percent

[coursewright.kinds.page]
percent = school.page

[coursewright.kinds.gift]
percent = school.targets:percent

[coursewright.targets]
list = school.targets
""",
    "school/__init__.py": "",
    "school/rules.py": """\
from coursewright.check.registry import Finding, rule


@rule("Z901", "shouting", page="https://school.example/Z901")
def check(course):
    for item in course.items:
        if item.stem.markdown.isupper():
            yield Finding("the stem shouts", item.stem.source, "Write it in small letters.", item.id)
""",
    "school/rule-pages/Z901.md": "# Z901 shouting\n\nNobody learns from it.\n",
    "school/kind.py": """\
from coursewright.kinds.numeric import Numeric


class Percent(Numeric):
    __slots__ = ()
    kind = "percent"

    def part(self, response):
        return super().part([typed.removesuffix("%") for typed in response])
""",
    "school/page.py": """\
from pathlib import Path

from coursewright.render.items.markup import KINDS_SCRIPT, markup
from coursewright.render.kinds.numeric import gap
from school.kind import Percent


def reasons(item, form):
    return f"<p class='cw-reason'>{item.keyed[0]} %</p>"


markup(Percent, gap=gap, reasons=reasons, scripts=(KINDS_SCRIPT, Path(__file__).with_name("a-percent.js")))
""",
    "school/a-percent.js": """\
(window.coursewrightQueue ??= []).push((cw) => {
  const { numeric } = cw.kinds;
  const bare = (response) => response.map((typed) => typed.replace(/%$/, ""));
  const part = (item, response) => numeric.part(item, bare(response));
  cw.kinds.percent = { ...numeric, part, score: (item, response) => cw.worth(item, part(item, response)) };
});
""",
    "school/targets.py": """\
from coursewright.export.bundle import Bundle
from coursewright.export.registry import exporter, scored_items


@exporter("school-list", ending=".txt", kinds={})
def names(course, site, options):
    items = [item for _, _, items in scored_items(course, options) for item in items]
    return Bundle(files={"list.txt": "".join(f"{item.id}\\n" for item in items).encode()}, zipped=False)


def percent(question):
    yield from question.number()
""",
}
COURSE = {
    "mkdocs.yml": "site_name: A course\nplugins: [coursewright]\n",
    "docs/index.md": """\
---
id: home
---
# Home

<quiz>
<!-- id: share; type: percent -->
Of all items, [[46 ± 1]] % had a flaw.
---
Nearly half of them had a flaw in that study.
</quiz>
""",
}
WHY = "\n---\nNearly half of them had a flaw in that study.\n</quiz>\n"
SHOUTS = f"<quiz>\n<!-- id: loud; type: percent -->\nHOW MANY? [[46 ± 1]]{WHY}"
BROKEN = f"<quiz>\n<!-- id: none; type: percent -->\nHow many? [[some]]{WHY}"
MAIN = "from coursewright.cli import main; main()"
SEVERAL = """
import json, sys
from click.testing import CliRunner
from coursewright.cli import main
runs = [CliRunner().invoke(main, arguments) for arguments in json.loads(sys.argv[1])]
print(json.dumps([[run.exit_code, run.output] for run in runs]))
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, as it stands where it has been installed."""
    return write(tmp_path_factory.mktemp("school"), FILES)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write(tmp_path / "course", COURSE)


def run(folder: Path, *command: str, packages: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(packages) if packages else ""}
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def coursewright(folder: Path, *arguments: str, packages: Path | None = None) -> subprocess.CompletedProcess[str]:
    return run(folder, "-c", MAIN, *arguments, packages=packages)


def several(folder: Path, *commands: list[str], packages: Path | None = None) -> list[tuple[int, str]]:
    """Run commands one after the other in one process; return what each leaves with, and what it says."""
    done = run(folder, "-c", SEVERAL, json.dumps(commands), packages=packages)
    assert done.returncode == 0, done.stderr
    return [(code, said) for code, said in json.loads(done.stdout)]


def test_without_the_package_nothing_of_it_is_there(course: Path) -> None:
    checked, listed, explained = several(course, ["check"], ["export", "--help"], ["explain", "Z901"])
    assert "“percent”" in checked[1]
    assert "school-list" not in listed[1]
    assert "gift" in listed[1]
    assert explained[0] == 2


def test_its_rule_finds_something_names_its_page_and_is_explained(course: Path, school: Path) -> None:
    (course / "docs/loud.md").write_text(SHOUTS, encoding="utf-8")
    checked, explained = several(course, ["check"], ["explain", "z901"], packages=school)
    told = (
        "docs/loud.md:3:1: Z901 the stem shouts\n    Write it in small letters.\n    See https://school.example/Z901\n"
    )
    assert told in checked[1]
    assert explained == (0, FILES["school/rule-pages/Z901.md"])


def test_an_item_allows_its_rule(course: Path, school: Path) -> None:
    allowed = SHOUTS.replace("percent -->", "percent; allow: Z901 it quotes a sign -->")
    (course / "docs/loud.md").write_text(allowed, encoding="utf-8")
    assert "01 " not in coursewright(course, "check", packages=school).stdout


def test_its_kind_is_checked(course: Path, school: Path) -> None:
    (course / "docs/broken.md").write_text(BROKEN, encoding="utf-8")
    done = coursewright(course, "check", packages=school)
    assert "docs/broken.md:3:11: K011 “some” is not a number" in done.stdout, done.stdout + done.stderr
    assert "docs/index.md" not in done.stdout


def test_its_kind_is_rendered_and_its_script_comes_along(course: Path, school: Path, tmp_path: Path) -> None:
    done = run(course, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site"), packages=school)
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert 'data-item="share" data-kind="percent"' in page, done.stderr
    assert 'data-tolerance="1.0" data-value="46.0"' in page
    assert "<p class='cw-reason'>46 ± 1 %</p>" in page
    body = page.partition("</head>")[2]
    scripts = [part.partition('"')[0].partition("?")[0] for part in body.split('<script src="assets/coursewright/')[1:]]
    assert scripts == ["state.js", "player.js", "kinds.js", "a-percent.js"]
    script = tmp_path / "site/assets/coursewright/a-percent.js"
    assert script.read_text(encoding="utf-8") == FILES["school/a-percent.js"]


def test_its_script_is_among_the_files_for_engines_without_our_plugin(course: Path, school: Path) -> None:
    coursewright(course, "assets", "player", packages=school)
    assert {"player.js", "a-percent.js"} <= {path.name for path in (course / "player").iterdir()}


def test_its_target_is_listed_and_written(course: Path, school: Path) -> None:
    write_it = ["export", "school-list", "--output", "list.txt"]
    listed, written = several(course, ["export", "--help"], write_it, packages=school)
    assert "school-list" in "".join(listed[1].split())  # it may be broken at its hyphen
    assert written[0] == 0, written[1]
    assert (course / "list.txt").read_text(encoding="utf-8") == "share\n"


def test_a_target_of_ours_writes_its_kind_if_it_says_how_and_else_reports_it(course: Path, school: Path) -> None:
    done = coursewright(course, "export", "gift", "--output", "gift.txt", packages=school)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\t#46:1\n" in (course / "gift.txt").read_text(encoding="utf-8")
    silent = FILES["school-1.0.dist-info/entry_points.txt"].replace("coursewright.kinds.gift", "others")
    other = write(course / "packages", FILES | {"school-1.0.dist-info/entry_points.txt": silent})
    done = coursewright(course, "export", "gift", "--output", "gift.txt", packages=other)
    assert done.returncode == 1
    assert "E001 not exported: GIFT has no items of type percent" in done.stdout


@pytest.mark.parametrize(
    ("group", "command"),
    [
        ("coursewright.rules", ["check"]),
        ("coursewright.kinds", ["check"]),
        ("coursewright.targets", ["export", "gift"]),
    ],
)
def test_a_package_that_cannot_be_loaded_is_named(group: str, command: list[str], course: Path) -> None:
    files = FILES | {"school-1.0.dist-info/entry_points.txt": f"[{group}]\nlost = school.nowhere\n"}
    done = coursewright(course, *command, packages=write(course / "packages", files))
    assert done.returncode != 0
    assert f"school adds “lost” to {group}, and school.nowhere can't be loaded" in done.stderr


def test_a_kind_that_nothing_puts_on_a_page_is_named(course: Path) -> None:
    entries = "[coursewright.kinds]\npercent = school.kind:Percent\n"
    packages = write(course / "packages", FILES | {"school-1.0.dist-info/entry_points.txt": entries})
    done = run(course, "-m", "mkdocs", "build", packages=packages)
    assert done.returncode != 0
    assert "how these kinds are answered on a page: percent" in done.stderr


def test_a_kind_of_a_name_that_is_taken_is_refused(course: Path) -> None:
    other = FILES["school/kind.py"].replace('"percent"', '"numeric"')
    packages = write(course / "packages", FILES | {"school/kind.py": other})
    assert "two kinds claim numeric" in coursewright(course, "check", packages=packages).stderr
