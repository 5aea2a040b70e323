"""docs/batch.md and docs/batch.de.md: mappings that hold, names that are recognised, the same in both languages."""

import re
import shutil
from pathlib import Path

import pytest

from cxmaturity.answers import mapping as models
from cxmaturity.answers.mapping_catalogue import load_mapping, presets
from cxmaturity.batch.cells.vocabulary import WORDS
from cxmaturity.batch.headers.column_names import ROLE_NAMES
from cxmaturity.batch.reject_columns import REJECT_COLUMNS
from cxmaturity.batch.results.results import CORE, COUNTS
from cxmaturity.library import load
from cxmaturity.questionnaire.fields import Model
from tests.docs.pages import Page
from tests.docs.sessions import check_session
from tests.tools.checkout import ROOT
from tests.tools.harness import Run

ENGLISH, GERMAN = Page("batch.md"), Page("batch.de.md")
PAGES = pytest.mark.parametrize("page", [ENGLISH, GERMAN], ids=lambda page: page.name)


@PAGES
def test_a_mapping_fits_the_questionnaire(page: Page, tmp_path: Path) -> None:
    texts = list(page.blocks("yaml"))
    assert texts
    for number, text in enumerate(texts):
        file = tmp_path / f"{number}.yaml"
        file.write_text(text, encoding="utf-8")
        load_mapping(str(file), load().model)


@PAGES
def test_every_name_and_key_is_there(page: Page) -> None:
    names = {name for names in ROLE_NAMES.values() for name in names} | {word for word, _ in WORDS}
    parts = (models.Columns, models.Header, models.Source, models.Writing, models.QuestionColumns)
    keys = {key for part in parts for key in _keys(part)}
    assert [
        name for name in sorted(names | keys) if f"`{name}`" not in page.text and f"{name}:" not in page.text
    ] == []


def _keys(model: type[Model]) -> set[str]:
    return {info.alias or name for name, info in model.model_fields.items()}


@PAGES
def test_every_preset_has_a_paragraph(page: Page) -> None:
    for name in presets():
        assert f"### {load_mapping(name).title}\n\n`{name}`." in page.text


@PAGES
def test_every_option_and_column_is_explained(page: Page, run: Run) -> None:
    options = set(re.findall(r"--[a-z-]+", run("score", "--help").out)) - {"--help"}
    columns = {*CORE, "next_actions", *COUNTS, "consistency", "respondents", "ties", *REJECT_COLUMNS}
    assert [name for name in sorted(options | columns) if not re.search(rf"`{name}\b", page.text)] == []


@PAGES
def test_what_is_shown_is_what_is_done(
    page: Page, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    flawed = "flawed" if page is ENGLISH else "fehlerhaft"
    check_session(page, run, update=request.config.getoption("--update"), flawed=flawed)


def test_both_languages_show_the_same_commands() -> None:
    english, german = ([block.split()[:3] for block in page.blocks("console")] for page in (ENGLISH, GERMAN))
    assert german == english


def test_both_languages_show_mappings_of_the_same_shape() -> None:
    assert [_shape(data) for data in GERMAN.data] == [_shape(data) for data in ENGLISH.data]


def _shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return type(value).__name__
