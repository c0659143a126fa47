"""Weighs what is installed: every declared dependency, alone and with what only it brings.

python -m benchmarks.weight     prints a table; docs/dependencies.md keeps one
"""

from __future__ import annotations

import pathlib
import re
import tomllib
from importlib import metadata

from packaging.requirements import Requirement

PROJECT = pathlib.Path(__file__).parent.parent / "pyproject.toml"


def canonical(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


INSTALLED = {canonical(found.metadata["Name"]): found for found in metadata.distributions()}


def megabytes(name: str) -> float:
    """Size of a distribution's files, without the byte code that Python writes beside them."""
    files = (file.locate() for file in INSTALLED[name].files or [] if file.suffix != ".pyc")
    return sum(pathlib.Path(str(path)).stat().st_size for path in files if pathlib.Path(str(path)).exists()) / 1e6


def brought(name: str) -> set[str]:
    """A distribution and everything that it needs."""
    found: set[str] = set()
    waiting = [canonical(name)]
    while waiting:
        name = waiting.pop()
        if name in found or name not in INSTALLED:
            continue
        found.add(name)
        for line in INSTALLED[name].requires or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(canonical(requirement.name))
    return found


def table(declared: list[str], before: set[str]) -> tuple[list[str], set[str]]:
    """Lines of a table about some dependencies, and all that they bring beyond what is there before."""
    brings = {name: brought(name) - before for name in declared}
    everything = set().union(*brings.values())
    lines = [f"{'dependency':<18}{'MB':>8}{'MB by it alone':>18}{'distributions by it alone':>28}"]
    for name, own in sorted(brings.items(), key=lambda item: -sum(map(megabytes, item[1]))):
        others = set().union(*(brings[other] for other in declared if other != name))
        alone = own - others
        lines.append(f"{name:<18}{megabytes(name):>8.1f}{sum(map(megabytes, alone)):>18.1f}{len(alone):>28}")
    lines.append(f"together {sum(map(megabytes, everything)):.0f} MB in {len(everything)} distributions")
    return lines, everything


def main() -> None:
    """Prints what running needs, and what the developers' tools add."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], project["optional-dependencies"]["dev"]]
    running, developing = ([canonical(Requirement(line).name) for line in lines] for lines in groups)
    lines, needed = table(running, set())
    print(*lines, sep="\n")
    missing = [name for name in developing if name not in INSTALLED]
    if missing:
        print(f"\nnot installed: {', '.join(missing)} (make test installs them)")
    else:
        print("", *table(developing, needed)[0], sep="\n")


if __name__ == "__main__":
    main()
