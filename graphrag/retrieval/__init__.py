"""From a question to an order of passages: link, seed, weigh, walk, rank, a folder a stage.

`straight_line` calls them, one after the other, for `graphrag.pipeline`.
"""
