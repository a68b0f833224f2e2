"""Marks in whose place an extension or a plugin puts something, on a site that has neither: readers see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.fragment.code import Fences, mask_all_code, mask_comments, mask_raw
from coursewright.fragment.rest import holds
from coursewright.fragment.seldom import holds_one, seldom
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_lines import MarkedLines
from coursewright.read.report import warning

_ABBREVIATION = seldom(r"^ {0,3}(?P<mark>\*\[[^\]\n\\^]+\]) ?:[ \t]*[^\s*][^*\n]*$", re.M)
"""Other stars in its line would make it a stage direction, such as ``*[laughs]: Well.*``."""
_EMOJI = re.compile(r":(?:[a-z][a-z\d_-]{2,40}|[+-]1):(?![\w:`\]])")
_APART = "\n\t (*_|>“\"'"
"""What may stand before one."""
_ICONS = ("material-", "fontawesome-", "octicons-", "simple-")
_EMOJIS = (
    " warning bulb white_check_mark heavy_check_mark negative_squared_cross_mark question grey_question exclamation"
    " heavy_exclamation_mark bangbang information_source no_entry no_entry_sign construction rotating_light stop_sign"
    " smile smiley grin grinning laughing joy blush wink thinking thinking_face confused worried cry sob angry"
    " sunglasses heart hearts broken_heart star star2 sparkles fire rocket tada confetti_ball trophy dart"
    " thumbsup thumbsdown +1 -1 clap wave raised_hands raised_hand pray muscle point_right point_left point_up"
    " point_down ok_hand eyes ear speech_balloon thought_balloon mega loudspeaker bell lock unlock mag"
    " mag_right pencil pencil2 memo pushpin round_pushpin paperclip book books open_book notebook clipboard"
    " calendar clock1 hourglass hourglass_flowing_sand alarm_clock stopwatch computer telephone_receiver"
    " envelope camera movie_camera microphone headphones hammer wrench hammer_and_wrench gear gift"
    " school mortar_board hospital ambulance pill syringe car bus bike sunny cloud zap snowflake coffee"
    " arrow_right arrow_left arrow_up arrow_down arrow_forward recycle checkered_flag triangular_flag_on_post"
    " red_circle green_circle yellow_circle large_blue_circle white_circle black_circle "
)
"""Names that nobody puts between two colons for something else."""
_ABOUT_EMOJI = ("emoji", "shortcode", "smiley", "emoticon")
_SNIPPET = seldom(r"^[ \t]*(?P<mark>-+8<-+(?:[ \t]+(?:\"[^\"\n]+\"|'[^'\n]+'))?)[ \t]*$", re.M)
_INCLUDE = seldom(
    r"^[ \t]*(?P<mark>\{%-?[ \t]*(?P<id>include(?:-markdown)?)[ \t]+[\"'][^\"'\n]+[\"'][^{}\n]*%\})[ \t]*$", re.M
)
_TEMPLATES = ("jinja", "liquid", "jekyll", "twig", "nunjucks", "django", "template")
"""Of what speaks of these, a line may be an example."""
_FENCE = seldom(r"(?P<mark>`{3,}|~{3,})[ \t]*(?P<said>\.?[\w#.+-]*(?:[ \t]+\w+=(?:\"[^\"]*\"|'[^']*'))+)[ \t]*")
_OPTIONS = seldom(r"^(?:```|~~~)[^`\n]*[ \t]\w+=[\"']", re.M)
_PLAIN = seldom(r"\.?[\w#.+-]*[ \t]+hl_lines=(?:\"[^\"]*\"|'[^']*')(?:[ \t].*)?")
"""What ``fenced_code`` reads behind a fence, too."""
_LONG = 60
TO_LIST = "Add “- {}” below markdown_extensions in mkdocs.yml: else readers see the marks."


def unread(text: Text, engine: Engine) -> Iterator[Problem]:
    """Yield the first mark of each sort of a page, a bank or a scenario that nothing reads."""
    if not engine.leaves():
        return
    yield from unread_includes(text, engine)
    written = text.markdown
    if holds(written, "*[") and not engine.has("abbr"):
        found = next(_lines(text).found(_ABBREVIATION), None)
        if found:
            yield lacks("an abbreviation", _short(found[1]["mark"]), "abbr", text, found[1].start("mark"))
    if _EMOJI.search(written) and not engine.has("pymdownx.emoji") and not holds_one(written.lower(), _ABOUT_EMOJI):
        yield from _emoji(text)
    fenced = ("`" in written and "```" in written) or ("~" in written and "~~~" in written)  # one sign is found fastest
    if fenced and not engine.has("pymdownx.superfences") and _OPTIONS.search(written):
        yield from _fence(text)


def unread_includes(text: Text, engine: Engine) -> Iterator[Problem]:
    """Yield the first line that shall put a file into the text, where nothing reads it."""
    if not engine.leaves():
        return
    if "-8<-" in text.markdown and not engine.has("pymdownx.snippets"):
        found = [one for _, one in _lines(text).found(_SNIPPET)]
        named = next((one for one in found if not one["mark"].endswith("-")), None)
        if named or len(found) > 1:  # one alone may be a line to cut along
            first = named or found[0]
            yield lacks("a file to put here", _short(first["mark"]), "pymdownx.snippets", text, first.start("mark"))
    if holds(text.markdown, "{%") and "include" in text.markdown and not holds_one(text.markdown.lower(), _TEMPLATES):
        for _, one in _lines(text).found(_INCLUDE):
            plugin = "include-markdown" if one["id"] == "include-markdown" else "macros"
            hint = f"Add “- {plugin}” below plugins in mkdocs.yml, or write the text here: else readers see the mark."
            message = f"a file to put here, “{_short(one['mark'])}”, needs the plugin {plugin}"
            yield warning("R031", message, text.place(one.start("mark")), hint)
            return


def _emoji(text: Text) -> Iterator[Problem]:
    """Yield a warning for the first emoji or icon."""
    for _, found in _lines(text).found(_EMOJI):
        name = found[0].strip(":")
        apart = not found.start() or text.markdown[found.start() - 1] in _APART
        if apart and (f" {name} " in _EMOJIS or name.startswith(_ICONS)):
            hint = "Write the sign itself" if f" {name} " in _EMOJIS else "Delete it"
            hint += ", or set up pymdownx.emoji below markdown_extensions in mkdocs.yml: else readers see its name."
            message = f"an icon, “{found[0]}”, needs the extension pymdownx.emoji"
            yield warning("R031", message, text.place(found.start()), hint)
            return


def _fence(text: Text) -> Iterator[Problem]:
    """Yield a warning for the first fence with options that MkDocs' own extension doesn't read, so that it is none."""
    rows, shown = text.markdown.split("\n"), None
    for first, _ in Fences(rows):
        found = _FENCE.fullmatch(rows[first])
        if not found or _PLAIN.fullmatch(found["said"]):
            continue
        shown = shown or mask_raw(mask_comments(text.markdown)).split("\n")
        if shown[first].strip():
            offset = sum(map(len, rows[:first])) + first
            yield lacks("a fence with options", _short(rows[first].strip()), "pymdownx.superfences", text, offset)
            return


def _lines(text: Text) -> MarkedLines:
    return MarkedLines(mask_raw(mask_comments(mask_all_code(text.markdown))), text, ())


def lacks(what: str, mark: str, name: str, text: Text, offset: int) -> Problem:
    """Return the warning of a mark at this offset of a text, which readers see where the site hasn't an extension."""
    message = f"{what}, “{mark}”, needs the extension {name}"
    return warning("R031", message, text.place(offset), TO_LIST.format(name))


def _short(mark: str) -> str:
    return mark if len(mark) <= _LONG else f"{mark[:_LONG]}…"
