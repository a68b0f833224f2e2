"""Scenarios: the gamebook that a page holds, and the drawing of its ways."""
