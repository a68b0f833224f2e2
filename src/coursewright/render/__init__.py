"""From the model to HTML, inside the page's own Markdown pass."""
