"""What the parsers know of indicators, forms and measures, as typed rows."""
