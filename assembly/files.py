"""The files of knowledge of this room, and what each must look like."""

from __future__ import annotations

from typing import Any

from assembly.corrections import Correction
from assembly.quality import Quality
from assembly.withheld import Withheld
from knowledge.loading import KnowledgeFile

FILES: tuple[KnowledgeFile[Any], ...] = (
    KnowledgeFile("assembly", "corrections.csv", Correction),
    KnowledgeFile("assembly", "withheld.csv", Withheld),
    KnowledgeFile("assembly", "quality.csv", Quality),
)
