"""Word documents in XML: packages (.docx and its kin), packages in one file, and Word 2003 XML."""

from __future__ import annotations

from parsers.blocks.word.reading import read_docx, read_word_xml

__all__ = ["read_docx", "read_word_xml"]
