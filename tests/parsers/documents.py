"""All real and re-created documents that the tests have, and what the parsers make of them."""

from __future__ import annotations

import functools
import pathlib

from parsers.model import Document, Parsed
from parsers.pipeline import parse
from tests.support import DATA, EXAMPLES, SEEDS

_SUFFIXES = {".txt", ".html", ".pdf", ".docx", ".doc"}


def documents() -> list[pathlib.Path]:
    """The seeds, the examples and the documents, without the clean texts that only tests compare with."""
    found = (path for folder in (SEEDS, EXAMPLES, DATA / "documents") for path in folder.rglob("*"))
    return sorted(path for path in found if path.suffix in _SUFFIXES and not path.name.endswith(".clean.txt"))


def name(path: pathlib.Path) -> str:
    return f"{path.parent.name}/{path.name}"


@functools.cache
def parsed(path: pathlib.Path) -> Parsed:
    """What a document was read as, read once for all tests."""
    return parse(Document(content=path.read_bytes()))
