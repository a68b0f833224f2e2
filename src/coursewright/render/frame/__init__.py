"""What stands around a page's content: outline, words of the frame, machine-readable facts."""
