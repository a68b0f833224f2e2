"""One module a target, found by being in this folder; see ``docs/toolkit/exports`` for their pages."""
