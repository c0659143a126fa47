"""Takes pictures of a site that `nianbao explore` has written, to be looked at by people.

`python -m benchmarks.pictures SITE FOLDER [--only WORD] [--readme]`

Opens each view in Chromium at the size of a desktop and of a phone, light and dark, in both languages, and writes what
is seen, at most `TALLEST` pixels of it. The reports and governments are some of the seeds and of the examples in
`tests/data`. Exits with 1 if a page is wider than its window or complains. With `--readme` it writes the picture of the
README alone, for which the seeds will do, in few colours.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import pathlib
import shutil
import sys
from collections.abc import Iterator
from typing import Any

from PIL import Image

VIEWS = {
    "map": "#/",
    "province": "#/province/35",
    "government": "#/government/350500",
    "indicators": "#/indicators",
    "over-time": "#/indicator/applications.received.total/time",
    "over-time-broken": "#/indicator/d.denial_rate/time/320200,330483,530300",
    "one-year": "#/indicator/applications.received.total/year/2017/all",
    "one-year-of-a-ratio": "#/indicator/d.denial_rate/year/2017/all",
    "report": "#/report/320200-2017",
    "figure": "#/report/320200-2017/applications.answered.total",
    "report-with-form": "#/report/530300-2023",
    "search": "#/search/复议",
    "search-of-a-year": "#/search/2017",
    "about": "#/about",
}
SHOWN_IN_README = "figure"
OF_README = "readme"
SIZES = {"desktop": (1280, 900), "phone": (390, 844), OF_README: (1180, 720)}
COLOURS = 192
SCHEMES = ("light", "dark")
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
TALLEST = 2600
LOADED = {"#/indicator/": "figure svg", "#/search/": ".results h2"}
"""What is waited for in a view, by the beginning of its address."""


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """How a site is looked at."""

    size: str
    scheme: str
    language: str

    def options(self) -> dict[str, Any]:
        """What a window of the browser is opened with."""
        width, height = SIZES[self.size]
        return {
            "viewport": {"width": width, "height": height},
            "color_scheme": self.scheme,
            "locale": LANGUAGES[self.language],
            "reduced_motion": "reduce",
        }


def looks() -> Iterator[Look]:
    """Every size, scheme and language."""
    for size, scheme, language in itertools.product(("desktop", "phone"), SCHEMES, LANGUAGES):
        yield Look(size, scheme, language)


def opened(page: Any, index: pathlib.Path, address: str) -> None:
    """Opens a view and waits until all of it is there."""
    page.goto("about:blank")
    page.goto(f"{index.as_uri()}{address}")
    page.wait_for_selector("main h1")
    for beginning, selector in LOADED.items():
        if address.startswith(beginning):
            page.wait_for_selector(selector)


def take(page: Any, look: Look, file: pathlib.Path, *, whole: bool) -> None:
    """Writes what is seen; of a whole page at most `TALLEST` pixels."""
    width, height = SIZES[look.size]
    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST) if whole else height
    clip = {"x": 0, "y": 0, "width": width, "height": tall} if whole else None
    page.screenshot(path=str(file), full_page=whole, clip=clip)


def shrink(file: pathlib.Path) -> None:
    """Writes a picture anew with few colours."""
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def main() -> int:
    """Takes the pictures; returns the exit code."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=pathlib.Path, help="folder that nianbao explore has written")
    parser.add_argument("folder", type=pathlib.Path, help="folder of the pictures")
    parser.add_argument("--only", default="", help="a word of the names of the views that are wanted")
    parser.add_argument("--readme", action="store_true", help="the picture of the README alone")
    chosen = parser.parse_args()
    index = chosen.site.absolute() / "index.html"
    chosen.folder.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for look in [Look(OF_README, "light", "en")] if chosen.readme else looks():
            context = browser.new_context(**look.options())
            page = context.new_page()
            page.on("console", lambda message: wrong.append(message.text))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            for name, address in VIEWS.items():
                if (chosen.readme and name != SHOWN_IN_README) or chosen.only not in name:
                    continue
                opened(page, index, address)
                name_of_file = "explorer" if chosen.readme else f"{name}-{look.size}-{look.scheme}-{look.language}"
                file = chosen.folder / f"{name_of_file}.png"
                take(page, look, file, whole=name != SHOWN_IN_README)
                if chosen.readme:
                    shrink(file)
                if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                    wrong.append(f"{name} is too wide: {look}")
            context.close()
        browser.close()
    for words in wrong:
        print(words, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
