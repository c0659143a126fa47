"""Bytes to rows: pure functions from a document to what it says, without network, clock, disk or scheduler."""

from __future__ import annotations

from parsers.model import Document, Parsed, ReportContent
from parsers.pipeline import parse
from parsers.version import PARSER_VERSION

__all__ = ["PARSER_VERSION", "Document", "Parsed", "ReportContent", "parse"]
