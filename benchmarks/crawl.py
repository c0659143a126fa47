"""Measures the crawler against what a yearly crawl of the country needs.

`python -m benchmarks.crawl [many] [throughput]`

`many` crawls 500 recorded portals of 12 pages at one request a second and host, all at once, and takes the time and the
memory of the crawler's process. `throughput` crawls one portal without the pause, turn by turn with plain Scrapy at the
same settings, and compares pages per second. Prints the figures, and exits with 1 if one of them is not met.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import multiprocessing
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

from flows.crawling import run_crawl
from spiders.portals import Portal
from tests.plain_crawl import crawl, plain_portal
from tests.portal_server import PortalServer, Site

PORTALS = 500
YEARS = range(2014, 2024)
MOST_SECONDS = 60.0
MOST_MEGABYTES = 600.0
PAGES = 2000
LEAST_SHARE = 0.9
ROUNDS = 5
COLUMN = "政府信息公开年报"


def page(title: str, body: str) -> str:
    """A page of HTML."""
    return f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'


def report(place: str, year: int) -> str:
    """A report of about the length of a real one's text."""
    words = f"<p>{year}年，{place}人民政府共收到政府信息公开申请{year % 97}件，主动公开政府信息{year}条。</p>"
    return page(f"{place}人民政府{year}年政府信息公开工作年度报告", words * 60)


def portal_of_twelve_pages(place: str) -> dict[str, Any]:
    """A home page, the column of annual reports, and ten of them."""
    title = "人民政府{}年政府信息公开工作年度报告"
    links = "".join(f'<li><a href="/gknb/report{year}.html">{place}{title.format(year)}</a></li>' for year in YEARS)
    filler = "<p>本网站由人民政府办公室主办，内容均为公开发布的政务信息。</p>" * 20
    return {
        "/": page(f"{place}人民政府", f'<a href="/gknb/">{COLUMN}</a>{filler}'),
        "/gknb/": page(COLUMN, f"<ul>{links}</ul>{filler}"),
        **{f"/gknb/report{year}.html": report(place, year) for year in YEARS},
    }


def portal_of_many_pages() -> dict[str, Any]:
    """A home page with links to all others."""
    links = "".join(f'<a href="/report/{number}">{number}</a>\n' for number in range(PAGES))
    return {"/": page("list", links), **{f"/report/{n}": report(f"第{n}县", 2019) for n in range(PAGES)}}


def serve(pipe: Connection) -> None:
    """The servers' process: tells the origins, then answers each line with the times of a portal's requests."""
    with PortalServer() as server:
        for number in range(PORTALS):
            server.serve(Site(f"portal-{number}", answers=portal_of_twelve_pages(f"第{number}县")))
        server.serve(Site("many-pages", answers=portal_of_many_pages()))
        pipe.send({name: site.home for name, site in server.sites.items()})
        while (name := pipe.recv()) is not None:
            site = server.sites[name]
            pipe.send([asked.at for asked in site.requests])
            site.requests.clear()


@contextlib.contextmanager
def servers() -> Iterator[tuple[dict[str, str], Connection]]:
    """The servers' process, with the home page of each portal."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,))
    process.start()
    try:
        yield ours.recv(), ours
        ours.send(None)
        process.join(30)
    finally:
        process.terminate()


def asked(pipe: Connection, name: str) -> list[float]:
    """When a portal was asked, by its own clock; the next count begins anew."""
    pipe.send(name)
    times: list[float] = pipe.recv()
    return times


def many(homes: dict[str, str], pipe: Connection) -> bool:
    """500 portals at once, through the real discovery, at the real pace."""
    names = [name for name in homes if name.startswith("portal-")]
    portals = [
        Portal(portal=name, adcode="", name=f"第{name.rpartition('-')[2]}县", level="county", home_url=homes[name])
        for name in names
    ]
    with tempfile.TemporaryDirectory() as data:
        start = time.perf_counter()
        result = asyncio.run(run_crawl(portals, data))
        seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    found = sum(portal.found for portal in result.portals.values())
    requests = sum(portal.requests for portal in result.portals.values())
    gaps = [after - before for name in names for before, after in _pairs(asked(pipe, name))]
    print(f"many: {len(portals)} portals, {requests} requests, {found} reports in {seconds:.1f} s, {megabytes:.0f} MB")
    print(f"      shortest time between two requests to a host {min(gaps):.3f} s")
    return seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES and found == len(portals) * len(YEARS)


def _pairs(times: list[float]) -> list[tuple[float, float]]:
    return list(itertools.pairwise(times))


PLAIN = """
    import sys
    import scrapy
    from scrapy.crawler import CrawlerProcess

    class Spider(scrapy.Spider):
        name = "plain"

        def parse(self, response):
            for link in response.css("a"):
                yield response.follow(link, self.parse)

    class Started(Spider):
        start_urls = sys.argv[1:]

    settings = {"DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "ROBOTSTXT_OBEY": True, "LOG_LEVEL": "INFO",
                "COOKIES_ENABLED": False, "TELNETCONSOLE_ENABLED": False}
    process = CrawlerProcess(settings)
    process.crawl(Started)
    process.start()
"""


def throughput(homes: dict[str, str], pipe: Connection) -> bool:
    """Pages per second of ours and of plain Scrapy, in turns; of each the least disturbed round counts."""
    home = homes["many-pages"]
    ours, plain = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as data:
            crawl([plain_portal(home, "many-pages")], data, {"CONCURRENT_REQUESTS_PER_DOMAIN": 8})
        ours.append(_speed(asked(pipe, "many-pages")))
        command = [sys.executable, "-c", textwrap.dedent(PLAIN), home]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        plain.append(_speed(asked(pipe, "many-pages")))
    share = max(ours) / max(plain)
    print(f"throughput: ours {_told(ours)}, plain Scrapy {_told(plain)} pages/s: {share:.0%}")
    return share >= LEAST_SHARE


def _speed(times: list[float]) -> float:
    if len(times) < PAGES:
        raise AssertionError(f"{len(times)} requests where {PAGES} pages are")
    return (len(times) - 1) / (times[-1] - times[0])


def _told(speeds: list[float]) -> str:
    return f"{max(speeds):.0f} ({', '.join(f'{speed:.0f}' for speed in speeds)})"


def main(chosen: list[str]) -> int:
    """Runs the chosen measurements, or all."""
    print(json.dumps({"cores": os.cpu_count(), "python": sys.version.split()[0], "at": str(pathlib.Path.cwd().name)}))
    with servers() as (homes, pipe):
        met = [measure(homes, pipe) for measure in (many, throughput) if not chosen or measure.__name__ in chosen]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
