"""Clauses without a number that still tell one: zeros, and what was said of all."""
