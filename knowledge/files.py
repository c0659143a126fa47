"""The files of knowledge of this room, and what each must look like."""

from __future__ import annotations

from typing import Any

from knowledge.divisions import Alias, Division
from knowledge.forms import Applicant, FormRecord, FormTable, HarmlessTitle
from knowledge.loading import KnowledgeFile
from knowledge.place_names import People
from knowledge.publishers import AgencyWord, CentralBody, CentralBranch, ShortName
from knowledge.self_references import SelfReference
from knowledge.territory_parts import TerritoryPart

FILES: tuple[KnowledgeFile[Any], ...] = (
    KnowledgeFile("knowledge", "divisions.csv", Division),
    KnowledgeFile("knowledge", "division_aliases.csv", Alias),
    KnowledgeFile("knowledge", "peoples.csv", People),
    KnowledgeFile("knowledge", "agency_words.csv", AgencyWord),
    KnowledgeFile("knowledge", "agency_short_names.csv", ShortName),
    KnowledgeFile("knowledge", "central_bodies.csv", CentralBody),
    KnowledgeFile("knowledge", "central_branches.csv", CentralBranch),
    KnowledgeFile("knowledge", "forms.csv", FormRecord),
    KnowledgeFile("knowledge", "form_tables.csv", FormTable),
    KnowledgeFile("knowledge", "applicants.csv", Applicant),
    KnowledgeFile("knowledge", "harmless_titles.csv", HarmlessTitle),
    KnowledgeFile("knowledge", "territory_parts.csv", TerritoryPart),
    KnowledgeFile("knowledge", "self_references.csv", SelfReference),
)
