"""A passage made ready, its parts, and what is read off it."""
