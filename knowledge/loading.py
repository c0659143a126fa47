"""One way to read what people keep in the `data` folder of a room: CSV and TOML files, checked against a model.

`knowledge.fields` says what a model is. Each mistake is a `KnowledgeError` that names the file, the line, the column or
key, what stands there and what may.
"""

from __future__ import annotations

import dataclasses
import importlib.resources
import typing
from typing import Generic, TypeVar

from knowledge.documents import document_of
from knowledge.errors import KnowledgeError
from knowledge.rows import rows_of

Model = TypeVar("Model")


@dataclasses.dataclass(frozen=True, slots=True)
class KnowledgeFile(Generic[Model]):
    """A file of knowledge and what it must look like.

    Attributes:
        room: Room that it belongs to (`parsers`).
        name: Its name; `.csv` or `.toml`.
        model: What one row of a CSV, or a whole TOML file, is.
        folder: Where in the room it lies.
    """

    room: str
    name: str
    model: type[Model]
    folder: str = "data"

    @property
    def path(self) -> str:
        """Where it lies in the repository."""
        return "/".join(filter(None, (self.room, self.folder, self.name)))

    def text(self) -> str:
        """What stands in it.

        Raises:
            KnowledgeError: It is missing, or not written in UTF-8.
        """
        return _text(self.room, f"{self.folder}/{self.name}", self.path)

    def problems(self, text: str | None = None) -> tuple[KnowledgeError, ...]:
        """All that is wrong with the file, in the order of its lines.

        Args:
            text: What to check as if it stood in the file; by default what does.
        """
        try:
            content = self.text() if text is None else text
        except KnowledgeError as error:
            return (error,)
        check = rows_of if self.name.endswith(".csv") else document_of
        return check(content, self.model, self.path)[1]


def read_rows(room: str, name: str, model: type[Model]) -> tuple[Model, ...]:
    """Reads a CSV file of a room's `data` folder.

    Args:
        room: Room whose file it is.
        name: Name of the file.
        model: What one row is.

    Returns:
        The rows, in the order of the file.

    Raises:
        KnowledgeError: Something in the file is not what the model says; the first mistake is told.
    """
    file = KnowledgeFile(room, name, model)
    return parse_rows(file.text(), model, file.path)


def read_document(room: str, name: str, model: type[Model]) -> Model:
    """Reads a TOML file of a room's `data` folder.

    Args:
        room: Room whose file it is.
        name: Name of the file.
        model: What the whole file is.

    Raises:
        KnowledgeError: Something in the file is not what the model says; the first mistake is told.
    """
    file = KnowledgeFile(room, name, model)
    return parse_document(file.text(), model, file.path)


def parse_rows(text: str, model: type[Model], origin: str, *, partial: bool = False) -> tuple[Model, ...]:
    """Reads the text of a CSV file that does not stand in a `data` folder; like `read_rows`.

    Args:
        text: Content of the file.
        model: What one row is.
        origin: Name of the file, for errors.
        partial: Whether columns that need not be filled may be missing, and others may be there.
    """
    rows, problems = rows_of(text, model, origin, partial=partial)
    if problems:
        raise problems[0]
    return rows


def parse_document(text: str, model: type[Model], origin: str) -> Model:
    """Reads the text of a TOML file that does not stand in a `data` folder; like `read_document`.

    Args:
        text: Content of the file.
        model: What the whole file is.
        origin: Name of the file, for errors.
    """
    document, problems = document_of(text, model, origin)
    if problems:
        raise problems[0]
    return typing.cast("Model", document)


def _text(room: str, path: str, origin: str) -> str:
    try:
        return importlib.resources.files(room).joinpath(*path.split("/")).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KnowledgeError("there is no such file", where=origin) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise KnowledgeError("is not written in UTF-8", where=f"{origin}, line {line}") from error
