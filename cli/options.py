"""Options that several commands share."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from storage.root import ENVIRONMENT_VARIABLE

Data = Annotated[
    str,
    typer.Option(
        "--data",
        envvar=ENVIRONMENT_VARIABLE,
        help="Data root: a folder, or an address such as s3://bucket/prefix.",
        show_default=True,
    ),
]
PortalNames = Annotated[
    list[str] | None,
    typer.Argument(help="Portals: ids, division codes or names of places; by default the offline portal `seeds`."),
]
Years = Annotated[str, typer.Option("--years", help="Report years to fetch, such as 2019 or 2014-2018,2021.")]
PortalsFile = Annotated[
    pathlib.Path | None,
    typer.Option("--portals-file", help="Another registry (CSV with portal, adcode, name, level, home_url)."),
]
