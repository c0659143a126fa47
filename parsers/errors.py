"""What keeps a document from becoming a report."""

from __future__ import annotations


class ParserError(Exception):
    """Base of the parsers' own errors."""


class NotAReport(ParserError):
    """The document is readable and is no annual report.

    Args:
        reason: Why, in a sentence that a person understands.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unreadable(ParserError):
    """The document may be a report, but its bytes cannot be read.

    Args:
        reason: Why, in a sentence that a person understands.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class KnowledgeError(ParserError):
    """A file of parsers/data contradicts itself; a fault of nianbao, not of a document."""
