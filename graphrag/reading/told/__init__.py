"""Who told it and when, and whether it holds still."""
