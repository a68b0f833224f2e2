"""The whole course on the learner's device, where the author lets it be kept there."""

from __future__ import annotations

from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import PathPiece

DEVICE_TEXTS = (
    # Translators: where learners keep the whole course on their device, to open it without the internet;
    # {size} is such as “1.2 MB”
    "Keep the whole course on this device ({size})",
    "The whole course is on this device ({size}), and opens without a connection.",
    "Not all of it has come. What has come stays: try again when the connection is better.",
    "It is off this device. What you have done in the course is still here.",
    "This browser can’t keep the course on the device.",
)


def device(make: Maker) -> str:
    """Return the button that loads the course, or a word that this copy isn't made for that."""
    if not make.session.installs:
        # Translators: in the place of the button that keeps the course on the learner's device
        return make.p("This copy of the course isn’t made to be kept on a device.")
    # Translators: where learners keep the whole course on their device
    heading = make.heading("On this device")
    kept = make.p("Pages that you have opened open again without a connection. The whole course can, too.")
    keep = make.button("Keep the whole course on this device", "keep", plain=True)
    drop = make.button("Take it off this device", "drop", plain=True).replace("<button", "<button hidden", 1)
    return (
        make.without("Scripts keep the course on this device, and they are off.")
        + f'<div class="cw-live" hidden>{heading}{kept}<p>{keep}{drop}</p><progress hidden></progress>'
        + '<p role="status" class="cw-said" tabindex="-1"></p></div>'
    )


PIECE = PathPiece(name="device", html=device, scripts=("device.js",), texts=DEVICE_TEXTS)
