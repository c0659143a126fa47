"""Bytes to text: what kind of file it is, and in which encoding."""
