"""Nothing to compare one's own reply with, or one reply alone, which then sounds like the only right one."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import norm
from coursewright.model.course import Course
from coursewright.problem import Severity

FEWEST, MOST = 2, 3


@rule("W161", "model-replies", Severity.WARNING, apart=True)
def model_replies(course: Course) -> Iterator[Finding]:
    """Search for items to say aloud without two or three model replies, and for replies that say nothing new."""
    for item in course.items:
        if not item.self_marked:
            continue
        count = len(item.replies)
        if count < FEWEST:
            source = item.replies[0].source if count else item.choices[-1].text.source if item.choices else item.source
            message = "one model reply alone" if count else "no model reply"
            hint = "Write two or three below the criteria, each in another voice: “Reply: …”."
            level = Severity.ADVICE if count else Severity.WARNING
            yield Finding(message, source, hint, item.id, level)
        elif count > MOST:
            hint = "Keep the two or three that differ most."
            yield Finding(f"there are {count} model replies", item.replies[MOST].source, hint, item.id, Severity.ADVICE)
        seen: dict[str, int] = {}
        for reply in item.replies:
            first = seen.setdefault(norm(reply.markdown), reply.line)
            if not reply.markdown:
                yield Finding("a model reply has no text", reply.source, "Write what one may say.", item.id)
            elif first != reply.line:
                message = f"this reply reads the same as the one in line {first}"
                yield Finding(message, reply.source, "Say it in another voice.", item.id)
