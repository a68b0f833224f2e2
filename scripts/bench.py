"""Measure what we promise of speed, all of it in one run, on courses made up for it; fail where a limit is missed.

Wall time decides. CPU time stands beside it, because on a busy machine the two drift apart.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SITE = """\
site_name: Benchmark
docs_dir: {docs}
theme:
  name: {theme}
  font: false
  features: [navigation.prune]
plugins: [{plugins}]
markdown_extensions: [admonition, attr_list, md_in_html, {{toc: {{permalink: true}}}}]
"""
STOCK, OURS, QUIZ = "MkDocs + Material", "Coursewright", "mkdocs-quiz"
PLUGINS = {STOCK: "search", OURS: "search, coursewright", QUIZ: "search, mkdocs_quiz"}
THEMES = {STOCK: "material", OURS: "coursewright", QUIZ: "material"}
MARKS = {STOCK: "[x]", OURS: "<cw-item", QUIZ: 'class="quiz"'}
"""What a lesson's page must hold, so that no site is fast because it does nothing."""
LESSON_ITEMS = 5
LESSONS_PER_MODULE = 20
BANK_ITEMS = 1000
WORDS = (
    "client worker session privacy agreement greeting market school town practice boundary notice moment family "
    "record office plan consent respect question answer careful quiet simple early later public private"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one command took."""

    wall: float
    cpu: float
    memory: int
    """Most bytes held at once."""
    output: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A limit, and what was measured against it."""

    name: str
    measured: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the limit holds."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


# --- courses


def write_lessons(docs: Path, count: int) -> None:
    """Write lessons with five sections and five items each, in modules of twenty."""
    chance, words = random.Random(1), WORDS.split()

    def sentence(length: int) -> str:
        return " ".join(chance.choices(words, k=length)).capitalize() + "."

    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n\nStart.\n", encoding="utf-8")
    for lesson in range(count):
        parts = [f"---\nid: lesson-{lesson}\ntitle: Lesson {lesson}\n---\n# Lesson {lesson}\n"]
        for section in range(LESSON_ITEMS):
            link = f"[section {section}](lesson-{lesson}.md#section-{section}-of-{lesson})"
            paragraph = " ".join(sentence(12) for _ in range(9))
            choices = "\n".join(
                f"- [{'x' if choice == section % 4 else ' '}] {sentence(5)} {choice}\n  > {sentence(10)} See {link}."
                for choice in range(4)
            )
            stem = f"{sentence(10)[:-1]} {lesson} {section}?"
            parts.append(
                f"## Section {section} of {lesson}\n\n{paragraph}\n\n<quiz>\n<!-- id: q-{lesson}-{section} -->\n"
                f"{stem}\n{choices}\n\n{sentence(12)}\n</quiz>\n"
            )
        folder = docs / f"module-{lesson // LESSONS_PER_MODULE:03}"
        folder.mkdir(exist_ok=True)
        (folder / f"lesson-{lesson}.md").write_text("\n".join(parts), encoding="utf-8")


def write_banks(root: Path, count: int) -> None:
    """Write a course whose banks hold that many items of several kinds; one in fifty rewords an earlier one."""
    chance = random.Random(1)
    syllables = [first + second for first in "bcdfglmnprst" for second in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(3000)]

    def say(number: int) -> str:
        return " ".join(chance.choices(words, k=number))

    docs, quizzes = root / "docs", root / "quizzes"
    docs.mkdir(parents=True)
    quizzes.mkdir()
    (root / "mkdocs.yml").write_text(
        SITE.format(docs="docs", theme=THEMES[OURS], plugins=PLUGINS[OURS]), encoding="utf-8"
    )
    objectives = "".join(f"  P1.{number}: {say(6)}\n" for number in range(9))
    headings = "".join(f"\n## {word}\n" for word in words)  # what the items' feedback links to
    (docs / "index.md").write_text(f"---\nid: home\nobjectives:\n{objectives}---\n# Home\n{headings}", encoding="utf-8")
    stems: list[list[str]] = []
    for start in range(0, count, BANK_ITEMS):
        text = [f"---\ntitle: Bank {start // BANK_ITEMS}\n---\n"]
        for number in range(start, min(start + BANK_ITEMS, count)):
            if number % 50 == 49:
                stem = list(chance.choice(stems))
                # a new last word leaves the two near enough for a finding; one in the middle only for a comparison
                stem[-1 if number % 100 == 99 else chance.randrange(len(stem))] = chance.choice(words)
            else:
                stem = f"Your **client** {say(9)}, and you {say(7)}. Which reply {say(5)}".split()
                stems.append(stem)
            question = f"<!-- id: q{number}; objective: P1.{number % 9} -->\n{' '.join(stem)}"
            text.append(f"<quiz>\n{question}{_answers(number, say)}</quiz>\n\n")
        name = f"bank-{start // BANK_ITEMS:03}.md"
        (quizzes / name).write_text("".join(text), encoding="utf-8")


def _answers(number: int, say: Callable[[int], str]) -> str:
    if number % 10 == 9:
        return f" [[{say(1)}|{say(2)}]]?\n---\n{say(12).capitalize()}.\n"
    right = (number % 4, (number + 1) % 4) if number % 10 == 8 else (number % 4,)
    choices = "".join(
        f"- [{'x' if choice in right else ' '}] {say(6).capitalize()}\n"
        f"  > {say(12).capitalize()}, so [{say(2)}](../docs/index.md#{say(1)}).\n"
        for choice in range(4)
    )
    return f"?\n{choices}"


# --- measuring


def measure(arguments: Sequence[str], folder: Path, *, one_core: bool = False) -> Measured:
    """Run a command of this Python's environment there and return what it took; stop if it fails."""
    said = folder / "output.txt"
    core = {min(os.sched_getaffinity(0))} if one_core and hasattr(os, "sched_getaffinity") else None
    with said.open("wb") as output:
        start = time.perf_counter()
        with subprocess.Popen(
            [Path(sys.executable).with_name(arguments[0]), *arguments[1:]],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            preexec_fn=(lambda: os.sched_setaffinity(0, core)) if core else None,  # noqa: PLW1509 - one thread
        ) as child:
            _, status, used = os.wait4(child.pid, 0)
            wall = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
    text = said.read_text(encoding="utf-8", errors="replace")
    if child.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{text[-2000:]}")
    memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Measured(wall, used.ru_utime + used.ru_stime, memory, text)


def build(name: str, root: Path, lessons: int) -> Measured:
    """Build the lessons in ``root`` as that site, from nothing."""
    config, site = root / f"{PLUGINS[name].split()[-1]}.yml", root / "site"
    config.write_text(SITE.format(docs=root / "docs", theme=THEMES[name], plugins=PLUGINS[name]), encoding="utf-8")
    shutil.rmtree(site, ignore_errors=True)
    took = measure(["mkdocs", "build", "--quiet", "--config-file", str(config), "--site-dir", str(site)], root)
    page = site / "module-000" / "lesson-0" / "index.html"
    if len(list(site.glob("module-*/*/index.html"))) != lessons or MARKS[name] not in page.read_text(encoding="utf-8"):
        sys.exit(f"{name} did not build the course as expected")
    return took


def compare(root: Path, lessons: int, runs: int) -> dict[str, list[Measured]]:
    """Build the same lessons as each of the three sites, in turn, in another order each time."""
    write_lessons(root / "small" / "docs", LESSONS_PER_MODULE)
    write_lessons(root / "course" / "docs", lessons)
    for name in PLUGINS:  # compiles modules and fills the disk cache
        build(name, root / "small", LESSONS_PER_MODULE)
    names = list(PLUGINS)
    found: dict[str, list[Measured]] = {name: [] for name in names}
    for run in range(runs):
        for name in names[run % 3 :] + names[: run % 3]:
            found[name].append(build(name, root / "course", lessons))
            say(f"  {name}: {found[name][-1].wall:.2f} s")
    return found


def grow(root: Path, lessons: int) -> tuple[Measured, Measured]:
    """Build our site of these lessons, and one of four times as many."""
    write_lessons(root / "large" / "docs", 4 * lessons)
    return build(OURS, root / "course", lessons), build(OURS, root / "large", 4 * lessons)


def check(root: Path, items: int, runs: int) -> list[Measured]:
    """Check a course with that many items, its answer key included, on one core."""
    write_banks(root, items)
    measure(["coursewright", "check", "--update-key"], root)
    return [measure(["coursewright", "check"], root, one_core=True) for _ in range(runs)]


# --- telling


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def row(name: str, took: Measured) -> None:
    """Print what something took."""
    say(f"{name:<40} {took.wall:>9.2f} {took.cpu:>9.2f} {took.memory / 1e6:>9.0f}")


def middle(runs: Sequence[Measured]) -> Measured:
    """Return the medians of several runs."""
    return Measured(
        median(run.wall for run in runs),
        median(run.cpu for run in runs),
        int(median(run.memory for run in runs)),
        runs[-1].output,
    )


def main() -> int:
    """Measure everything and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", type=int, default=1000, help="lessons of the course, five items each")
    parser.add_argument("--runs", type=int, default=3, help="how often each site is built")
    parser.add_argument("--items", type=int, help="items to check; 100 for each lesson if not given")
    options = parser.parse_args()
    items = options.items or 100 * options.lessons
    with tempfile.TemporaryDirectory(prefix="coursewright-bench-") as folder:
        root = Path(folder)
        say(f"Building {options.lessons:,} lessons with {LESSON_ITEMS * options.lessons:,} items …")
        built = compare(root, options.lessons, options.runs)
        small, large = grow(root, options.lessons)
        say(f"Checking {items:,} items …")
        checks = check(root / "check", items, options.runs)
    checked = min(checks, key=lambda run: run.wall)  # an absolute figure: other work on the machine only adds to it
    sites = {name: middle(runs) for name, runs in built.items()}
    promises = [
        Promise(f"against {STOCK}", sites[OURS].wall / sites[STOCK].wall, 0.85, "×"),
        Promise(f"against {QUIZ}", sites[OURS].wall / sites[QUIZ].wall, 0.50, "×"),
        Promise("four times the lessons", large.wall / small.wall, 4.4, "×"),
        Promise("items checked on one core", items / checked.wall, 10_000, "/s", at_least=True),
        Promise("most memory of the checker", checked.memory / 1e6, 1000, "MB"),
    ]
    say(f"\n{f'Median of {options.runs}':<40} {'wall s':>9} {'CPU s':>9} {'MB':>9}")
    for name, took in sites.items():
        row(name, took)
    say("Once")
    row(f"{OURS}, {options.lessons:,} lessons", small)
    row(f"{OURS}, {4 * options.lessons:,} lessons", large)
    row(f"coursewright check, {items:,} items, fastest", checked)
    row(f"coursewright check, {items:,} items, median", middle(checks))
    say(f"The check said: {checked.output.strip().splitlines()[-1]}")
    say(f"\n{'Promise':<40} {'measured':>12} {'limit':>14}")
    for promise in promises:
        measured = f"{promise.measured:,.3f}" if promise.unit == "×" else f"{promise.measured:,.0f}"
        limit = f"{'≥' if promise.at_least else '≤'} {promise.limit:,g} {promise.unit}"
        say(f"{promise.name:<40} {measured:>12} {limit:>14}  {'kept' if promise.kept else 'MISSED'}")
    return 0 if all(promise.kept for promise in promises) else 1


if __name__ == "__main__":
    sys.exit(main())
