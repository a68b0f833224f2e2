"""What finishing takes, and how far the learner has come."""

from __future__ import annotations

from html import escape

from coursewright.render.path.maker import Maker


def completion(make: Maker) -> str:
    """Return in words what finishing takes."""
    return f'<ul class="cw-needs">{"".join(f"<li>{said}</li>" for said in make.needs())}</ul>'


def progress(make: Maker) -> str:
    """Return every step of the path, to be marked by a script, core and electives apart."""
    final = make.path.completion.final
    # Translators: headings in the list of progress; electives are sections that may be left out, the core is the rest
    core, electives = make.heading("Core"), make.heading("Electives")
    if all(section.core for section in make.path.sections):
        core = make.heading("Lessons")
    # Translators: on the page that shows how far the learner has come
    parts = [
        make.heading("What finishing takes") + completion(make),
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
