"""A run for people to read: tables, plots, and pages in three formats."""
