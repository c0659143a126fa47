"""The parsers' version: the package's, and a hash of the code and data that decide what is read.

What the parsers know stands in their own room and in `knowledge`, so both are hashed. Where scans are recognised, the
engine, its models and the libraries that open pictures decide as well.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import pathlib
from collections.abc import Iterator

from knowledge.settings import recognizes_scans

_ROOMS = ("knowledge", "parsers")
_SUFFIXES = (".py", ".csv", ".toml")
_ENGINE = ("rapidocr", "onnxruntime", "pypdfium2", "pillow")
_VISION = "cv2"
_MODEL = ".onnx"


def _fingerprint() -> str:
    house = pathlib.Path(__file__).parent.parent
    paths = [path for room in _ROOMS for path in (house / room).rglob("*")]
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.relative_to(house).as_posix()):
        if path.suffix in _SUFFIXES:
            digest.update(path.relative_to(house).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    for name in _engine() if recognizes_scans() else ():
        digest.update(name.encode())
    return digest.hexdigest()[:12]


def _engine() -> Iterator[str]:
    """The libraries that recognise scans with their versions, and the hashes of their models."""
    vision = importlib.metadata.packages_distributions().get(_VISION, ())
    for name in (*_ENGINE, *sorted(set(vision))):
        distribution = importlib.metadata.distribution(name)
        yield f"{name} {distribution.version}"
        for file in distribution.files or ():
            if file.suffix == _MODEL and file.hash is not None:
                yield f"{file} {file.hash.value}"


PARSER_VERSION = f"{importlib.metadata.version('nianbao')}+{_fingerprint()}"
