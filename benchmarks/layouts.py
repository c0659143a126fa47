"""Reads the forms in every layout of `tests/parsers/figures/layouts.py`, filled at random, and counts their cells.

python -m benchmarks.layouts [FILLINGS [LAYOUT]]

For each layout and kind of file: the share of cells read, those missing whose row or column no flag names, and wrong
numbers. Exits with 1 where less than 98 % of a layout is read, a cell is missing in silence, or a number is wrong.
"""

from __future__ import annotations

import random
import sys
from collections import Counter

from tests.parsers.figures.layouts import LAYOUTS, Content, expected, fill
from tests.parsers.figures.reading import named, read_whole
from tests.parsers.figures.sheets import YEARS, Sheet

FLOOR = 0.98


def main(fillings: int, only: str) -> int:
    """Prints what was read of each layout, and returns the exit code."""
    total: Counter[str] = Counter()
    failed = []
    for name, (change, printers) in LAYOUTS.items():
        if only not in name:
            continue
        of_layout: Counter[str] = Counter()
        for kind, printer in printers.items():
            of_kind: Counter[str] = Counter()
            for era in YEARS:
                for number in range(fillings):
                    rng = random.Random(f"{name} {era} {number}")
                    sheet = change(fill(era, rng), rng)
                    of_kind += count(sheet, printer(sheet), f"{name}, {kind}")
            print(f"{name:34} {kind:5} {told(of_kind)}", flush=True)
            of_layout += of_kind
        print(f"{name:34} all   {told(of_layout)}")
        if share(of_layout) < FLOOR or of_layout["wrong"] or of_layout["silent"]:
            failed.append(name)
        total += of_layout
    print(f"all layouts {told(total)}" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return int(bool(failed))


def count(sheet: Sheet, content: Content, where: str) -> Counter[str]:
    """Cells that were printed, are missing, are missing in silence, and were read wrong; the first of each is shown."""
    truth = expected(sheet)
    figures, flags, ended = read_whole(content)
    missing = [key for key in truth if key not in figures]
    silent = [key for key in missing if not named(key, sheet.era, flags)]
    wrong = [key for key, values in figures.items() if values != {truth.get(key)}]
    for what, keys in (("missing", missing), ("silent", silent), ("wrong", wrong)):
        if keys:
            print(f"    {where}, {sheet.era}: {len(keys)} {what}, the first {keys[0]} ({ended})")
    return Counter(cells=len(truth), missing=len(missing), silent=len(silent), wrong=len(wrong))


def share(count: Counter[str]) -> float:
    """Share of the cells that were read."""
    return 1 - count["missing"] / count["cells"]


def told(count: Counter[str]) -> str:
    """A count as a person reads it."""
    return f"{share(count):.4f} of {count['cells']} read, {count['silent']} missing in silence, {count['wrong']} wrong"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1, sys.argv[2] if len(sys.argv) > 2 else ""))
