"""The files of knowledge of this room, and what each must look like."""

from __future__ import annotations

from typing import Any

from knowledge.loading import KnowledgeFile
from spiders.discovery.former_bodies import FormerNames
from spiders.discovery.vocabulary import DiscoveryWords
from spiders.middlewares.blocks import FalseAnswers
from spiders.paging import Paging
from spiders.portals import Portal

FILES: tuple[KnowledgeFile[Any], ...] = (
    KnowledgeFile("spiders", "discovery.toml", DiscoveryWords),
    KnowledgeFile("spiders", "former_bodies.csv", FormerNames),
    KnowledgeFile("spiders", "paging.toml", Paging),
    KnowledgeFile("spiders", "blocks.toml", FalseAnswers),
    KnowledgeFile("spiders", "portals.csv", Portal, folder=""),
)
