"""Extraction with a language model: what it is asked, what is heard, and what that costs."""
