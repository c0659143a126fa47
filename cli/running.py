"""Runs what a command does: as a Prefect flow where there is a server or a cluster, otherwise without Prefect."""

from __future__ import annotations

import functools
import os
import pathlib
from collections.abc import Callable
from typing import Any

os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")


def run_named(name: str, **arguments: Any) -> Any:
    """Runs `crawl`, `build` or `annual`; a run that Prefect's server knows of shows up in its UI.

    Args:
        name: Name of the flow.
        arguments: Parameters of the flow.

    Returns:
        Its result.
    """
    if needs_prefect():
        from flows import annual as flows
    else:
        from flows import direct as flows  # type: ignore[no-redef]
    return run_async(functools.partial(getattr(flows, name), **arguments))


def run_async(function: Callable[..., Any], *arguments: Any) -> Any:
    """Runs a coroutine function with progress bars; Prefect's own log, with its tracebacks, is for its UI.

    Args:
        function: The function.
        arguments: What it is called with.

    Returns:
        Its result.
    """
    import asyncio

    from cli import bars

    with bars.shown():
        return asyncio.run(function(*arguments))


def needs_prefect() -> bool:
    """Whether a Prefect server is set, in the environment or in a profile of Prefect's, or a cluster."""
    from flows.settings import TASKS, THREADS

    if os.environ.get("PREFECT_API_URL") or os.environ.get(TASKS, "") not in ("", THREADS):
        return True
    home = pathlib.Path(os.environ.get("PREFECT_HOME") or pathlib.Path.home() / ".prefect")
    if not (home / "profiles.toml").exists():
        return False
    from prefect.settings import PREFECT_API_URL

    import flows  # noqa: F401  (settings of Prefect's, before it is imported)

    return bool(PREFECT_API_URL.value())
