"""The archive: bytes as they were sent, each distinct string kept once, nothing ever changed or removed."""

from __future__ import annotations

import hashlib

from storage.errors import DamagedData
from storage.root import DataRoot

FOLDER = "archive"


class Archive:
    """Content-addressed store of document bytes below `archive/objects`."""

    def __init__(self, root: DataRoot) -> None:
        self._root = root

    def put(self, content: bytes) -> str:
        """Keeps some bytes and returns their document_id (SHA-256, in hexadecimal digits).

        Bytes that are there already are not written again. After a crash in the middle of a write the archive holds
        the whole object or none.

        Raises:
            StorageError: The bytes cannot be written.
        """
        name = document_id(content)
        self._root.write_once(object_path(name), content)
        return name

    def get(self, name: str) -> bytes:
        """Returns the bytes of a document.

        Raises:
            StorageError: The archive holds no such document.
            DamagedData: What it holds under this name is something else.
        """
        content = self._root.read(object_path(name))
        if document_id(content) != name:
            raise DamagedData(
                "the bytes are not those that were archived",
                where=f"{self._root.location}/{object_path(name)}",
                remedy="Restore the file from a backup, or remove it and fetch the document again.",
            )
        return content

    def __contains__(self, name: str) -> bool:
        return self._root.exists(object_path(name))


def document_id(content: bytes) -> str:
    """SHA-256 of some bytes, in hexadecimal digits: the name that the archive keeps them under."""
    return hashlib.sha256(content).hexdigest()


def object_path(name: str) -> str:
    """Where an object lies. Two levels of folders keep each of them small: 60,000 documents make 240 to a folder."""
    return f"{FOLDER}/objects/{name[:2]}/{name}"
