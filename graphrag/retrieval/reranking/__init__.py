"""From a pool of candidates to their order: features, trees, a second look, a third that reads."""
