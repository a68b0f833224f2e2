"""Items as forms, and what a page needs to play them."""
