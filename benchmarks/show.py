"""Measures what `nianbao show` costs beside the libraries that it cannot do without.

`python -m benchmarks.show`

Builds a data root from the five seeds, then takes turns: a process that imports pyarrow.dataset, typer and rich and
does nothing, and a process that shows a report. Prints the median CPU time of each and their ratio, and exits with 1
if the ratio is above its limit.
"""

from __future__ import annotations

import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).parent.parent
LIMIT = 1.5
"""What `show` may cost, as a multiple of the imports."""
TURNS = 5
IMPORTS = ("-c", "import pyarrow.dataset, typer, rich")
NIANBAO = ("-c", "from cli.main import main; main()")


def cpu_seconds(*arguments: str) -> float:
    """User and system time of a Python process with these arguments, and of its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    path = os.pathsep.join(filter(None, (str(REPOSITORY), os.environ.get("PYTHONPATH"))))
    subprocess.run(
        [sys.executable, *arguments], env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.DEVNULL, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Takes turns, prints the medians, and returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        data = str(pathlib.Path(folder, "data"))
        cpu_seconds(*NIANBAO, "run", "--data", data)
        commands = {
            "imports": IMPORTS,
            "show": (*NIANBAO, "show", "--data", data),
            "show a report": (*NIANBAO, "show", "320200-2017", "--data", data),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(TURNS):
            for name, arguments in commands.items():
                times[name].append(cpu_seconds(*arguments))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, seconds in medians.items():
        print(f"{name:14} {seconds:.3f} s CPU  {seconds / medians['imports']:.2f}")
    return int(max(medians.values()) > LIMIT * medians["imports"])


if __name__ == "__main__":
    sys.exit(main())
