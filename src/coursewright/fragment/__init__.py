"""What a piece of an author's Markdown says, without rendering it: its words, links, images and code."""
