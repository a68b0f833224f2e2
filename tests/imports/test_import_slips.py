"""What hands make of the formats of others is named at its line, and never becomes a part of an item."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import imported

GIFT = """$CATEGORY: Bread

::water::How much?{
=350#Right
~700#Too much
~150
}

::salt::It is salt.{T}
"""
AIKEN = "How much?\nA. 350\nB. 700\nC. 150\nANSWER: A\n\nIs it salt?\nA. Yes\nB. No\nANSWER: B\n"
TEXT2QTI = (
    "Quiz title: Bread\n\n1. How much?\n*a) 350\nb) 700\n\n2. Which?\n[*] salt\n[ ] sand\n\n3. Many?\n= 90 +- 10\n"
)
MOODLE = """<quiz>
<question type="multichoice"><name><text>water</text></name>
<questiontext><text>How much?</text></questiontext><single>true</single>
<answer fraction="100"><text>350</text><feedback><text>Right</text></feedback></answer>
<answer fraction="0"><text>700</text></answer>
</question>
<question type="numerical"><name><text>rise</text></name>
<questiontext><text>How long?</text></questiontext>
<answer fraction="100"><text>90</text><tolerance>10</tolerance></answer>
</question>
</quiz>
"""
TEXTS = {"gift": GIFT, "aiken": AIKEN, "text2qti": TEXT2QTI, "moodlexml": MOODLE}
SLIPS = [
    ("gift", "$CATEGORY:", "$CATEGORY", "1: not imported: “$CATEGORY” is not “$CATEGORY:”", 2),
    ("gift", "$CATEGORY:", "$CATEGROY:", "1: not imported: “$CATEGROY:” is not “$CATEGORY:”", 2),
    ("gift", "$CATEGORY:", "$category:", "1: not imported: “$category:” is not “$CATEGORY:”", 2),
    ("gift", "$CATEGORY:", "CATEGORY:", "1: not imported: “CATEGORY:” is not “$CATEGORY:”", 2),
    ("gift", "$CATEGORY:", "$CATEGORY：", "1: not imported: “$CATEGORY：” is not “$CATEGORY:”", 2),
    ("gift", "$CATEGORY:", "$САТЕGОRУ:", "1: not imported: “$САТЕGОRУ:” is not “$CATEGORY:”", 2),
    ("gift", "Bread\n", "Bread", "2: not imported: a question right below $CATEGORY: is taken for its name", 1),
    ("gift", "::water::", "::water:", "3: not imported: its title isn't written as “::title::”", 1),
    ("gift", "::water::", ":water::", "3: not imported: its title isn't written as “::title::”", 1),
    ("gift", "::water::", ":water:", "3: not imported: its title isn't written as “::title::”", 1),
    ("gift", "::water::", "：：water：：", "3: not imported: its title isn't written as “::title::”", 1),
    ("gift", "::water::", "::water ", "3: not imported: its title isn't written as “::title::”", 1),
    ("gift", "}\n\n", "}\n", "3: not imported: a title stands inside it, “::salt::”", 0),
    ("gift", "::salt::", "# a note\n::salt::", "9: not imported: a title stands inside it, “::salt::”", 1),
    ("gift", "~150\n}", "~150\n}}", "3: not imported: its braces don't match", 1),
    ("gift", "How much?", "How {much}?", "3: not imported: it has two pairs of braces", 1),
    ("gift", "How much?", "How {much?", "3: not imported: its braces don't match", 1),
    ("gift", "~700", "～700", "3: not imported: “～700#Too much” starts no answer", 1),
    ("gift", "~700", "-700", "3: not imported: “-700#Too much” starts no answer", 1),
    ("gift", "~150", "-150", "3: not carried over: “-150” as an answer", 2),
    ("gift", "{T}", "{Ture}", "9: “Ture” has to be typed, as in Moodle", 2),
    ("gift", "{T}", "{Tree}", "9: “Tree” has to be typed, as in Moodle", 2),
    ("gift", "{T}", "{=salt\n-sand\n-ash}", "9: not imported: “-sand” starts no answer", 1),
    ("gift", "{T}", "{=salt#Yes\n- sand#No\n- ash#No}", "9: not imported: “- sand#No” starts no answer", 1),
    ("gift", "{T}", "{=salt\n- sand}", "9: not carried over: “- sand” as an answer", 2),
    ("gift", "{T}", "{=a → b =c → d}", "9: not imported: “→” makes no pair", 1),
    ("gift", "~150\n}", "~150\n###All\n}", "3: not carried over: what “###” was to mark", 2),
    ("gift", "::water::", "::water::[htlm]", "3: not imported: “[htlm]” is no format", 1),
    ("gift", "{T}", "{#2,5:1}", "9: not imported: “2,5” is not a number with a tolerance", 1),
    ("gift", "{T}", "{#2.5:O.1}", "9: not imported: “O.1” is no tolerance", 1),
    ("aiken", "B. 700", "В. 700", "3: not imported: “В.” begins no choice", 1),
    ("aiken", "B. 700", "B: 700", "3: not imported: “B:” begins no choice", 1),
    ("aiken", "B. 700", "(B) 700", "3: not imported: “(B)” begins no choice", 1),
    ("aiken", "ANSWER: A\n", "ANSWR: A\n", "5: not imported: “ANSWR: A” is not “ANSWER:”", 1),
    ("aiken", "ANSWER: A\n", "ANSWER： A\n", "5: not imported: “ANSWER： A” is not “ANSWER:”", 1),
    ("aiken", "ANSWER: A\n", "ANSWER: А\n", "5: not imported: its answer “А” is not one of its choices", 1),
    ("aiken", "ANSWER: A\n", "ANSWER: A\nEXPLNATION: x\n", "6: not imported: “EXPLNATION: x” is not “ANSWER_EXPL", 1),
    ("aiken", "ANSWER: A\n", "ANSWER: A\nSCROE: 2\n", "6: not imported: “SCROE: 2” is not “SCORE:”", 1),
    ("text2qti", "3. Many", "3) Many", "11: not imported: “3) Many?” has no mark of text2qti", 2),
    ("text2qti", "Quiz title", "Quiz titel", "1: not imported: “Quiz titel: Bread” has no mark of text2qti", 3),
    ("moodlexml", 'fraction="0"', 'fraction="33,3"', "2: not imported: “33,3” is no share in per cent", 1),
    ("moodlexml", 'fraction="100"', 'Fraction="100"', "2: not imported: “Fraction” is not “fraction”", 1),
    ("moodlexml", 'type="multichoice"', 'type="multichioce"', "2: not imported: a question of the type “multich", 1),
    ("moodlexml", '<answer fraction="0"><text>700</text></answer>', "<anwser/>", "2: not imported: <anwser> is not", 1),
    ("moodlexml", "<feedback><text>Right</text></feedback>", "<feedbak/>", "2: not imported: <feedbak> is not", 1),
    ("moodlexml", "<text>How long?</text>", "How long?", "7: not imported: “How long?” doesn't stand in <text>", 1),
    ("moodlexml", "<single>true", "<single>ture", "2: not carried over: <single>ture</single>", 2),
    ("gift", "::water::", "// [idd:w1]\n::water::", "4: not carried over: “[idd:w1]” in its comment", 2),
    ("gift", "::water::", "// [ID:w1]\n::water::", "4: not carried over: “[ID:w1]” in its comment", 2),
    ("gift", "::water::", "// [id=w1]\n::water::", "4: not carried over: “[id=w1]” in its comment", 2),
    ("gift", "::water::", "// [id:w1] [tgs:a]\n::water::", "4: not carried over: “[tgs:a]” in its comment", 2),
    ("gift", "::water::", "// [tags:a]\n::water::", "4: not carried over: “[tags:a]” in its comment", 2),
    ("gift", "{T}", "{yes}", "9: “yes” has to be typed, as in Moodle", 2),
    ("gift", "{T}", "{Wrong#So it is}", "9: “Wrong” has to be typed, as in Moodle", 2),
    ("text2qti", "2. Which", "GROUP\n2. Which", "7: not imported: a GROUP without END_GROUP", 3),
    ("text2qti", "1. How", "GROUP\nGROUP\n1. How", "3: not imported: a GROUP without END_GROUP", 3),
    ("text2qti", "2. Which", "END_GROUP\n2. Which", "7: not imported: END_GROUP without a GROUP", 3),
    ("moodlexml", "<quiz>\n", "<quiz>\n<question type='category'><category>$course$/Bread</category></question>\n",
     "2: not imported: “$course$/Bread” doesn't stand in <text>", 2),
]  # fmt: skip
FINE = [
    ("gift", "::water::", "// [id:w1] [see: it] [it: Italian] [tab: two] [the tag: none]\n::water::"),
    ("gift", "{T}", "{=yes =no}"),
    ("gift", "{T}", "{not yet}"),
    ("gift", "::salt::It is salt.", ":root matches the html element in CSS."),
    ("gift", "::salt::It is salt.", ":root and :host match an element in CSS."),
    ("gift", "::salt::It is salt.{T}", ":name is a symbol in Ruby: which?{=a:b}"),
    ("gift", "::salt::It is salt.", ":smile: is a sign for joy."),
    ("gift", "{T}", "{=The list:\n- one\n- two}"),
    ("gift", "{T}", "{=The list\\:\n- one}"),
    ("gift", "{T}", "{#\n-5:1\n}"),
    ("text2qti", "2. Which", "GROUP\n2. Which"),
    (
        "moodlexml",
        "<quiz>\n",
        "<quiz>\n<question type='category'><category><text>Bread</text></category></question>\n",
    ),
]


@pytest.mark.parametrize("form", TEXTS)
def test_without_a_slip_all_is_imported(form: str, tmp_path: Path) -> None:
    name = "a.xml" if form == "moodlexml" else "a.txt"
    items, _, said = imported(tmp_path, name, TEXTS[form])
    assert (len(items), said) == (3 if form == "text2qti" else 2, [])


@pytest.mark.parametrize(("form", "old", "new", "message", "count"), SLIPS)
def test_a_slip_is_named_at_its_line(form: str, old: str, new: str, message: str, count: int, tmp_path: Path) -> None:
    assert old in TEXTS[form]
    name = "a.xml" if form == "moodlexml" else "a.txt"
    items, _, said = imported(tmp_path, name, TEXTS[form].replace(old, new, 1))
    assert len(items) == count
    assert any(one[5:].startswith(message) for one in said), said


@pytest.mark.parametrize(("form", "old", "new"), FINE)
def test_what_only_looks_like_a_slip_is_none(form: str, old: str, new: str, tmp_path: Path) -> None:
    text = TEXTS[form].replace(old, new, 1) + ("\nEND_GROUP\n" if "GROUP" in new else "")
    items, _, said = imported(tmp_path, "a.xml" if form == "moodlexml" else "a.txt", text)
    assert (len(items), said) == (3 if form == "text2qti" else 2, [])
