"""Which documents were given up, and why: an input of every later build, as the fetch log is.

What a document takes differs from machine to machine and from hour to hour. A verdict is kept beside the archive, so
that all builds agree, and none tries again with the same parsers.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection

from storage.checked import checked_name, read_checked
from storage.errors import DamagedData
from storage.root import DataRoot

FOLDER = "archive/verdicts"
_REMEDY = "Remove it; the next build decides again."


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """A document that was given up.

    Attributes:
        document_id: Its id.
        parser_version: Parsers that could not read it.
        kind: What was exceeded.
    """

    document_id: str
    parser_version: str
    kind: str


class Verdicts:
    """All verdicts of a data root; none is ever changed."""

    def __init__(self, root: DataRoot) -> None:
        self._root = root

    def add(self, verdict: Verdict) -> None:
        """Keeps a verdict.

        Raises:
            StorageError: It cannot be written.
        """
        content = json.dumps(dataclasses.asdict(verdict)).encode()
        self._root.write_once(f"{FOLDER}/{checked_name(verdict.document_id, content, '.json')}", content)

    def read(self, parser_version: str, kinds: Collection[str]) -> tuple[dict[str, str], list[DamagedData]]:
        """What was decided with some parsers.

        Args:
            parser_version: Version of the parsers.
            kinds: Kinds of verdicts that there are.

        Returns:
            Kinds of verdict by document, and what is damaged. Of several verdicts on a document, the first by name
            counts.
        """
        found: dict[str, str] = {}
        damaged = []
        for path in self._root.files(FOLDER, ".json"):
            try:
                verdict = self._verdict(path)
            except DamagedData as error:
                damaged.append(error)
                continue
            if verdict.parser_version == parser_version and verdict.kind in kinds:
                found.setdefault(verdict.document_id, verdict.kind)
        return found, damaged

    def _verdict(self, path: str) -> Verdict:
        content = read_checked(self._root, path, _REMEDY)
        try:
            return Verdict(**json.loads(content))
        except (ValueError, TypeError) as error:
            raise DamagedData("not a verdict", where=f"{self._root.location}/{path}", remedy=_REMEDY) from error
