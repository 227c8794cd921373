"""Candidates for a span, what tells them apart, the choice, and how far it is trusted."""
