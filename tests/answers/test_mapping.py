"""The mapping file: a whole one is read, and each broken one gives the words beside it."""

from pathlib import Path

import pytest

from cxmaturity.answers import mapping as models
from cxmaturity.answers.mapping_reading import read_mapping
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import parse_yaml, read_document
from cxmaturity.foundation.frames import frame
from cxmaturity.questionnaire.checks import read_questionnaire
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import parts
from tests.tools.harness import Golden

HERE = Path(__file__).parent
BROKEN = HERE.parent / "broken" / "mapping"


@pytest.fixture(scope="module")
def trial() -> Questionnaire:
    return read_questionnaire(read_document(HERE / "trial.yaml"))


def test_a_whole_mapping_is_read(trial: Questionnaire) -> None:
    mapping = read_mapping(read_document(HERE / "mapping.yaml"), trial)
    assert mapping.columns.company == models.ColumnFields(text="Name of the company")
    assert mapping.columns.role == models.ColumnFields(code="R01")
    assert mapping.cells.blank == ("-9",)
    assert mapping.questions["delay"].unknown == ()
    assert mapping.questions["storage"].values["nowhere"] == "unknown"


def test_the_whole_mapping_uses_every_key() -> None:
    found = [part for _, part in parts(read_mapping(read_document(HERE / "mapping.yaml")))]
    used = {(type(part), name) for part in found if isinstance(part, Model) for name in part.model_fields_set}
    known = {
        (model, name)
        for model in vars(models).values()
        if isinstance(model, type) and issubclass(model, Model) and model.__module__ == models.__name__
        for name in model.model_fields
    }
    inherited: set[tuple[type[Model], str]] = {
        (models.DateFields, name) for name in models.ColumnFields.model_fields
    }
    inherited |= {(models.QuestionColumns, name) for name in models.Writing.model_fields}
    assert known - inherited == used - inherited


def test_several_options_in_one_cell(trial: Questionnaire) -> None:
    text = 'format: cxmaturity/mapping/1\nquestions: {channels: {column: A, split: "; "}}\n'
    mapping = read_mapping(parse_yaml(text.encode(), "mapping.yaml"), trial)
    assert mapping.questions["channels"].split == ("; ",)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_broken_mapping_is_explained(
    path: Path, language: str, trial: Questionnaire, golden: Golden
) -> None:
    with pytest.raises(InvalidDocument) as caught:
        read_mapping(parse_yaml(path.read_bytes(), path.name), trial)
    shown = [frame(found, caught.value.sources[path.name], language) for found in caught.value.diagnostics]
    golden("\n\n".join(shown) + "\n", path.with_name(f"{path.name}.{language}.txt"))
