"""Formats that items come from, a module each, found by being in this folder."""
