"""Bytes to rows: pure functions from a document to what it says, without network, clock, disk or scheduler."""
