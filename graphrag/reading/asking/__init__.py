"""What a question asks for: its form, its kind, the questions within it."""
