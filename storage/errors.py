"""Errors of the storage's room."""

from __future__ import annotations

from knowledge.errors import NianbaoError


class StorageError(NianbaoError):
    """The data root cannot be read or written."""


class DamagedData(StorageError):
    """Stored data is not what was once written: a wrong hash, a missing file, a foreign schema."""


class OlderBuild(StorageError):
    """A build has read less of the fetch log than the current snapshot was built from."""


class Occupied(StorageError):
    """Somebody else is at the same work."""


class ManifestError(NianbaoError):
    """A manifest (a table of files and where they came from) cannot be used."""
