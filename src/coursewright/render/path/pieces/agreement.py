"""An agreement that two people fill in together: the author's numbered list, with lines to write on."""

from __future__ import annotations

from coursewright.model.words import WORDS
from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import PathPiece

AGREEMENT_TEXTS = (
    # Translators: above an agreement that the learner fills in, what the box “Keep what I write …” has done
    "Kept in this browser.",
    "Nothing is kept: it is gone when you leave.",
    "It couldn’t be kept: this browser doesn’t allow saving, or has no room for it.",
)


def agreement(make: Maker) -> str:
    """Return what stands above the agreement's lines."""
    # Translators: above an agreement, a list of lines that two people fill in together
    return make.without(
        "You can type here and print with your browser. When you are done, close the window: until then, “Back” may "
        "bring your words again."
    ) + _kept_above(make)


def _kept_above(make: Maker) -> str:
    """Return a word on what becomes of the lines, for whoever has a script that keeps them."""
    # Translators: above an agreement that the learner fills in; the box below it says “Keep what I write …”
    said = make.say("What you write is gone when you leave, unless you tick below that it be kept.")
    # Translators: above an agreement
    keep = make.say("Keep what I write in this browser.")
    return (
        f'<p class="cw-unkept">{said}</p>'
        f'<p class="cw-keep"><label><input type="checkbox" data-do="keep"> {keep}</label> '
        f"<strong>{make.say(WORDS['private'])}</strong></p>"
        '<p role="status" class="cw-said"></p>'
    )


def signatures(make: Maker) -> str:
    """Return what stands below the agreement's lines."""
    # Translators: below an agreement, lines to sign on paper
    lines = (
        make.say("Look at it again on"),
        make.say(WORDS["signed"]),
        make.say(WORDS["countersigned"]),
        make.say("Date"),
    )
    signed = "".join(f"<div><dt>{line}</dt><dd></dd></div>" for line in lines)
    return f'<dl class="cw-sign">{signed}</dl>{make.printing()}'


PIECE = PathPiece(
    name="agreement",
    html=agreement,
    scripts=("sound.js", "agreement.js"),
    styles=("agreement.css",),
    texts=AGREEMENT_TEXTS,
    wrapped=False,
    below=signatures,
)
