"""Kills nianbao again and again in the middle of its work, and looks whether anything breaks.

python -m benchmarks.kills 60                      on a folder
python -m benchmarks.kills 60 --store              on a real S3 server on loopback

The work is to take files, to crawl the seeds, to build and to publish. Each time one of the commands is started and
killed after a random while, with or without the processes that it has started. A reader reads the current snapshot in a
loop meanwhile: whatever it sees must be whole. At the end the commands run to their ends, and the snapshot must be the
same, byte for byte, as where nothing was killed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence

from storage import dataset, integrity
from storage.root import DataRoot, open_root
from tests.object_store import served

HOUSE = pathlib.Path(__file__).parent.parent
FILES = HOUSE / "tests" / "data" / "examples" / "forms"
COMMANDS: dict[str, Sequence[str]] = {"ingest": ["ingest", str(FILES)], "run": ["run"], "build": ["build"]}


def main() -> None:
    """Kills as often as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int)
    parser.add_argument("--store", action="store_true", help="on an object store")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder, contextlib.ExitStack() as stack:
        if arguments.store:
            server = stack.enter_context(served())
            killed, whole = server.bucket(), server.bucket()
        else:
            killed, whole = f"{folder}/killed", f"{folder}/whole"
        seconds = {name: finished(whole, name) for name in COMMANDS}
        stop, faults, reads = threading.Event(), list[str](), [0]
        reader = threading.Thread(target=read_in_a_loop, args=(killed, stop, faults, reads), daemon=True)
        reader.start()
        chance = random.Random(arguments.seed)
        hits = 0
        for number in range(arguments.kills):
            # A build of what is there is quick: the store forgets now and then what was parsed.
            if number % 4 == 0:
                open_root(killed).remove_folder("parsed")
            name = chance.choice(list(COMMANDS))
            hits += kill(killed, name, chance.uniform(0, seconds[name]), with_children=chance.random() < 0.5)
        for name in COMMANDS:
            finished(killed, name)
        stop.set()
        reader.join()
        same = content(open_root(killed)) == content(open_root(whole))
        left = (
            [str(path) for path in pathlib.Path(killed).rglob(".partial-*") if "holders" not in path.parts]
            if not arguments.store
            else []
        )
    print(f"{hits} of {arguments.kills} commands killed; {reads[0]} reads, {len(faults)} of them not whole")
    print(f"the last snapshot is {'the same' if same else 'ANOTHER'}; {len(left)} unfinished files are left")
    if faults or left or not same:
        sys.exit("\n".join([*faults[:5], *left[:5]]) or 1)


def started(data: str, name: str) -> subprocess.Popen[bytes]:
    """A command of nianbao's, at work."""
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", *COMMANDS[name], "--data", data],
        cwd=HOUSE,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finished(data: str, name: str) -> float:
    """Runs a command to its end; returns how many seconds it took."""
    begun = time.monotonic()
    process = started(data, name)
    _, said = process.communicate()
    if process.returncode:
        raise SystemExit(f"{name}: {said.decode(errors='replace')[-2000:]}")
    return time.monotonic() - begun


def kill(data: str, name: str, seconds: float, *, with_children: bool) -> bool:
    """Kills a command after a while; returns whether it was still at work."""
    process = started(data, name)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=seconds)
        return False
    if with_children:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
    return True


def read_in_a_loop(data: str, stop: threading.Event, faults: list[str], reads: list[int]) -> None:
    """Reads the current snapshot again and again, and notes whatever is not whole."""
    root = open_root(data)
    while not stop.wait(0.2):
        if root.pointed(dataset.CURRENT) is None:
            continue
        found = dataset.current(root)
        faults.extend(map(str, integrity.damage_of_snapshot(root, found.folder)))
        texts = {row["report_id"] for row in found.arrow("reports", columns=["report_id"]).to_pylist()}
        stated = set(found.arrow("indicators", columns=["report_id"])["report_id"].to_pylist())
        if not stated <= texts:
            faults.append(f"figures of reports that are not there: {sorted(stated - texts)}")
        reads[0] += 1


def content(root: DataRoot) -> dict[str, bytes]:
    """The files of the current snapshot."""
    folder = dataset.current(root).folder
    return {path: root.read(path) for path in root.files(folder)}


if __name__ == "__main__":
    main()
