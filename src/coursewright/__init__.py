"""Coursewright: courses in Markdown, with answer keys that can be trusted."""

__version__ = "0.1.1"
