"""No key of the panel stands twice, also where copies, revisions, renamed places and departments meet."""

from __future__ import annotations

import pytest

from assembly.reports import assemble
from benchmarks import unique
from parsers.model import Document
from parsers.pipeline import parse
from parsing.sources import ParsedDocument
from tests.support import SEEDS


@pytest.fixture(scope="module")
def seeds() -> list[ParsedDocument]:
    """Two of them: what is made of them is what meets, and all are read elsewhere."""
    paths = sorted(SEEDS.glob("*.txt"))[:2]
    return [unique._document(number, parse(Document(content=path.read_bytes()))) for number, path in enumerate(paths)]


def test_keys_are_unique_where_reports_meet(seeds: list[ParsedDocument], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unique, "YEARS", range(2010, 2013))
    places = unique._places()[:12]
    monkeypatch.setattr(unique, "_places", lambda: places)
    found = unique.count(seeds, 150)
    assert found.repeated == {name: [] for name in unique.MEANINGS}
    assert found.rows["panel"] > 400
    assert min(found.outcomes[name] for name in ("report", "duplicate", "revision")) > 0
    assert found.outcomes.total() == 152


def test_a_key_that_stands_twice_is_found(seeds: list[ParsedDocument], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = assemble(seeds)
    monkeypatch.setattr(unique, "assemble_by_place", lambda keys, load: [rows, {"panel": rows["panel"][:1]}])
    panel = rows["panel"][0]
    assert unique.count(seeds, 0).repeated["panel"] == [(panel.publisher_id, panel.year, panel.code)]
