"""What is on disk, and how it is opened: the catalog, what is derived from it, and their checks."""
