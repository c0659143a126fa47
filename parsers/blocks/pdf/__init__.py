"""PDF documents to paragraphs and tables: `document` reads the text layer, and has pages without one recognised."""
