"""Whether scans are recognised: what the person who runs nianbao has written, and what is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest

from knowledge import settings
from knowledge.settings import OCR_EXTRA, OCR_VARIABLE, WrongSetting, recognizes_scans


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Each test asks anew, and leaves no answer behind."""
    settings._recognizes.cache_clear()
    yield
    settings._recognizes.cache_clear()


def installed(monkeypatch: pytest.MonkeyPatch, *, but: str = "") -> None:
    """All modules are there, or all but one."""
    found = importlib.util.find_spec("re")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == but else found)


@pytest.mark.parametrize("value", [None, "", " ", "off", "OFF", " Off "])
def test_scans_are_not_recognised_unless_that_is_switched_on(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    installed(monkeypatch)
    if value is None:
        monkeypatch.delenv(OCR_VARIABLE, raising=False)
    else:
        monkeypatch.setenv(OCR_VARIABLE, value)
    assert recognizes_scans() is False


@pytest.mark.parametrize("value", ["on", "ON", " on "])
def test_scans_are_recognised_where_that_is_switched_on(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    installed(monkeypatch)
    monkeypatch.setenv(OCR_VARIABLE, value)
    assert recognizes_scans() is True


@pytest.mark.parametrize("value", ["yes please", "1", "o", "onoff"])
def test_another_value_is_told(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    installed(monkeypatch)
    monkeypatch.setenv(OCR_VARIABLE, value)
    with pytest.raises(WrongSetting) as caught:
        recognizes_scans()
    assert str(caught.value) == f"{OCR_VARIABLE}: {value!r} is not a value of this setting. Write on or off."


@pytest.mark.parametrize("module", ["rapidocr", "onnxruntime", "cv2"])
def test_each_module_of_the_extra_is_asked_for(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    installed(monkeypatch, but=module)
    monkeypatch.setenv(OCR_VARIABLE, "on")
    with pytest.raises(WrongSetting) as caught:
        recognizes_scans()
    told = str(caught.value)
    assert told.startswith(f"{OCR_VARIABLE}: scans cannot be recognised: {module} is not installed.")
    assert f"pip install {OCR_EXTRA}" in told


def test_what_is_missing_does_not_matter_where_scans_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, but="rapidocr")
    monkeypatch.setenv(OCR_VARIABLE, "off")
    assert recognizes_scans() is False
