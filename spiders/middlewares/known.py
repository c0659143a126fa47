"""What is known of an address from earlier crawls, and from this one before it was interrupted."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc
import scrapy
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from storage.fetch_log import FetchLog

_COLUMNS = (
    "url",
    "portal",
    "run_id",
    "fetched_at",
    "sequence",
    "role",
    "status",
    "outcome",
    "reason",
    "document_id",
    "media_type",
    "charset",
    "etag",
    "last_modified",
)
_ANSWERS = ("ok", "not_modified")
_FINAL = ("ok", "not_modified", "not_found", "soft_404", "redirected", "too_large")
"""Outcomes that asking again in the same run would only repeat."""
REDIRECT = "to "
"""What the log's reason of a redirect begins with, before its target."""


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """The last answer to a request.

    Attributes:
        fresh: It was received in this run, and is not requested again.
        document_id: Its body in the archive; None where it had none.
    """

    fresh: bool
    status: int | None
    outcome: str
    reason: str | None
    document_id: str | None
    media_type: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None

    def headers(self) -> Headers:
        """The headers of the answer, as far as the log has kept them."""
        headers = Headers()
        if self.media_type:
            headers["Content-Type"] = self.media_type + (f"; charset={self.charset}" if self.charset else "")
        if self.outcome == "redirected" and self.reason and self.reason.startswith(REDIRECT):
            headers["Location"] = self.reason.removeprefix(REDIRECT)
        for name, value in (("ETag", self.etag), ("Last-Modified", self.last_modified)):
            if value:
                headers[name] = value
        return headers

    def response(self, url: str, body: bytes, status: int) -> Response:
        """The archived answer as a response.

        Args:
            url: Address of the request.
            body: The archived bytes.
            status: HTTP status to give it.
        """
        headers = self.headers()
        kind = responsetypes.from_args(headers=headers, url=url, body=body)
        return kind(url=url, status=status, headers=headers, body=body)


def log_address(request: scrapy.Request) -> str:
    """The address under which a request stands in the fetch log: what a form sent is part of what was asked for."""
    if request.method == "GET":
        return request.url
    return f"{request.url}#{request.method.lower()}:{request.body.decode('utf-8', errors='replace')}"


def read(log: FetchLog, portals: Collection[str], runs: Collection[str]) -> tuple[Mapping[str, Known], pa.Table]:
    """Reads what the log knows of some portals.

    Args:
        log: The fetch log.
        portals: Ids of the portals.
        runs: Runs that this one continues.

    Returns:
        The last answer to each address, and the rows of the runs that this one continues.
    """
    table = log.table(_COLUMNS)
    table = table.filter(pc.is_in(table["portal"], pa.array(portals, pa.string())))
    continued = pc.is_in(table["run_id"], pa.array(runs, pa.string()))
    wanted = pc.or_(
        pc.and_(continued, pc.is_in(table["outcome"], pa.array(_FINAL))),
        pc.is_in(table["outcome"], pa.array(_ANSWERS)),
    )
    order = [("fetched_at", "ascending"), ("run_id", "ascending"), ("sequence", "ascending")]
    known: dict[str, Known] = {}
    current = set(runs)
    for row in table.filter(wanted).sort_by(order).to_pylist():
        known[row["url"]] = Known(
            fresh=row["run_id"] in current,
            **{field.name: row[field.name] for field in dataclasses.fields(Known) if field.name != "fresh"},
        )
    return known, table.filter(continued)
