"""One module a rule, found by being in this folder; see ``docs/toolkit/rules`` for their pages."""
