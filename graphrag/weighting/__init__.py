"""Edge weights: static, and query-aware."""
