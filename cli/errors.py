"""Errors of the command line's room."""

from __future__ import annotations

from knowledge.errors import NianbaoError


class UnknownReport(NianbaoError):
    """No report or figure fits what a person typed, or more than one does."""


class NoReports(NianbaoError):
    """What was built holds no report."""

    def __init__(self) -> None:
        super().__init__(
            "none of the documents is a report; `nianbao documents --rejected --failed` says why of each of them"
        )
