"""One file for each form in which the question sets are published."""
