"""Sample data that tests of several rooms use."""

from __future__ import annotations

import csv
import json
import os
import pathlib
import re
from typing import Any

import pytest

from spiders import browser

REPOSITORY = pathlib.Path(__file__).parent.parent
DATA = REPOSITORY / "tests" / "data"
EXAMPLES = DATA / "examples"
SEEDS = REPOSITORY / "seeds"


def cases(path: pathlib.Path) -> list[dict[str, str]]:
    """Rows of a CSV file of cases; a character that nobody sees is written as `\\u200b`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _unescaped(value) for name, value in row.items()} for row in csv.DictReader(file)]


def _unescaped(value: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), value)


def gold() -> list[dict[str, Any]]:
    """The hand-made truth of the five seeds."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((DATA / "gold").glob("*.json"))]


def needs_browser() -> pytest.MarkDecorator:
    """Leaves tests out where there is no browser, and says so; where one is asked for, they fail instead."""
    lacking = browser.missing()
    wanted = bool(os.environ.get("NIANBAO_BROWSER_TESTS"))
    return pytest.mark.skipif(bool(lacking) and not wanted, reason=f"NOT RUN: {lacking}")
