from __future__ import annotations

import pytest

from spiders.middlewares.completeness import is_complete


@pytest.mark.parametrize(
    ("body", "complete"),
    [
        (b"<html><body>x</body></html>\n", True),
        (b"<html><body>x</BODY >", True),
        (b"<html><body></body>" + b"x" * 5000, False),
        (b"<html><body>x</bo", False),
        (b"%PDF-1.7\n...\nstartxref\n9\n%%EOF", True),
        (b"%PDF-1.7\n...\nstartxref\n9\n%%E", False),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF\n" + b"x" * 5000, False),
        (b"PK\x03\x04...PK\x05\x06" + b"\0" * 18, True),
        (b"PK\x03\x04...", False),
        (b' {"rows": [1, 2]}', True),
        (b'[{"rows": [1, 2', False),
        (b"[" * 3000 + b"]" * 3000, False),
        (b"[" * 100_000, False),
        (b"plain words", False),
        (b"", False),
    ],
)
def test_what_is_complete_ends_as_its_kind_does(body: bytes, complete: bool) -> None:
    assert is_complete(body) is complete
