"""What reading one document costs: processor time by kind of document, and the share that each step takes.

python -m benchmarks.parsing                          all kinds, milliseconds a document
python -m benchmarks.parsing portal pdf               some of them
python -m benchmarks.parsing --steps                  with the share of each step
python -m benchmarks.parsing --against ../other       beside another checkout, the two taking turns
python -m benchmarks.parsing portal --peers           beside the libraries that others would take

Documents are made from the seeds and the examples of the tests. From round to round each paragraph with a sentence gets
other words, and every amount another value, so that nothing that is remembered of one document makes the next one
faster; of PDF files only the digits 5 to 9 change places. What is printed is the median of the rounds. `floor` is the
work that cannot be avoided on the same pages: one parse by lxml and one conversion by OpenCC. Python looks for garbage
as rarely as in the program that parses for a build (`parsing.worker`).

`peers` is the chain that people would take otherwise: trafilatura, OpenCC, datasketch and regex for the text of a page,
its script, a sketch and a few numbers. Those of them that are no dependencies must be installed beside the others.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import functools
import gc
import importlib
import importlib.util
import io
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import lxml.html
import opencc

from parsers.model import Document

HOUSE = pathlib.Path(__file__).parent.parent
EXAMPLES = HOUSE / "tests" / "data" / "examples"
ROUNDS = 5
MENU = "".join(f'<li><a href="/c{number}/index.html">栏目{number} 政务公开</a></li>' for number in range(400))
"""A portal's menu; it stands before the report and behind it."""

PEERS = ("trafilatura", "datasketch", "regex")
"""Libraries of the other chain that nothing here needs."""
_PAGES = ("portal", "narrative", "forms")
"""Kinds that are pages of markup."""

STEPS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "charset": ("parsers.blocks.reader:decode",),
        "html": ("parsers.blocks.reader:read_html",),
        "other kinds": ("parsers.blocks.reader:read_pdf", "parsers.blocks.reader:read_docx"),
        "rejection": ("parsers.pipeline:reject_page", "parsers.pipeline:reject_body"),
        "repairs": ("parsers.pipeline:repair", "parsers.pipeline:restored"),
        "tables": (
            "parsers.pipeline:with_text_rows_apart",
            "parsers.pipeline:rebuild_tables",
            "parsers.pipeline:with_rows_parted",
        ),
        "body": ("parsers.pipeline:find_body",),
        "identity": ("parsers.pipeline:identify", "parsers.pipeline:reporter_of", "parsers.pipeline:provenance"),
        "masks": ("parsers.pipeline:mask", "parsers.pipeline:blanked", "parsers.pipeline:in_other_words"),
        "sections": ("parsers.pipeline:find_sections",),
        "forms": ("parsers.pipeline:read_forms", "parsers.pipeline:read_own_tables"),
        "prose": ("parsers.pipeline:read_prose",),
        "checks": ("parsers.pipeline:check_report", "parsers.pipeline:missing_parts"),
        "fingerprint": ("parsers.pipeline:fingerprint", "parsers.pipeline:own_numbers"),
    }
)
"""The functions of each step, by the module that calls them."""


def main() -> None:
    """Measures what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], help="kinds of documents")
    parser.add_argument("--steps", action="store_true", help="print what each step takes")
    parser.add_argument("--against", type=pathlib.Path, help="another checkout to measure beside this one")
    parser.add_argument("--peers", action="store_true", help="measure the chain of other libraries beside it")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds, of which the median counts")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        serve(steps=arguments.steps, peers=arguments.peers)
        return
    missing = [name for name in PEERS if importlib.util.find_spec(name) is None] if arguments.peers else []
    if missing:
        print(f"The other chain is not measured: {', '.join(missing)} not installed.")
    checkouts = [HOUSE, *([arguments.against.resolve()] if arguments.against else [])]
    with contextlib.ExitStack() as stack:
        readers = [stack.enter_context(Reader(checkout, steps=arguments.steps)) for checkout in checkouts]
        names = [checkout.name for checkout in checkouts]
        if arguments.peers and not missing:
            readers.append(stack.enter_context(Reader(HOUSE, peers=True)))
            names.append("peers")
        print("kind      | documents | floor ms | " + " | ".join(f"{name} ms" for name in names))
        for kind in arguments.kinds or KINDS:
            measure(kind, [reader for reader in readers if kind in _PAGES or not reader.peers], arguments.rounds)


def measure(kind: str, readers: Sequence[Reader], rounds: int) -> None:
    """Prints a row of the table, and the steps below it."""
    taken: list[list[dict[str, float]]] = [[] for _ in readers]
    floors = []
    for number in range(rounds + 1):
        documents = [bytes(document) for document in KINDS[kind](random.Random(f"{kind} {number}"))]
        answers = [reader.read(documents) for reader in readers]
        # The first round loads what stays loaded: knowledge and compiled patterns.
        if number:
            floors.append(floor(documents) if kind in _PAGES else 0.0)
            for times, answer in zip(taken, answers, strict=True):
                times.append(answer)
    each = 1000 / len(documents)
    medians = [statistics.median(answer["all"] for answer in times) * each for times in taken]
    row = f"{kind:9} | {len(documents):9} | {statistics.median(floors) * each:8.1f} | "
    print(row + " | ".join(f"{median:.1f}" for median in medians), flush=True)
    for step in [*STEPS, "rest"] if "rest" in taken[0][0] else ():
        parts = [statistics.median(answer.get(step, 0.0) for answer in times) * each for times in taken]
        if max(parts) >= 0.05:
            shares = (f"{part:6.1f} ms {part / median:4.0%}" for part, median in zip(parts, medians, strict=True))
            print(f"    {step:12} " + "   ".join(shares), flush=True)


def floor(pages: Sequence[bytes]) -> float:
    """Seconds for one parse and one conversion of each page."""
    converter = opencc.OpenCC("t2s")
    started = time.process_time()
    for page in pages:
        converter.convert("".join(lxml.html.fromstring(page).itertext()))
    return time.process_time() - started


class Reader:
    """A process that reads documents with the code of a checkout.

    Args:
        checkout: The checkout.
        steps: Whether it measures the steps.
        peers: Whether it reads with the other chain, not with the code of the checkout.
    """

    def __init__(self, checkout: pathlib.Path, *, steps: bool = False, peers: bool = False) -> None:
        self.peers = peers
        path = os.pathsep.join([str(checkout), *filter(None, [os.environ.get("PYTHONPATH", "")])])
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--child", *["--steps"][:steps], *["--peers"][:peers]],
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate()

    def read(self, documents: Sequence[bytes]) -> dict[str, float]:
        """Seconds of processor time that all the documents took, by step."""
        stream = self._process.stdin
        assert stream is not None
        assert self._process.stdout is not None
        stream.write(json.dumps([len(document) for document in documents]).encode() + b"\n")
        stream.write(b"".join(documents))
        stream.flush()
        answer: dict[str, float] = json.loads(self._process.stdout.readline())
        return answer


def serve(*, steps: bool, peers: bool) -> None:
    """Reads the documents that come in, and answers with the time that it took."""
    read = other_chain() if peers else functools.partial(_outcome, importlib.import_module("parsers.pipeline"))
    clock = Clock()
    if steps:
        clock.measure()
    gc.set_threshold(50_000, *gc.get_threshold()[1:])
    while lengths := sys.stdin.buffer.readline():
        documents = [Document(content=sys.stdin.buffer.read(length)) for length in json.loads(lengths)]
        clock.restart()
        outcomes = [read(document) for document in documents]
        print(json.dumps(clock.taken()), flush=True)
        if set(outcomes) != {"report"}:
            raise SystemExit(f"some documents are no reports: {outcomes}")
        gc.collect()
        gc.freeze()


def _outcome(pipeline: Any, document: Document) -> str:
    return str(pipeline.parse(document).outcome)


def other_chain() -> Callable[[Document], str]:
    """Reads a page as others would: its text, in simplified script, a sketch of it, and what a few patterns find."""
    trafilatura, datasketch, regex = map(importlib.import_module, PEERS)
    converter = opencc.OpenCC("t2s")
    patterns = [regex.compile(pattern) for pattern in _PATTERNS]

    def read(document: Document) -> str:
        text = converter.convert(trafilatura.extract(document.content) or "")
        sketch = datasketch.MinHash(num_perm=128)
        sketch.update_batch([text[place : place + 8].encode() for place in range(max(0, len(text) - 7))])
        for pattern in patterns:
            pattern.findall(text)
        return "report"

    return read


class Clock:
    """Processor time, and where it goes: each moment counts for the innermost step that is at work."""

    def __init__(self) -> None:
        self._at_work: list[str] = ["rest"]
        self._seconds: dict[str, float] = collections.defaultdict(float)
        self._last = self._start = 0.0

    def measure(self) -> None:
        """Puts a clock around each step."""
        for step, functions in STEPS.items():
            for name in functions:
                module, _, function = name.partition(":")
                holder = importlib.import_module(module)
                setattr(holder, function, self._timed(getattr(holder, function), step))
        reader = importlib.import_module("parsers.blocks.reader")
        for media_type, read in reader._BINARY_READERS.items():
            reader._BINARY_READERS[media_type] = self._timed(read, "other kinds")

    def restart(self) -> None:
        self._seconds.clear()
        self._start = self._last = time.process_time()

    def taken(self) -> dict[str, float]:
        """Seconds since the start: all, and those of each step if they are measured."""
        self._turn()
        whole = {"all": self._last - self._start}
        return whole | self._seconds if len(self._seconds) > 1 else whole

    def _turn(self) -> None:
        now = time.process_time()
        self._seconds[self._at_work[-1]] += now - self._last
        self._last = now

    def _timed(self, function: Callable[..., Any], step: str) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            self._turn()
            self._at_work.append(step)
            try:
                return function(*arguments, **named)
            finally:
                self._turn()
                self._at_work.pop()

        return timed


_PATTERNS = (
    r"20\d{2}年",
    r"主动公开[^。，；]{0,16}?(\d[\d,.]*)万?余?条",
    r"(?:收到|受理)[^。，；]{0,16}?申请[^。，；]{0,8}?(\d+)[件条]",
    r"行政复议[^。，；]{0,16}?(\d+)[件宗]",
    r"行政诉讼[^。，；]{0,16}?(\d+)[件宗]",
    r"收[取费][^。，；]{0,16}?(\d+(?:\.\d+)?)万?元",
)
"""What the other chain looks for: far less than a report says."""

# The documents.

_AMOUNT = re.compile(r"(?<![\d.,〔/\-:])[1-9]\d{1,2}(?=[条次件人份期个](?!月))")
_SENTENCE_END = re.compile(r"。(?=$|<)")
_BODIES = [
    "各街道",
    "各部门",
    "各单位",
    "有关机构",
    "各个窗口",
    "工作人员",
    "办事大厅",
    "新闻媒体",
    "驻地企业",
    "志愿人员",
]
_ACTS = [
    "认真学习",
    "及时梳理",
    "不断完善",
    "切实改进",
    "深入研究",
    "广泛宣传",
    "严格落实",
    "全面检查",
    "努力推进",
    "稳妥开展",
]
_THINGS = [
    "规章制度",
    "服务流程",
    "宣传方式",
    "会议纪律",
    "便民措施",
    "信用体系",
    "培训内容",
    "监督办法",
    "考核细则",
    "审查标准",
]


def _other_words(text: str, chance: random.Random) -> str:
    """A text or page with other amounts, and with a sentence more in each paragraph that ends one."""
    text = _AMOUNT.sub(lambda _: str(chance.randrange(10, 999)), text)
    return _SENTENCE_END.sub(lambda _: f"。{''.join(map(chance.choice, (_BODIES, _ACTS, _THINGS)))}。", text)


def portal(chance: random.Random) -> Iterator[bytes]:
    """The seeds as a portal's pages."""
    for seed in sorted((HOUSE / "seeds").glob("*.txt")):
        lines = [_other_words(line, chance) for line in seed.read_text(encoding="utf-8").splitlines() if line.strip()]
        body = "".join(f'<p style="text-indent:2em"><span style="font-size:16px">{line}</span></p>' for line in lines)
        yield (
            '<html><head><meta charset="utf-8"><title>政府网站</title></head><body>'
            f'<div id="nav"><ul>{MENU}</ul></div><div id="zoom">{body}</div><div id="foot"><ul>{MENU}</ul></div>'
            "</body></html>"
        ).encode()


def _pages(folder: str, chance: random.Random) -> Iterator[bytes]:
    for page in sorted((EXAMPLES / folder).glob("*.html")):
        content = page.read_bytes()
        try:
            yield _other_words(content.decode("utf-8"), chance).encode("utf-8")
        except UnicodeDecodeError:
            yield _other_words(content.decode("gb18030"), chance).encode("gb18030")


def docx(chance: random.Random) -> Iterator[bytes]:
    """A Word document, with the words between its tags changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(EXAMPLES / "forms" / "09.docx") as whole, zipfile.ZipFile(written, "w") as changed:
        for entry in whole.infolist():
            content = whole.read(entry)
            if entry.filename == "word/document.xml":
                content = _other_words(content.decode("utf-8"), chance).encode("utf-8")
            changed.writestr(entry, content)
    yield written.getvalue()


_STREAM = re.compile(rb"stream\r?\n")
_MAPPED = re.compile(rb"(<003[5-9]>)")


def pdf(chance: random.Random) -> Iterator[bytes]:
    """PDF files in which the digits 5 to 9, which their years do not need, stand for each other."""
    for file in sorted((EXAMPLES / "forms").glob("*.pdf")):
        content = file.read_bytes()
        digits = bytes.maketrans(b"56789", bytes(chance.sample(b"56789", 5)))
        for match in _STREAM.finditer(content):
            unpacking = zlib.decompressobj()
            with contextlib.suppress(zlib.error):
                mapping = unpacking.decompress(content[match.end() :])
                if b"beginbf" in mapping:
                    mapping = b"".join(
                        piece.translate(digits) if _MAPPED.fullmatch(piece) else piece
                        for piece in _MAPPED.split(mapping)
                    )
                    size = len(content) - match.end() - len(unpacking.unused_data)
                    packed = zlib.compress(mapping, 9)
                    # What is packed must take the place that it had; one that does not is left as it is.
                    if len(packed) <= size:
                        end = match.end() + size
                        content = content[: match.end()] + packed.ljust(size, b"\n") + content[end:]
        yield content


KINDS: Mapping[str, Callable[[random.Random], Iterator[bytes]]] = MappingProxyType(
    {
        "portal": portal,
        "narrative": functools.partial(_pages, "narrative"),
        "forms": functools.partial(_pages, "forms"),
        "pdf": pdf,
        "docx": docx,
    }
)

if __name__ == "__main__":
    main()
