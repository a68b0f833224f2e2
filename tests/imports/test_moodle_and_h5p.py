"""Moodle XML and H5P by hand, after their documentation, and what becomes of them."""

# ruff: noqa: E501 - a row of a table is easier to read in one line

from __future__ import annotations

import json
from pathlib import Path

import pytest
from handmade import LOST, PNG, imported, zipped

from coursewright.imports.bank import plan


def question(kind: str, inside: str, stem: str = "Q?") -> str:
    return (
        f'<?xml version="1.0"?>\n<quiz>\n<question type="{kind}"><name><text>n</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>{inside}</question></quiz>'
    )


def answer(text: str, worth: str, feedback: str = "", more: str = "") -> str:
    said = f"<feedback><text>{feedback}</text></feedback>" if feedback else ""
    return f'<answer fraction="{worth}"><text>{text}</text>{said}{more}</answer>'


CLOZE = "From {1:SHORTANSWER:=a~=A b#yes} to {:SA:%100%z~%50%y}."
MOODLE = [
    ("multichoice", f"<single>true</single>{answer('a', '100', 'y')}{answer('b', '33.3')}{answer('c', '-25')}", "Q?",
     "single / Q? / +a > y / -b / -c",
     [f"I002 3: {LOST}-25 % for “c”: here it costs nothing", f"I002 3: {LOST}33.3 % for “b”: here it is wrong"]),
    ("multichoice", f"<single>false</single><defaultgrade>2</defaultgrade>{answer('a', '50')}{answer('b', '50')}"
     f"{answer('c', '0')}", "Q?", "multiple / Q? / +a / +b / -c / 2 partial",
     [f"I002 3: {LOST}the weights of the choices (50, 50, 0)"]),
    ("multichoiceset", f"{answer('a', '100')}{answer('b', '100')}{answer('c', '0')}", "Q?",
     "multiple / Q? / +a / +b / -c", []),
    ("truefalse", f"{answer('true', '0', 'no')}{answer('false', '100')}", "Q?",
     "truefalse / Q? / -True > no / +False", []),
    ("shortanswer", f"<usecase>1</usecase>{answer('a', '100')}{answer('*', '0', 'else')}", "Q _____?",
     "blanks / Q [[a]]?",
     [f"I002 3: {LOST}the feedback for every other answer: “else”",
      "I003 3: upper and lower case count there, and not here: items: 1"]),
    ("numerical", answer("5", "100", "y", "<tolerance>0.5</tolerance>"), "<p>Q?</p>",
     "numeric / Q? [[5 ± 0.5]] / 5 ± 0.5 / ! y",
     ["I003 3: the feedback for the right answer becomes part of the explanation: items: 1"]),
    ("numerical", answer("5", "100", "", "<tolerance>1</tolerance>") + "<units><unit/></units>", "Q?",
     "numeric / Q? [[5 ± 1]] / 5 ± 1", [f"I002 3: {LOST}its units"]),
    ("matching", "<subquestion><text>a</text><answer><text>x</text></answer></subquestion><subquestion><text>b</text>"
     "<answer><text>y &amp;lt; z</text></answer></subquestion><subquestion><text/><answer><text>l</text></answer>"
     "</subquestion>", "Q?", "match / Q? / a=x / b=y &lt; z / =l / 1 partial", []),
    ("ordering", f"<gradingtype>ALL_OR_NOTHING</gradingtype>{answer('a', '1')}{answer('b', '2')}", "Q?",
     "order / Q? / +a / +b", []),
    ("cloze", "", CLOZE, "blanks / From [[a|A b]] to [[z]]. / 1 partial",
     [f"I002 3: {LOST}50 % for “y”: here it is wrong", f"I002 3: {LOST}the feedback inside the text: “yes”"]),
    ("cloze", "", "About {1:NM:=46:1}.", "numeric / About [[46 ± 1]]. / 46 ± 1", []),
    ("cloze", "", "Say {1:MULTICHOICE:=a~b}.", "",
     ["I001 3: not imported: a choice inside a text (MULTICHOICE)"]),
    ("essay", "", "Q?", "", ["I001 3: not imported: a question of the type “essay”"]),
    ("multichoice", f"<single>true</single><hint><text>Think.</text></hint><penalty>0.33</penalty><tags><tag><text>apply"
     f"</text></tag></tags><generalfeedback><text>All.</text></generalfeedback><incorrectfeedback><text>Pity!</text>"
     f"</incorrectfeedback>{answer('a', '100')}{answer('b', '0')}", "Q?",
     "single / Q? / +a / -b / ? Think. / ! All. / 1  apply",
     [f"I002 3: {LOST}the feedback for a whole response: “Pity!”",
      "I003 3: another try costs nothing here: items: 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "inside", "stem", "item", "said"), MOODLE)
def test_moodle_xml(tmp_path: Path, kind: str, inside: str, stem: str, item: str, said: list[str]) -> None:
    found = imported(tmp_path, "a.xml", question(kind, inside, stem))
    assert (found[0], found[2]) == ([item] if item else [], said)


def test_a_file_inside_moodle_xml_is_an_image_by_its_content(tmp_path: Path) -> None:
    files = (
        '<file name="a.png" encoding="base64">iVBORw0KGgo=</file><file name="b.png" encoding="base64">PGh0bWw+</file>'
    )
    stem = '<img src="@@PLUGINFILE@@/a.png" alt="x"> <img src="@@PLUGINFILE@@/b.png" alt="y">'
    text = question("truefalse", answer("true", "100") + answer("false", "0"), stem).replace(
        "</questiontext>", f"{files}</questiontext>"
    )
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    planned = plan([tmp_path / "a.xml"], tmp_path / "bank.md")
    assert list(planned.images.values()) == [PNG]
    assert ["b.png is left out: it is no PNG" in one.message for one in planned.problems] == [True]


def h5p(*questions: tuple[str, dict[str, object]], **more: object) -> bytes:
    rows = [
        {"library": library, "params": params, "subContentId": f"s-{n}"}
        for n, (library, params) in enumerate(questions)
    ]
    return zipped({
        "h5p.json": json.dumps({"title": "A set", "mainLibrary": "H5P.QuestionSet"}),
        "content/content.json": json.dumps({"questions": rows, **more}),
        "content/images/c.png": PNG,
    })  # fmt: skip


def test_h5p(tmp_path: Path) -> None:
    image = {"library": "H5P.Image 1.1", "params": {"file": {"path": "images/c.png"}, "alt": "c"}}
    right = {"text": "<div>a</div>", "correct": True, "tipsAndFeedback": {"chosenFeedback": "<p>y</p>", "tip": "t"}}
    wrong = {"text": "<div>b</div>", "correct": False}
    items, ids, said = imported(tmp_path, "a.h5p", h5p(
        ("H5P.MultiChoice 1.16", {"question": "<p>Q&nbsp;1?</p>", "answers": [right, wrong], "media": {"type": image}}),
        ("H5P.MultiChoice 1.16", {"question": "Q", "answers": [right, right | {"text": "c"}, wrong],
                                  "overallFeedback": [{"from": 0, "to": 100, "feedback": "ok"}]}),
        ("H5P.TrueFalse 1.8", {"question": "So", "correct": "false", "behaviour": {"feedbackOnWrong": "w"},
                               "l10n": {"trueText": "Wahr", "falseText": "Falsch"}}),
        ("H5P.Blanks 1.12", {"text": "Fill", "questions": ["<p>*a/b:tip* or *c*</p>"]}),
        ("H5P.SingleChoiceSet 1.11", {"choices": [{"question": "Q", "answers": ["r", "w"], "subContentId": "in-set"}]}),
        ("H5P.DragText 1.10", {}),
        ("H5P.Blanks 1.12", {"questions": ["nothing"]}),
    ))  # fmt: skip
    assert ids == ["s-0", "s-1", "s-2", "s-3", "in-set"]
    assert items[0].startswith("single / ![c](bank-images/c-")
    assert items[1:] == [
        "multiple / Q / +a > y / +c > y / -b / 1 partial",
        "truefalse / So / -Wahr > w / +Falsch",
        "blanks / Fill¶¶[[a|b]] or [[c]] / ? tip / 1 partial",
        "single / Q / +r / -w",
    ]
    assert sorted(said) == sorted([
        f"I002 1: {LOST}question 1: the tip for a choice: “t”", f"I002 1: {LOST}question 2: the tip for a choice: “t”",
        f"I002 1: {LOST}question 2: feedback by score: “ok”",
        "I001 1: not imported: question 6: a question of the type H5P.DragText",
        "I001 1: not imported: question 7: a text without a blank",
        "I003 1: a point for each right choice there, and 1 for the item here: items: 1",
        "I003 1: upper and lower case count there, and not here: items: 1",
    ])  # fmt: skip


def test_what_a_set_of_h5p_has_around_its_questions_is_named(tmp_path: Path) -> None:
    rows = [
        {"library": "H5P.TrueFalse 1.8", "params": {"question": "So?", "correct": "true"}, "subContentId": "so",
         "metadata": {"contentType": "True/False Question", "title": "Is it?", "license": "CC BY", "licenseVersion": "4.0",
                      "authors": [{"name": "B. Writer", "role": "Author"}]}},
        {"library": "H5P.TrueFalse 1.8", "params": {"question": "Not?", "correct": "false"}, "subContentId": "not",
         "metadata": {"contentType": "True/False Question", "title": "Untitled True/False Question", "license": "U"}},
    ]  # fmt: skip
    content = {
        "introPage": {"showIntroPage": True, "title": "Hello", "introduction": "<p>Read R&amp;D.</p>"},
        "passPercentage": 50, "poolSize": 1, "backgroundImage": {"path": "images/b.png"}, "questions": rows,
        "endGame": {
            "message": "Your result:", "successGreeting": "Congratulations!", "failComment": "<p>Try again.</p>",
            "overallFeedback": [{"feedback": "@score of @total points"}, {"feedback": "Good."}],
            "oldFeedback": {"failComment": "<p>Try again.</p>"}, "showAnimations": True, "failVideo": [{"path": "v"}],
        },
    }  # fmt: skip
    about = {"title": "Tom &amp; Jerry", "mainLibrary": "H5P.QuestionSet", "license": "CC BY-SA", "licenseVersion": "4.0",
             "authors": [{"name": "A. Author", "role": "Author"}], "source": "https://example.org/set",
             "changes": [{"date": "1", "author": "C", "log": "Two typos"}]}  # fmt: skip
    data = zipped({"h5p.json": json.dumps(about), "content/content.json": json.dumps(content)})
    items, ids, said = imported(tmp_path, "a.h5p", data)
    assert (len(items), ids) == (2, ["so", "not"])
    assert sorted(said) == sorted([
        "I001 1: not imported: who made it, and the licence: “A. Author; CC BY-SA 4.0; https://example.org/set; Two typos”",
        "I001 1: not imported: the introduction: “Hello”",
        "I001 1: not imported: the introduction: “Read R&D.”",
        "I001 1: not imported: the picture behind the questions",
        "I001 1: not imported: the feedback at the end of the set: “Congratulations!”",
        "I001 1: not imported: the feedback at the end of the set: “Try again.”",
        "I001 1: not imported: the feedback at the end of the set: “Good.”",
        "I001 1: not imported: the video at the end of the set",
        f"I002 1: {LOST}question 1: who made it, and the licence: “B. Writer; CC BY 4.0”",
        "I003 1: a question's title has no place here: items: 1",
        "I003 1: how a set is run, and what passes it, has no place here: items: 1",
        "I003 1: how many are drawn has no place here: items: 1",
    ])  # fmt: skip
    assert 'title: "Tom & Jerry"' in plan([tmp_path / "a.h5p"], tmp_path / "new.md").content.decode()


def test_a_question_of_h5p_that_stands_alone_needs_no_place(tmp_path: Path) -> None:
    files = {
        "h5p.json": json.dumps({"title": "A", "mainLibrary": "H5P.SingleChoiceSet", "author": "A. Author"}),
        "content/content.json": json.dumps({"choices": [{"question": "Q", "answers": ["r", "w"]}, {"question": "R"}]}),
    }
    items, _, said = imported(tmp_path, "a.h5p", zipped(files))
    assert items == ["single / Q / +r / -w"]
    assert said == [
        "I001 1: not imported: question 2: no answer is right",
        "I001 1: not imported: who made it, and the licence: “A. Author”",
    ]
    content = {"question": "Q", "answers": [{"text": "a"}, {"text": "b"}]}
    alone = {"h5p.json": '{"mainLibrary": "H5P.MultiChoice 1.16"}', "content/content.json": json.dumps(content)}
    assert imported(tmp_path, "b.h5p", zipped(alone))[2] == ["I001 1: not imported: no answer is right"]


def test_questions_inside_of_presentations_videos_and_books_are_found(tmp_path: Path) -> None:
    def content(library: str, params: object, name: str) -> dict[str, object]:
        return {
            "library": library,
            "params": params,
            "subContentId": name,
            "metadata": {"title": "Untitled", "license": "U"},
        }

    true = content("H5P.TrueFalse 1.8", {"question": "So?", "correct": "true"}, "in-slide")
    words = content("H5P.DragText 1.10", {"textField": "*a*"}, "words")
    text = content("H5P.AdvancedText 1.1", {"text": "<p>Read this.</p>"}, "text")
    single = content("H5P.SingleChoiceSet 1.11", {"choices": [{"question": "Q", "answers": ["r", "w"]}]}, "set")
    slides = content("H5P.CoursePresentation 1.25", {"presentation": {"slides": [
        {"elements": [{"x": 1, "action": text}, {"x": 2, "action": true}]}, {"elements": [{"x": 1, "action": words}]},
    ]}}, "slides")  # fmt: skip
    video = content("H5P.InteractiveVideo 1.26", {"interactiveVideo": {"assets": {"interactions": [
        {"duration": {"from": 1, "to": 2}, "action": single},
    ]}}}, "video")  # fmt: skip
    files = {
        "h5p.json": json.dumps({"title": "A book", "mainLibrary": "H5P.InteractiveBook"}),
        "content/content.json": json.dumps({"chapters": [
            content("H5P.Column 1.16", {"content": [{"content": slides}, {"content": video}]}, "chapter"),
        ]}),
    }  # fmt: skip
    items, ids, said = imported(tmp_path, "a.h5p", zipped(files))
    assert items == ["truefalse / So? / +True / -False", "single / Q / +r / -w"]
    assert ids[0] == "in-slide"
    assert said == [
        "I001 1: not imported: question 2: a question of the type H5P.DragText",
        "I001 1: not imported: what H5P.InteractiveBook holds beside its questions",
    ]
