"""What outlives a call: replies, the ledger, and what was learnt about servers."""
