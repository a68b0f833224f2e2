"""How far the learner has come."""

from __future__ import annotations

from html import escape

from coursewright.render.path.maker import PATH_TEXTS, Maker, step_links
from coursewright.render.path.registry import PathPiece


def progress(make: Maker) -> str:
    """Return every step of the path, to be marked by a script, core and electives apart."""
    final = make.path.completion.final
    # Translators: headings in the list of progress; electives are sections that may be left out, the core is the rest
    core, electives = make.heading("Core"), make.heading("Electives")
    if all(section.core for section in make.path.sections):
        core = make.heading("Lessons")
    # Translators: on the page that shows how far the learner has come
    parts = [
        make.heading("What finishing takes") + make.needs(),
        make.without("Progress is kept and shown by scripts, and they are off. The lessons work without them."),
        '<p class="cw-sum" role="status"></p>',
        make.when_done(),
    ]
    for counts, heading in ((True, core), (False, electives)):
        shown = [section for section in make.path.sections if section.core is counts]
        if shown:
            parts.append(heading)
        for section in shown:
            rows = "".join(make.step(step, core=counts) for step in section.steps)
            tag = f"h{min(make.level + 1, 6)}"
            title = f'<{tag}>{escape(section.title)} <span class="cw-count"></span></{tag}>'
            parts.append(f'<section>{title}<ul class="cw-steps">{rows}</ul></section>')
    if final:
        parts.append(f'{make.heading("Final assessment")}<ul class="cw-steps">{make.final_step()}</ul>')
    return "".join(parts)


PIECE = PathPiece(
    name="progress",
    html=progress,
    links=step_links,
    scripts=("sound.js", "path.js"),
    texts=PATH_TEXTS,
    needs_sections=True,
)
