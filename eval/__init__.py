"""Measure retrieval and answers on multi-hop question sets. It imports `graphrag`, never back."""
