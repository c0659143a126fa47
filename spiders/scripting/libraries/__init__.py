"""Libraries that portals show their lists with, one module each; all act on the world of a page."""
