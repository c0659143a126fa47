"""The library that draws the charts: taken from the installed package, and never kept in this repository."""

from __future__ import annotations

import functools

from explorer.errors import ExplorerError

_GLOBALS = """
window.nianbao.vega = vega;
window.nianbao.vegaLite = vegaLite;
window.nianbao.vegaEmbed = vegaEmbed;
"""


@functools.cache
def library() -> bytes:
    """Vega, Vega-Lite and Vega-Embed as one script, without a need of a network.

    Raises:
        ExplorerError: The package that brings them is not installed.
    """
    try:
        import vl_convert  # noqa: PLC0415
    except ImportError as error:
        raise ExplorerError(
            "the library that draws the charts is not installed",
            remedy="Install it with `pip install vl-convert-python`.",
        ) from error
    # As a script of its own scope: the bundle is a module, and modules do not load from a disk.
    bundle: str = vl_convert.javascript_bundle(_GLOBALS)
    return b'"use strict";\n(() => {\n' + bundle.encode() + b"\n})();\n"
