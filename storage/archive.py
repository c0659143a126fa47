"""The archive: bytes as they were sent, each distinct string kept once, nothing ever changed or removed."""

from __future__ import annotations

import hashlib

from storage.errors import DamagedData, StorageError
from storage.root import DataRoot

FOLDER = "archive"


class Archive:
    """Content-addressed store of document bytes below `archive/objects`."""

    def __init__(self, root: DataRoot) -> None:
        self._root = root

    def put(self, content: bytes) -> str:
        """Keeps some bytes and returns their document_id (SHA-256, in hexadecimal digits).

        Bytes that are there already are not written again; where a damaged object stands in their place, they repair
        it. After a crash in the middle of a write the archive holds the whole object or none.

        Raises:
            StorageError: The bytes cannot be written.
        """
        name = document_id(content)
        # What is new costs an object store one request; only what is there already is looked at.
        if not self._root.write_once(object_path(name), content) and not self.intact(name):
            self._root.replace(object_path(name), content)
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
                remedy="Restore the file from a backup, or give the document again: `nianbao ingest`, `nianbao crawl`.",
            )
        return content

    def intact(self, name: str) -> bool:
        """Whether the archive holds a document, with the bytes that were archived."""
        try:
            self.get(name)
        except StorageError:
            return False
        return True

    def modified(self, name: str) -> int:
        """When the file of an object was last changed (nanoseconds); 0 where it is missing."""
        return self._root.modified(object_path(name))

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Length and time of change of all objects, by document_id."""
        return {path.rpartition("/")[2]: stamp for path, stamp in self._root.stamps(f"{FOLDER}/objects").items()}


def document_id(content: bytes) -> str:
    """SHA-256 of some bytes, in hexadecimal digits: the name that the archive keeps them under."""
    return hashlib.sha256(content).hexdigest()


def object_path(name: str) -> str:
    """Where an object lies. Two levels of folders keep each of them small: 60,000 documents make 240 to a folder."""
    return f"{FOLDER}/objects/{name[:2]}/{name}"
