"""List the lessons with what rule A308 measures: grade, words a sentence, words, grade of what is said; ids pick."""

import sys
from pathlib import Path

from coursewright.check.grade import grade, mean_sentence
from coursewright.check.prose import Prose, prose_of
from coursewright.config import read_layout
from coursewright.read.course import read_course

ROOT = Path(__file__).parents[1]


def line(prose: Prose) -> str:
    """Return the figures of one page; a dash where it has no words to say aloud."""
    spoken = f"{grade(prose.spoken):7.1f}" if prose.spoken else "      -"
    return f"{grade(prose.own):5.1f} {mean_sentence(prose.own):8.1f} {prose.words:5} {spoken}"


if __name__ == "__main__":
    layout, problems = read_layout(ROOT / "mkdocs.yml")
    if layout is None:
        sys.exit("\n".join(map(str, problems)))
    print("grade sentence words spoken")
    for lesson in read_course(layout).lessons:
        if lesson.keeps_progress and (not sys.argv[1:] or lesson.id in sys.argv[1:]):
            print(line(prose_of(lesson.document)), "", lesson.document.path)
