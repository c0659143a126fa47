"""Scrapy's settings for every crawl: who we are, how slowly we go, and which middlewares watch over it."""

from __future__ import annotations

import importlib.metadata
import os

CONTACT_VARIABLE = "NIANBAO_CONTACT"
"""Environment variable with the address that portals can write to."""


def user_agent(contact: str = "") -> str:
    """Who we are, and whom a portal can write to if the operator says so."""
    words = "; ".join(
        filter(None, ("research crawler of annual reports on government information disclosure", contact))
    )
    return f"{BOT_NAME}/{importlib.metadata.version('nianbao')} ({words})"


BOT_NAME = "nianbao"
"""Also the name that we look for in robots.txt."""
USER_AGENT = user_agent(" ".join(os.environ.get(CONTACT_VARIABLE, "").split()))
SPIDER_MODULES = ["spiders.spider"]

# One request at a time and one a second to each host and port; all hosts at once.
DOWNLOADER = "spiders.middlewares.pace.HostDownloader"
SCHEDULER_PRIORITY_QUEUE = "spiders.middlewares.pace.HostQueue"
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# A host holds one request at a time, so the total only has to exceed the number of portals crawled at once.
CONCURRENT_REQUESTS = 4000
# Spiders yield requests only; a worker for each of a hundred items would cost more than parsing the page.
CONCURRENT_ITEMS = 1
REACTOR_THREADPOOL_MAXSIZE = 32
# The offline portal is a folder on this machine; reading it at full speed disturbs no server.
DOWNLOAD_SLOTS = {"offline": {"concurrency": 1, "delay": 0}}

# What may have failed by chance is tried again after a pause for its host, which doubles; a host that asks for a longer
# one than the longest is left alone instead.
RETRY_TIMES = 2
BACKOFF_SECONDS = 5.0
BACKOFF_MOST_SECONDS = 120.0
REDIRECT_MAX_TIMES = 8
# A refresh in a page is a link like another; following it unseen would also lose pages that reload themselves.
METAREFRESH_ENABLED = False

# Bounds of one portal: blocks and failures in a row after which it is left alone, and requests of one run.
BLOCKS_IN_A_ROW = 3
PORTAL_REQUEST_LIMIT = 3000

DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
# A page is read at once, and no list or report of HTML is as long as a file may be.
PAGE_MAXSIZE = 8 * 1024 * 1024
# What is announced as longer than it is may be complete in itself, which the recorder judges.
DOWNLOAD_FAIL_ON_DATALOSS = False
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "spiders.middlewares.public_addresses.GuardedResolver"
# A proxy would choose the addresses that are connected to, where the guard cannot see them.
HTTPPROXY_ENABLED = False
COOKIES_ENABLED = False
SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.depth.DepthMiddleware": None}
# The recorder counts by portal; counts of everything together are of no use.
DOWNLOADER_STATS = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "INFO"

DOWNLOAD_HANDLERS = {
    "seeds": "spiders.families.seeds.SeedsDownloadHandler",
    "http": "spiders.middlewares.handler.HostDownloadHandler",
    "https": "spiders.middlewares.handler.HostDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

EXTENSIONS = {"spiders.running_totals.RunningTotals": 0, "spiders.parent.ParentWatch": 0}
# Whether a flow holds the standard input of the process open for as long as it lives.
WATCHED = False

# Bounds of what a browser shows, of portals whose row asks for one: pages of a portal, requests of a page, its time.
# The middleware stands above those that log, obey and try again; it is added only where there are such portals.
RENDERED_PAGES = 40
RENDERED_REQUESTS = 60
RENDERED_SECONDS = 90.0
RENDERING_MIDDLEWARE = ("spiders.middlewares.rendering.RenderingMiddleware", 540)

# Smaller numbers stand nearer to the engine: a request passes them upwards, its answer downwards.
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "spiders.middlewares.guard.GuardMiddleware": 50,
    "spiders.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.middlewares.backoff.BackoffMiddleware": 550,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "spiders.middlewares.archived.ArchivedMiddleware": 605,
    # The recorder stands between redirects and decompression: it sees every answer once, with its content decoded.
    "spiders.middlewares.recording.RecordingMiddleware": 610,
    "spiders.middlewares.decompression.DecompressionMiddleware": 620,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
}
