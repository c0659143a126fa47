"""What runs are called in Prefect's UI.

Prefect sends these functions to wherever tasks run, so that they stand apart from the flows, which need a server.
"""

from __future__ import annotations

from typing import Any

from prefect.runtime import flow_run

from flows.forms import due_year
from flows.selection import chosen, describe
from knowledge.errors import NianbaoError
from storage.fetch_log import FetchLog
from storage.root import open_root


def crawl_name() -> str:
    """Name of a run that crawls: the flow, and what it is for (crawl 江苏省 2024 (109 portals))."""
    given = flow_run.get_parameters()
    return f"{flow_run.get_flow_name()} {_about(given)}"


def _about(given: dict[str, Any]) -> str:
    """What a run is for, in its name; what is wrong with its parameters, the run itself says."""
    years = list(given.get("years") or [])
    if given.get("due_only"):
        years = [due_year()]
    if given.get("last_year"):
        years = list(range(given["first_year"], given["last_year"] + 1))
    if given.get("variable"):
        return f"of {given['variable']}"
    try:
        return describe(chosen(given.get("provinces") or [], given.get("portals") or [], given["portals_file"]), years)
    except NianbaoError:
        return "of a choice that cannot be followed"


def build_name() -> str:
    """Name of a run that builds, with the documents of the archive (build 58,213 documents)."""
    root = open_root(flow_run.get_parameters().get("data") or "")
    documents = FetchLog(root).table(("document_id",))["document_id"].unique().drop_null()
    return f"build {len(documents):,} documents"
