"""What the program that parses takes to start: each build starts it once for each core."""

from __future__ import annotations

import subprocess
import sys

from tests.support import REPOSITORY


def test_a_worker_starts_without_the_readings_of_characters() -> None:
    code = "import sys, parsing.worker, parsers.pipeline; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    imported = set(ran.stdout.split())
    assert "parsers.repair.glosses" in imported
    assert "pypinyin" not in imported
