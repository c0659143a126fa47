"""Pages of markup to blocks, with what a browser shows and nothing else."""

from parsers.blocks.html.reading import LONGEST, read_html

__all__ = ["LONGEST", "read_html"]
