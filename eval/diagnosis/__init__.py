"""What kind of corpus an index holds, and which order of passages suits it."""
