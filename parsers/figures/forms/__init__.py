"""The official forms: which one a report's tables follow, and the numbers of each kind of table."""
