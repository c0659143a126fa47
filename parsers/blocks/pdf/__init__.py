"""PDF documents with a text layer to paragraphs and tables."""

from parsers.blocks.pdf.document import read_pdf

__all__ = ["read_pdf"]
