"""The data dictionary and the data package in `docs/` are those of the schema."""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from typing import Any

import pytest

from storage import dictionary, schema
from tests.support import REPOSITORY


def test_data_dictionary_is_current() -> None:
    assert (REPOSITORY / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary.data_dictionary()


def test_data_package_is_current() -> None:
    assert (REPOSITORY / "docs" / "datapackage.json").read_text(encoding="utf-8") == dictionary.datapackage()


def test_the_data_package_names_licences_and_sources() -> None:
    """As Data Package v1 wants them: a licence has a name or a path, a source a title."""
    package = json.loads(dictionary.datapackage())
    assert package["licenses"]
    assert all(entry.get("name") or entry.get("path") for entry in package["licenses"])
    assert len(package["sources"]) > 1
    assert all(entry["title"] for entry in package["sources"])


def test_every_source_with_an_address_is_in_the_notice() -> None:
    notice = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    addresses = [source["path"] for source in dictionary.SOURCES if "path" in source]
    assert addresses
    for address in addresses:
        assert address in notice


@pytest.mark.parametrize(
    ("kinds", "meanings"),
    [(schema.FlagKind, schema.FLAG_MEANINGS), (schema.UnreadKind, schema.UNREAD_MEANINGS)],
)
def test_each_kind_has_a_meaning(kinds: Any, meanings: Mapping[str, str]) -> None:
    assert list(meanings) == list(typing.get_args(kinds))
