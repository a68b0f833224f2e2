"""A scenario → a numbered gamebook: readable, printable and playable by its links; the player makes a stage of it."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from coursewright.fragment.text import Text
from coursewright.model.scenario import Condition, Ending, Option, Passage, Scenario, Scene
from coursewright.model.site import Html
from coursewright.model.words import WORDS
from coursewright.render.texts import Texts, fill

SCRIPT, STYLE = "scenario.js", "scenario.css"
# Translators: what an ending of a scenario did to the person in it: “Ending: Protected”
TYPE_TEXTS = {"protected": "Protected", "repaired": "Repaired", "repairable": "Repairable", "harm": "Harm"}
"""What learners call the types of endings, in English."""
_DEEPEST = 40
"""Levels that a tree on paper has room for."""
SCENARIO_TEXTS = (
    # Translators: buttons and notices around a scenario, a story in which the learner decides how it goes on
    "Start",
    "Start over",
    "Go on where you were",
    "Skip this scenario: it counts as done",
    "Skipped",
    "That is fine, and costs you nothing. You can come back at any time.",
    "Open it after all",
    "Continue",
    "Back one step",
    # Translators: in a scenario, what opens the list of the choices made so far
    "The path so far",
    # Translators: at the end of a scenario
    "You completed this scenario.",
    "Endings found: {n} of {m}",
    "Endings found: {n} of {m}. One good one is enough.",
    "Play again",
    # Translators: at the end of a scenario, the button that plays it again with one fact changed from the start
    "Change one fact: {fact}",
    WORDS["replay"],
    WORDS["seen"],
    WORDS["self"],
    # Translators: at the end of a scenario; the debrief is what is said there of the ending
    "Back to the debrief",
    # Translators: notices of a scenario
    "This scenario has changed since your last visit.",
    "Your path can’t be saved here: it lasts until you leave the page.",
)
"""English words of the player's texts for scenarios; it finds their translations by them."""


@dataclass(frozen=True, slots=True)
class Gamebook:
    """What a scenario's HTML is made of besides the scenario itself."""

    name: str
    """Unique on the page; start of every id in the book."""
    html: Mapping[Text, Html]
    """Each piece of its Markdown, rendered."""
    objectives: Mapping[str, str]
    """What the course's lessons say of each objective."""
    level: int
    """Of its headings: one below the heading that it stands under."""
    text: Texts
    typeset: Callable[[str], str]
    """Sets a plain text as Markdown around it is set."""

    def say(self, english: str, **values: object) -> str:
        """Return an interface text in the learner's language, as HTML."""
        return escape(fill(self.text(english), **values))

    def type(self, id: str) -> str:
        """Return what learners call a type of ending."""
        english = TYPE_TEXTS.get(id, id)
        return self.text(english)


def render_scenario(scenario: Scenario, book: Gamebook) -> str:
    """Return the scenario's HTML: a note on its content, then every scene with its number, choices as links."""
    numbers = {id: number for number, id in enumerate(scenario.scene_by_id, 1)}
    scenes = "".join(_scene(scene, numbers, book) for scene in scenario.scene_by_id.values())
    changes = {fact.name: book.typeset(fact.written) for fact in scenario.change}
    data = {"scenario": scenario.id, "revision": scenario.revision}
    if changes:
        data["changes"] = json.dumps(changes, ensure_ascii=False)
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    return (
        f'<cw-scenario class="cw-scenario" id="{escape(book.name)}"{attributes} role="region" '
        f'aria-label="{escape(scenario.title)}" data-search-exclude>'
        f'{_note(scenario, book)}<div class="cw-book">{_tree(scenario, numbers, book)}{scenes}</div></cw-scenario>'
    )


def _note(scenario: Scenario, book: Gamebook) -> str:
    endings = sum(1 for scene in scenario.scene_by_id.values() if scene.ending)
    count = book.text.count
    # Translators: before a scenario begins
    facts = [count("about {n} minute", "about {n} minutes", round(scenario.minutes))] if scenario.minutes else []
    facts.append(count("{n} ending", "{n} endings", endings))
    note = f"<p>{escape(book.typeset(scenario.content_note))}</p>" if scenario.content_note else ""
    heading = f'<h{book.level} class="cw-scene-title">{book.say("Before you start")}</h{book.level}>'
    return f'<div class="cw-note">{heading}{note}<p class="cw-facts">{escape(" · ".join(facts))}</p></div>'


def _tree(scenario: Scenario, numbers: Mapping[str, int], book: Gamebook) -> str:
    """Return all ways as a tree, for paper: each scene's choices once, where the fewest steps lead to it."""
    scenes = scenario.scene_by_id
    first = next(iter(scenes))
    levels, below, waiting = {first: 0}, set[str](), deque([first])
    while waiting:
        scene = scenes[waiting.popleft()]
        for option in scene.options:
            target = option.target.id
            if target in scenes and target not in levels:
                levels[target] = levels[scene.id] + 1
                below.add(option.id + scene.id)
                waiting.append(target)

    def name(scene: Scene) -> str:
        kind = f" ({escape(book.type(scene.ending.type.id))})" if scene.ending else ""
        return f"<strong>{numbers[scene.id]} {book.html[scene.title].text}{kind}</strong>"

    def branch(scene: Scene) -> str:
        rows = ""
        for option in scene.options:
            target = scenes.get(option.target.id)
            if target:
                deeper = branch(target) if option.id + scene.id in below and levels[target.id] < _DEEPEST else ""
                when = f"<em>{_said(option.condition, book)}</em> " if option.condition else ""
                rows += f"<li>{when}{book.html[option.text].text} → {name(target)}{deeper}</li>"
        return f"<ul>{rows}</ul>" if rows else ""

    return f'<div class="cw-tree"><p>{name(scenes[first])}</p>{branch(scenes[first])}</div>'


def _scene(scene: Scene, numbers: Mapping[str, int], book: Gamebook) -> str:
    title = book.html[scene.title].text
    number = f'<span class="cw-scene-number">{numbers[scene.id]}</span> '
    heading = (
        f'<h{book.level} class="cw-scene-title">{number}<span class="cw-scene-name">{title}</span></h{book.level}>'
    )
    passages = "".join(_passage(passage, book) for passage in scene.passages if not passage.behind)
    repair = "".join(_passage(passage, book) for passage in scene.passages if passage.behind)
    options = "".join(_option(option, numbers, book) for option in scene.options)
    options = f'<ul class="cw-options">{options}</ul>' if options else ""
    data, kind, debrief = "", "", ""
    if scene.ending:
        data = f' data-ending="{escape(scene.ending.type.id)}"'
        # Translators: at the end of a scenario; {type} is such as “Protected”
        said = book.say("Ending: {type}", type=book.type(scene.ending.type.id))
        kind = f'<p class="cw-ending" data-type="{escape(scene.ending.type.id)}">{said}</p>'
        debrief = _debrief(scene.ending, book)
    id = f"{book.name}--{scene.id}"
    return (
        f'<section class="cw-scene" id="{escape(id)}" data-scene="{escape(scene.id)}"{data}>'
        f"{heading}{kind}{passages}{repair}{options}{debrief}</section>"
    )


def _passage(passage: Passage, book: Gamebook) -> str:
    html = _block(book.html[passage.text])
    if passage.as_other:
        said = book.say(WORDS["seen"])
        html = f"<details><summary>{said}</summary>{html}</details>"
    name = "cw-eye" if passage.as_other else "cw-repair" if passage.behind else "cw-passage"
    return f'<div class="{name}"{_when(passage.condition)}>{_if(passage.condition, book)}{html}</div>'


def _option(option: Option, numbers: Mapping[str, int], book: Gamebook) -> str:
    said = book.html[option.text].text
    outcome = ""
    for part in option.consequences:
        who = book.say(WORDS["other" if part.who == "other" else "self"])
        outcome += (
            f'<div class="cw-consequence" data-who="{part.who}"{_when(part.condition)}>{_if(part.condition, book)}'
            f'<p class="cw-who">{who}:</p>{_block(book.html[part.text])}</div>'
        )
    if outcome:
        # Translators: in a scenario where scripts are off, what opens the consequences of a choice
        outcome = f'<details class="cw-outcome"><summary>{book.say("What it leads to")}</summary>{outcome}</details>'
    # Translators: in a scenario where scripts are off: what will matter later, and the scene that comes next
    facts = "".join(
        f'<p class="cw-when">{book.say("Remember: {fact}", fact=book.typeset(fact.written))}</p>'
        for fact in option.sets
    )
    go = ""
    if number := numbers.get(option.target.id):
        target = escape(f"#{book.name}--{option.target.id}")
        go = f'<p class="cw-go"><a href="{target}">{book.say("Go to {n}", n=number)}</a></p>'
    data = f' data-option="{option.id}" data-to="{escape(option.target.id)}"{_when(option.condition)}'
    if option.sets:
        data += f' data-sets="{escape(json.dumps([fact.name for fact in option.sets], ensure_ascii=False))}"'
    return f'<li{data}>{_if(option.condition, book)}<p class="cw-line">{said}</p>{outcome}{facts}{go}</li>'


def _debrief(ending: Ending, book: Gamebook) -> str:
    """Return what is said of an ending: first what to do next; what it rests on is folded away."""
    # Translators: at the end of a scenario, what stands above each part of the debrief; “Next session” is the next
    # meeting, “Standard” a standard of the profession, “this” what the learner did
    ahead = (
        (book.say("Next session"), _inline(ending.next, book)),
        (book.say("What would change this"), _inline(ending.change, book)),
    )
    said = (
        escape(book.typeset(book.objectives[named.id])) for named in ending.objectives if book.objectives.get(named.id)
    )
    behind = (
        (book.say("Principle"), _inline(ending.principle, book)),
        (book.say("Objectives"), "".join(f"<dd>{text}</dd>" for text in said)),
        (book.say("Standard"), _inline(ending.standard, book)),
    )
    folded = _list(behind)
    if folded:
        names = " · ".join(label for label, text in behind if text)
        folded = f'<details class="cw-behind"><summary>{names}</summary>{folded}</details>'
    return _list(ahead) + folded


def _list(rows: Sequence[tuple[str, str]]) -> str:
    inside = "".join(f"<dt>{label}</dt>{said}" for label, said in rows if said)
    return f'<dl class="cw-debrief">{inside}</dl>' if inside else ""


def _inline(text: Text | None, book: Gamebook) -> str:
    return book.html[text].within("dd", "cw-said") if text else ""


def _block(html: Html) -> str:
    return html.text if html.block else f"<p>{html.text}</p>"


def _when(condition: Condition | None) -> str:
    if condition is None:
        return ""
    return f' data-{"if" if condition.holds else "unless"}="{escape(condition.fact)}"'


def _if(condition: Condition | None, book: Gamebook) -> str:
    return f'<p class="cw-when">{_said(condition, book)}</p>' if condition else ""


def _said(condition: Condition, book: Gamebook) -> str:
    # Translators: in a scenario, before what only happens with this fact, which is a clause such as “you waited”
    return book.say("If {fact}:" if condition.holds else "If not {fact}:", fact=book.typeset(condition.written))
