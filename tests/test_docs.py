"""The documentation keeps its word: its examples read and check clean, and nothing an author can write is left out.

An example that shows a mistake has a comment in front of it, ``<!-- expect: K002 -->``; the ``text`` block behind it,
if there is one, is what the check prints.

In the guides a block with a path for its title is a file, and all files of a page are one course, which is built with
each piece of ``mkdocs.yml`` that the page shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from inspect import signature
from pathlib import Path
from urllib.parse import urlsplit

import click
import polib
import pytest
import yaml
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs_command
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs_quiz.cli.main import cli as quiz_command

from coursewright import __version__
from coursewright.check.answer_key import locked_items
from coursewright.check.checker import check
from coursewright.check.report import as_text
from coursewright.cli import main
from coursewright.kinds import KINDS
from coursewright.model.course import Bank, Course, Lesson
from coursewright.model.item import LEVELS, USES, Metadata
from coursewright.model.key import KeyFile, KeyRow
from coursewright.options import CoursewrightConfig
from coursewright.problem import Problem
from coursewright.read.document import read_document
from coursewright.render.texts import LOCALES, Texts, their_locales
from engines import pages_of, read_as_text

ROOT = Path(__file__).parents[1]
TOOLKIT = ROOT / "docs" / "toolkit"
README, ITEMS = ROOT / "README.md", TOOLKIT / "items.md"
_EXAMPLE = re.compile(
    r"(?:^<!-- expect: ([A-Z0-9 ]+) -->\n\n)?"
    r"^```markdown\n(.*?)^```\n"
    r"(?:(?:(?!```|#)[^\n]*\n)*?```text\n(.*?)^```\n)?",
    re.S | re.M,
)


@dataclass(frozen=True)
class Example:
    """A block of Markdown in a page, and what the page says a check finds in it."""

    page: Path
    line: int
    text: str
    expected: tuple[str, ...]
    printed: str | None

    @property
    def course(self) -> Course:
        """This block as a course: a bank if it says what it is for, else a lesson; its answer key is up to date."""
        problems: list[Problem] = []
        document, _ = read_document(self.text, "docs/page.md", problems)
        if "use" in document.meta:
            course = Course(banks=(Bank("bank", "", document.meta["use"], document),), problems=tuple(problems))
        else:
            course = Course(lessons=(Lesson("lesson", "", document, "page.md"),), problems=tuple(problems))
        key = KeyFile("quizzes/answer-key.json", "")
        rows = (KeyRow(item.id, item.kind, item.keyed, item.metadata.points, key) for item in locked_items(course))
        return replace(course, answer_key=tuple(rows))


def examples() -> Iterator[Example]:
    for page in (README, ITEMS):
        text = page.read_text(encoding="utf-8")
        for found in _EXAMPLE.finditer(text):
            line = text.count("\n", 0, found.start(2))
            yield Example(page, line, found[2], tuple((found[1] or "").split()), found[3])


EXAMPLES = [example for example in examples() if "<quiz>" in example.text]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page.name}:{example.line}")
def test_an_example_has_items_and_the_problems_that_the_page_says(example: Example) -> None:
    found = check(example.course)
    assert tuple(problem.code for problem in found) == example.expected, as_text(found)
    assert example.course.items
    if example.printed is not None:
        assert example.printed == as_text(found)


def test_the_pages_have_examples_of_clean_items_and_of_a_mistake() -> None:
    assert {example.page for example in EXAMPLES} == {README, ITEMS}
    assert {example.page for example in EXAMPLES if example.expected and example.printed} == {README, ITEMS}


def test_the_examples_show_every_kind() -> None:
    assert {item.kind for example in EXAMPLES for item in example.course.items} == set(KINDS)


def test_an_embed_names_an_item_that_an_example_has() -> None:
    items = {item.id for example in EXAMPLES for item in example.course.items}
    embeds = [embed for text in examples() for embed in text.course.lessons for embed in embed.document.embeds]
    assert {embed.target for embed in embeds if not embed.bank} <= items
    assert {embed.bank for embed in embeds} == {True, False}


@pytest.mark.parametrize("name", signature(Metadata).parameters)
def test_every_name_in_an_items_comment_is_in_the_table(name: str) -> None:
    assert f"\n| `{name}` |" in ITEMS.read_text(encoding="utf-8")


@pytest.mark.parametrize("value", [*LEVELS, *USES, *KINDS])
def test_every_value_that_an_author_can_choose_is_said(value: str) -> None:
    assert f"`{value}`" in ITEMS.read_text(encoding="utf-8")


def manual() -> str:
    pages = [README, *TOOLKIT.glob("*.md"), TOOLKIT / "exports" / "index.md"]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("name", main.list_commands(click.Context(main)))
def test_every_command_is_in_the_manual_with_its_options(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command
    assert f"`coursewright {name}" in manual()
    for parameter in command.params:
        written = parameter.opts if isinstance(parameter, click.Option) else []
        values = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
        assert [said for said in (*written, *values) if not re.search(rf"[` ]{said}[` ]", manual())] == []


@pytest.mark.parametrize("name", [name for name, _ in CoursewrightConfig._schema])
def test_every_option_of_the_plugin_is_in_the_manual(name: str) -> None:
    assert f"\n| `{name}` |" in (TOOLKIT / "index.md").read_text(encoding="utf-8")


# --- guides, whose examples are the files of a course

GUIDES = [TOOLKIT / f"{name}.md" for name in ("lesson", "path", "publish", "scenarios", "translate")]
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.S | re.M)
_FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)+")
_PLAIN = "quizzes/standards.yml"
"""A file of a course in YAML that isn't its settings."""
_READS = "What a learner reads in docs/"
_COMMANDS: dict[str, click.Command] = {
    "coursewright": main, "mkdocs": mkdocs_command, "mkdocs-quiz": quiz_command, "quiz": quiz_command
}  # fmt: skip
_CODE = re.compile(r"`([^`\n]+)`|^```sh\n(.*?)^```$", re.S | re.M)
ITEM = """
<quiz>
Who greets first in the shop?
- [x] The client
  > Only they know who may learn of it.
- [ ] You
  > Your hello can tell who is a client.
</quiz>
"""


@dataclass(frozen=True)
class Block:
    """A block of code in a page, with its title: a file's path, or what the block is."""

    page: Path
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks(*pages: Path, language: str = "", holding: str = "") -> list[Block]:
    found = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for block in _BLOCK.finditer(text):
            found.append(Block(page, text.count("\n", 0, block.start()) + 1, block[1], block[2] or "", block[3]))
    return [block for block in found if language in ("", block.language) and holding in block.text]


ELSEWHERE = (".github/workflows/test.yml", ".pre-commit-config.yaml")
"""Files of other repositories that ask something of ours."""
Guide = Callable[..., dict[str, str]]


@pytest.fixture
def guide(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Guide:
    """A function that checks and builds the files of a guide, with a piece of ``mkdocs.yml``; returns the site's pages.

    Nothing may be reported. What the guide leaves out is as small as it can be.
    """

    def run(page: Path, settings: str = "", **more: str) -> dict[str, str]:
        files = {"docs/index.md": f"# Home\n{ITEM}"}
        files |= {block.title: block.text for block in blocks(page) if _FILE.fullmatch(block.title)} | more
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        config = {"site_name": "My course", "theme": {"name": "coursewright"}, "plugins": ["search", "coursewright"]}
        config |= {"extra": {"course": {"id": "my-course"}}, "not_in_nav": "*"}
        config |= {"validation": dict.fromkeys(("anchors", "absolute_links", "unrecognized_links"), "warn")}
        config |= {"markdown_extensions": ["attr_list", "footnotes", "md_in_html"]} | (yaml.safe_load(settings) or {})
        (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        if (tmp_path / "quizzes").is_dir():
            CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml"), "--update-key"])
        caplog.clear()
        build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
        said = [record.getMessage() for record in caplog.records if record.levelname in ("WARNING", "ERROR")]
        assert said == [], "\n".join(said)
        return pages_of(tmp_path / "site")

    return run


def test_the_guides_have_files_settings_and_catalogues() -> None:
    for page in GUIDES:
        assert blocks(page, language="yaml")
    assert {block.title for block in blocks(*GUIDES, language="yaml")} == {"mkdocs.yml", _PLAIN, *ELSEWHERE}
    assert all(
        _FILE.fullmatch(block.title) for language in ("markdown", "po") for block in blocks(*GUIDES, language=language)
    )
    assert {block.language for block in blocks(*GUIDES)} == {"markdown", "yaml", "po", "text", "sh"}


SETTINGS = [block for block in blocks(*GUIDES, language="yaml") if block.title not in (_PLAIN, *ELSEWHERE)]


@pytest.mark.parametrize("block", SETTINGS, ids=str)
def test_settings_build_with_the_files_of_their_page(block: Block, guide: Guide) -> None:
    assert "index.html" in guide(block.page, block.text)


def test_what_others_are_told_to_ask_of_us_is_there() -> None:
    told = {block.title: yaml.safe_load(block.text) for block in blocks(*GUIDES) if block.title in ELSEWHERE}
    workflow, before_commit = (told[name] for name in ELSEWHERE)
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = workflow["jobs"]["test"]["steps"][-1]
    assert step["uses"] == f"OWNER/REPOSITORY@v{__version__}"
    assert set(step["with"]) <= set(action["inputs"])
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    asked = before_commit["repos"][0]
    assert (asked["rev"], asked["hooks"]) == (f"v{__version__}", [{"id": hook["id"]} for hook in hooks])
    assert all(hook["entry"].split()[:2] == ["coursewright", "check"] for hook in hooks)


@pytest.mark.parametrize("block", blocks(TOOLKIT / "index.md", language="yaml"), ids=str)
def test_settings_and_front_matter_of_the_overview_are_read(block: Block, guide: Guide) -> None:
    if block.text.startswith("---"):
        html = guide(block.page, **{"docs/one.md": f"{block.text}# One\n\nAsk early (Name, 2024).\n"})["one/index.html"]
        assert '"LearningResource"' in html
        assert "Decide who greets first, and say why." in html
    else:
        assert "index.html" in guide(block.page, block.text)


@pytest.mark.parametrize(
    "block", [block for block in blocks(*GUIDES, language="text") if block.title.startswith(_READS)], ids=str
)
def test_a_learner_reads_what_the_page_says(block: Block, guide: Guide) -> None:
    html = guide(block.page, blocks(block.page, language="yaml", holding="nav:")[0].text)
    name = block.title.removeprefix(_READS).removesuffix(".md")
    said = read_as_text(re.search(r"<article.*?</article>", html[f"{name}/index.html"], re.S)[0])  # type: ignore[index]
    at = 0
    for line in block.text.splitlines():
        at = said.find(line, at)
        assert at >= 0, f"{line}: {said}"


def test_a_lesson_shows_items_in_each_of_the_three_ways(guide: Guide) -> None:
    page = TOOLKIT / "lesson.md"
    html = guide(page, blocks(page, language="yaml", holding="nav:")[0].text)["town/first-greetings/index.html"]
    assert re.findall(r'data-item="(.*?)"', html) == ["open-shop", "greet-queue", "greet-inline"]
    assert ' href="#client-first"' in html
    assert 'class="footnote"' in html
    assert 'data-lesson="first-greetings"' in html


def test_an_old_address_leads_to_the_page_that_moved(guide: Guide) -> None:
    page = TOOLKIT / "lesson.md"
    pages = guide(page, blocks(page, language="yaml", holding="redirect_maps")[0].text)
    assert 'url=../town/first-greetings/"' in pages["greetings/index.html"]


def test_an_offline_site_names_files_and_asks_nobody(guide: Guide, tmp_path: Path) -> None:
    page = TOOLKIT / "publish.md"
    lesson = {"docs/town/first-greetings.md": "# One\n\n[Home](../index.md)\n"}
    pages = guide(page, blocks(page, language="yaml", holding="offline: true")[0].text, **lesson)
    assert (tmp_path / "site" / "town" / "first-greetings.html").is_file()
    links = [link for html in pages.values() for link in re.findall(r' (?:href|src)="(.*?)"', html)]
    assert len(links) > 10
    assert [link for link in links if urlsplit(link).netloc or link.endswith("/")] == []
    assert "offline" in (TOOLKIT / "index.md").read_text(encoding="utf-8")


def test_a_page_and_a_folder_speak_their_language(guide: Guide) -> None:
    page = TOOLKIT / "translate.md"
    pages = guide(
        page,
        blocks(page, language="yaml", holding="language_patterns")[0].text,
        **{f"docs/{name}.md": f"# A page\n{ITEM}".replace("shop", name) for name in ("fr/un", "fr/a/deux", "pt/um")},
    )
    french, portuguese = "Bonne réponse", "Resposta correta"
    assert all(french in pages[f"{name}/index.html"] for name in ("salut", "fr/un", "fr/a/deux"))
    assert portuguese in pages["pt/um/index.html"]
    assert "Correct answer!" in pages["index.html"]


@pytest.mark.parametrize("block", blocks(TOOLKIT / "translate.md", language="po"), ids=str)
def test_a_catalogue_changes_the_interface(block: Block, guide: Guide) -> None:
    html = guide(block.page, blocks(block.page, language="yaml", holding=block.title)[0].text)["index.html"]
    entries = polib.pofile(block.text)
    assert len(entries) > 1
    for entry in entries:
        assert entry.msgstr in html, entry.msgid


def test_the_languages_of_the_page_are_those_there_are() -> None:
    text = (TOOLKIT / "translate.md").read_text(encoding="utf-8")
    table = text[text.index("| Language |") : text.index("If items shall")]
    theirs, ours = ({path.stem for path in folder.glob("*.po")} for folder in (their_locales(), LOCALES))
    assert set(re.findall(r"\| `(.*?)` ", table)) == theirs | ours | {"en"}
    assert set(re.findall(r"\| `(.*?)` \| Everything ", table)) == ours | {"en"}
    unseen = {
        path.stem for path in LOCALES.glob("*.po") if "not yet reviewed" in polib.pofile(str(path)).metadata["X-Review"]
    }
    assert set(re.findall(r"\| `(.*?)` \| Everything \| Not yet", table)) == unseen


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr-CA", "Réponse"),
        ("nb", "Svar"),
        ("nn", "Svar"),
        ("pt", "Answer"),
        ("pt-BR", "Resposta"),
        ("zh-TW", "Answer"),
    ],
)
def test_a_language_falls_back_as_the_page_says(language: str, said: str) -> None:
    assert f"`{language}`" in (TOOLKIT / "translate.md").read_text(encoding="utf-8")
    assert Texts(language)("Answer") == said


@pytest.mark.parametrize("language", ["ar", "fa", "he", "ur"])
def test_these_languages_run_from_right_to_left(language: str, guide: Guide) -> None:
    page = TOOLKIT / "translate.md"
    settings = blocks(page, language="yaml", holding="language: ar")[0].text
    assert f"`{language}`" in page.read_text(encoding="utf-8")
    assert 'dir="rtl"' in guide(page, settings.replace("ar", language))["index.html"]


def commands() -> Iterator[tuple[str, str]]:
    """Yield each command line that the manual shows, with its page."""
    for page in (README, *TOOLKIT.glob("*.md"), ROOT / "CONTRIBUTING.md"):
        for found in _CODE.finditer(page.read_text(encoding="utf-8")):
            for line in re.split(r"\n|&&", found[1] or found[2]):
                words = line.split()
                if len(words) > 1 and words[0] in {"make", *_COMMANDS} and re.fullmatch(r"[a-z-]+", words[1]):
                    yield page.name, " ".join(words)


@pytest.mark.parametrize(("page", "line"), sorted(set(commands())))
def test_a_command_that_the_manual_shows_exists(page: str, line: str) -> None:
    name, *words = line.split("#", maxsplit=1)[0].split()
    if name == "make":
        assert f"\n{words[0]}: " in (ROOT / "Makefile").read_text(encoding="utf-8"), page
        return
    command = _COMMANDS[name]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found, page
        command = found
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert [word for word in words if word.startswith("-") and word not in {*options, "--help", "--version"}] == []
