"""Parsed documents to the rows of a snapshot: the second half of a report's journey, after `parsing`.

- `reports`: the journey itself: parsed documents to rows, with `copies` to tell copies and revisions apart.
- `coverage`: which government has published which year, and why not.
- `comparison`: what differs between two snapshots.

Functions of their arguments: only `comparison` reads files (two snapshots), and Prefect is not needed. Flows call them.
"""
