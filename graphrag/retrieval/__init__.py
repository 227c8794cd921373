"""From a question to an order of passages: link, seed, weigh, walk, rank, a folder a stage.

`graphrag.pipeline` calls them, one after the other.
"""
