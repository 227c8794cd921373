"""Metric families, one a file; each function takes one question's values and returns a number."""
