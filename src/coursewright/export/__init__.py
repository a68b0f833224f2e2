"""A course as files that other systems take in."""
