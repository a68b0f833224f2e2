"""A course on a learner's device: what of a site belongs to it, and the worker that keeps it there."""
