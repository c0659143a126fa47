"""What people are shown of coverage: what is published where, and what to do about the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assembly.coverage import Hole, holes
from spiders.portals import Portal
from storage.schema import Coverage

_MARKS = {
    "failed": ("!", "red"),
    "blocked": ("x", "magenta"),
    "not_found": ("-", "yellow"),
    "not_crawled": ("·", "dim"),
}
_REMEDIES = {
    "failed": "`nianbao portals check {first}` shows how it answers; then `nianbao crawl {all}`",
    "blocked": "blocks are never bypassed: `nianbao crawl {all}` another day, or `nianbao ingest` your own files",
    "not_found": "see `nianbao portals show {first}`; if its column has another address, put it into the registry",
    "not_crawled": "`nianbao crawl {all}`",
}
_FEW = 3
_MANY = 40


def coverage(rows: Sequence[Coverage], provinces: Mapping[str, str]) -> RenderableType:
    """The map of what is published, by province and year, and what to do about the holes.

    Args:
        rows: The table of coverage.
        provinces: Name of the province by the first two digits of a division code.
    """
    counts: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in rows:
        counts[provinces.get(row.adcode[:2], row.adcode[:2])][row.year][row.status] += 1
    years = sorted({row.year for row in rows})
    if not years:
        return Text("nothing is expected, and nothing is published")
    table = Table(
        title=f"reports published, {years[0]} to {years[-1]}", title_justify="left", box=None, padding=(0, 1, 0, 0)
    )
    table.add_column("province", no_wrap=True)
    for year in years:
        table.add_column(f"{year % 100:02}", justify="right", no_wrap=True, min_width=2)
    untouched = []
    codes = {name: code for code, name in sorted(provinces.items(), reverse=True)}
    for province in sorted(counts, key=lambda name: (name not in codes, codes.get(name, name))):
        if all(set(cell) == {"not_crawled"} for cell in counts[province].values()):
            untouched.append(province)
        else:
            table.add_row(province, *(_cell(counts[province][year]) for year in years))
    parts: list[RenderableType] = [table, _legend()]
    if untouched:
        parts.append(Text(f"not crawled at all: {'、'.join(untouched)}", style="dim"))
    parts.extend(_told(hole) for hole in holes(rows))
    return Group(*parts)


def _cell(counts: Counter[str]) -> Text:
    if not counts:
        return Text("")
    if published := counts["published"]:
        return Text(str(published), style="green" if published == counts.total() else "cyan")
    mark, style = _MARKS[next(status for status in _MARKS if counts[status])]
    return Text(mark, style=style)


def _legend() -> Text:
    words = ", ".join(f"{mark} {status.replace('_', ' ')}" for status, (mark, _) in _MARKS.items())
    return Text(f"a number: how many governments have published; {words}\n", style="dim")


def _told(hole: Hole) -> Text:
    names = "、".join(name for _, name in hole.governments[:_FEW])
    more = f" and {len(hole.governments) - _FEW} more" if len(hole.governments) > _FEW else ""
    codes = [code for code, _ in hole.governments]
    remedy = _REMEDIES[hole.status].format(
        first=codes[0],
        all="--all" if len(codes) > _MANY else " ".join(codes),
    )
    mark, style = _MARKS[hole.status]
    text = Text(f"{mark} {hole.status.replace('_', ' ')}: {hole.n_years} years of {names}{more}", style=style)
    return text.append(f"\n  {hole.reason}\n  {remedy}", style="default")


def provinces(portals: Iterable[Portal]) -> dict[str, str]:
    """Name of each province by the first two digits of its codes, in the order of the codes."""
    named = {portal.adcode[:2]: portal.name.partition("/")[0] for portal in portals if portal.adcode}
    return dict(sorted(named.items()))
