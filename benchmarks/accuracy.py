"""How right the figures are: precision, recall and F1 against truth made by hand, held against pinned floors.

python benchmarks/accuracy.py

A figure is right if its code, applicant type, year and value are; a figure printed twice counts once, and rows on which
careful readers differ (`optional`) count neither way. Exits with 1 where anything falls below `accuracy_floors.toml`.
"""

from __future__ import annotations

import collections
import dataclasses
import fnmatch
import functools
import json
import pathlib
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from parsers.knowledge.codebook import codebook
from parsers.model import Document
from parsers.pipeline import parse

REPOSITORY = pathlib.Path(__file__).parent.parent
DATA = REPOSITORY / "tests" / "data"
FLOORS = pathlib.Path(__file__).with_name("accuracy_floors.toml")
FOLDERS = {
    "gold": (DATA / "gold", REPOSITORY / "seeds"),
    **{name: (DATA / "examples" / name,) * 2 for name in ("forms", "damage", "narrative")},
}
"""Sets of documents: where their truth lies, and where the documents."""

Key = tuple[str, str, int, float]


@dataclasses.dataclass(frozen=True, slots=True)
class Truth:
    """What careful readers found in a document.

    Attributes:
        name: Set and number, `forms/01`.
        document: The document.
        form: Form that it follows.
        year: Year that it reports on.
        sources: Every figure, with where it stands (`table` or `narrative`).
        optional: Figures that need not be found.
        unscored: Patterns of codes that do not count.
    """

    name: str
    document: pathlib.Path
    form: str
    year: int
    sources: Mapping[Key, str]
    optional: frozenset[Key]
    unscored: tuple[str, ...]

    def counts(self, key: Key) -> bool:
        return (
            key[0] in codebook()
            and key not in self.optional
            and not any(fnmatch.fnmatchcase(key[0], pattern) for pattern in self.unscored)
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Score:
    """Figures that are right, wrong and missing."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 where nothing was read."""
        read = self.right + self.wrong
        return self.right / read if read else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was read; 1 where nothing is there."""
        there = self.right + self.missing
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """A document's score by source, and what is wrong with it."""

    truth: Truth
    scores: Mapping[str, Score]
    wrong: tuple[Key, ...]
    missing: tuple[Key, ...]

    @property
    def score(self) -> Score:
        return sum(self.scores.values(), Score())


def truths() -> Iterator[Truth]:
    """The truth of every document, set by set."""
    for name, (folder, documents) in FOLDERS.items():
        for path in sorted(folder.glob("*.json")):
            truth = json.loads(path.read_text(encoding="utf-8"))
            report = truth.get("report", truth)
            year = report["report_year"]
            optional = [row for row in truth.get("optional", ()) if isinstance(row, dict) and "code" in row]
            yield Truth(
                name=f"{name}/{path.stem}",
                document=documents / truth["file"],
                form=report["form"],
                year=year,
                sources={_key(row, year): row["source"] for row in truth["indicators"]},
                optional=frozenset(_key(row, year) for row in optional if row.get("value") is not None),
                unscored=tuple(truth.get("unscored", ())),
            )


def _key(row: Mapping[str, Any], year: int) -> Key:
    applicant_type, about = row.get("applicant_type") or "total", int(row.get("year") or year)
    return row["code"], applicant_type, about, round(float(row["value"]), 6)


def measure(truth: Truth) -> Result:
    """Reads a document and compares."""
    parsed = parse(Document(content=truth.document.read_bytes()))
    figures = parsed.report.figures if parsed.report else ()
    read = {(f.code, f.applicant_type, f.year, round(f.value, 6)): f.source for f in figures}
    read = {key: source for key, source in read.items() if truth.counts(key)}
    there = {key: source for key, source in truth.sources.items() if truth.counts(key)}
    scores: collections.defaultdict[str, Score] = collections.defaultdict(Score)
    for key, source in there.items():
        scores[source] += Score(right=1) if key in read else Score(missing=1)
    for key in read.keys() - there.keys():
        scores[read[key]] += Score(wrong=1)
    return Result(truth, scores, tuple(sorted(read.keys() - there.keys())), tuple(sorted(there.keys() - read.keys())))


@functools.cache
def floors() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """The floors by kind (`document`, `set`, `form`, `source`) and name."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def below_floor(kind: str, name: str, score: Score) -> list[str]:
    """What falls below its floor, in sentences; a name that the file does not have must be perfect."""
    floor = floors().get(kind, {}).get(name, {})
    return [
        f"{kind} {name}: {measure} {value:.4f} is below its floor of {floor.get(measure, 1.0)}"
        for measure, value in (("precision", score.precision), ("recall", score.recall))
        # Floors are written with four digits.
        if round(value, 4) < floor.get(measure, 1.0)
    ]


def summaries(results: Iterable[Result]) -> dict[tuple[str, str], Score]:
    """Scores by kind and name: of each document, each set, each form and each source."""
    scores: collections.defaultdict[tuple[str, str], Score] = collections.defaultdict(Score)
    for result in results:
        scores["document", result.truth.name] = result.score
        scores["set", result.truth.name.partition("/")[0]] += result.score
        scores["form", result.truth.form] += result.score
        for source, score in result.scores.items():
            scores["source", source] += score
    order = {kind: number for number, kind in enumerate(("document", "set", "form", "source"))}
    return dict(sorted(scores.items(), key=lambda item: order[item[0][0]]))


def main() -> int:
    """Prints all scores, then what is below its floor."""
    results = [measure(truth) for truth in truths()]
    scores = summaries(results)
    print(f"{'':32} precision  recall      F1  right  wrong  missing")
    for (kind, name), score in scores.items():
        numbers = f"{score.precision:9.4f} {score.recall:7.4f} {score.f1:7.4f}"
        print(f"{kind:9} {name:22} {numbers} {score.right:6} {score.wrong:6} {score.missing:8}")
    complaints = [sentence for (kind, name), score in scores.items() for sentence in below_floor(kind, name, score)]
    unknown = [(kind, name) for kind, names in floors().items() for name in names if (kind, name) not in scores]
    complaints.extend(f"{FLOORS.name} has a floor for {kind} {name}, which does not exist" for kind, name in unknown)
    print("\n".join(complaints) if complaints else "Nothing is below its floor.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
