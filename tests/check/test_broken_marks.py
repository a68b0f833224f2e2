"""Marks that end, hide or repeat something: told where a reader would miss it, silent where all is meant so."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import course_of
from test_raw_marks import EXPLANATION, EXTENSIONS, FEEDBACK, FINE, LESSON, SCENE, STEM, told

from coursewright.check.checker import check
from coursewright.problem import Severity

ALL = [*EXTENSIONS, "attr_list", "def_list", "footnotes", "md_in_html"]
PLAIN = [name for name in ALL if name != "pymdownx.superfences"]
CODE = "```text\n{0}What is it?\n{0}```\n"
RAW = [
    (LESSON, "So.[^2]\n\n[^2]: Then.\n\n¦[^2]: Now.\n", "the footnote in line 17"),
    (LESSON, "| a | b |\n| --- | --- |\n¦| “Room 5 | 6” | It moved |\n", "“It moved” isn't shown"),
    (LESSON, "| a |\n|---|\n¦| 5 | 6 |\n", "with one column"),
    (LESSON, "a | b\n---|---\n¦c | d | e\n", "“e” isn't shown"),
    (LESSON, "a | b\n--- | ---\n¦| c | d |\n", "bars around it"),
    (LESSON, "!!! note\n\n    | a | b |\n    | --- | --- |\n    ¦| c | d | e |\n", "“e” isn't shown"),
    (LESSON, "| a | b |\n|---|---|\n¦| \\|x\\| | $|y|$ |\n", "\\vert"),
    (LESSON, "| a | b |\n|---|---|\n¦| \\\\| x | y |\n", "“y” isn't shown"),
    (STEM, "Look:\n\n| a | b |\n|---|---|\n¦| c | d | e |\n\nWhat now?", "“e” isn't shown"),
    (SCENE, "See.\n\n| a | b |\n|---|---|\n¦| c | d | e |", "“e” isn't shown"),
    (LESSON, "## Goal {#goal}\n\n## Aim ¦{#goal}\n", "the heading in line 15"),
    (LESSON, "## Goal {#goal}\n\n**Goal** ¦{#goal}\n:   Aim\n", "the heading in line 15"),
    (LESSON, "**Goal** {#goal}\n:   Aim\n\n## Goal ¦{: #goal }\n", "what stands in line 15"),
    (LESSON, "## Goal {#goal}\n\nAim at it.\n¦{: #goal }\n", "the heading in line 15"),
    (LESSON, "*Goal*{#goal} and *aim*¦{#goal}\n", "what stands in line 15"),
    (LESSON, "See ¦(the first lesson)[listen.md].\n", "[the first lesson](listen.md)"),
    (FEEDBACK, "See ¦(the letter)[https://example.org/a].", "[the letter](https://example.org/a)"),
    (SCENE, "See ¦(the letter)[letter.pdf].", "[the letter](letter.pdf)"),
    (LESSON, "See ¦[the letter] (https://example.org/a).\n", "no space"),
    (LESSON, "See ¦[it] (listen.md#try).\n", "no space"),
    (FEEDBACK, "See ¦[the lesson] (listen.md).", "no space"),
    (SCENE, "See ¦[the letter] (letter.pdf).", "no space"),
    (LESSON, "See ¦[the lesson](listen.md#try.\n", "Write “)” behind listen.md#try:"),
    (LESSON, "See ¦[it](https://example.org/a and (so) on.\n\nNow :)\n", "Write “)”"),
    (FEEDBACK, "See ¦[the lesson](../docs/one.md.", "Write “)” behind ../docs/one.md:"),
    (SCENE, "See ¦[the lesson](#there", "Write “)”"),
    (LESSON, "You ask for form\n¦#5 that they name\n", "\\#5"),
    (LESSON, "Say\nit is\n¦#quiet here\n", "\\#quiet"),
    (LESSON, "> You ask for form\n> ¦#5 today\n", "\\#5"),
    (LESSON, "- You ask for form\n¦#5 today\n", "\\#5"),
    (LESSON, "!!! note\n\n    You ask for\n    ¦#5 today\n", "\\#5"),
    (STEM, "You ask for form\n¦#5 today. What do you do?", "\\#5"),
    (FEEDBACK, "It is form\n    ¦#5 today.", "\\#5"),
    (EXPLANATION, "It is form\n¦#5 today.", "\\#5"),
    (SCENE, "It is form\n¦#5 today.", "\\#5"),
    (LESSON, "1. Ask:\n\n   ¦" + CODE.format("   ") + "\n2. Go.\n", "4 spaces"),
    (LESSON, "1. Ask:\n\n  ¦" + CODE.format("  ") + "\n2. Go.\n", "begins again at 1"),
    (LESSON, "<div>\n\n**Now you.**\n\n</div>\n".replace("<", "¦<", 1), "<div markdown"),
    (LESSON, '¦<div class="a">\n<div>\n## Now you\n</div>\n</div>\n', "“## Now you”"),
    (LESSON, "¦<details><summary>So</summary>\n\n- It\n- That\n\n</details>\n", "<details markdown"),
    (LESSON, "¦<p>See [it](#there).</p>\n", "<p markdown"),
    (LESSON, "¦<div>\n\n![A hill](hill.png)\n\n</div>\n", "“![A hill](hill.png)”"),
    (LESSON, "¦<div>\n- It\n- That\n</div>\n", "“- It”"),
    (LESSON, "See [one](#there){#goal} and [two](#there)¦{#goal}\n", "in line 15"),
    (LESSON, "| a | b |\n¦|---|\n| c | d |\n", "2 cells, and the line below it 1"),
    (LESSON, "| a | b |\n¦|---|---|---|\n| c | d |\n", "2 cells, and the line below it 3"),
    (LESSON, "a | b | c\n¦--- | ---\nd | e | f\n", "such as | --- | --- | --- |"),
    (LESSON, "- Look:\n\n    | a | b |\n    ¦|---|\n    | c | d |\n", "2 cells"),
    (SCENE, "See.\n\n| a | b |\n¦|---|\n| c | d |", "2 cells"),
    (LESSON, "## Goal ¦{#goal\n", "Write “{#goal}”"),
    (LESSON, "### Goal of it ¦{: #goal)\n", "is never closed"),
    (LESSON, "## Goal ¦{goal}\n", "Write “{#goal}” for"),
    (LESSON, "## The set ¦{a}\n", "“\\{a}” for words to be read"),
    (LESSON, "    ==it==\n\n| a |\n|---|\n¦| b | ✓ | <!-- c --> |\n", "“✓” isn't shown"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "written", "words"), RAW)
def test_it_is_told_at_its_place(place: tuple[str, str], written: str, words: str, tmp_path: Path) -> None:
    name, old = place
    new = written + ("\nAsk early.[^1]\n" if place is LESSON else "")
    found = told(tmp_path, {name: (old, new.replace("¦", ""))}, ALL)
    text = (FINE / name).read_text("utf-8").replace(old, new, 1)
    at = text.index("¦")
    where = (name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    assert [(one.source.path, one.source.line, one.source.column) for one in found] == [where]
    assert words in f"{found[0].message} {found[0].hint}"


@pytest.mark.parametrize(
    "written",
    [
        "1. Ask:\n\n   ¦" + CODE.format("   ") + "\n2. Go.\n",
        "- Ask:\n\n  ¦" + CODE.format("  "),
        "- Ask:\n  ¦" + CODE.format("  ") + "- Go.\n",
    ],
)
def test_code_in_a_list_needs_superfences(written: str, tmp_path: Path) -> None:
    name, old = LESSON
    changes = {name: (old, f"{written.replace('¦', '')}\n{old}")}
    (found,) = told(tmp_path, changes, PLAIN)
    assert (found.source.line, found.severity) == (15 + written[: written.index("¦")].count("\n"), Severity.WARNING)
    assert "pymdownx.superfences" in found.hint


MEANT = [
    "So.[^2]\n\n[^2]: Then.\n\n[^2]: Then.\n", "So.[^2]\n\n[^2]: Then.\n\n```\n[^2]: Now.\n```\n",
    "| a | b |\n|---|---|\n| c | d | |\n| c |\n| `x|y` | z |\n| x \\| y | z |\n| c | d\nc | d |\n",
    "| a | b |\n|---|---|\n| `` x ` | y `` | z |\n| c | d |\n<!-- | a | b | c | -->\n",
    "```\n| a |\n|---|\n| b | c |\n```\n", "    | a |\n    |---|\n    | b | c |\n", "a | b | c\n",
"Of $|x|$ and |y|\n",
    "a | b\n-----\n\nc\n", "```\n| a | b |\n|---|\n```\n", "Text\n\n    | a | b |\n    |---|\n",
    "| `a|b` | c |\n|---|---|\n| d | e |\n", "| a \\| b |\n|---|\n| c |\n", "- [ ] a | b\n- --- | c\n",
    "## Goal { #goal }\n", "## {a}\n", "## f{a}\n", "## The set \\{a}\n", "## The set `{a}`\n",
    "## Goal {.a} \n", "## Goal {hidden}\n", "## Goal {data-toc-omit}\n", "## Goal {a=b}\n", "## A {a b}\n",
    "## Of $\\frac {a}{b}$\n", "```\n## Goal {#goal\n## Goal {a}\n```\n", "## About (#metoo)\n", "Goal {#goal\n",
    "## Goal {#goal}\n\n`{#goal}` and {#goal} it {#each goal}\n\n```\n## Goal {#goal}\n```\n",
    '<a id="goal"></a>\n\n## Goal {#goal}\n', "## Goal {#goal}\n\n- Aim {#goal}\n",
    "f(x)[0] and (Name, 2024)[3] and (a)[i] and (him)[/her] or (so)[^1]\n", "`(the lesson)[listen.md]`\n",
    "So (see above) [listen.md] it\n", "f(the x)[a.md](b.md)\n\n[a.md]: b.md\n",
    "[1] (https://example.org/a) [PDF] (https://example.org/b) [^1] (https://example.org/c)\n",
    "[sic] (he said) and [it] (so) and [a b] (2024)\n", "- [ ] (one.md)\n- [ ] (one.md)\n",
    "[it][] (https://example.org/a)\n\n[it]: one.md\n", "`[it] (one.md)`\n",
    "[a b](one.md\n\"So\") and [c](one.md 'So') and [d](one.md\n)\n", "[a](https://example.org/A_(b)) [c](<a b.md>)\n",
    "[![A hill](hill.png)](one.md) and `[a](b.md`\n", "[a](b.md and) so\n",
    "#Title\n\nText\n", "Text\n\n#5 it is\n", "Text\n#Title\n", "Text\n# 5 it is\n", "Text\n##5\n", "Text\n\\#5\n",
    "- Text\n  #5 goes on\n", "Text\n  #5 goes on\n", "```\ntext\n#5\n```\n", "Text\n    #5 goes on\n", "C\n#\nD\n",
    "# Title\n#5 it is\n", "| a |\n|---|\n#5 it is\n", "<!--\ntext\n#5\n-->\n",
    "- Ask:\n\n  " + CODE.format("  ") + "\n- Go.\n", "1. Ask:\n   " + CODE.format("   ") + "2. Go.\n",
    "1. Ask:\n\n   " + CODE.format("   ") + "\n1. Go.\n", "1. Ask:\n\n    " + CODE.format("    ") + "\n2. Go.\n",
    "1. So.\n10. Ask:\n\n    " + CODE.format("    ") + "\n11. Go.\n", "Text\n\n  " + CODE.format("  "),
    "<!--\n1. Ask:\n\n   " + CODE.format("   ") + "\n2. Go.\n-->\n",
    "<div>\n<b>Now</b> 2 ** 3 ** 4, a*b*c [x] (so) - it\n</div>\n", "<div markdown>\n\n**Now**\n\n</div>\n",
    '<div class="a" markdown="1">\n**Now**\n</div>\n', "<pre>\n<div>\n**Now**\n</div>\n</pre>\n",
    "<p>It is <code>**/x/**</code>.</p>\n", "```html\n<div>\n**Now**\n</div>\n```\n", "<b>**Now**</b> so\n",
    "<div>\n</div>\n\n**Now**\n\n<div>\n</div>\n", "<div>\n<div markdown>\n**Now**\n</div>\n</div>\n",
    "<div>\n\n<!-- quiz: hello -->\n\n</div>\n",
    "a == b and c == d, x ==y, `==x==`, ~/a and ~b, a ~ b ~ c, 2^3^4, x^2, $x^2^3$, ++i++, i++ + ++j, C++\n",
    "https://example.org/~a/~b~ and x=a==&b== 5~10~20 and ===== and ~~~~ it\n",
    "<pre>\n[^1]: a\n[^1]: b\n## A {#a}\n## A {#a}\n</pre>\n",
    "    [^2]: a\n    [a](b.md\n    [it] (b.md) ==a== [^5]\n",
    "f(x){#a} and f(y){#a}, x_{#a} and y_{#a}, a*{#b} and b*{#b}\n", "{#a}\n\n## A {#a}\n\n    *x*{#a} *x*{#a}\n",
    "{#if user}\n(name)\n{/if}\n\n{#if user}\n(name)\n{/if}\n", "## A\n{#a}\n\n## B {#a}\n",
    "| a | b |\n|---|---|\n| c | d | <!-- so --> |\n| c | d | {: .x }\n| c | d |{ .x }\n|---|---|---|\n",
    "Title [in German] (https://example.org/a) and *Title* [Broschüre] (https://example.org/b)\n",
    "Title [Doctoral dissertation, A University] (https://example.org/a)\n", "- [Fix] (#123) it\n- [Docs] (#124)\n",
    "* * *\n#5 it is\n", "- - -\n#5 it is\n",
    "    1. Ask:\n\n       " + CODE.format("       ") + "\n    2. Go.\n",
    "<pre>\n1. Ask:\n\n   " + CODE.format("   ") + "\n2. Go.\n</pre>\n",
    "1) Ask:\n\n   " + CODE.format("   ") + "\n2) Go.\n",
    "<p>It's 5 - 3\n- 2\n- 1</p>\n", "<p>\n1. e4 e5\n2. Nf3 Nc6\n</p>\n", "<div>\n<p>1. x</p>\n<p>2. y</p>\n</div>\n",
    "<blockquote>\n“So,” – they said\n- Ann\n- Ben\n</blockquote>\n", "<div>Of a[i](j) and f[key](so)</div>\n",
    '<div class="mermaid">\ngraph TD\n[x](y) --> B\n</div>\n', "<div hidden>\n**a**\n</div>\n",
    "<section data-markdown>\n**a**\n</section>\n", '<div class="language-md">\n**x**\n</div>\n',
    "    ==a== ~~b~~ ++tab++\n", '"~~" and "~~", “~~”, ~~, and ~~.\n', "git show HEAD^2^ and HEAD~1~2 and main~2~\n",
    "\\==a== and \\~~b~~ and \\++end++\n", "<kbd>++end++</kbd>\n", "<script>\nif (a ==b== c) ++end++\n</script>\n",
    "<https://example.org/~~x~~> https://example.org/?q=a#==b==\n",
]  # fmt: skip


@pytest.mark.parametrize("written", MEANT)
def test_what_is_meant_as_it_stands_is_none(written: str, tmp_path: Path) -> None:
    name, old = LESSON
    assert told(tmp_path, {name: (old, f"{written}\n{old}")}, [*ALL, "pymdownx.arithmatex"]) == []


READ = [
    ("sane_lists", "1. Ask:\n\n   " + CODE.format("   ") + "\n2. Go.\n"),
    ("pymdownx.fancylists", "1. Ask:\n\n   " + CODE.format("   ") + "\n2. Go.\n"),
    ("pymdownx.saneheaders", "You ask for form\n#5 it is\n"),
    ("a_table_of_others", "| a |\n|---|\n| b | c |\n"),
    ("a_link_of_others", "(the lesson)[listen.md] and [it] (listen.md) and [it](listen.md\n"),
    ("html_of_others", "<div>\n\n**Now**\n\n</div>\n"),
    ("pymdownx.critic", "So ==goal== ~~gone~~\n"),
    ("a_mark_of_others", "So ==goal== H~2~O\n"),
]


@pytest.mark.parametrize(("extension", "written"), READ)
def test_what_an_extension_may_read_is_left_alone(extension: str, written: str, tmp_path: Path) -> None:
    name, old = LESSON
    assert told(tmp_path, {name: (old, f"{written}\n{old}")}, [*ALL, extension]) == []


SIGNS = [
    ("==goal==", "pymdownx.mark"), ("==the goal, now==", "pymdownx.mark"), ("H~2~O", "pymdownx.tilde"),
    ("~~gone~~", "pymdownx.tilde"), ("x^2^", "pymdownx.caret"), ("the 1^st^", "pymdownx.caret"),
    ("++ctrl+c++", "pymdownx.keys"), ("++enter++", "pymdownx.keys"),
]  # fmt: skip


@pytest.mark.parametrize("place", [LESSON, STEM, FEEDBACK, SCENE])
@pytest.mark.parametrize(("sign", "name"), SIGNS)
def test_signs_whose_extension_is_not_listed_are_told(
    place: tuple[str, str], sign: str, name: str, tmp_path: Path
) -> None:
    path, old = place
    (found,) = told(tmp_path, {path: (old, f"{old.rstrip()} So {sign}, and {sign}.\n")}, ALL)
    assert (found.code, found.severity, found.source.path) == ("R031", Severity.WARNING, path)
    assert f"needs the extension {name}" in found.message
    row = (FINE / path).read_text("utf-8").split("\n")[found.source.line - 1]
    assert row.strip(" >") == old.split("\n")[0] or old.split("\n")[0] in row
    assert found.message.split("“")[1].split("”")[0] in sign


def test_signs_are_silent_with_their_extension(tmp_path: Path) -> None:
    name, old = LESSON
    listed = [*ALL, *sorted({extension for _, extension in SIGNS})]
    written = " and ".join(sign for sign, _ in SIGNS)
    assert told(tmp_path, {name: (old, f"{written}\n\n{old}")}, listed) == []


@pytest.mark.parametrize(
    "source",
    [
        "Name, A. (2024). [Title] (https://example.org/work). *Journal*.",
        "Name, A. (2024). (The title)[https://example.org/work].",
        "Name, A. (2024). [Title](https://example.org/work",
    ],
)
def test_a_source_is_looked_at_as_prose_is(source: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, {"docs/one.md": ("sources:\n", f'sources:\n  - "{source}"\n')}, ALL)
    assert (found.code, found.source.line, found.source.column) == ("R029", 9, 5)


CITED = (
    '---\nobjectives: {{T.1: Cite}}\nsources: ["Name, A. (2024). Title."]\n---\n# A page'
    "\n\n{}\n\nSo Name (2024) says.\n"
)


def cited(text: str) -> list[str]:
    found = [one for one in check(course_of({"page.md": CITED.format(text)})) if one.code == "L402"]
    return [f"{one.severity.value} {one.source.column} {one.message.split('“')[1].rstrip('”')}" for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May (2023) the desk moved.", []),
        ("Since early March (2020), by Late Summer (2021) and on Monday (2022).", []),
        ("It opened (June, 2021; Easter Monday, 2022).", []),
        ("Im Mai (2023), and In the Winter (2021).", []),
        ("Since the World Cup (2022) it has a screen.", ["advice 11 World Cup, 2022"]),
        ("So the Paris Agreement (2015) says.", ["advice 8 Paris Agreement, 2015"]),
        ("Since Brexit (2016), in Kenya (2023).", ["advice 7 Brexit, 2016", "advice 25 Kenya, 2023"]),
        ("Since Q3 (2023), in Q1 (2024).", []),
        ("Under the GDPR (2018), after COVID (2020).", ["advice 11 GDPR, 2018", "advice 30 COVID, 2020"]),
        ("Even though Other (2023) says so.", ["warning 13 Other, 2023"]),
        ("As Other (2023) says.", ["warning 4 Other, 2023"]),
        ("By the Ministry and Other (2023).", ["warning 8 Ministry and Other, 2023"]),
        ("In Other et al. (2023).", ["warning 4 Other, 2023"]),
        ("So (World Health Organization, 2023).", ["warning 5 World Health Organization, 2023"]),
        ("In Nane (2024), and the Nane (2024).", ["warning 4 Nane, 2024", "warning 25 Nane, 2024"]),
        ("May and Other (2023) say so.", ["warning 1 May and Other, 2023"]),
        ("In Name's (2024) view, Name’s (2024) view, Names (2024) Sicht.", []),
        ("In Other's (2023) view, and Others (2023) Sicht.", ["advice 4 Other, 2023", "advice 29 Others, 2023"]),
        ("See *Donoghue v Stevenson* (1932).", ["advice 17 Stevenson, 1932"]),
        ("It held in Brown v. Board of Education (1954) so.", ["advice 12 Brown v. Board of Education, 1954"]),
        ("So (Roe v. Wade, 1973) says.", ["advice 5 Roe v. Wade, 1973"]),
        ("The film *Metropolis* (1927) shows it.", ["advice 11 Metropolis, 1927"]),
        ("*Pride and Prejudice* (1813).", ["advice 2 Pride and Prejudice, 1813"]),
        ("NATO (1949), the UN (1945).", ["advice 1 NATO, 1949", "advice 18 UN, 1945"]),
        ("Hurricane Katrina (2005), das Grundgesetz (1949).",
         ["advice 1 Hurricane Katrina, 2005", "advice 31 Grundgesetz, 1949"]),
        ("Berlin (2023) has 3.8 million.", ["advice 1 Berlin, 2023"]),
        ("Weber (1922) has shown it.", ["warning 1 Weber, 1922"]),
        ("So argues Weber (1922), so schreibt Weber (1922).", ["warning 11 Weber, 1922", "warning 37 Weber, 1922"]),
        ("According to Weber (1922) it is.", ["warning 14 Weber, 1922"]),
        ("Weber (1922) also clearly argues so.", ["warning 1 Weber, 1922"]),
    ],
)  # fmt: skip
def test_months_and_events_are_no_citations(text: str, expected: list[str]) -> None:
    assert cited(text) == expected
