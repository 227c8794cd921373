"""Rows, columns and fields: one cell, or all rows that are meant."""
