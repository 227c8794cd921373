"""Edge weights: one scheme a file, and what may be put on top of any of them."""
