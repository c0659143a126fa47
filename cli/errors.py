"""Errors of the command line's room."""

from __future__ import annotations

from knowledge.errors import NianbaoError


class UnknownReport(NianbaoError):
    """No report or figure fits what a person typed, or more than one does."""
