"""A scenario as a picture (SVG) for its author: scenes as boxes with their choices, endings by type.

Laid out in layers from left to right: a scene stands one column behind the last one that leads to it; within a column
near what it hangs on. Everything comes from the file's order, so the same scenario gives the same bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from coursewright.model.scenario import Option, Scenario, Scene

_WIDTH, _GAP, _SPACE, _LINE, _PAD = 236, 84, 26, 16, 10
_CHARACTERS = 34
"""How many of a usual font's characters fit into a box at 12 px."""
_STYLE = (
    "svg{color:#1d282b;background:#fcfbf8}"
    "@media (prefers-color-scheme:dark){svg{color:#e7ece9;background:#131a1b}}"
    "text{font:12px system-ui,sans-serif;fill:currentColor}.t{font-weight:700}.e{font-style:italic}"
)
_DASHES = {"repairable": "7 4", "harm": "2 3"}


@dataclass(slots=True)
class _Box:
    """A scene on the picture; one without a scene leads a long line past a column."""

    scene: Scene | None
    column: int
    order: float
    title: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    """Each choice, wrapped."""
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        lines = len(self.title) + sum(map(len, self.rows))
        return 2 * _PAD + _LINE * lines + 6 * len(self.rows) if self.scene else _LINE

    def port(self, row: int) -> int:
        """Return the height at which a choice's line leaves."""
        above = len(self.title) + sum(map(len, self.rows[:row]))
        return self.y + _PAD + _LINE * above + 6 * (row + 1) + _LINE * len(self.rows[row]) // 2


def graph(scenario: Scenario) -> str:
    """Return the picture as an SVG document that describes itself in words, too."""
    columns = _columns(scenario)
    boxes = {
        scene.id: _box(scene, columns[scene.id], number) for number, scene in enumerate(scenario.scene_by_id.values())
    }
    lines = list(_lines(boxes))
    everything = [*boxes.values(), *(box for _, _, _, between in lines for box in between)]
    width, height = _place(everything, lines)
    parts = [_line(start, row, end, between, height) for start, row, end, between in lines]
    parts += [_drawn(box) for box in boxes.values()]
    title = escape(" ".join(scenario.title.split()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}">\n<title id="title">{title}</title>\n'
        f'<desc id="desc">{escape(" ".join(_described(scenario)))}</desc>\n<style>{_STYLE}</style>\n'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="currentColor"/></marker></defs>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _plain(markdown: str) -> str:
    """Return a piece of Markdown as it is read, without emphasis."""
    return " ".join(markdown.replace("**", "").replace("*", "").replace("`", "").split())


def _described(scenario: Scenario) -> Iterator[str]:
    scenes = scenario.scene_by_id
    endings = sum(1 for scene in scenes.values() if scene.ending)
    yield f"{len(scenes)} scenes, {endings} of them endings."
    for scene in scenes.values():
        kind = f" (ending: {scene.ending.type.id})" if scene.ending else ""
        ways = [
            f"{_said(option)} leads to {_plain(scenes[option.target.id].title.markdown)}"
            for option in scene.options
            if option.target.id in scenes
        ]
        yield f"{_plain(scene.title.markdown)}{kind}{': ' + '; '.join(ways) if ways else ''}."


def _said(option: Option) -> str:
    said = _plain(option.text.markdown)
    if when := option.condition:
        said = f"{'If' if when.holds else 'If not'} {when.written}: {said}"
    return said


def _box(scene: Scene, column: int, number: int) -> _Box:
    title = textwrap.wrap(f"{number + 1}  {_plain(scene.title.markdown)}", _CHARACTERS - 4) or [str(number + 1)]
    if scene.ending:
        title.append(f"Ending: {scene.ending.type.id}"[:_CHARACTERS])
    rows = [textwrap.wrap(_said(option), _CHARACTERS) or ["…"] for option in scene.options]
    return _Box(scene, column, float(number), title, rows)


def _columns(scenario: Scenario) -> dict[str, int]:
    """Return each scene's column: one behind the last that leads to it, lines that lead back left out."""
    scenes = scenario.scene_by_id
    after = {
        id: [option.target.id for option in scene.options if option.target.id in scenes] for id, scene in scenes.items()
    }
    done: list[str] = []
    state: dict[str, int] = {}  # 1 on the way, 2 done
    forward: dict[str, list[str]] = {id: [] for id in scenes}
    for root in scenes:
        walk = [(root, iter(after[root]))] if root not in state else []
        state.setdefault(root, 1)
        while walk:
            id, rest = walk[-1]
            following = next(rest, None)
            if following is None:
                state[id] = 2
                done.append(id)
                walk.pop()
            elif state.get(following) != 1:
                forward[id].append(following)
                if following not in state:
                    state[following] = 1
                    walk.append((following, iter(after[following])))
    columns = dict.fromkeys(scenes, 0)
    for id in reversed(done):
        for following in forward[id]:
            columns[following] = max(columns[following], columns[id] + 1)
    return columns


_Line = tuple[_Box, int, _Box, list[_Box]]
"""A choice's line: from a box and its row to a box, past boxes without a scene."""


def _lines(boxes: dict[str, _Box]) -> Iterator[_Line]:
    for box in boxes.values():
        for row, option in enumerate(box.scene.options if box.scene else ()):
            if end := boxes.get(option.target.id):
                between = [_Box(None, column, box.order) for column in range(box.column + 1, end.column)]
                yield box, row, end, between


def _place(boxes: Sequence[_Box], lines: Sequence[_Line]) -> tuple[int, int]:
    """Give every box its place; return the picture's size."""
    columns: dict[int, list[_Box]] = {}
    for box in boxes:
        columns.setdefault(box.column, []).append(box)
    links: list[tuple[_Box, _Box]] = []
    for start, _, end, between in lines:
        chain = [start, *between, end]
        links += [pair for pair in pairwise(chain) if pair[0].column < pair[1].column]
    tall = max(sum(box.height + _SPACE for box in column) for column in columns.values())
    for sweep in range(9):
        for number in sorted(columns, reverse=sweep % 2 == 1):
            column = columns[number]
            column.sort(key=lambda box: box.order)
            y = _SPACE + (tall - sum(box.height + _SPACE for box in column)) // 2
            for box in column:
                box.x, box.y = _SPACE + number * (_WIDTH + _GAP), y
                y += box.height + _SPACE
        for box in boxes:
            near = [a if b is box else b for a, b in links if box in (a, b)]
            if sweep < 8 and near:
                box.order = sum(other.y + other.height / 2 for other in near) / len(near)
    return 2 * _SPACE + (max(columns) + 1) * (_WIDTH + _GAP) - _GAP, tall + _SPACE


def _line(start: _Box, row: int, end: _Box, between: Sequence[_Box], height: int) -> str:
    x, y = start.x + _WIDTH, start.port(row)
    goal = end.y + _PAD + _LINE // 2
    if end.column <= start.column:  # it leads back
        path = f"M{x} {y}C{x + _GAP} {height} {end.x - _GAP} {height} {end.x} {goal}"
        return f'<path d="{path}" fill="none" stroke="currentColor" stroke-dasharray="4 4" marker-end="url(#tip)"/>'
    path, half = f"M{x} {y}", _GAP // 2
    for box in between:
        middle = box.y + _LINE // 2
        path += f"C{x + half} {y} {box.x - half} {middle} {box.x} {middle}H{box.x + _WIDTH}"
        x, y = box.x + _WIDTH, middle
    path += f"C{x + half} {y} {end.x - half} {goal} {end.x} {goal}"
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity=".7" marker-end="url(#tip)"/>'


def _drawn(box: _Box) -> str:
    assert box.scene
    kind = box.scene.ending.type.id if box.scene.ending else ""
    dash = f' stroke-dasharray="{_DASHES[kind]}"' if kind in _DASHES else ""
    wide = 2.5 if kind else 1
    out = [
        f'<rect x="{box.x}" y="{box.y}" width="{_WIDTH}" height="{box.height}" rx="8" fill="none" '
        f'stroke="currentColor" stroke-width="{wide}"{dash}/>'
    ]
    y = box.y + _PAD + 12
    for number, line in enumerate(box.title):
        name = "e" if kind and number == len(box.title) - 1 else "t"
        out.append(f'<text class="{name}" x="{box.x + _PAD}" y="{y}">{escape(line)}</text>')
        y += _LINE
    for row in box.rows:
        out.append(f'<path d="M{box.x} {y - 10}h{_WIDTH}" stroke="currentColor" stroke-opacity=".3"/>')
        y += 6
        for line in row:
            out.append(f'<text x="{box.x + _PAD}" y="{y}">{escape(line)}</text>')
            y += _LINE
    return "".join(out)
