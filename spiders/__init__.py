"""Bytes in: portals, the spiders that walk them, and the manners they keep."""
