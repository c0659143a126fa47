"""One module for each format that a snapshot is exported to."""
