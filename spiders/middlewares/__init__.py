"""Downloader middlewares: what is recorded, obeyed and refused on the way to a portal and back."""
