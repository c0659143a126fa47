"""What reading one document may take, and what is said of a document that takes more.

The longest that the readers take on purpose, a PDF of as many pages as they read, needs 5 s of a core and 0.5 GB; a
portal page needs 0.1 s. Whatever takes three times as much is no report. Processor time is counted, not time by the
clock: a slow or busy machine decides the same.
"""

from __future__ import annotations

from collections.abc import Mapping

CPU_SECONDS = 15.0
"""Processor time of a document."""
MEMORY = 2 * 1024**3
"""Bytes of memory that the process which reads a document may take at its highest."""
ADDRESS_SPACE = 3 * MEMORY
"""Bytes that a process may ask for at all: stops at once what grows faster than anybody can watch."""
RETIRED_FROM = MEMORY // 4
"""Highest memory after which a process reads no further document, so that none pays for the one before."""
PATIENCE_SECONDS = 10 * CPU_SECONDS
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
