"""What the search of the site reads: pairs of characters of headings and quotes, and the reports that hold them.

The page loads only what the pairs of a query need, and then looks the words up in the reports themselves.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from explorer.scripts import Scripts
from explorer.series import YearOfSeries

SHARDS = 512
_GAP_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_GAP_BITS = 5
_SEPARATORS = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]+")
"""Marks and spaces that no pair of characters reaches across."""


def pairs(texts: Iterable[str]) -> set[str]:
    """The pairs of neighbouring characters that a search can find; letters in lower case."""
    found: set[str] = set()
    for text in texts:
        for run in _SEPARATORS.split(text.lower()):
            found.update(map("".join, itertools.pairwise(run)))
    return found


def postings(found: Sequence[set[str]]) -> dict[str, str]:
    """The reports of a year that hold each pair: gaps between their numbers, five bits a character.

    Args:
        found: The pairs of each report, in the order of the reports.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, of_report in enumerate(found):
        for pair in of_report:
            numbers[pair].append(number)
    return {pair: _gaps(numbers[pair]) for pair in numbers}


def _gaps(numbers: Sequence[int]) -> str:
    digits = []
    before = -1
    for number in numbers:
        gap = number - before - 1
        before = number
        while gap >> _GAP_BITS:
            digits.append(_GAP_DIGITS[(gap & (1 << _GAP_BITS) - 1) | 1 << _GAP_BITS])
            gap >>= _GAP_BITS
        digits.append(_GAP_DIGITS[gap])
    return "".join(digits)


def listed(report_ids: Sequence[str], of_year: YearOfSeries) -> list[list[str]]:
    """The reports of a year as a list to look through: by place, each government in front of its other bodies.

    Args:
        report_ids: Ids of all reports.
        of_year: What is known of the bodies that report.
    """
    rows = []
    publishers = {report_id: of_year.publishers[body] for body, report_id in of_year.report_of.items()}
    for report_id in report_ids:
        publisher = publishers.get(report_id)
        if publisher:
            order = (publisher.adcode, publisher.kind != "government", publisher.name)
            row = [report_id, publisher.name, publisher.place, publisher.adcode[:2], publisher.kind]
        else:
            order, row = (report_id, True, report_id), [report_id, report_id, "", "", ""]
        rows.append((order, report_id, row))
    return [row for _, _, row in sorted(rows)]


def shard(pair: str) -> int:
    """The script that a pair is kept in; `search.js` computes the same."""
    return (ord(pair[0]) * 31 + ord(pair[1])) % SHARDS


def write_words(scripts: Scripts, years: Mapping[int, Mapping[str, str]]) -> None:
    """Writes the pairs of all years.

    Args:
        scripts: The site's data.
        years: Postings by year.
    """
    shards: dict[int, dict[str, dict[int, str]]] = defaultdict(dict)
    for year, of_year in sorted(years.items()):
        for pair, gaps in of_year.items():
            shards[shard(pair)].setdefault(pair, {})[year] = gaps
    for number, content in shards.items():
        scripts.write(f"search/words/{number}", dict(sorted(content.items())))
