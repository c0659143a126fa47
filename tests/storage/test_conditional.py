"""Where an object store is, and who asks: what an address and the environment say, as the store's library takes it."""

from __future__ import annotations

from typing import Any

import obstore.store
import pyarrow.fs
import pytest

from storage.conditional import ConditionalStore
from storage.errors import StorageError

ENVIRONMENT = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")


class Arrow:
    """What Arrow says of a store."""

    def __init__(self, region: str = "") -> None:
        self.region = region


def opened(monkeypatch: pytest.MonkeyPatch, location: str, region: str = "", **environment: str) -> dict[str, Any]:
    """What the library is told."""
    told: dict[str, Any] = {}

    def store(bucket: str, *, config: dict[str, str], client_options: dict[str, Any]) -> None:
        told.update({"bucket": bucket, **config, **client_options})

    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(obstore.store, "S3Store", store)
    ConditionalStore(location, Arrow(region), "bucket/path")
    assert told.pop("bucket") == "bucket"
    assert told.pop("timeout") == "30s"
    return told


@pytest.mark.parametrize(
    ("location", "region", "environment", "expected"),
    [
        ("s3://bucket/path", "", {}, {"region": "us-east-1"}),
        ("s3://bucket/path", "cn-north-1", {}, {"region": "cn-north-1"}),
        ("s3://bucket/path?region=eu-west-1", "cn-north-1", {}, {"region": "eu-west-1"}),
        ("s3://bucket/path?endpoint_override=127.0.0.1:9", "", {}, {"endpoint": "https://127.0.0.1:9"}),
        ("s3://bucket/path?endpoint_override=127.0.0.1:9&scheme=http", "", {}, {"endpoint": "http://127.0.0.1:9"}),
        ("s3://bucket/path?endpoint_override=http%3A%2F%2F127.0.0.1", "", {}, {"endpoint": "http://127.0.0.1"}),
        ("s3://bucket/path", "", {"AWS_ENDPOINT_URL": "https://a"}, {"endpoint": "https://a"}),
        (
            "s3://bucket/path",
            "",
            {"AWS_ENDPOINT_URL": "https://a", "AWS_ENDPOINT_URL_S3": "https://b"},
            {"endpoint": "https://b"},
        ),
        (
            "s3://bucket/path?endpoint_override=c",
            "",
            {"AWS_ENDPOINT_URL": "https://a"},
            {"endpoint": "https://c"},
        ),
        ("s3://me:a%2Fb@bucket/path", "", {}, {"access_key_id": "me", "secret_access_key": "a/b"}),
        ("s3://m%40e:b@bucket/path", "", {}, {"access_key_id": "m@e", "secret_access_key": "b"}),
        ("s3://me@bucket/path", "", {}, {}),
        ("s3://:secret@bucket/path", "", {}, {}),
    ],
)
def test_an_address_and_the_environment_say_where_a_store_is_and_who_asks(
    monkeypatch: pytest.MonkeyPatch,
    location: str,
    region: str,
    environment: dict[str, str],
    expected: dict[str, str],
) -> None:
    told = opened(monkeypatch, location, region, **environment)
    assert told.pop("allow_http") is expected.get("endpoint", "").startswith("http://")
    assert told == {"region": "us-east-1"} | expected


def test_a_store_that_does_not_answer_is_named_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    location = "s3://me:secret@bucket/path?endpoint_override=127.0.0.1:9&scheme=http"
    store = ConditionalStore(location, Arrow(), "bucket/path")
    monkeypatch.setattr(
        store,
        "_store",
        obstore.store.S3Store(
            "bucket",
            config={"endpoint": "http://127.0.0.1:9", "region": "x"},
            client_options={"allow_http": True, "timeout": "1s"},
            retry_config={"max_retries": 0},
        ),
    )
    for ask, what in (
        (lambda: store.read("a"), "cannot be read"),
        (lambda: store.write("a", b"", None), "cannot be written"),
    ):
        with pytest.raises(StorageError) as told:
            ask()
        assert what in str(told.value)
        assert "Check the bucket's name and the credentials" in str(told.value)
        assert "\n" not in str(told.value)


def test_a_store_without_conditional_writes_is_refused() -> None:
    with pytest.raises(StorageError, match="Use a folder, or a store at s3://, gs:// or abfs://"):
        ConditionalStore("unheard://bucket/path", pyarrow.fs.LocalFileSystem(), "bucket/path")
