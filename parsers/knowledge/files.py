"""The files of knowledge of this room, and what each must look like."""

from __future__ import annotations

from typing import Any

from knowledge.loading import KnowledgeFile
from parsers.body.finding import Furniture, MetadataLabel
from parsers.body.provenance import Sign
from parsers.body.rejection import Rejection
from parsers.checks.ratios import RatioRow
from parsers.checks.rules import RuleRow
from parsers.figures.figure_labels import FigureLabels
from parsers.identify.publisher import Coordinator, SelfReference
from parsers.knowledge.codebook import Code
from parsers.knowledge.forms import FormRow, LabelVariant, ProceedingsTitle
from parsers.knowledge.units import Magnitude, Unit
from parsers.repair.script import Vocabulary
from parsers.text.sections import TopicWords

FILES: tuple[KnowledgeFile[Any], ...] = (
    KnowledgeFile("parsers", "magnitudes.csv", Magnitude),
    KnowledgeFile("parsers", "units.csv", Unit),
    KnowledgeFile("parsers", "codebook.csv", Code),
    KnowledgeFile("parsers", "form_layout.csv", FormRow),
    KnowledgeFile("parsers", "form_labels.csv", LabelVariant),
    KnowledgeFile("parsers", "form_proceedings.csv", ProceedingsTitle),
    KnowledgeFile("parsers", "topics.csv", TopicWords),
    KnowledgeFile("parsers", "figure_labels.toml", FigureLabels),
    KnowledgeFile("parsers", "rules.csv", RuleRow),
    KnowledgeFile("parsers", "derived.csv", RatioRow),
    KnowledgeFile("parsers", "furniture.csv", Furniture),
    KnowledgeFile("parsers", "metadata_labels.csv", MetadataLabel),
    KnowledgeFile("parsers", "provenance.csv", Sign),
    KnowledgeFile("parsers", "rejections.csv", Rejection),
    KnowledgeFile("parsers", "lexicon.csv", Vocabulary),
    KnowledgeFile("parsers", "self_references.csv", SelfReference),
    KnowledgeFile("parsers", "report_coordinators.csv", Coordinator),
)
"""Those that others refer to come first."""
