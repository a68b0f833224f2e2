"""What a course is: values that every part of the toolkit passes along, read once and never changed."""
