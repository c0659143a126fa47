"""PDF documents with a text layer to paragraphs and tables."""
