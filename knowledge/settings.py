"""What the person who runs nianbao has switched on, where it decides what is read."""

from __future__ import annotations

import functools
import importlib.util
import os

from knowledge.errors import NianbaoError

OCR_VARIABLE = "NIANBAO_OCR"
OCR_EXTRA = "nianbao[ocr]"
_ON, _OFF = "on", ("", "off")
_MODULES = ("rapidocr", "onnxruntime", "cv2")


class WrongSetting(NianbaoError):
    """A setting asks for what is not there."""


def recognizes_scans() -> bool:
    """Whether scans and pictures are recognised: only where the extra is installed and `NIANBAO_OCR` is `on`.

    Raises:
        WrongSetting: The variable has another value, or the extra is not installed.
    """
    return _recognizes(os.environ.get(OCR_VARIABLE, "").strip().lower())


@functools.cache
def _recognizes(value: str) -> bool:
    if value in _OFF:
        return False
    if value != _ON:
        raise WrongSetting(f"{value!r} is not a value of this setting", where=OCR_VARIABLE, remedy="Write on or off.")
    missing = [name for name in _MODULES if importlib.util.find_spec(name) is None]
    if missing:
        raise WrongSetting(
            f"scans cannot be recognised: {', '.join(missing)} is not installed",
            where=OCR_VARIABLE,
            remedy=f"Install {OCR_EXTRA} ('pip install {OCR_EXTRA}'), or set the variable to off.",
        )
    return True
