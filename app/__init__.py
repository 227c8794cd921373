"""The page: asks, and shows the answer with its evidence. It calls graphrag and scores nothing."""
