"""Decompresses bodies, and tells one that was too much or torn from one that is no answer."""

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
        try:
            return super().process_response(request, response)
        except IgnoreRequest:
            size = len(response.body)
            request.meta[FAILED] = ("too_large", f"{size} bytes grow beyond the limit when they are decompressed")
            return response
        except (zlib.error, EOFError, OSError, ValueError) as error:
            request.meta[FAILED] = ("truncated", f"the compressed body is torn: {error}")
            return response
