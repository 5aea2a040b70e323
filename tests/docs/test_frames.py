"""What docs/batch.md and docs/batch.de.md show in Python runs as it stands there."""

import re
from pathlib import Path

import pytest
from pyarrow import parquet

import cxmaturity
from cxmaturity.batch.frames import ScoreOptions
from cxmaturity.batch.reject_columns import REJECTS
from tests.batch.frames import random_table
from tests.docs.pages import Page

ENGLISH, GERMAN = Page("batch.md"), Page("batch.de.md")
PAGES = pytest.mark.parametrize("page", [ENGLISH, GERMAN], ids=lambda page: page.name)


@PAGES
def test_the_notebook(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table = random_table(5)
    parquet.write_table(table.append_column("wave", [["spring"] * 5]), tmp_path / "answers.parquet")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(page.blocks("python")[0], names)  # noqa: S102  the page is ours
    scored = names["scored"]
    assert isinstance(scored, cxmaturity.ScoredTable)
    assert "wave: string" in capsys.readouterr().out


def test_both_languages_show_the_same_python() -> None:
    assert ENGLISH.blocks("python") == GERMAN.blocks("python")


@PAGES
def test_options_and_columns_are_named(page: Page) -> None:
    names = {*ScoreOptions.__annotations__, *(column.name for column in REJECTS)} - {"language"}
    assert [name for name in sorted(names) if not re.search(rf"`{name}`", page.text)] == []
