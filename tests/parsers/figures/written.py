"""Figures as the cases in tests/data/figures write them."""

from __future__ import annotations

from parsers.model import Figure

_BOUNDS = {"ge": " at least", "le": " at most"}


def written(figure: Figure, year: int) -> str:
    """A figure on one line: code, applicant type, other year, value, label and what else is said of it."""
    applicants = "" if figure.applicant_type == "total" else f"/{figure.applicant_type}"
    other_year = "" if figure.year == year else f"@{figure.year}"
    label = f" {figure.label}" if figure.label else ""
    rough = _BOUNDS[figure.bound] if figure.bound else " approximate" * figure.approx
    kind = " zero" * figure.stated_zero + " implied" * figure.implied
    return f"{figure.code}{applicants}{other_year} {number(figure.value)}{label}{rough}{kind}"


def number(value: float) -> str:
    """A value without the zeros behind it."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
