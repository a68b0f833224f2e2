"""One module a piece of the learner's path, found by being in this folder; see ``docs/toolkit/path.md``."""
