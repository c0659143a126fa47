"""Builds the same reports in every way that a setting offers, and looks whether the snapshots are the same bytes.

python -m benchmarks.ways 1000

In threads of one process; on two workers of a Dask cluster on this machine; in runs that two workers of a Prefect work
pool take. The last two have a Prefect server of their own on loopback.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from benchmarks.building import HOUSE, fill, server
from storage import dataset
from storage.root import open_root

WAYS = ("threads", "dask:2", "pool:4")


def main() -> None:
    """Builds as many reports as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory(prefix="nianbao-") as name:
        folder = pathlib.Path(name)
        fill(folder / WAYS[0], count)
        for way in WAYS[1:]:
            shutil.copytree(folder / WAYS[0], folder / way)
        seconds = {WAYS[0]: built(folder / WAYS[0], {"NIANBAO_TASKS": WAYS[0]})}
        with server(folder / "prefect") as (environment, _):
            for way in WAYS[1:]:
                settings = {**environment, "NIANBAO_TASKS": way}
                with workers(settings) if way.startswith("pool") else contextlib.nullcontext():
                    seconds[way] = built(folder / way, settings)
        files = {way: content(folder / way) for way in WAYS}
    for way in WAYS:
        same = "" if files[way] == files[WAYS[0]] else ", ANOTHER SNAPSHOT"
        print(f"{way}: {count} reports in {seconds[way]:.0f} s by the clock, {len(files[way])} files{same}")
    if any(files[way] != files[WAYS[0]] for way in WAYS):
        sys.exit(1)


def built(data: pathlib.Path, settings: dict[str, str]) -> float:
    """Builds, and returns how many seconds it took."""
    begun = time.monotonic()
    run("cli.main", "build", "--data", str(data), settings=settings)
    return time.monotonic() - begun


def content(data: pathlib.Path) -> dict[str, bytes]:
    """The files of the current snapshot."""
    root = open_root(data)
    folder = dataset.current(root).folder
    return {path: root.read(path) for path in root.files(folder)}


def run(*arguments: str, settings: dict[str, str]) -> None:
    """Runs a program of Python's to its good end."""
    ran = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=HOUSE, env={**os.environ, **settings}, capture_output=True, check=False
    )
    if ran.returncode:
        raise SystemExit((ran.stdout + ran.stderr).decode(errors="replace")[-4000:])


@contextlib.contextmanager
def workers(settings: dict[str, str]) -> Iterator[None]:
    """Two workers of a work pool that everything is deployed to, while the context lasts."""
    run("prefect", "work-pool", "create", "nianbao", "--type", "process", settings=settings)
    run("prefect", "--no-prompt", "deploy", "--all", "--prefect-file", "deployments/prefect.yaml", settings=settings)
    command = [
        sys.executable,
        "-m",
        "prefect",
        "worker",
        "start",
        "--pool",
        "nianbao",
        "--type",
        "process",
        "--limit",
        "2",
    ]
    processes = [
        subprocess.Popen(
            command,
            cwd=HOUSE,
            env={**os.environ, **settings},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(2)
    ]
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            # A worker may not come to an end of its own.
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


if __name__ == "__main__":
    main()
