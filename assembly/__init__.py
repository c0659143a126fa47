"""Parsed documents to the rows of a snapshot: which document is which report, how they compare, what is missing."""
