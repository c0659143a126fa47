"""What a build costs: processor time, how much of it is overhead, and the memory of all its processes.

python -m benchmarks.building 5000                 a build without a Prefect server, and what of it is overhead
python -m benchmarks.building 5000 --server        the same with a Prefect server
python -m benchmarks.building 1000 5000 20000      the curve of time and memory

Reports are made from the seeds, as pages of portals with menus around them: each of another place and year, with other
digits in every paragraph. What a build must do is measured first, in one process without any of the build's own: each
document parsed, the rows assembled and published. What the build takes beyond that is the overhead of processes, of the
store of what was parsed, and of Prefect.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import pathlib
import random
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence

HOUSE = pathlib.Path(__file__).parent.parent
SEEDS = {"000_8410e12d1c9ae270.txt": "無錫", "001_7cd061f8be914d19.txt": "泸州", "004_1a63cabe0a2d3b9a.txt": "桐乡"}
"""Seeds that reports are made from, each with the name that stands for the place."""
MENU = "".join(f'<li><a href="/c{number}/index.html">栏目{number}</a></li>' for number in range(400))


def main() -> None:
    """Measures builds of as many reports as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="+", help="numbers of reports")
    parser.add_argument("--server", action="store_true", help="run the build as a Prefect flow")
    parser.add_argument("--child", choices=["necessary", "build"], help=argparse.SUPPRESS)
    parser.add_argument("--data", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child == "necessary":
        necessary(arguments.data)
    elif arguments.child == "build":
        build(arguments.data)
    else:
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            # Byte code is written once and for all, not in what is measured.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ["PYTHONPYCACHEPREFIX"] = folder
            measured(1, with_server=arguments.server)
            print("reports | necessary CPU s | build CPU s | overhead | wall s | unchanged CPU s | peak MB of all")
            for count in arguments.counts:
                print(measured(count, with_server=arguments.server), flush=True)


def measured(count: int, *, with_server: bool) -> str:
    """A row of the table."""
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        data = pathlib.Path(folder, "data")
        fill(data, count)
        needed = run("necessary", data, {})
        if with_server:
            with server(pathlib.Path(folder, "prefect")) as (environment, pid):
                before = processor_seconds(pid)
                built = run("build", data, environment)
                built = dataclasses.replace(built, cpu=built.cpu + processor_seconds(pid) - before)
                again = run("build", data, environment)
        else:
            built, again = run("build", data, {}), run("build", data, {})
    overhead = 1 - needed.cpu / built.cpu
    return (
        f"{count:7} | {needed.cpu:15.1f} | {built.cpu:11.1f} | {overhead:8.1%} | {built.wall:6.1f} | "
        f"{again.cpu:15.1f} | {built.peak / 1e6:.0f}"
    )


def fill(data: pathlib.Path, count: int) -> None:
    """Archives generated reports."""
    from storage.ingesting import ingest
    from storage.root import open_root

    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        for number, page in enumerate(pages(count)):
            pathlib.Path(folder, f"{number:06}.html").write_text(page, encoding="utf-8")
        os.fsync = lambda _: None  # type: ignore[assignment,misc]  (what is thrown away need not be durable)
        ingest(open_root(data), [pathlib.Path(folder)])


def pages(count: int) -> Iterator[str]:
    """Reports of different places and years, no paragraph like that of another."""
    from knowledge import divisions

    places = sorted(
        {row.name for row in divisions._divisions() if row.stands and re.fullmatch(r"..市", row.name)} - {"铜陵市"}
    )
    seeds = [((HOUSE / "seeds" / name).read_text(encoding="utf-8"), place) for name, place in SEEDS.items()]
    chance = random.Random(1)
    made = 0
    for year in range(2008, 2100):
        for place in places:
            if made == count:
                return
            text, own = seeds[made % len(seeds)]
            text = text.replace(own, place[:-1]).replace("2017", str(year)).replace("2018", str(year + 1))
            lines = [_changed(line, chance) for line in text.splitlines() if line.strip()]
            body = "".join(f"<p>{line}</p>" for line in lines)
            yield (
                f"<html><head><title>{place}人民政府{year}年政府信息公开工作年度报告</title></head><body>"
                f'<ul class="menu">{MENU}</ul><h1>{place}人民政府{year}年政府信息公开工作年度报告</h1>'
                f'<div class="content">{body}</div></body></html>'
            )
            made += 1


def _changed(line: str, chance: random.Random) -> str:
    """A paragraph with other amounts."""
    return re.sub(r"(?<!\d)[1-9]\d{1,2}(?=[条件次个人份期])", lambda _: str(chance.randrange(10, 999)), line)


def necessary(data: str) -> None:
    """What a build must do, in one process: parse, assemble, publish."""
    from assembly.coverage import LOG_COLUMNS, coverage
    from assembly.panel import gap_rows
    from assembly.reports import assemble
    from parsers.pipeline import parse
    from parsing.sources import ParsedDocument, distinct_documents
    from spiders import portals
    from storage import dataset
    from storage.archive import Archive
    from storage.fetch_log import FetchLog
    from storage.root import open_root

    root = open_root(data)
    log, archive = FetchLog(root), Archive(root)
    parsed = []
    for source in distinct_documents(log.read()):
        content = archive.get(source.document_id)
        parsed.append(ParsedDocument(source, len(content), parse(source.document(content))))
    rows = dict(assemble(parsed))
    rows["coverage"] = coverage(rows["reports"], portals.load(), log.table(LOG_COLUMNS), {})
    rows["panel"].extend(gap_rows(rows["coverage"]))
    dataset.publish(open_root(f"{data}-necessary"), rows)


def build(data: str) -> None:
    """A build, as the command line does it."""
    from cli.running import run_named

    result = run_named("build", data)
    print(json.dumps(dict(result.outcomes)), file=sys.stderr)


@dataclasses.dataclass(frozen=True)
class Run:
    """What a process and all that it started took."""

    cpu: float
    wall: float
    peak: int


def run(child: str, data: pathlib.Path, environment: dict[str, str]) -> Run:
    """Runs a part of this program as a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.building", "1", "--child", child, "--data", str(data)],
        cwd=HOUSE,
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    peak, ended = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, ended), daemon=True)
    watcher.start()
    _, said = process.communicate()
    ended.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(said)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, time.monotonic() - started, peak[0])


def _watch(pid: int, peak: list[int], ended: threading.Event) -> None:
    while not ended.wait(0.5):
        peak[0] = max(peak[0], sum(map(_memory, [pid, *_descendants(pid)])))


def _descendants(pid: int) -> Sequence[int]:
    parents: dict[int, list[int]] = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found.extend(children)
        waiting.extend(children)
    return found


def _memory(pid: int) -> int:
    """Memory of a process in bytes; what several share is counted once."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", lines, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def processor_seconds(pid: int) -> float:
    """Processor time of a process."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class server:  # noqa: N801  (used as a function)
    """A Prefect server of its own while the context lasts.

    Args:
        home: Folder for all that it keeps.
    """

    def __init__(self, home: pathlib.Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._environment = {
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
        }
        self._command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]

    def __enter__(self) -> tuple[dict[str, str], int]:
        self._process = subprocess.Popen(
            self._command,
            env={**os.environ, **self._environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self._environment['PREFECT_API_URL']}/health", timeout=5).close()
            except OSError:
                time.sleep(0.2)
            else:
                return self._environment, self._process.pid
        raise SystemExit("the Prefect server did not start")

    def __exit__(self, *error: object) -> None:
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()


if __name__ == "__main__":
    main()
