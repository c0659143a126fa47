"""The text of a report: its layout, sections, numbers and dates."""
