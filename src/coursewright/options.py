"""Options of the MkDocs plugin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.base import ValidationError

from coursewright.fragment.near import near
from coursewright.problem import Problem, Severity, Source
from coursewright.read.configuration import places, plugin_entry
from coursewright.read.facts import nearest
from coursewright.read.report import as_written, problem
from coursewright.render.language_options import Broken, broken_catalogues, language_slips


class _CatalogueError(ValidationError):
    """A file of translations that can't be read."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(f"{broken.path}:{broken.line}: {broken.why}")
        self.broken = broken


class CoursewrightConfig(base.Config):
    """What an author can write below ``coursewright`` in the plugins of ``mkdocs.yml``."""

    banks = option.Type(str, default="quizzes")
    """Folder of the item banks, beside ``mkdocs.yml``."""
    language = option.Optional(option.Type(str))
    """Language of the interface; the theme's if not given."""
    theme = option.Deprecated(
        message=(
            "the plugin's option “theme” is gone; delete it. Our look is a theme of its own: "
            "“theme: {{name: coursewright}}” at the top level of mkdocs.yml. Another theme keeps its own templates"
        )
    )
    offline = option.Type(bool, default=False)
    """Whether the site opens from a folder, without a server: links name files, and search needs no request."""

    # What the check says, and how much that matters; ``check/settings.py`` reads them, and says where one is wrong.
    select = base.BaseConfigOption[Any]()
    ignore = base.BaseConfigOption[Any]()
    severity = base.BaseConfigOption[Any]()
    paths = base.BaseConfigOption[Any]()

    formulas = option.Optional(option.Choice(("mathml", "keep")))
    """Whether pages draw formulas without a script, or keep TeX for the site's own one; found out if not given."""

    # The options of mkdocs-quiz, under its names; what they do here: ``render/options.py``.
    enabled_by_default = option.Type(bool, default=True)
    auto_number = option.Optional(option.Type(bool))
    show_correct = option.Optional(option.Type(bool))
    disable_after_submit = option.Optional(option.Type(bool))
    shuffle_answers = option.Optional(option.Type(bool))
    show_progress = option.Optional(option.Type(bool))
    auto_submit = option.Optional(option.Type(bool))
    confetti = option.Optional(option.Type(bool))
    progress_sidebar_position = option.Optional(option.Type(str))
    embed_source = option.Optional(option.Type(bool))
    cli_run = option.Optional(option.Type(dict))
    custom_translations = option.Type(dict, default={})
    language_patterns = option.Type(list, default=[])

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Return what is wrong, also with languages and their catalogues, before any page asks for them."""
        errors, warnings = super().validate()
        if not errors:
            root = Path(self.config_file_path or ".").resolve().parent
            errors += [("custom_translations", _CatalogueError(one)) for one in broken_catalogues(self, root)]
            warnings += language_slips(self, root) if not errors else ()
        return errors, warnings


def wrong_options(options: Mapping[str, Any], config_file: Path) -> Iterator[Problem]:
    """Yield what MkDocs will say of the plugin's options, each at its line; names that nobody knows are errors here."""
    own = CoursewrightConfig(str(config_file))
    known = tuple(own._schema_keys)
    own.load_dict({str(name): value for name, value in options.items()})
    errors, warnings = own.validate()
    told = []
    for name, error in errors:
        if isinstance(error, _CatalogueError):
            place = Source(error.broken.path.removeprefix("./"), error.broken.line, 1)
            hint = 'Each text stands between straight quotation marks: msgid "…", msgstr "…".'
            yield replace(problem("R031", error.broken.why, place, hint), severity=Severity.ERROR)
        else:
            told.append(("R023", name, _plainly(own, name, str(error))))
    told += [("R031" if name.partition(".")[0] in known else "R023", name, said) for name, said in warnings]
    stand = places(config_file, plugin_entry) if told else {}
    for code, name, said in told:
        option = name.partition(".")[0]
        meant = "" if option in known else near(name, known)
        message = f"{option}: {said}" if option in known else f"unknown option “{name}”"
        yield problem(code, message, nearest(stand, name), f"Did you mean “{meant}”?" if meant else "")


def _plainly(own: CoursewrightConfig, name: str, said: str) -> str:
    """Return what an option takes, where MkDocs says it in the words of Python; else what MkDocs says."""
    kinds = {bool: "true or false, without quotation marks", str: "a text", dict: "names with values", list: "a list"}
    takes = next((word for kind, word in kinds.items() if said.startswith(f"Expected type: {kind}")), "")
    choices = re.match(r"Expected one of: \(([^)]*)\)", said)
    takes = choices[1].replace("'", "").replace(", ", " or ") if choices else takes
    return f"“{as_written(own.get(name))}” is no value for it, which is {takes}" if takes else said
