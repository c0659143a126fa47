"""What the crawler's process says ends in messages and logs, without the numbers of private people."""

from __future__ import annotations

import asyncio
import pathlib

from flows import crawling
from spiders.middlewares.recording import Recorder


def test_the_last_lines_of_the_crawler_are_masked() -> None:
    async def read() -> list[str]:
        stream = asyncio.StreamReader()
        stream.feed_data("ERROR: 联系人李某，电话139 8765 4321\nhttp://127.0.0.1/13987654321\n".encode())
        stream.feed_eof()
        return await crawling._keep_last_lines(stream)

    assert asyncio.run(read()) == ["ERROR: 联系人李某，电话139 **** ****", "http://127.0.0.1/13987654321"]


def test_errors_of_a_spider_are_masked(tmp_path: pathlib.Path) -> None:
    recorder = Recorder(str(tmp_path), "run")
    recorder.report_error("ValueError: 电话13987654321")
    recorder.close()
    assert recorder.errors == ["ValueError: 电话139********"]
