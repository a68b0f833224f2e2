"""How far the learner has come."""

from __future__ import annotations

from html import escape

from coursewright.model.path import Section
from coursewright.render.path.maker import PATH_TEXTS, Maker, step_links
from coursewright.render.path.registry import PathPiece


def progress(make: Maker) -> str:
    """Return the sum of it all, and every step of the path, by section, which a script marks and folds."""
    final = make.path.completion.final
    # Translators: headings in the list of progress; electives are sections that may be left out, the core is the rest
    core, electives = make.heading("Core"), make.heading("Electives")
    if all(section.core for section in make.path.sections):
        core = make.heading("Lessons")
    # Translators: on the page that shows how far the learner has come
    needs = make.heading("What finishing takes")
    parts = [
        '<p class="cw-sum" role="status"></p><progress class="cw-bar" value="0" aria-hidden="true" hidden></progress>',
        make.lost(),
        make.when_done(),
        make.onward(),
        make.without("Progress is kept and shown by scripts, and they are off. The lessons work without them."),
    ]
    for counts, heading in ((True, core), (False, electives)):
        shown = [section for section in make.path.sections if section.core is counts]
        named = any(f">{escape(section.title)}<" in heading for section in shown)  # its own title says it
        if shown and not named:
            parts.append(heading)
        parts += [_part(make, section, 0 if named else 1) for section in shown]
        if counts and final:
            parts.append(f'<ul class="cw-steps cw-last">{make.final_step()}</ul>')
    parts.append(f'<details class="cw-part" open><summary>{needs}</summary>{make.needs()}</details>')
    return "".join(parts)


def _part(make: Maker, section: Section, below: int) -> str:
    """Return a section's steps, folded below its title; the heading is so many levels below the piece's own."""
    rows = "".join(make.step(step, core=section.core) for step in section.steps)
    tag = f"h{min(make.level + below, 6)}"
    # Translators: in the list of progress, beside the title of a section that may be left out
    free = "" if section.core else f' <span class="cw-free">{make.say("optional")}</span>'
    title = f'<{tag}><span>{escape(section.title)}{free}</span> <span class="cw-count"></span></{tag}>'
    return f'<details class="cw-part" open><summary>{title}</summary><ul class="cw-steps">{rows}</ul></details>'


PIECE = PathPiece(
    name="progress",
    html=progress,
    links=step_links,
    scripts=("sound.js", "path.js", "progress.js"),
    styles=("progress.css",),
    texts=PATH_TEXTS,
    needs_sections=True,
)
