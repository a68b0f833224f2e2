"""Where the learner was: nothing while nothing is saved."""  # noqa: N999 - its name is what authors write

from __future__ import annotations

from coursewright.render.path.maker import PATH_TEXTS, Maker, step_links
from coursewright.render.path.registry import PathPiece


def onward(make: Maker) -> str:
    """Return a link that a script aims and shows, and the steps that it can lead to."""
    rows = "".join(make.step(step, core=section.core) for section in make.path.sections for step in section.steps)
    last = make.final_step() if make.path.completion.final else ""
    return f'{make.onward(begins=False)}{make.when_done()}<ul class="cw-steps" hidden>{rows}{last}</ul>'


PIECE = PathPiece(
    name="continue",
    html=onward,
    links=step_links,
    scripts=("sound.js", "path.js"),
    styles=("continue.css",),
    texts=PATH_TEXTS,
    needs_sections=True,
)
