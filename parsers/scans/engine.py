"""Recognises the characters of one printed line: the model of the extra, run by ONNX Runtime on the processor."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

from parsers.model import Reading
from parsers.scans.picture import Gray

MODEL = "PP-OCRv6_rec_small.onnx"
"""The model that recognises lines, in the folder of models that the wheel of rapidocr carries."""
_HEIGHT = 48
"""Height in pixels of the lines that the model was trained on."""
_NARROWEST, _WIDEST = 48, 3200
_BATCH = 3_000
"""Pixels that the lines which are recognised at once are wide together; more take memory and gain no time."""


class Recognizer:
    """A loaded model."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        # One thread: the same result on every run, and several documents are read side by side anyway.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        signs = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._signs = ["", *signs, " "]

    def read(self, lines: Sequence[Gray]) -> list[Reading]:
        """What stands in pictures of one line each."""
        widths = [_width(line) for line in lines]
        order = sorted(range(len(lines)), key=widths.__getitem__)
        found: list[Reading] = [Reading("", 0)] * len(lines)
        while order:
            # The widest line of a batch decides how wide all are made; lines of about the same width stand together.
            n_lines, width = 1, max(_NARROWEST, widths[order[0]])
            while n_lines < len(order) and (n_lines + 1) * max(width, widths[order[n_lines]]) <= _BATCH:
                width = max(width, widths[order[n_lines]])
                n_lines += 1
            some, order = order[:n_lines], order[n_lines:]
            batch = np.zeros((len(some), 3, _HEIGHT, width), np.float32)
            for row, index in enumerate(some):
                batch[row, :, :, : widths[index]] = _prepared(lines[index])
            scores = self._session.run(None, {self._input: batch})[0]
            for row, index in enumerate(some):
                found[index] = self._reading(scores[row])
        return found

    def _reading(self, scores: npt.NDArray[np.float32]) -> Reading:
        """The likeliest signs, each once for a run of places, and how sure the least sure of them is."""
        best = scores.argmax(axis=1)
        text, certainty, before = [], 1.0, 0
        for place, sign in enumerate(best.tolist()):
            if sign and sign != before:
                text.append(self._signs[sign])
                certainty = min(certainty, float(scores[place, sign]))
            before = sign
        return Reading("".join(text).strip(), int(certainty * 1000) if text else 0)


def _width(line: Gray) -> int:
    """Pixels that a line is wide at the height of the model's lines."""
    height, width = line.shape
    return int(min(max(8, round(_HEIGHT * width / height)), _WIDEST))


def _prepared(line: Gray) -> npt.NDArray[np.float32]:
    how = cv2.INTER_AREA if line.shape[0] > _HEIGHT else cv2.INTER_CUBIC
    resized = cv2.resize(line, (_width(line), _HEIGHT), interpolation=how)
    return np.asarray(resized, np.float32) / np.float32(127.5) - np.float32(1)


@functools.cache
def recognizer() -> Recognizer:
    """The recognizer of this process; loaded from the wheel, never from a network."""
    return Recognizer((importlib.resources.files("rapidocr") / "models" / MODEL).read_bytes())
