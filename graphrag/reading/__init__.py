"""Reading an answer off the retrieved passages: extractive (no model) and by a language model."""
