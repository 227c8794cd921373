"""The commands of `graphrag eval`, one a file."""
