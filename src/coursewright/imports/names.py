"""The names of the formats, for whoever only lists them: to read HTML takes libraries that no other command needs."""

from __future__ import annotations

from pkgutil import iter_modules

from coursewright.imports import formats

FORMAT_NAMES = tuple(sorted(module.name for module in iter_modules(formats.__path__)))
