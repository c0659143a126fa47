"""Runs one crawl in a process of its own (`python -m spiders JOB.json [--watched]`).

Twisted's reactor cannot be started twice in a process, and a spider's error does not change Scrapy's exit code; so a
flow starts this process and judges it by the statistics that it leaves.
"""

from __future__ import annotations

import gc
import pathlib
import sys

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

from spiders import settings
from spiders.job import CrawlJob, CrawlResult
from spiders.middlewares.public_addresses import AddressGuard
from spiders.middlewares.recording import Recorder
from spiders.spider import PortalSpider

GARBAGE_THRESHOLDS = (20_000, 20, 20)


def main(path: str, *, is_watched: bool = False) -> None:
    """Crawls the portals of a job and writes its statistics.

    Args:
        path: The job.
        is_watched: Whether a flow holds standard input open, and the crawl ends with it.
    """
    _raise_file_limit()
    job = CrawlJob.load(pathlib.Path(path))
    recorder = Recorder(job.data, job.run_id, [portal.portal for portal in job.portals], job.continues)
    guard = AddressGuard((portal.portal, portal.home_url, portal.further_hosts) for portal in job.portals)
    configuration = Settings()
    configuration.setmodule(settings, priority="project")
    configuration.setdict(
        {**job.settings, "RECORDER": recorder, "ADDRESS_GUARD": guard, "WATCHED": is_watched}, priority="cmdline"
    )
    rendered = tuple(portal for portal in job.portals if portal.render)
    if rendered:
        name, place = settings.RENDERING_MIDDLEWARE
        middlewares = {**configuration.getdict("DOWNLOADER_MIDDLEWARES"), name: place}
        configuration.setdict({"DOWNLOADER_MIDDLEWARES": middlewares, "RENDERED_PORTALS": rendered}, priority="cmdline")
    # Modules live as long as the process, and answers are no garbage while they are read: looking through all of them
    # every few hundred objects takes a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    process = CrawlerProcess(configuration)
    crawler = process.create_crawler(PortalSpider)
    process.crawl(crawler, job=job)
    process.start()
    recorder.flush()
    recorder.close()
    finish_reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
    if finish_reason is None:
        sys.exit("the crawler did not start")
    CrawlResult(
        finish_reason=finish_reason,
        errors=tuple(recorder.errors),
        portals=recorder.portals,
    ).save(pathlib.Path(job.statistics))


def _raise_file_limit() -> None:
    """Lets the process hold as many connections as the system allows: a crawl of the country holds thousands."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  (there is none on Windows)

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    main(sys.argv[1], is_watched="--watched" in sys.argv[2:])
