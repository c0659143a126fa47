"""Bytes, rows and snapshots: everything that nianbao keeps, and the one source of its tables."""
