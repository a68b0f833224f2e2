"""A small course with all that a learner's path can have, and a learner who knows which choice is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from learner import Learner
from playwright.sync_api import Locator
from sites import Site

STRATA = ("tide", "rock")
REASON = "because of"
"""Stands in every reason and nowhere else."""
KEY = "coursewright:course"


def question(name: str, extra: str = "") -> str:
    return f"""<quiz>
<!-- id: {name}{extra} -->
What fits {name} best?
- [ ] Wrong for {name}
  > Not this one, {REASON} {name}. See [lesson a](../docs/a.md).
- [x] Right for {name}
  > This one, {REASON} {name}. See [lesson a](../docs/a.md).
- [ ] Also wrong for {name}
  > Nor this one, {REASON} {name}. See [lesson a](../docs/a.md).
</quiz>
"""


def lesson(name: str, *questions: str) -> str:
    asked = "\n".join(question(name).replace("../docs/", "") for name in questions)
    return f"---\nid: {name}\ntitle: Lesson {name}\nduration: 20\n---\n# Lesson {name}\n\n{asked}"


def bank(*questions: str) -> str:
    return "---\nuse: final\n---\n" + "\n".join(questions)


def names(stratum: str) -> list[str]:
    return [f"{stratum}-{number}" for number in range(1, 6)]


PAGES: Mapping[str, str] = {
    "index.md": "# Home\n\n<!-- course: completion -->\n",
    "a.md": lesson("a", "a-one", "a-two"),
    "b.md": lesson("b", "b-one"),
    "progress.md": "# Progress\n\n<!-- course: progress -->\n\n## Your data\n\n<!-- course: data -->\n",
    "final.md": "# Final\n\n<!-- course: final -->\n",
    "review.md": "# Review\n\n<!-- course: review -->\n",
    "certificate.md": "# Certificate\n\n<!-- course: certificate -->\n",
    "agreement.md": "# Agreement\n\n<!-- course: agreement -->\n\n"
    "1. **Hello.** Who greets first?\n2. **Others.** Who else is there?\n",
    **{f"../quizzes/{stratum}.md": bank(*map(question, names(stratum))) for stratum in STRATA},
}  # fmt: skip
FACTS: Mapping[str, Any] = {
    "id": "course",
    "title": "Tides",
    "core": ["Core"],
    "electives": ["More"],
    "complete": ["lessons", "final"],
    "pass_mark": 75,
    "final": {"draw": {"tide": 2, "rock": 2}, "attempts": 2},
}


def publish(site: Site, facts: Mapping[str, Any] | None = None, **pages: str) -> str:
    """Put the course at an address; ``pages`` take the place of those above, with _ for / and no ending."""
    texts = {
        **PAGES,
        **{name if name.endswith(".md") else f"../quizzes/{name}.md": text for name, text in pages.items()},
    }
    nav = ["index.md", {"Core": ["a.md"]}, {"More": ["b.md"]}]
    nav += [{"Path": ["progress.md", "final.md", "review.md", "certificate.md", "agreement.md"]}]
    extra = {"generator": False, "course": {**FACTS, **(facts or {})}}
    return site.publish(texts, config={"extra": extra, "nav": nav, "markdown_extensions": ["attr_list"]})


class Taker(Learner):
    """A learner in front of the final assessment."""

    def heading(self) -> str:
        return self.page.locator("cw-final .cw-live h2").first.inner_text()

    def asked(self) -> str:
        return str(self.page.locator("cw-final cw-item").get_attribute("data-item"))

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).click()

    def take(self, right: Sequence[bool], until: int | None = None) -> list[str]:
        """Answer question by question; return their ids."""
        seen = []
        for at, wanted in enumerate(right):
            name = self.asked()
            seen.append(name)
            self.choice(f"{'Right' if wanted else 'Wrong'} for {name}").check()
            if at + 1 == until:
                break
            self.press("Next" if at + 1 < len(right) else "Hand in")
        return seen

    def choice(self, text: str) -> Locator:
        return self.page.get_by_label(text, exact=True)

    def final(self) -> dict[str, Any]:
        return dict((self.storage() or {}).get("final", {}))

    def put(self, **parts: Any) -> None:
        """Write parts of the saved state, as another page of the course would have."""
        self.page.evaluate(
            """([key, parts]) => {
              const state = JSON.parse(localStorage.getItem(key) ?? '{"version": 2}');
              localStorage.setItem(key, JSON.stringify({ ...state, ...parts }));
            }""",
            [KEY, parts],
        )


def complete(**more: Any) -> dict[str, Any]:
    """Return the parts of a state in which all that counts is done."""
    return {
        "lessons": {"a": {"answered": 2, "right": 2, "total": 2, "done": True}},
        "final": {"1": {"seed": 1, "score": 4, "total": 4, "passed": True, "at": 1, "slots": []}},
        **more,
    }
