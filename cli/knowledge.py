"""Commands for what people keep in data files."""

from __future__ import annotations

import typer

app = typer.Typer(help="The files of knowledge: words, rules, forms, places.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """The files of knowledge: words, rules, forms, places."""


@app.command(epilog="Example: nianbao knowledge check")
def check() -> None:
    """Check all files of knowledge: what may stand where, references between files, patterns. Needs no network."""
    import assembly.files
    import explorer.files
    import knowledge.files
    import parsers.knowledge.files
    import spiders.files

    rooms = (knowledge.files, parsers.knowledge.files, spiders.files, assembly.files, explorer.files)
    files = [file for room in rooms for file in room.FILES]
    problems = [problem for file in files for problem in file.problems()]
    for problem in problems:
        typer.echo(str(problem))
    typer.echo(f"{len(files)} files, {len(problems)} problems")
    if problems:
        raise typer.Exit(1)
