"""The JSON Schemas: shipped as the models make them, and of the models' opinion about every file."""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, meta
from pydantic import ValidationError

from cxmaturity.answers.mapping_catalogue import presets
from cxmaturity.answers.models import AnswerFields, AnswersFile
from cxmaturity.answers.reading import read_answers
from cxmaturity.authoring.schema import MODELS, schema_of
from cxmaturity.foundation.diagnostics import InvalidDocument, Span
from cxmaturity.foundation.documents import DataPath, Document, Value, parse_json, read_document
from cxmaturity.foundation.places import Place
from cxmaturity.foundation.resources import SCHEMAS
from cxmaturity.library import load
from cxmaturity.questionnaire.catalogue import shipped
from cxmaturity.scoring.assessment_file import AssessmentFile
from tests.scoring.strategies import questionnaire_data
from tests.tools.effort import effort
from tests.tools.harness import Golden, Run
from tests.tools.mutations import mistakes, places
from tests.tools.schemas import schema_text

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FILES = [
    *(("questionnaire", path) for path in shipped()),
    ("questionnaire", ROOT / "tests" / "questionnaire" / "rich.yaml"),
    ("questionnaire", ROOT / "tests" / "answers" / "trial.yaml"),
    *(("answers", path) for path in EXAMPLES),
    ("mapping", ROOT / "tests" / "answers" / "mapping.yaml"),
    *(("mapping", path) for path in presets().values()),
]


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")))


def plain(data: Any) -> Any:  # noqa: ANN401  whatever a file holds
    """*data* as a program reads it that knows no exact numbers."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(item) for item in data]
    return float(data) if isinstance(data, Decimal) else data


#: What JSON Schema cannot say: it does not compare one value with another.
COMPARISONS = {"min_max", "empty_range"}


def accepts(name: str, data: Value) -> bool:
    """Whether the models take the file, comparisons aside; answers one by one, as they are read."""
    try:
        file = MODELS[name].model_validate(data)
        for answer in file.answers.values() if isinstance(file, AnswersFile) else ():
            AnswerFields.model_validate(answer if isinstance(answer, dict) else {"answer": answer})
    except ValidationError as error:
        return name == "questionnaire" and {found["type"] for found in error.errors()} <= COMPARISONS
    return True


@pytest.mark.parametrize("name", MODELS)
def test_a_shipped_schema_is_what_the_models_say(name: str, golden: Golden) -> None:
    golden(schema_text(name), SCHEMAS / f"{name}.json")


def test_there_are_no_other_schemas() -> None:
    assert {path.name for path in SCHEMAS.iterdir()} == {f"{name}.json" for name in MODELS}


@pytest.mark.parametrize("name", MODELS)
def test_it_is_a_schema_with_words_for_people(name: str) -> None:
    schema = schema_of(name, {})
    meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:cxmaturity:{name}:1"
    for part in (schema, *schema["$defs"].values()):
        assert part["title"]
        assert part.get("description") or part["title"] in {"Condition", "Question"}


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda part: getattr(part, "name", part))
def test_a_sound_file_fits(name: str, path: Path) -> None:
    assert [error.message for error in validator(name).iter_errors(plain(read_document(path).data))] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_assessment_file_is_just_as_its_models_say(path: Path, run: Run) -> None:
    printed = run("assess", "--answers", path, "--format", "json").out
    assert validator("assessment").is_valid(json.loads(printed))
    data = parse_json(printed.encode(), "assessment.json").data
    file = AssessmentFile.model_validate(data)
    assert file.model_dump(by_alias=True, exclude_unset=True) == tuples(data)


def tuples(data: Any) -> Any:  # noqa: ANN401
    """*data* as the models hold it: its lists are tuples, but for those in the questionnaire and in answers."""
    if isinstance(data, dict):
        return {
            key: value if key in {"definition", "answer"} else tuples(value) for key, value in data.items()
        }
    return tuple(map(tuples, data)) if isinstance(data, list) else data


@settings(max_examples=effort(30))
@given(data=questionnaire_data())
def test_any_sound_questionnaire_fits(data: dict[str, Any]) -> None:
    assert validator("questionnaire").is_valid(plain(data))


@settings(max_examples=effort(30))
@given(data=questionnaire_data(), choice=st.data())
def test_the_schema_is_of_the_models_opinion(data: dict[str, Any], choice: st.DataObject) -> None:
    path = choice.draw(st.sampled_from(list(places(data))))
    for mistake in mistakes(data, path):
        assert validator("questionnaire").is_valid(plain(data)) == accepts("questionnaire", data), mistake


#: Of the mistakes in a file that uses every key: how many pass both, and how many both refuse.
CORPUS = [
    pytest.param("questionnaire", "tests/questionnaire/rich.yaml", 1205, 7048, marks=pytest.mark.slow),
    ("mapping", "tests/answers/mapping.yaml", 280, 971),
]


@pytest.mark.parametrize(("name", "file", "right", "wrong"), CORPUS)
def test_every_mistake_that_the_models_refuse(name: str, file: str, right: int, wrong: int) -> None:
    verdicts: Counter[bool] = Counter()
    for where, exact, seen in wrong_files(ROOT / file):
        verdict = accepts(name, exact)
        assert validator(name).is_valid(seen) == verdict, where
        verdicts[verdict] += 1
    assert (verdicts[True], verdicts[False]) == (right, wrong)


def wrong_files(path: Path) -> Iterator[tuple[tuple[DataPath, str], dict[str, Any], Any]]:
    """Each mistake in a file: where and which, the data as read, and as other programs read it."""
    exact = read_document(path).data
    seen = plain(exact)
    for place in list(places(exact)):
        for mistake, _ in zip(mistakes(exact, place), mistakes(seen, place), strict=True):
            yield (place, mistake), exact, seen


def test_mistakes_in_answers() -> None:
    """The schema refuses what any questionnaire refuses; an option that is none only its own questionnaire can."""
    compiled = load()
    verdicts: Counter[tuple[bool, bool]] = Counter()
    for where, exact, seen in wrong_files(ROOT / "examples" / "modehaus.yaml"):
        try:
            read_answers(
                Document("a", "", exact, lambda _: Place(Span(1, 1, 1, 2))), compiled.model, compiled.sha256
            )
            is_read = True
        except InvalidDocument:
            is_read = False
        fits = validator("answers").is_valid(seen)
        assert fits or not is_read, where
        assert fits <= accepts("answers", exact), where
        verdicts[is_read, fits] += 1
    assert verdicts == {(True, True): 219, (False, True): 437, (False, False): 754}


def test_what_json_schema_cannot_say() -> None:
    """It counts 1.0 as a whole number, and does not compare one value with another."""
    trial: dict[str, Any] = read_document(ROOT / "tests" / "answers" / "trial.yaml").data
    share = {"id": "x", "kind": "number", "text": "x"}
    for part in (
        {"scales": {"steps": {"levels": [{"id": "low", "number": Decimal("1.0"), "title": "Low"}]}}},
        {"context": {"questions": [share | {"min": 2, "max": 1}]}},
        {"context": {"questions": [share | {"points": {"linear": {"from": [1, 1], "to": [0, 1]}}}]}},
    ):
        assert validator("questionnaire").is_valid(plain(trial | part))
        with pytest.raises(ValidationError):
            MODELS["questionnaire"].model_validate(trial | part)
