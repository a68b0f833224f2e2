"""What our theme takes of mkdocs-material's files: words in languages that we have none for, icons, and its search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from coursewright.fragment.there import is_file

_SCRIPTS = "assets/javascripts"
WORKER_FOLDER = f"{_SCRIPTS}/workers"


@cache
def folder() -> Path:
    """Return the folder of Material's templates; nothing of it is published but what :func:`search_files` returns."""
    spec = find_spec("material")  # found, not imported
    assert spec is not None  # a dependency
    assert spec.origin is not None
    return Path(spec.origin).parent / "templates"


@cache
def words_in(language: str) -> Callable[[str], str]:
    """Return a function from the name of one of Material's words to the word; empty where it has none."""
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - a check starts sooner without it

    env = Environment(loader=FileSystemLoader(folder()), autoescape=False)
    paths = (f"partials/languages/{name}.html" for name in (language, language.split("-", maxsplit=1)[0], "en"))
    found = next(path for path in paths if is_file(folder() / path))
    ours, english = (env.get_template(path).module for path in (found, "partials/languages/en.html"))
    return lambda name: str(ours.t(name) or english.t(name))  # type: ignore[attr-defined]


def icon(name: object, own: Sequence[str] = ()) -> str:
    """Return an icon of Material's as SVG, such as ``material/school``, or one from ``.icons`` of these folders."""
    for root in (*map(Path, own), folder()):
        file = root / ".icons" / f"{name}.svg"
        if name and is_file(file):
            drawn = file.read_text(encoding="utf-8").strip()
            return drawn.replace("<svg ", '<svg class="cw-icon" aria-hidden="true" ', 1)
    return ""


def search_files(languages: Sequence[str]) -> dict[str, bytes]:
    """Return the scripts that search needs in these languages, by their paths in a site, the worker first."""
    worker = next(iter(sorted((folder() / WORKER_FOLDER).glob("search.*.min.js"))))
    found = [worker]
    if others := sorted(set(languages) - {"en"}):
        lunr = folder() / _SCRIPTS / "lunr"
        names = ["lunr.stemmer.support", "lunr.multi", *(f"lunr.{language}" for language in others)]
        files = [lunr / "min" / f"{name}.min.js" for name in names]
        files += [lunr / "tinyseg.js"] * ("ja" in others) + [lunr / "wordcut.js"] * bool({"hi", "th"} & set(others))
        found += [file for file in files if file.is_file()]
    return {file.relative_to(folder()).as_posix(): file.read_bytes() for file in found}
