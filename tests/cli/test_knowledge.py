"""The command that checks the files of knowledge."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cli.main import app
from knowledge.loading import KnowledgeFile


def test_the_files_of_the_repository_have_no_mistakes() -> None:
    result = CliRunner().invoke(app, ["knowledge", "check"])
    assert result.exit_code == 0
    assert result.output.endswith(" 0 problems\n")


def test_all_mistakes_are_told_and_the_exit_code_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    read = KnowledgeFile.text

    def misspelt(file: KnowledgeFile[object]) -> str:
        return read(file).replace(",any,", ",ayn,") if file.name == "lexicon.csv" else read(file)

    monkeypatch.setattr(KnowledgeFile, "text", misspelt)
    result = CliRunner().invoke(app, ["knowledge", "check"])
    told = [line for line in result.output.splitlines() if line.startswith("parsers/data/lexicon.csv, line ")]
    assert result.exit_code == 1
    assert len(told) > 1
    assert told[0] == (
        "parsers/data/lexicon.csv, line 2, column applies_to: 'ayn' is not one of the words allowed here. "
        "Write one of: any, both, hk, tw."
    )
    assert f"{len(told)} problems" in result.output
