"""A real S3 server on loopback, in the tests' own process, that can be watched and can kill who asks it."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

ENVIRONMENT = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests", "AWS_EC2_METADATA_DISABLED": "true"}

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class S3Server:
    """The server; it answers one request after the other, so that conditional writes are as indivisible as real ones.

    Attributes:
        before: Called before each request is done, with its method and path.
        after: Called after it was done, and before it is answered.
    """

    def __init__(self) -> None:
        from moto.server import create_backend_app
        from werkzeug.serving import make_server

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        # Of S3 alone: to find out for each request which service it is for, moto looks through all of its folders.
        self._application: Application = create_backend_app("s3")
        self._server = make_server("127.0.0.1", 0, self._watched)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.before: Callable[[str, str], None] = _nothing
        self.after: Callable[[str, str], None] = _nothing

    def bucket(self) -> str:
        """The address of a data root in a new bucket."""
        import boto3

        name = f"bucket-{uuid.uuid4().hex[:12]}"
        endpoint = f"127.0.0.1:{self._server.port}"
        client = boto3.client("s3", endpoint_url=f"http://{endpoint}", region_name="us-east-1")
        client.create_bucket(Bucket=name)
        return f"s3://{name}/data?endpoint_override={endpoint}&scheme=http&region=us-east-1"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _watched(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.before(method, path)
        answer = list(self._application(environ, start_response))
        self.after(method, path)
        return answer


def _nothing(method: str, path: str) -> None:
    """Does nothing."""


@contextlib.contextmanager
def served() -> Iterator[S3Server]:
    """A server while the context lasts, with the credentials that it takes in the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        for name in [name for name in os.environ if name.startswith("AWS_ENDPOINT")]:
            patch.delenv(name)
        server = S3Server()
        try:
            yield server
        finally:
            server.close()
