"""A snapshot as a static site: coverage, comparisons, and every number one tap from its sentence."""
