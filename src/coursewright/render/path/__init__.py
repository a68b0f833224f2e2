"""The learner's path: progress, final, review, certificate and the other pieces that a page can hold."""
