"""Bytes in: the registry of portals, the spiders that walk through them, and the rules that a crawl keeps to."""
