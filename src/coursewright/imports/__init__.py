"""Files of other systems → items of a bank: one module for each format, and one writer for all of them."""
