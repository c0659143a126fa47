"""Runs a flow from the command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")


def run_flow(flow: Callable[..., Any], *arguments: Any) -> Any:
    """Runs a flow with progress bars; Prefect's own log, with its tracebacks, is for its UI.

    Args:
        flow: The flow, a coroutine function.
        arguments: What it is called with.

    Returns:
        Its result.
    """
    import asyncio

    from cli import bars

    with bars.shown():
        return asyncio.run(flow(*arguments))
