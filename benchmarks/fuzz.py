"""Feeds the parsers random, mutated and hostile documents: whatever comes in, an outcome with a reason comes out.

python benchmarks/fuzz.py 100000 [SEED]
"""

from __future__ import annotations

import pathlib
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable

from parsers.model import Document
from parsers.pipeline import parse

REPOSITORY = pathlib.Path(__file__).parent.parent
SUFFIXES = {".txt", ".html", ".pdf", ".docx", ".doc"}
TOKENS = [
    *(b"<table>", b"</table>", b"<tr>", b"<td rowspan=3 colspan=999>", b"<br>", b"<!--", b"]]>", b"<script>"),
    *(b"&#x", b"&amp;nbsp;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xef\xbf\xbd", b"\n", b"0", b"-", b"|"),
    *(b"%PDF-1.4", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"stream\nx\x9c"),
    *(
        word.encode()
        for word in ("一、", "（", "｜", "2017年", "分别为", "万", "\ue010", "\u3000", "索引号：", "统计指标")
    ),
    *(word.encode() for word in ("收到申请", "99999999999999999999件", "均为", "其中：", "未发生", "比2016年的")),
]


def samples() -> list[bytes]:
    """Real and re-created documents to mutate; long ones by their beginning."""
    folders = (REPOSITORY / "seeds", REPOSITORY / "tests" / "data")
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in SUFFIXES)
    return [path.read_bytes() if path.suffix in {".docx", ".doc"} else path.read_bytes()[:30_000] for path in paths]


def flip(content: bytes, chance: random.Random) -> bytes:
    """Changes a few single bytes."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    """Takes a stretch out, or keeps nothing else."""
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[start:end] if chance.random() < 0.5 else content[:start] + content[end:]


def insert(content: bytes, chance: random.Random) -> bytes:
    """Puts tokens that mean something to some reader where they do not belong."""
    for _ in range(chance.randint(1, 10)):
        place = chance.randrange(len(content) + 1)
        content = content[:place] + chance.choice(TOKENS) * chance.randint(1, 3) + content[place:]
    return content


def shuffle(content: bytes, chance: random.Random) -> bytes:
    """Puts lines into another order."""
    lines = content.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def recode(content: bytes, chance: random.Random) -> bytes:
    """Reads in one encoding and writes in another."""
    names = ["utf-8", "gb18030", "big5", "latin-1", "cp1252", "utf-16"]
    text = content.decode(chance.choice(names), errors="replace")
    return text.encode(chance.choice(names), errors="replace")


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [flip, cut, insert, shuffle, recode]


def document(known: list[bytes], chance: random.Random) -> bytes:
    """One input: random bytes, random tokens, or a document that was mutated once or several times."""
    kind = chance.random()
    if kind < 0.05:
        return chance.randbytes(chance.randint(0, 2000))
    if kind < 0.2:
        return b"".join(chance.choices(TOKENS, k=chance.randint(1, 200)))
    content = chance.choice(known)
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(MUTATIONS)(content, chance)
    return content


def main(count: int, seed: int) -> None:
    """Parses `count` inputs and prints how they ended; a failure is kept in a file for a test."""
    chance = random.Random(seed)
    known = samples()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        content = document(known, chance)
        start = time.perf_counter()
        try:
            parsed = parse(Document(content=content))
        except BaseException:
            kept = pathlib.Path(tempfile.gettempdir(), f"nianbao-fuzz-{seed}-{number}.bin")
            kept.write_bytes(content)
            print(f"the input is kept in {kept}", file=sys.stderr)
            raise
        slowest = max(slowest, time.perf_counter() - start)
        outcomes[parsed.outcome] += 1
        if parsed.report:
            for figure in parsed.report.figures:
                if not 0 <= figure.span.start < figure.span.end <= len(parsed.report.text):
                    raise AssertionError(f"input {number} of seed {seed}: {figure}")
        elif not parsed.reason:
            raise AssertionError(f"input {number} of seed {seed} ended as {parsed.outcome} without a reason")
    print(f"{count} inputs, slowest {slowest:.2f} s:", dict(outcomes))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
