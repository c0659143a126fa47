"""The browser that shows pages of portals whose row asks for one: an extra, and a program of the system."""

from __future__ import annotations

import importlib.util
import os
import shutil

CHROMIUM_VARIABLE = "NIANBAO_CHROMIUM"
"""Environment variable with the path of the browser."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def path() -> str:
    """Path of the browser; empty where there is none."""
    given = os.environ.get(CHROMIUM_VARIABLE, "")
    return given or next(filter(None, map(shutil.which, _NAMES)), "")


def missing() -> str:
    """What is missing for a browser to show pages, in words; empty if nothing is."""
    if importlib.util.find_spec("playwright") is None:
        return "the package playwright is not installed; install nianbao[render]"
    if not path():
        return f"there is no Chromium; install one, or name its program in {CHROMIUM_VARIABLE}"
    return ""
