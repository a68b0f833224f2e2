"""How items are answered on a page: one module for each in ``coursewright.kinds``, found by being in this folder."""
