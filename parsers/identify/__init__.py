"""Who reports on which year, and where."""
