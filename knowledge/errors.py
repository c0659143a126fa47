"""What is wrong with a file of knowledge: a fault of nianbao, not of a document."""

from __future__ import annotations

from storage.errors import NianbaoError


class KnowledgeError(NianbaoError):
    """A file of knowledge contradicts itself, names what does not exist, or cannot be read."""
