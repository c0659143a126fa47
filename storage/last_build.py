"""What the last build was built from and has made, so that the same is not built twice."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence

from storage import dataset, integrity
from storage.root import DataRoot

PATH = "parsed/last-build.json"


@dataclasses.dataclass(frozen=True, slots=True)
class LastBuild:
    """A build that was published.

    Attributes:
        inputs: A hash of all that it follows from.
        snapshot_id: The snapshot.
        outcomes: How many documents ended how.
        damage: What was damaged, in words.
    """

    inputs: str
    snapshot_id: str
    outcomes: Mapping[str, int]
    damage: Sequence[str]

    def save(self, root: DataRoot) -> None:
        """Keeps it.

        Raises:
            StorageError: It cannot be written.
        """
        root.replace(PATH, json.dumps(dataclasses.asdict(self), ensure_ascii=False).encode())


def last_build(root: DataRoot, inputs: str) -> LastBuild | None:
    """The last build if it holds still: from the same inputs, and with its snapshot current and undamaged."""
    if not root.exists(PATH):
        return None
    try:
        found = LastBuild(**json.loads(root.read(PATH)))
    except (ValueError, TypeError):
        return None
    if found.inputs != inputs or root.pointed(dataset.CURRENT) != found.snapshot_id:
        return None
    folder = f"{dataset.FOLDER}/{found.snapshot_id}"
    return None if any(integrity.damage_of_snapshot(root, folder)) else found
