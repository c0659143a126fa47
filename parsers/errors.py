"""What keeps a document from becoming a report."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from knowledge.settings import OCR_EXTRA

FOLLOWED_LIST = "The page is a list that the crawl followed; it is kept to be asked again whether it changed."
"""Reason of pages that were fetched to find reports, not as reports."""
LISTS = "The page lists"
"""What the reason of a page begins with that lists reports."""
ANNOUNCES = "The page only announces a report"
PICTURES = "The document holds pictures and no text that can be read."
PICTURE = "The report stands on the page as a picture; there is no text to read."
RECOGNITION = f"the extra {OCR_EXTRA} recognises it once NIANBAO_OCR is on"
"""What to do about a picture that is not read."""
TITLE = "The page has the title of a report and none of its parts."
TITLE_ALONE = (ANNOUNCES, PICTURES, PICTURE, TITLE)
"""What the reasons of pages begin with that have no more of a report than its title."""

_OBJECT = re.compile(r"<[^<>\n]*\b0x[0-9a-fA-F]+[^<>\n]*>")
"""How a program names an object in its memory: words that are others in every run."""


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


@contextlib.contextmanager
def reading(what: str) -> Iterator[None]:
    """Makes of whatever a foreign library raises on a damaged file our own `Unreadable`, which names the cause.

    Libraries for binary formats raise almost anything on hostile input: this one place may catch almost anything. A
    lack of memory is not the file's alone: whoever set the limit decides.
    """
    try:
        yield
    except (ParserError, MemoryError):
        raise
    except Exception as error:
        told = _OBJECT.sub("an object", str(error)).strip()
        cause = told.splitlines()[0] if told else type(error).__name__
        raise Unreadable(f"The {what} is damaged: {cause[:100]}") from error
