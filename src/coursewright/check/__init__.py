"""What is wrong with a course's items and answer keys; each rule is a module in ``rules``."""
