"""The documents of an index: what became of each, and adding to them and taking away."""
