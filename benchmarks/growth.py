"""Measures how the time to read a document grows with its size, for many ways in which a document can be long.

python -m benchmarks.growth                 all families; 1 is the exit code where one grows faster than its size
python -m benchmarks.growth bars "page: "   those whose names begin so

Each document is read in a process of its own, so that nothing is remembered of a smaller one. Sizes double until a
document takes more than `ENOUGH` seconds of processor time or is larger than any that is read at all. The exponent is
the slope of the logarithms over the largest sizes: 1 where twice the size takes twice the time, 2 where it takes four
times as much.
"""

from __future__ import annotations

import dataclasses
import math
import multiprocessing
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from types import MappingProxyType

from benchmarks.families import Family, families
from parsers.model import Document
from parsers.pipeline import parse
from parsing.limits import ADDRESS_SPACE, CPU_SECONDS

SMALLEST = 1_000
"""Characters of the first document of a family; less where its longest one has less than 16 times as many."""
ENOUGH = 2.0
"""Seconds after which no larger document is tried."""
NOISE = 0.1
"""Seconds below which a time says nothing about growth."""
STEEPEST = 1.3
"""Exponent above which a family fails; sizes near each other measure it no better than this."""
_POINTS = 4
"""How many of the largest sizes the exponent is taken from."""

KNOWN: Mapping[str, str] = MappingProxyType(
    {"page: attributes": "lexbor holds each attribute of an element against all others"}
)
"""Families that grow faster, and why."""


@dataclasses.dataclass(frozen=True, slots=True)
class Growth:
    """How the time of a family grows.

    Attributes:
        name: Name of the family.
        times: Characters and seconds, smallest first; infinite seconds where a limit of the cage was reached.
    """

    name: str
    times: Sequence[tuple[int, float]]

    @property
    def exponent(self) -> float | None:
        """The slope of the logarithms; None where too few documents took long enough to tell."""
        points = [(math.log(size), math.log(seconds)) for size, seconds in self.times if NOISE <= seconds < math.inf]
        points = points[-_POINTS:]
        if len(points) < 3:
            return None
        middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
        rise = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
        return rise / sum((x - middle[0]) ** 2 for x, _ in points)

    @property
    def fault(self) -> str | None:
        """What is wrong with it, if anything is."""
        if self.exponent is not None and self.exponent > STEEPEST:
            return f"grows with the power {self.exponent:.2f} of its size"
        if not self.times:
            return "is no report"
        if math.inf in (seconds for _, seconds in self.times):
            return "reaches a limit of the cage"
        if self.exponent is None and (len(self.times) < 3 or self.times[-1][1] >= ENOUGH):
            return "takes too long for its growth to be measured"
        return None


def measure(family: Family) -> Growth:
    """Reads documents of a family, each twice as long as the one before."""
    times: list[tuple[int, float]] = []
    size = min(SMALLEST, family.most // 16)
    while size <= family.most and (not times or times[-1][1] < ENOUGH):
        taken = seconds(family.make(size))
        if taken is None:
            break
        times.append((size, taken))
        size = family.most if size < family.most < 2 * size else 2 * size
    return Growth(family.name, times)


def seconds(content: bytes) -> float | None:
    """Processor time that it takes to read a document in a new process.

    Infinite if the process ends without an answer; None if the document is more than any report may hold.
    """
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(content, there))
    process.start()
    there.close()
    try:
        answer: float | None = here.recv()
    except EOFError:
        answer = math.inf
    process.join()
    return answer


def _read(content: bytes, answer: Connection) -> None:
    # Larger than the cage's limit of time, so that a family that reaches it has one more point to be measured by.
    limit = math.ceil(2 * CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    start = time.process_time()
    parsed = parse(Document(content=content))
    answer.send(time.process_time() - start if parsed.report else None)


def row(growth: Growth) -> str:
    """A line of the table."""
    size, slowest = growth.times[-1] if growth.times else (0, 0.0)
    exponent = "-" if growth.exponent is None else f"{growth.exponent:.2f}"
    verdict = growth.fault or ""
    if verdict and growth.name in KNOWN:
        verdict += f" (known: {KNOWN[growth.name]})"
    return f"{growth.name:<36}{size:>10,}{slowest:>9.2f}{exponent:>10}  {verdict}".rstrip()


def complaints(found: Sequence[Growth]) -> list[str]:
    """What must be mended, and exceptions that are none any more."""
    faults = {growth.name: growth.fault for growth in found}
    new = [f"{name} {fault}" for name, fault in faults.items() if fault and name not in KNOWN]
    gone = [f"{name} is no exception any more; take it out of KNOWN" for name in KNOWN if faults.get(name, "") is None]
    return new + gone


def main(names: Sequence[str]) -> int:
    """Prints how all families grow, or those whose names begin with some words."""
    parse(Document(content=families()[0].make(2000)))
    found = []
    print(f"{'family':<36}{'largest':>10}{'seconds':>9}{'exponent':>10}")
    for family in families():
        if not names or family.name.startswith(tuple(names)):
            found.append(measure(family))
            print(row(found[-1]), flush=True)
    wrong = complaints(found)
    print(f"{len(found)} families, {len(wrong)} faults", *wrong, sep="\n  ")
    return 1 if wrong or not found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
