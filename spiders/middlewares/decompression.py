"""Decompresses bodies, and distinguishes one that is too large or torn from one that is no answer."""

from __future__ import annotations

import zlib

import scrapy
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

FAILED = "decompression"
"""Key of `request.meta` under which the recorder finds how decompressing ended."""


class DecompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's own, whose refusals reach the recorder as outcomes."""

    def process_response(
        self,
        request: scrapy.Request,
        response: Response,
        spider: scrapy.Spider | None = None,  # noqa: ARG002  (Scrapy's signature)
    ) -> scrapy.Request | Response:
        request.meta.pop(FAILED, None)
        is_gzip = (response.headers.get("Content-Encoding") or b"").strip().lower() in (b"gzip", b"x-gzip")
        try:
            result = super().process_response(request, response)
        except IgnoreRequest:
            size = len(response.body)
            request.meta[FAILED] = ("too_large", f"{size} bytes grow beyond the limit when they are decompressed")
            return response
        except Exception as error:  # noqa: BLE001  (each of the decoders has errors of its own)
            request.meta[FAILED] = ("truncated", f"the compressed body is torn: {error}")
            return response
        if isinstance(result, Response) and is_gzip and not _is_whole(response.body, len(result.body)):
            request.meta[FAILED] = ("truncated", "the compressed body ends too early")
        return result


def _is_whole(body: bytes, size: int) -> bool:
    """Whether a gzip body is complete; Scrapy takes what it can get of a torn one without a word.

    The last four bytes are the length of the content (RFC 1952, section 2.3.1), unless something follows them.
    """
    if int.from_bytes(body[-4:], "little") == size & 0xFFFFFFFF:
        return True
    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        decoder.decompress(body)
    except zlib.error:
        return False
    return decoder.eof
