"""Scrapy's settings for every crawl: who we are, how slowly we go, and which middlewares watch over it."""

from __future__ import annotations

BOT_NAME = "nianbao"
USER_AGENT = "nianbao/0.1 (research crawler of annual reports on government information disclosure)"
SPIDER_MODULES = ["spiders.spider"]

ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Requests wait in their host's queue, so the total only has to exceed the number of portals crawled at once.
CONCURRENT_REQUESTS = 4000
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.DownloaderAwarePriorityQueue"

DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "INFO"

DOWNLOAD_HANDLERS = {"seeds": "spiders.families.seeds.SeedsDownloadHandler"}
# The offline portal is a folder on this machine; nobody is served slower by reading it at once.
DOWNLOAD_SLOTS = {"offline": {"concurrency": 1, "delay": 0}}

EXTENSIONS = {"spiders.progress.ProgressExtension": 0}

DOWNLOADER_MIDDLEWARES = {
    # The recorder stands between redirects and decompression: it sees every answer once, with its content decoded.
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 620,
    "spiders.middlewares.recording.RecordingMiddleware": 610,
}
