"""Reads GIFT as Moodle's importer does, from what its documentation and its source say of the format.

Nothing here comes from our writer. Rules: questions are parted by empty lines, and PHP takes a lone 0 for one;
a line that starts with ``//`` is a comment, and may hold an id number and tags; a backslash takes its meaning from one
of seven characters and from itself, and makes a line end of an n; ``::name::`` stands first; the answers stand between
the first brace and the first closing one; ``####`` starts the general feedback; any ``~`` makes it a choice, which has
checkboxes if there is no ``=``; then ``->`` anywhere, feedback too, makes it a matching question; what remains is a
short answer. One question that can't be read, or that the database refuses, and nothing is imported at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser
from itertools import groupby

GRADES = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111,
          10, 5, 0)  # fmt: skip
"""Per cents that Moodle accepts for an answer, and their negatives."""
_PLACEHOLDERS = ("&&058;", "&&035;", "&&061;", "&&123;", "&&125;", "&&126;", "&&092;", "&&010")
_FORMATS = ("moodle", "html", "plain", "markdown")
_HIDDEN = 0xF0000
"""Where escaped characters are kept meanwhile: a plane of Unicode that nobody writes in."""
_WHITE = " \t\n\r\0\x0b"
ID_LENGTH = 100
TAG_LENGTH = 50
SHORT_TEXT = 255
"""Characters that the database takes for an ID number, a tag, and a name or an entry on the right of a match."""


@dataclass(frozen=True)
class Answer:
    """A choice, or an accepted answer."""

    grade: float
    text: str
    feedback: str


@dataclass(frozen=True)
class Question:
    """What Moodle makes of one question."""

    category: tuple[str, ...]
    kind: str
    name: str
    id_number: str
    tags: tuple[str, ...]
    text: str
    formats: frozenset[str]
    """Formats of all its texts."""
    answers: tuple[Answer, ...]
    feedback: str


def read_gift(content: bytes) -> list[Question]:
    """Return the questions of a file; fails where Moodle reports an error."""
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\0" not in content, "no database takes it"
    category: tuple[str, ...] = ()
    taken: set[tuple[tuple[str, ...], str]] = set()
    found = []
    lines = [line.strip(_WHITE) for line in content.decode("utf-8").split("\n")]
    for empty, group in groupby(lines, lambda line: line in ("", "0")):
        if empty:
            continue
        block = list(group)
        comments = [line for line in block if line.startswith("//")]
        body = "\n".join(" " if line.startswith("//") else line for line in block).strip(_WHITE)
        if body.startswith("$CATEGORY:"):
            path = re.split("(?<!/)/(?!/)", body.removeprefix("$CATEGORY:").strip(_WHITE).replace("\\\\", "\\"))
            category = tuple(name.replace("//", "/").partition("<")[0].strip(_WHITE) for name in path)
        elif body:
            question = _Reader(body).question(category, "\n".join(comments))
            key = (category, question.id_number.casefold())  # as MySQL compares
            found.append(replace(question, id_number="") if key in taken else question)
            taken.add(key)
    return found


class _Reader:
    def __init__(self, body: str) -> None:
        assert not any(placeholder in body for placeholder in _PLACEHOLDERS)
        self.form = "moodle"
        self.body = re.sub(r"\\([:#={}~n\\])", lambda found: chr(_HIDDEN + ord(found[1])), body)
        self.formats: set[str] = set()

    def question(self, category: tuple[str, ...], comment: str) -> Question:
        name, _, rest = self.body.removeprefix("::").partition("::")
        assert self.body.startswith("::")
        assert rest, "no name"
        start, end = rest.find("{"), rest.find("}")
        assert 0 <= start < end, "braces"
        inside = rest[start + 1 : end].strip(_WHITE)
        behind = rest[end + 1 :]
        text = self.text(rest[:start] + ("_____" + behind if behind else ""))
        self.form = next(iter(self.formats))  # the answers' too, unless one names its own
        inside, mark, feedback = inside.rpartition("####") if "####" in inside else (inside, "", "")
        kind, answers = self.answers(inside.strip(_WHITE))
        general = self.text(feedback) if mark else ""
        id_number = re.search(r"\[id:([^\]\x00-\x1f]+)\]", comment)
        assert not id_number or len(id_number[1].strip()) <= ID_LENGTH, "value too long for an ID number"
        tags = tuple(tag[:TAG_LENGTH] for tag in re.findall(r"\[tag:([^\]<>`\x00-\x1f]+)\]", comment))
        return Question(
            category, kind, _shown(name)[:SHORT_TEXT], id_number[1] if id_number else "", tags, text,
            frozenset(self.formats), answers, general,
        )  # fmt: skip

    def answers(self, inside: str) -> tuple[str, tuple[Answer, ...]]:
        if not inside:
            return "essay", ()
        if inside[0] == "#":
            return "number", self.numbers(inside[1:])
        if "~" in inside:
            parts = inside.replace("=", "~=").split("~")
            kind = "one" if "=" in inside else "several"
        elif "=" in inside and "->" in inside:
            return "match", self.pairs(inside)
        elif inside.partition("#")[0].strip(_WHITE) in ("T", "TRUE", "F", "FALSE"):
            return "truefalse", self.truth(inside)
        else:
            parts, kind = inside.split("="), "short"
        assert parts.pop(0).strip(_WHITE) in ("", "0")
        assert len(parts) >= (1 if kind == "short" else 2), "too few answers"
        return kind, tuple(self.answer(part.strip(_WHITE), kind) for part in parts)

    def numbers(self, inside: str) -> tuple[Answer, ...]:
        """One number; its tolerance stands as the feedback of the reader's answer."""
        parts = [part.strip(_WHITE) for part in inside.split("=")]
        assert len(parts) == 1, "several numbers"
        number, _, tolerance = parts[0].partition("#")[0].partition(":")
        assert float(number) == float(number)
        assert float(tolerance) >= 0
        return (Answer(100.0, number.strip(_WHITE), tolerance.strip(_WHITE)),)

    def pairs(self, inside: str) -> tuple[Answer, ...]:
        """Left entries with their right ones, which are plain text; a lure has nothing on its left."""
        parts = [part.strip(_WHITE) for part in inside.split("=")]
        assert parts.pop(0) == ""
        assert len(parts) >= 2, "too few answers"
        found = []
        for part in parts:
            left, arrow, right = part.partition("->")
            assert arrow
            said = self.text(left) if left.strip(_WHITE) else ""
            stored = _shown(right).strip(_WHITE)
            assert stored
            assert len(stored) <= SHORT_TEXT, "value too long for an entry"
            option = unescape(re.sub(r"<[a-zA-Z/!?][^>]*>?", "", stored))  # tags go, and the browser reads the rest
            assert option.strip(), "an empty option"
            found.append(Answer(100.0 if said else 0.0, said, option))
        return tuple(found)

    def truth(self, inside: str) -> tuple[Answer, ...]:
        """The right one of the two, with the feedback for it; then the wrong one, with its own."""
        said, wrong, right = [*(part.strip(_WHITE) for part in inside.split("#", 2)), "", ""][:3]
        names = ("true", "false") if said.startswith("T") else ("false", "true")
        texts = (self.text(right), self.text(wrong))
        return tuple(Answer(grade, *pair) for grade, *pair in zip((100.0, 0.0), names, texts, strict=True))

    def answer(self, part: str, kind: str) -> Answer:
        grade = 100.0 if kind == "short" else 0.0
        if kind != "short" and part[0] == "=":
            grade, part = 100.0, part[1:]
        elif found := re.match(r"%-*[0-9]{1,2}\.?[0-9]*%", part):
            grade, part = float(found[0].strip("%")), part[found.end() :]
        assert abs(grade) in GRADES
        text, _, feedback = part.partition("#")
        return Answer(grade, self.text(text), self.text(feedback))

    def text(self, written: str) -> str:
        written, form = written.strip(_WHITE), self.form
        if written.startswith("["):
            close = written.find("]")
            name = written[1 : close if close >= 0 else -1]
            if name in _FORMATS:
                form, written = name, written[close + 1 :]
        self.formats.add(form)
        return _shown(written).strip(_WHITE)


def _shown(text: str) -> str:
    """Return the text with the escaped characters in their places."""
    return "".join(_character(character) for character in text)


def _character(character: str) -> str:
    code = ord(character) - _HIDDEN
    return character if not 0 <= code < 128 else "\n" if code == ord("n") else chr(code)


class _Page(HTMLParser):
    """What a browser shows of a text, once it has been cleaned: scripts are no scripts, and comments are nothing."""

    BLOCKS = ("p", "div", "pre", "ul", "ol", "li", "dl", "dt", "dd", "br", "hr", "blockquote", "table", "tr", "td",
              "th", "h1", "h2", "h3", "h4", "h5", "h6", "details", "summary")  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.open: list[str] = []

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        pass

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not re.fullmatch("[a-z][a-z0-9:-]*", tag):
            self.said += self.get_starttag_text() or ""
        self.open.append(tag)
        found = dict(attrs)
        self.said += " " if tag in self.BLOCKS else ""
        self.said += f"{{{found.get('alt', '')} {found['src']}}}" if tag == "img" and "src" in found else ""
        self.said += f"{{{found['href']}}}" if tag == "a" and "href" in found else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:  # a browser, too, passes over one that closes nothing
            self.open.remove(tag)
            self.said += " " if tag in self.BLOCKS else ""

    def handle_data(self, data: str) -> None:
        self.said += data


def seen(html: str) -> str:
    """Return the words of a text in HTML, with the addresses of its links and images, in one line."""
    page = _Page()
    page.feed(html)
    page.close()
    return " ".join(page.said.split())


def balanced(html: str) -> bool:
    """Return whether every tag that opens closes again, in order, so that a page around it stays whole."""
    opened = []
    for closing, name in re.findall(r"<(/?)([a-z][a-z0-9:-]*)(?:\s[^<>]*)?>", html):
        if not closing and name not in ("br", "hr", "img", "input", "wbr"):
            opened.append(name)
        elif closing and (not opened or opened.pop() != name):
            return False
    return not opened
