"""Makes scans of filled forms in every state that scans come in, and counts what is published of them, right and wrong.

NIANBAO_OCR=on python -m benchmarks.scans [--seed SEED] [--eras ERA,...] [--states STATE,...]
    [--resolutions DPI,...] [--rules all|rows|three] [--keep FOLDER]
python -m benchmarks.scans --replay FOLDER

Three forms with two random fillings each are printed by a browser (`chromium`, or NIANBAO_CHROMIUM) and rendered at
four resolutions in six states: 144 scans, whose truth is known. Another seed gives other fillings and other damage.
What was recognised can be kept, and what is published of it counted again without the engine. Exits with 1 where a
published number is wrong, or where less is published than the floors ask for. To recognise needs the extra
`nianbao[ocr]`.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import dataclasses
import math
import multiprocessing
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, ImageDraw

from parsers.model import Block, Figure
from parsers.scans.blocks import blocks_of
from parsers.scans.figures import placed, settle
from parsers.scans.model import ScannedPage
from parsers.text.layout import lay_out
from tests.parsers.figures.layouts import fill
from tests.parsers.figures.sheets import YEARS, Key, Printed, Sheet

RESOLUTIONS = (100, 150, 200, 300)
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC")
"""Fonts of the two fillings."""
FLOOR_CLEAN_200, FLOOR = 0.95, 0.80
"""Shares of all cells that must be published: of clean scans at 200 dots per inch, and of all scans."""
_MONEY = ("fees.charged", "capacity.budget", "admin.procurement.amount", "admin.charge.amount")
_STYLE = """
@page {{ size: A4; margin: 18mm 16mm }}
body {{ font-family: '{font}'; font-size: 10.5pt; line-height: 1.35 }}
table {{ border-collapse: collapse; width: 100%; margin: 4mm 0 }}
td {{ padding: 1.2mm 1.5mm; text-align: center; min-width: 8mm }}
td.label {{ text-align: left }}
tr {{ break-inside: avoid }}
"""
RULES = {
    "all": "td { border: 1px solid black }",
    "rows": "td { border: solid black; border-width: 1px 0 }",
    "three": "tr:nth-child(-n+2) td, tr:last-child td { border: solid black; border-width: 1px 0 0 }"
    "tr:last-child td { border-width: 0 0 1px }",
}
"""Rules of the tables: around every cell, between rows, above and below a table and its first row."""
_CUT_BELOW, _CUT_RIGHT = 0.85, 0.88
"""Shares of a page's height and width behind which it is cut off."""

Pixels = npt.NDArray[np.uint8]


@dataclasses.dataclass(frozen=True, slots=True)
class Original:
    """A filled form as it is printed.

    Attributes:
        sheet: The form.
        pdf: Its pages.
        truth: The numbers of its cells.
        number: Which filling it is.
    """

    sheet: Sheet
    pdf: bytes
    truth: Mapping[Key, float]
    number: int


def original(era: str, number: int, seed: str, rules: str = "all") -> Original:
    """A form filled at random: money with two decimals, and in every other filling some zeros left blank."""
    rng = random.Random(f"{seed} {era} {number}")

    def printed(cell: Printed) -> Printed:
        if cell.key is None:
            return cell
        if cell.key[0] in _MONEY:
            return dataclasses.replace(cell, text=f"{rng.randint(0, 9000)}.{rng.randint(11, 99)}")
        blank = number % 2 and cell.text == "0" and rng.random() < 0.3
        return dataclasses.replace(cell, text="") if blank else cell

    whole = fill(era, rng)
    sheet = Sheet(era, tuple([[printed(cell) for cell in row] for row in grid] for grid in whole.tables))
    truth = {
        cell.key: float(cell.text) for grid in sheet.tables for row in grid for cell in row if cell.key and cell.text
    }
    return Original(sheet, _pdf(sheet, FONTS[number % len(FONTS)], rules), truth, number)


def _pdf(sheet: Sheet, font: str, rules: str) -> bytes:
    tables = "<p>二、有关情况</p>".join(map(_html, sheet.tables))
    style, title = _STYLE.format(font=font) + RULES[rules], "<h3>政府信息公开工作年度报告</h3>"
    page = f"<html><meta charset=utf-8><style>{style}</style><body>{title}{tables}"
    browser = os.environ.get("NIANBAO_CHROMIUM") or shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "form.html"), pathlib.Path(folder, "form.pdf")
        source.write_text(page, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = [browser, *options, f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def _html(grid: list[list[Printed]]) -> str:
    def cell(one: Printed) -> str:
        kind = ' class="label"' if len(one.text) > 8 and one.key is None else ""
        return f'<td{kind} rowspan="{one.height}" colspan="{one.width}">{one.text}</td>'

    return f"<table>{''.join('<tr>' + ''.join(map(cell, row)) + '</tr>' for row in grid)}</table>"


def rendered(pdf: bytes, resolution: int) -> list[Pixels]:
    """The pages of a PDF file in color."""
    document = pypdfium2.PdfDocument(pdf)
    return [np.array(page.render(scale=resolution / 72, rev_byteorder=True).to_numpy()[:, :, :3]) for page in document]


def clean(page: Pixels, rng: random.Random, number: int) -> Pixels:
    """As it was printed."""
    return page


def skewed(page: Pixels, rng: random.Random, number: int) -> Pixels:
    """Laid on the glass at an angle of up to three degrees."""
    angle = rng.choice((-1, 1)) * rng.uniform(0.5, 3.0)
    return _pixels(Image.fromarray(page).rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)))


def noisy(page: Pixels, rng: random.Random, number: int) -> Pixels:
    """Gray paper, unsteady brightness, and dots of dirt."""
    noise = np.random.default_rng(rng.randrange(2**32))
    shape = page.shape[:2]
    gray = page.astype(np.float32) * 0.85 + 20 + noise.normal(0, 14, shape)[:, :, None]
    dirt = noise.random(shape)
    gray[dirt < 0.001] = 0
    gray[dirt > 0.999] = 255
    return np.clip(gray, 0, 255).astype(np.uint8)


def compressed(page: Pixels, rng: random.Random, number: int) -> Pixels:
    """Kept as JPEG of quality 40."""
    with tempfile.TemporaryFile() as file:
        Image.fromarray(page).save(file, "JPEG", quality=40)
        file.seek(0)
        return _pixels(Image.open(file).convert("RGB"))


def stamped(page: Pixels, rng: random.Random, number: int) -> Pixels:
    """With a red seal, as large as six cells, over the numbers of the table."""
    height, width = page.shape[:2]
    seal = Image.new("RGB", (width, height), (255, 255, 255))
    draw = ImageDraw.Draw(seal)
    radius = 0.085 * width
    x, y = width * rng.uniform(0.55, 0.8), height * rng.uniform(0.3, 0.6)
    red = (205, 35, 45)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=max(2, round(radius / 14)))
    points = [
        (
            x + radius * 0.4 * _star(k) * math.sin(k * math.pi / 5),
            y - radius * 0.4 * _star(k) * math.cos(k * math.pi / 5),
        )
        for k in range(10)
    ]
    draw.polygon(points, fill=red)
    for k in range(14):
        angle = math.radians(-130 + 20 * k)
        a, b = x + 0.78 * radius * math.sin(angle), y - 0.78 * radius * math.cos(angle)
        side = radius * 0.09
        draw.rectangle((a - side, b - side, a + side, b + side), outline=red, width=max(1, round(side / 3)))
    # Ink over print: what is dark below stays dark.
    return np.minimum(page, np.asarray(seal, np.uint8))


def _star(corner: int) -> float:
    return 0.4 if corner % 2 else 1.0


def cut(page: Pixels, rng: random.Random, number: int) -> Pixels:
    """Cut off at the edge: below in the first filling, through the last column of numbers in the second."""
    height, width = page.shape[:2]
    return page[:, : round(_CUT_RIGHT * width)] if number % 2 else page[: round(_CUT_BELOW * height)]


def _pixels(image: Image.Image) -> Pixels:
    return np.array(image, np.uint8)


STATES: Mapping[str, Callable[[Pixels, random.Random, int], Pixels]] = {
    "clean": clean,
    "skewed": skewed,
    "noisy": noisy,
    "compressed": compressed,
    "stamped": stamped,
    "cut": cut,
}


def figures_of(pages: list[ScannedPage], era: str) -> tuple[Figure, ...]:
    """What is published of recognised pages."""
    blocks: list[Block] = [block for page in pages for block in blocks_of(page)]
    settled_blocks, settled = settle(blocks, YEARS[era])
    return placed(settled, lay_out(settled_blocks).tables)[0]


def scans(args: argparse.Namespace) -> Iterator[tuple[str, int, Original, list[Pixels]]]:
    """Every scan that is asked for, with its state and resolution."""
    for era in args.eras:
        for number in range(2):
            form = original(era, number, args.seed, args.rules)
            for resolution in args.resolutions:
                pages = rendered(form.pdf, resolution)
                for state in args.states:
                    rng = random.Random(f"{args.seed} {era} {number} {resolution} {state}")
                    yield state, resolution, form, [STATES[state](page, rng, number) for page in pages]


def main(args: argparse.Namespace) -> int:
    """Prints what was published of each kind of scan, and returns the exit code."""
    counts: dict[tuple[str, int], Counter[str]] = {}
    seen = _replayed(args.replay) if args.replay else _recognized(args)
    for state, resolution, name, era, pages, truth in seen:
        count = _count(name, figures_of(pages, era), truth)
        counts.setdefault((state, resolution), Counter()).update(count)
        if args.verbose:
            print(f"  {name}: {count['right']} of {count['cells']}", flush=True)
    total: Counter[str] = Counter()
    for (state, resolution), count in sorted(counts.items()):
        print(f"{state:10} {resolution} dpi  {_told(count)}")
        total += count
    print(f"all scans  {_told(total)}")
    best = counts.get(("clean", 200))
    low = total["right"] < FLOOR * total["cells"] or (best and best["right"] < FLOOR_CLEAN_200 * best["cells"])
    return int(bool(total["wrong"] or low))


_Seen = tuple[str, int, str, str, list[ScannedPage], Mapping[Key, float]]
"""State, resolution, name, era, what was recognised, and what is printed."""


def _recognized(args: argparse.Namespace) -> Iterator[_Seen]:
    slowest, spent, n_pages, memory = 0.0, 0.0, 0, 0
    # A process of its own: to damage a page takes more memory than to recognise it.
    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as worker:
        for state, resolution, form, pages in scans(args):
            recognized = []
            for number, pixels in enumerate(pages, 1):
                page, taken, memory = worker.submit(_recognized_page, number, pixels).result()
                recognized.append(page)
                slowest, spent, n_pages = max(slowest, taken), spent + taken, n_pages + 1
            name = f"{args.seed}-{form.sheet.era}-{form.number}-{resolution}-{state}"
            if args.keep:
                _keep(args.keep / f"{name}.json", recognized, form)
            yield state, resolution, name, form.sheet.era, recognized, form.truth
    mean, most = spent / max(1, n_pages), memory * 1024 / 1e9
    print(f"{n_pages} pages: {mean:.1f} CPU s on average, {slowest:.1f} CPU s the slowest; at most {most:.2f} GB")


def _recognized_page(number: int, pixels: Pixels) -> tuple[ScannedPage, float, int]:
    """A page, the seconds of processor time that it took, and the highest memory of this process so far, in KiB."""
    from parsers.scans.engine import recognizer
    from parsers.scans.picture import sheet_of
    from parsers.scans.recognition import recognize

    engine = recognizer()
    begun = time.process_time()
    page = recognize(number, sheet_of(pixels), engine)
    return page, time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _replayed(folder: pathlib.Path) -> Iterator[_Seen]:
    for path in sorted(folder.glob("*.json")):
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
        *_, resolution, state = path.stem.split("-")
        truth = {(code, applicant): value for code, applicant, value in kept.truth}
        yield state, int(resolution), path.stem, kept.era, kept.pages, truth


class _Kept(msgspec.Struct):
    era: str
    truth: list[tuple[str, str, float]]
    pages: list[ScannedPage]


def _keep(path: pathlib.Path, pages: list[ScannedPage], form: Original) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    truth = [(*key, value) for key, value in form.truth.items()]
    path.write_bytes(msgspec.json.encode(_Kept(form.sheet.era, truth, pages)))


def _count(name: str, figures: tuple[Figure, ...], truth: Mapping[Key, float]) -> Counter[str]:
    count: Counter[str] = Counter(cells=len(truth))
    for figure in figures:
        expected = truth.get((figure.code, figure.applicant_type))
        right = expected is not None and abs(expected - figure.value) < 1e-9
        kind = "unproved" if figure.unproved else "derived" if figure.source == "derived" else "proved"
        count.update({"right" if right else "wrong": 1, kind: 1})
        if not right:
            print(
                f"    wrong in {name}: {figure.code} {figure.applicant_type} {figure.printed!r}, not {expected}; {kind}"
            )
    return count


def _told(count: Mapping[str, Any]) -> str:
    share = count["right"] / count["cells"] if count["cells"] else 0.0
    kinds = ", ".join(f"{count.get(kind, 0)} {kind}" for kind in ("proved", "derived", "unproved"))
    return f"{count['right']:6} of {count['cells']:6} ({share:6.1%}), {count.get('wrong', 0)} wrong; {kinds}"


def _listed(text: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", text) if word]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--states", type=_listed, default=list(STATES))
    parser.add_argument("--eras", type=_listed, default=list(YEARS), help="years since which the forms are filled in")
    parser.add_argument("--resolutions", type=lambda text: list(map(int, _listed(text))), default=list(RESOLUTIONS))
    parser.add_argument("--rules", choices=list(RULES), default="all", help="rules of the tables")
    parser.add_argument("--keep", type=pathlib.Path, help="folder for what is recognised")
    parser.add_argument("--seed", default="scan", help="word that the fillings and the damage are drawn from")
    parser.add_argument("--replay", type=pathlib.Path, help="folder of what was recognised before, to count it again")
    parser.add_argument("--verbose", action="store_true")
    sys.exit(main(parser.parse_args()))
