"""docs/batch.md and docs/batch.de.md: mappings that hold, names that are recognised, the same in both languages."""

from pathlib import Path

import pytest

from cxmaturity.answers import mapping as models
from cxmaturity.answers.mapping_catalogue import load_mapping, presets
from cxmaturity.batch.column_names import ROLE_NAMES
from cxmaturity.batch.vocabulary import WORDS
from cxmaturity.library import load
from cxmaturity.questionnaire.fields import Model
from tests.docs.pages import Page

ENGLISH, GERMAN = Page("batch.md"), Page("batch.de.md")
PAGES = pytest.mark.parametrize("page", [ENGLISH, GERMAN], ids=lambda page: page.name)


@PAGES
def test_a_mapping_fits_the_questionnaire(page: Page, tmp_path: Path) -> None:
    for number, text in enumerate(page.blocks("yaml")):
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


def test_both_languages_show_mappings_of_the_same_shape() -> None:
    assert [_shape(data) for data in GERMAN.data] == [_shape(data) for data in ENGLISH.data]


def _shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return type(value).__name__
