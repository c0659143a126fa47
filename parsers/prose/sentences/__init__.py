"""Sentences as they stand: their numbers, phrases, lists and media, and which numbers are parts of which."""
