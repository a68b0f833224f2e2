"""Elements of Moodle XML: texts, and the files that they show."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from coursewright.export.html import is_blank, without_controls
from coursewright.export.moodle import spellings
from coursewright.export.parts import LINE
from coursewright.fragment.identity import digest_of

_PLUGIN_FILE = "@@PLUGINFILE@@/"
"""What Moodle puts the address of a text's files in the place of."""
_LINE = re.compile("_{5,}")
"""What Moodle puts the box of a short answer in the place of: the first one."""
_CLOZE = re.compile(r"\{(?=#\d|[0-9]*:)")
"""What may begin a question inside a question."""
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


class QuestionNode:
    """A question's element on its way into the file; what stands in its way is collected."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """``files`` are those that its texts may show, by path below the site's root."""
        self.node = Element("question")
        self.files = {file_address(path): content for path, content in files.items()}
        self.faults: dict[str, str] = {}
        """Why it can't be exported, and what to do about it."""

    def html(self, parent: Element, name: str, html: str, **attributes: str) -> Element:
        """Return a new element with HTML, and the files that it shows."""
        node = SubElement(parent, name, {**attributes, "format": "html"})
        write_text(node, html)
        for address, content in self.files.items():
            if f'"{address}"' in html:
                name = address.removeprefix(_PLUGIN_FILE)
                SubElement(node, "file", name=name, path="/", encoding="base64").text = b64encode(content).decode()
        return node

    def plain(self, name: str, text: str, weight: str) -> Element:
        """Return a new element with a text that is no HTML."""
        node = SubElement(self.node, name, fraction=weight, format="moodle_auto_format")
        write_text(node, text)
        return node

    def answer(self, said: str, weight: str, feedback: str = "") -> None:
        """Write an answer to be typed."""
        self.typed(said)
        self.html(self.plain("answer", _wild(said), weight), "feedback", feedback)

    def typed(self, answer: str) -> None:
        """Note an answer that nobody can type."""
        if not answer.strip():
            self.fault("an answer with nothing to type", "Write what learners have to type.")

    def gapped(self, pieces: Sequence[str], blanks: Sequence[tuple[str, ...]]) -> str:
        """Return a text with a box between its pieces for each blank: one for what the question accepts, or several."""
        if not pieces:
            self.fault("a blank stands where no box can", "Put it into the text, and not into code or a tag.")
            return ""
        if len(blanks) == 1:
            return LINE.join(_LINE.sub(lambda line: "&#95;" * len(line[0]), piece) for piece in pieces)
        plain = [_CLOZE.sub("&#123;", piece) for piece in pieces]
        boxes = [self.box(answers) for answers in blanks]
        return plain[0] + "".join(box + piece for box, piece in zip(boxes, plain[1:], strict=True))

    def box(self, answers: tuple[str, ...]) -> str:
        """Return a blank as a question inside the text: every answer that it accepts."""
        said = []
        for answer in spellings(answers):
            self.typed(answer)
            if "~" in answer or answer.endswith("\\"):
                hint = "Make an item of each blank, or accept another spelling."
                self.fault(f"the answer “{answer}” in a text with several blanks, where Moodle can't have it", hint)
            said.append("=" + re.sub("[#}]", r"\\\g<0>", _escaped(_wild(answer))))
        return f"{{1:SHORTANSWER:{'~'.join(said)}}}"

    def required(self, html: str) -> str:
        """Return a text that has to show something."""
        if is_blank(html):
            self.fault("a question or a choice is empty", "Write something a learner can read.")
        return html

    def fault(self, message: str, hint: str) -> None:
        """Note why the item can't be exported."""
        self.faults[message] = hint


def file_address(path: str) -> str:
    """Return the address of a file in a text of Moodle, under a name that Moodle takes and that only this path has."""
    name = _UNSAFE.sub("-", path.rpartition("/")[2])[-80:]
    return f"{_PLUGIN_FILE}{digest_of(path, 4)}-{name}"


def write_text(parent: Element, text: str) -> None:
    """Write a text as Moodle XML has all of them: in an element of its own."""
    SubElement(parent, "text").text = without_controls(text)


def _wild(answer: str) -> str:
    """Return an answer to be typed; its asterisks are no wildcards."""
    return answer.replace("*", "\\*")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
