"""Two things held against each other."""
