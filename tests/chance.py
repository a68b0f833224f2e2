"""How often tests ask chance."""

from __future__ import annotations

import os

FUZZ = "COURSEWRIGHT_SEED" in os.environ
"""Whether ``make fuzz`` looks elsewhere each time; whatever it finds becomes an @example."""
EXAMPLES = int(os.environ.get("COURSEWRIGHT_EXAMPLES", "1000" if FUZZ else "200"))
"""How many are tried of what takes long: without a new seed, the same ones each time, which find nothing more."""
