"""What reading one document may take, and what is said of a document that takes more.

Measured on 2026-11-26 on one core: a PDF of 198 pages with tables, nearly as many as are read at all, took 12.6 s and
0.46 GB; reports of 5 and 6 pages took 0.2 and 0.35 s, a portal page 0.1 s. Processor time is counted, not time by the
clock, so a busy machine decides the same; on a core of half the speed the longest PDF files would be given up.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.settings import recognizes_scans

_CPU_SECONDS, _CPU_SECONDS_WITH_SCANS = 15.0, 15.0 + 40 * 25.0
CPU_SECONDS = _CPU_SECONDS_WITH_SCANS if recognizes_scans() else _CPU_SECONDS
"""Processor time of a document: where scans are recognised, 25 s more for each of the 40 pages that are at most."""
MEMORY = 2 * 1024**3
"""Bytes of memory that the process which reads a document may take at its highest."""
ADDRESS_SPACE = 3 * MEMORY
"""Bytes that a process may ask for at all: stops at once what grows faster than anybody can watch."""
RETIRED_FROM = MEMORY // 4
"""Highest memory after which a process reads no further document, so that none pays for the one before."""
PATIENCE_SECONDS = 10 * _CPU_SECONDS
"""Time by the clock in which a process takes no processor time and counts as stuck; the last resort."""
CRASHES = 2
"""Crashes after which a document is given up: it was not alone in its process at the first."""
KILLS = 5
"""The same for kills from outside, which are seldom a document's fault: memory that others took, a person."""

REASONS: Mapping[str, str] = {
    "cpu": "To read it takes more processor time than any document may take.",
    "memory": "To read it takes more memory than any document may take.",
    "stuck": "To read it comes to no end, although it takes no processor time.",
    "crashed": "It crashes the program that reads it, also when it is tried alone.",
    "killed": "The program that reads it was killed each time, also when it was tried alone.",
}
"""Reasons of documents that were given up, by the kind of verdict; the same words on every machine."""
