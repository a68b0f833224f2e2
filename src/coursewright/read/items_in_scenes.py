"""Items in the file of a scenario, which has none: everyone would read their keys."""

from __future__ import annotations

import re
from bisect import bisect_left

from coursewright.fragment.code import mask_comments, mask_only_code
from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem, Source
from coursewright.read.report import problem

_ITEM = seldom(r" {0,3}(?:> ?)*<quiz>", re.I)
_SCENE = seldom(r" {0,3}##(?!#)")


def take_items(rows: list[str], path: str, first: int, problems: list[Problem]) -> None:
    """Report each item among the rows of a scenario; they are blank from then on.

    ``first`` is the file's number of the first row. One that doesn't end inside its scene loses the row of its tag.
    """
    plain = mask_comments(mask_only_code("\n".join(rows))).split("\n")
    ends = [row for row, line in enumerate(plain) if "</quiz>" in line.lower()]
    scenes = [row for row, line in enumerate(plain) if _SCENE.match(line)]
    behind = 0
    for row, line in enumerate(plain):
        if row < behind or not (found := _ITEM.match(line)):
            continue
        hint = "Ask what to do by choices that lead to scenes, “- [Call](#they-hear-you)”; put the item into a bank."
        place = Source(path, first + row, found.end() - len("<quiz>") + 1)
        problems.append(problem("R021", "a scenario can't hold an item", place, hint))
        end, scene = bisect_left(ends, row), bisect_left(scenes, row)
        closed = end < len(ends) and (scene == len(scenes) or ends[end] < scenes[scene])
        behind = ends[end] + 1 if closed else row + 1
        rows[row:behind] = [""] * (behind - row)
