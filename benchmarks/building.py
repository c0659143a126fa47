"""What a build costs: processor time, how much of it is overhead, and the memory of all its processes.

python -m benchmarks.building 5000                 a build without a Prefect server, and what of it is overhead
python -m benchmarks.building 5000 --server        the same with a Prefect server
python -m benchmarks.building 1000 5000 20000 --played    the curve of time and memory without what parsing takes

Reports are made from the seeds, as pages of portals with menus around them: each of another place and year, with other
digits in every paragraph. What a build must do is timed where it is done: parsing each document, in the processes that
parse; putting rows together and publishing them. All other processor time of all processes is overhead: their start,
their imports, the way of documents and of what they say between them and into the store, the log, and Prefect.

With `--played` three reports are parsed, and their words, figures and sketches, changed in place, stand for those of
all others: what is put together and published has the size of the real thing, and takes minutes instead of hours.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import os
import pathlib
import random
import re
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parsers.model import Document, Parsed
    from parsing.store import Kept

HOUSE = pathlib.Path(__file__).parent.parent
SELF = (sys.executable, "-m", "benchmarks.building", "1")
TIME = struct.Struct("<d")
FEW = 5
"""Reports of the build that others are compared with: as many as there are seeds."""
SEEDS = {"000_8410e12d1c9ae270.txt": "無錫", "001_7cd061f8be914d19.txt": "泸州", "004_1a63cabe0a2d3b9a.txt": "桐乡"}
"""Seeds that reports are made from, each with the name that stands for the place."""
MENU = "".join(f'<li><a href="/c{number}/index.html">栏目{number}</a></li>' for number in range(400))


def main() -> None:
    """Measures builds of as many reports as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="+", help="numbers of reports")
    parser.add_argument("--server", action="store_true", help="run the build as a Prefect flow")
    parser.add_argument("--played", action="store_true", help="parse three reports, and say the same of all others")
    parser.add_argument("--child", choices=["build", "worker"], help=argparse.SUPPRESS)
    parser.add_argument("--data", help=argparse.SUPPRESS)
    parser.add_argument("--times", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child == "build":
        build(arguments.data, arguments.times, played=arguments.played)
    elif arguments.child == "worker":
        worker(arguments.times, played=arguments.played)
    else:
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            # Byte code is written once and for all, not in what is measured.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ["PYTHONPYCACHEPREFIX"] = folder
            measured(1, arguments)
            few = measured(FEW, arguments)
            print(
                "CPU s:   reports |  build | must | beyond | share | ms a report | wall s | unchanged | "
                "ms a report more | peak MB of all"
            )
            for count in arguments.counts:
                print(row(count, measured(count, arguments), few), flush=True)


@dataclasses.dataclass(frozen=True)
class Measured:
    """A build of some reports, what of its processor time it could not do without, and the same build again."""

    built: Run
    needed: float
    again: Run


def row(count: int, found: Measured, few: Measured) -> str:
    """A row of the table."""
    beyond = found.built.cpu - found.needed
    more = (found.again.cpu - few.again.cpu) / count
    return (
        f"{count:16} | {found.built.cpu:6.1f} | {found.needed:6.1f} | {beyond:6.2f} | "
        f"{beyond / found.built.cpu:5.1%} | "
        f"{1e3 * beyond / count:11.2f} | {found.built.wall:6.1f} | {found.again.cpu:9.2f} | {1e3 * more:16.3f} | "
        f"{found.built.peak / 1e6:.0f}"
    )


def measured(count: int, arguments: argparse.Namespace) -> Measured:
    """Measures the build of some reports."""
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        data, times = pathlib.Path(folder, "data"), pathlib.Path(folder, "times")
        fill(data, count)
        if arguments.server:
            with server(pathlib.Path(folder, "prefect")) as (environment, pid):
                before = processor_seconds(pid)
                built = run(data, times, environment, played=arguments.played)
                built = dataclasses.replace(built, cpu=built.cpu + processor_seconds(pid) - before)
                needed = noted(times)
                again = run(data, times, environment, played=arguments.played)
        else:
            built, needed = run(data, times, {}, played=arguments.played), noted(times)
            again = run(data, times, {}, played=arguments.played)
    return Measured(built, needed, again)


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
                f'<html><head><meta name="seed" content="{made % len(seeds)}">'
                f"<title>{place}人民政府{year}年政府信息公开工作年度报告</title></head><body>"
                f'<ul class="menu">{MENU}</ul><h1>{place}人民政府{year}年政府信息公开工作年度报告</h1>'
                f'<div class="content">{body}</div></body></html>'
            )
            made += 1


def _changed(line: str, chance: random.Random) -> str:
    """A paragraph with other amounts."""
    return re.sub(r"(?<!\d)[1-9]\d{1,2}(?=[条件次个人份期])", lambda _: str(chance.randrange(10, 999)), line)


def build(data: str, times: str, *, played: bool = False) -> None:
    """A build, as the command line does it, whose parts are timed."""
    from assembly import loading
    from cli.running import run_named
    from parsing import cage
    from parsing.store import Store
    from storage import dataset

    cage.WORKER = (*SELF, "--child", "worker", "--data", data, "--times", times, *["--played"][:played])
    publishing, reading = Stopwatch(), Stopwatch()
    dataset.publish_parts = publishing.of(dataset.publish_parts)
    loading.codec.decode = reading.of(loading.codec.decode)
    scattered = Store.scattered

    @contextlib.contextmanager
    def timed(store: Store, groups: Mapping[str, int]) -> Iterator[Callable[[int], dict[str, Kept]]]:
        inner = scattered(store, groups)
        read = reading.of(inner.__enter__)()
        try:
            yield reading.of(read)
        finally:
            inner.__exit__(None, None, None)

    Store.scattered = timed  # type: ignore[method-assign]
    result = run_named("build", data=data)
    note(times, publishing.seconds - reading.seconds)
    print(json.dumps(dict(result.outcomes)), file=sys.stderr)


def worker(times: str, *, played: bool) -> None:
    """The program that parses, each document timed."""
    from parsers import pipeline
    from parsing.worker import serve

    parse = Player().parse if played else pipeline.parse
    with pathlib.Path(times).open("ab", buffering=0) as file:

        def timed(document: Document) -> Parsed:
            begun = time.thread_time()
            parsed = parse(document)
            file.write(TIME.pack(time.thread_time() - begun))
            return parsed

        serve(timed)


class Player:
    """Says of a report what was read from the first one that was made from the same seed, for its place and year."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[str, int, Parsed]] = {}

    def parse(self, document: Document) -> Parsed:
        """What would be read, as far as its size goes: words keep their length, and figures their number."""
        from knowledge import divisions
        from parsers import pipeline

        page = document.content.decode()
        (seed,) = re.findall(r'name="seed" content="(\d)"', page)
        ((name, written),) = re.findall(r"<h1>(.{3})人民政府(\d{4})年", page)
        year = int(written)
        if seed not in self._read:
            self._read[seed] = (name, year, pipeline.parse(document))
        before, year_before, parsed = self._read[seed]
        (place, *_) = [row for row in divisions._by_name()[name] if row.stands]
        report = parsed.report
        if report is None:
            raise SystemExit(f"{name} {year}: no report")
        chance = random.Random(page)
        identity = dataclasses.replace(
            report.identity,
            adcode=place.code,
            province=place.province,
            city=name,
            report_year=year,
            title=f"{name}人民政府{year}年政府信息公开工作年度报告",
        )
        figures = tuple(
            dataclasses.replace(
                figure, year=figure.year - year_before + year, value=figure.value and float(chance.randrange(10, 999))
            )
            for figure in report.figures
        )
        text = report.text.replace(before[:-1], name[:-1]).replace(str(year_before), str(year))
        numbers = frozenset(f"{number}{chance.randrange(10, 999)}" for number in parsed.own_numbers)
        report = dataclasses.replace(report, identity=identity, figures=figures, text=text)
        hashes = tuple(sorted(chance.getrandbits(64) for _ in parsed.fingerprint))
        return dataclasses.replace(parsed, report=report, own_numbers=numbers, fingerprint=hashes)


class Stopwatch:
    """Processor time of what is done in one thread, added up."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def of(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function whose time is added."""

        def timed(*arguments: Any, **named: Any) -> Any:
            begun = time.thread_time()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds += time.thread_time() - begun

        return timed


def note(times: str, seconds: float) -> None:
    """Adds a time to those that all processes of a build write down."""
    with pathlib.Path(times).open("ab", buffering=0) as file:
        file.write(TIME.pack(seconds))


def noted(times: pathlib.Path) -> float:
    """The sum of the times that were written down."""
    content = times.read_bytes() if times.exists() else b""
    times.unlink(missing_ok=True)
    return sum(seconds for (seconds,) in TIME.iter_unpack(content))


@dataclasses.dataclass(frozen=True)
class Run:
    """What a process and all that it started took."""

    cpu: float
    wall: float
    peak: int


def run(data: pathlib.Path, times: pathlib.Path, environment: dict[str, str], *, played: bool) -> Run:
    """Builds in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    process = subprocess.Popen(
        [*SELF, "--child", "build", "--data", str(data), "--times", str(times), *["--played"][:played]],
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
