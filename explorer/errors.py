"""Errors of the explorer's room."""

from __future__ import annotations

from knowledge.errors import NianbaoError


class ExplorerError(NianbaoError):
    """The site cannot be written, or the snapshot cannot be shown as it is."""
