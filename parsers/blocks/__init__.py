"""Documents of every media type to paragraphs and tables."""
