"""Figures: what a report states in numbers, and the words it states them in."""
