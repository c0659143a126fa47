"""Starts nianbao again and again on a machine that is kept busy, and looks whether each run comes to a good end.

python -m benchmarks.load 20                       20 runs at a load of 8
python -m benchmarks.load 20 --load 8 --together 4    four of them at a time

Each run is `nianbao run` on the five seeds, in a data root of its own. All snapshots must be the same.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from storage import dataset
from storage.root import open_root

HOUSE = pathlib.Path(__file__).parent.parent
MOST_SECONDS = 600


def main() -> None:
    """Runs as often as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=int)
    parser.add_argument("--load", type=int, default=8, help="processes that do nothing but take processor time")
    parser.add_argument("--together", type=int, default=1, help="runs at the same time")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder, busy(arguments.load):
        data = [f"{folder}/{number}" for number in range(arguments.runs)]
        with ThreadPoolExecutor(arguments.together) as pool:
            ends = list(pool.map(run, data))
        load = os.getloadavg()[0]
        ended = [place for place, (failed, _) in zip(data, ends, strict=True) if not failed]
        snapshots = {dataset.current(open_root(place)).snapshot_id for place in ended}
    faults = [failed for failed, _ in ends if failed]
    seconds = sorted(taken for _, taken in ends)
    print(
        f"{len(ends)} runs at a load of {load:.1f}: {len(faults)} failed, {len(snapshots)} different snapshots, "
        f"{seconds[len(seconds) // 2]:.0f} s each (at most {seconds[-1]:.0f})"
    )
    if faults or len(snapshots) != 1:
        sys.exit("\n".join(faults[:3]) or 1)


@contextlib.contextmanager
def busy(load: int) -> Iterator[None]:
    """Keeps the machine busy while the context lasts."""
    processes = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(load)]
    try:
        # The system's figure is a mean over a minute; the processes are there from the beginning.
        yield
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()


def run(data: str) -> tuple[str, float]:
    """What is wrong with a run, if anything is, and how many seconds it took."""
    begun = time.monotonic()
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "cli.main", "run", "--data", data],
            cwd=HOUSE,
            env={**os.environ, "PYTHONPATH": str(HOUSE)},
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no end after {MOST_SECONDS} s", time.monotonic() - begun
    return "" if ran.returncode == 0 else f"{ran.returncode}: {ran.stderr[-2000:]}", time.monotonic() - begun


if __name__ == "__main__":
    main()
