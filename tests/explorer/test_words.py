"""The page has words in both languages for everything that it shows, and none that it never shows."""

from __future__ import annotations

import json
import re

import pytest

from explorer.coverage import STATES
from explorer.marks import MARKS
from knowledge.forms import applicant_names
from parsers.checks.rules import rules
from parsers.knowledge.codebook import codebook
from storage import schema
from tests.support import REPOSITORY

SITE = REPOSITORY / "explorer" / "site"
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in SITE.glob("*.js")}
ENTRY = re.compile(r"^  (?:\"([^\"]+)\"|(\w+)): (\[.*\]),$", re.MULTILINE)
WORDS: dict[str, list[str]] = {
    quoted or bare: json.loads(both) for quoted, bare, both in ENTRY.findall(SCRIPTS["words.js"])
}
LISTED = {
    "state": STATES.values(),
    "mark": [*MARKS, *"gldtsfuo"],
    "level": schema.LEVELS,
    "kind": schema.AGENCY_KINDS,
    "form": schema.FORMS,
    "script": schema.SCRIPTS,
    "scope": schema.SCOPES,
    "source": schema.SOURCES,
    "severity": schema.SEVERITIES,
    "unread": schema.UNREAD_MEANINGS,
    "applicant": applicant_names(),
    "comparability": [*schema.COMPARABILITIES, "none"],
    "evidence": schema.EVIDENCE_MEANINGS,
    "flag": schema.FLAG_MEANINGS,
    "outcome": schema.DOCUMENT_OUTCOMES,
    "repair": schema.REPAIR_MEANINGS,
    "items": {"passage", "document"},
    "rule": rules(),
    "status": {status.partition(":")[0] for status in schema.PANEL_STATUSES},
    "unit": {code.unit for code in codebook().values()},
    "group": {code.partition(".")[0] for code in codebook()},
}
"""Groups of words whose names the page puts together from values of the data."""


REASONS = {key for key in WORDS if key.startswith("reason.")}
"""Why a number is unread. The page shows in English what has no words here."""


def test_every_entry_is_read_here() -> None:
    lines = [line for line in SCRIPTS["words.js"].splitlines() if re.match(r"  (\"|\w+:)", line)]
    assert len(lines) == len(WORDS) > 100


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_have_words_with_the_same_gaps(key: str) -> None:
    chinese, english = WORDS[key]
    assert chinese
    assert english
    assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", english))


@pytest.mark.parametrize("group", LISTED)
def test_every_value_of_the_data_has_words(group: str) -> None:
    assert {f"{group}.{value}" for value in LISTED[group]} <= WORDS.keys()


def test_every_word_that_is_asked_for_is_there_and_asked_for() -> None:
    asked = {key for text in SCRIPTS.values() for key in re.findall(r"\bt\(\"([^\"]+)\"", text)}
    asked |= {key for text in SCRIPTS.values() for key in re.findall(r"[?:] \"([a-z]+\.\w+)\"", text)}
    assert asked <= WORDS.keys()
    built = {f"{group}.{value}" for group, values in LISTED.items() for value in values}
    named = {"map", "indicators", "search", "about"}
    assert WORDS.keys() - asked - built - named - REASONS == set()


def test_reasons_are_those_that_the_reader_gives() -> None:
    reader = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "parsers" / "prose").rglob("*.py"))
    assert {key for key in REASONS if f'"{key.removeprefix("reason.")}"' not in reader} == set()
    assert all(WORDS[key][1] == key.removeprefix("reason.") for key in REASONS)


def test_markup_is_never_made_from_words() -> None:
    for name, text in SCRIPTS.items():
        found = re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
        assert not found, name


def test_the_page_allows_only_its_own_files() -> None:
    page = (SITE / "index.html").read_text(encoding="utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert not re.findall(r"<script(?! src=\"[\w-]+\.js\")|<style|\son\w+=|style=", page)
    assert set(re.findall(r"<script src=\"([\w-]+\.js)\"", page)) == SCRIPTS.keys()
