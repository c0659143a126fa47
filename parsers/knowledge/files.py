"""The files of knowledge of this room, and what each must look like."""

from __future__ import annotations

from typing import Any

from knowledge.loading import KnowledgeFile
from parsers.body.finding import Furniture, MetadataLabel
from parsers.body.provenance import Sign
from parsers.body.rejection import Rejection
from parsers.checks.completeness import ReportPart
from parsers.checks.ratios import RatioRow
from parsers.checks.rules import RuleRow
from parsers.identify.coordinators import Coordinator
from parsers.knowledge.codebook import Code
from parsers.knowledge.definitions import ChineseDefinition, Definition
from parsers.knowledge.forms import FormRow, LabelVariant, ProceedingsTitle
from parsers.knowledge.headlines import KnownHeadline
from parsers.knowledge.own_titles import OwnTitle
from parsers.knowledge.units import Magnitude, Unit
from parsers.prose.context.scopes import ScopesFile
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import Concept, Modifier, Slot
from parsers.prose.words.shares import PartsFile
from parsers.prose.words.sort_words import Kind
from parsers.repair.script import Vocabulary
from parsers.repair.spam import Brand
from parsers.text.sections import TopicWords

FILES: tuple[KnowledgeFile[Any], ...] = (
    KnowledgeFile("parsers", "magnitudes.csv", Magnitude),
    KnowledgeFile("parsers", "units.csv", Unit),
    KnowledgeFile("parsers", "codebook.csv", Code),
    KnowledgeFile("parsers", "form_layout.csv", FormRow),
    KnowledgeFile("parsers", "definitions.csv", Definition),
    KnowledgeFile("parsers", "definitions_zh.csv", ChineseDefinition),
    KnowledgeFile("parsers", "form_labels.csv", LabelVariant),
    KnowledgeFile("parsers", "own_titles.csv", OwnTitle),
    KnowledgeFile("parsers", "form_proceedings.csv", ProceedingsTitle),
    KnowledgeFile("parsers", "topics.csv", TopicWords),
    KnowledgeFile("parsers", "features.csv", Slot),
    KnowledgeFile("parsers", "concepts.csv", Concept),
    KnowledgeFile("parsers", "modifiers.csv", Modifier),
    KnowledgeFile("parsers", "sort_words.csv", Kind),
    KnowledgeFile("parsers", "frames.csv", Frame),
    KnowledgeFile("parsers", "parts.toml", PartsFile),
    KnowledgeFile("parsers", "scopes.toml", ScopesFile),
    KnowledgeFile("parsers", "rules.csv", RuleRow),
    KnowledgeFile("parsers", "derived.csv", RatioRow),
    KnowledgeFile("knowledge", "headlines.csv", KnownHeadline),
    KnowledgeFile("parsers", "report_parts.csv", ReportPart),
    KnowledgeFile("parsers", "furniture.csv", Furniture),
    KnowledgeFile("parsers", "metadata_labels.csv", MetadataLabel),
    KnowledgeFile("parsers", "provenance.csv", Sign),
    KnowledgeFile("parsers", "rejections.csv", Rejection),
    KnowledgeFile("parsers", "lexicon.csv", Vocabulary),
    KnowledgeFile("parsers", "brands.csv", Brand),
    KnowledgeFile("parsers", "report_coordinators.csv", Coordinator),
)
"""Those that others refer to come first."""
