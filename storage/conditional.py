"""Writes to an object store that happen only if nobody else has written meanwhile.

Arrow's file systems have no conditional write, without which two machines cannot agree on anything; obstore has it for
S3, Google Cloud Storage and Azure.
"""

from __future__ import annotations

import os
import urllib.parse

import obstore
import obstore.exceptions
import obstore.store
import pyarrow.fs

from storage.errors import StorageError

_PATIENCE = "30s"


class ConditionalStore:
    """The objects of a data root, for reading with their version and for writing if the version is still the same.

    Args:
        location: Address of the data root, as Arrow takes it.
        filesystem: What Arrow made of it.
        prefix: Bucket and path of the root in that file system.

    Raises:
        StorageError: The kind of store has no conditional writes.
    """

    def __init__(self, location: str, filesystem: pyarrow.fs.FileSystem, prefix: str) -> None:
        self._location = location
        bucket, _, self._path = prefix.partition("/")
        try:
            self._store = _opened(location, filesystem, bucket)
        except (obstore.exceptions.BaseError, ValueError) as error:
            raise StorageError(
                f"has no writes that depend on what is there: {_said(error)}",
                where=location,
                remedy="Use a folder, or a store at s3://, gs:// or abfs://.",
            ) from error

    def read(self, path: str) -> tuple[bytes, str] | None:
        """An object with its version; None if there is none.

        Raises:
            StorageError: The store does not answer.
        """
        try:
            found = obstore.get(self._store, self._full(path))
            return bytes(found.bytes()), found.meta["e_tag"] or ""
        except FileNotFoundError:
            return None
        except obstore.exceptions.BaseError as error:
            raise self._failed("cannot be read", path, error) from error

    def write(self, path: str, content: bytes, version: str | None) -> bool:
        """Writes an object if its version is still the one given, or if there is none and None is given.

        Raises:
            StorageError: The store does not answer, or does not know such writes.
        """
        mode: obstore.PutMode = "create" if version is None else {"e_tag": version}
        try:
            obstore.put(self._store, self._full(path), content, mode=mode, use_multipart=False)
        except (obstore.exceptions.AlreadyExistsError, obstore.exceptions.PreconditionError, FileNotFoundError):
            return False
        except obstore.exceptions.BaseError as error:
            raise self._failed("cannot be written", path, error) from error
        return True

    def _full(self, path: str) -> str:
        return f"{self._path}/{path}" if self._path else path

    def _failed(self, what: str, path: str, error: Exception) -> StorageError:
        return StorageError(
            f"{what}: {_said(error)}",
            where=f"{self._location}/{path}",
            remedy="Check the bucket's name and the credentials in the environment; the store must know conditional "
            "writes (If-Match, If-None-Match).",
        )


def _said(error: Exception) -> str:
    """What an error of obstore says, without its inner parts."""
    return str(error).partition("\n")[0]


def _opened(location: str, filesystem: pyarrow.fs.FileSystem, bucket: str) -> obstore.store.ObjectStore:
    address = urllib.parse.urlsplit(location)
    if address.scheme != "s3":
        return obstore.store.from_url(f"{address.scheme}://{address.netloc}")
    options = dict(urllib.parse.parse_qsl(address.query))
    endpoint = options.get("endpoint_override", "")
    if endpoint and "://" not in endpoint:
        endpoint = f"{options.get('scheme', 'https')}://{endpoint}"
    endpoint = endpoint or os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
    config: obstore.store.S3Config = {"region": options.get("region") or filesystem.region or "us-east-1"}
    if endpoint:
        config["endpoint"] = endpoint
    if address.username and address.password:
        config["access_key_id"] = urllib.parse.unquote(address.username)
        config["secret_access_key"] = urllib.parse.unquote(address.password)
    return obstore.store.S3Store(
        bucket,
        config=config,
        client_options={"allow_http": endpoint.startswith("http://"), "timeout": _PATIENCE},
    )
