"""Rules that the figures of a report must meet."""
