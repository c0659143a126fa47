"""Errors of the spiders' room."""

from __future__ import annotations

from knowledge.errors import NianbaoError


class RegistryError(NianbaoError):
    """The registry of portals, or a name looked up in it, cannot be used."""
