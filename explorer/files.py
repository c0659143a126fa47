"""The files of knowledge of this room, and what each must look like."""

from __future__ import annotations

from typing import Any

from explorer.tiles import Tile
from knowledge.loading import KnowledgeFile

FILES: tuple[KnowledgeFile[Any], ...] = (KnowledgeFile("explorer", "tiles.csv", Tile),)
