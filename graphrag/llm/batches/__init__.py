"""Many requests at a lower price through a server's Batch API."""
