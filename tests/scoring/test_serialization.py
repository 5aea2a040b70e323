"""The assessment file: it has the documented keys, is read as it was written, and notices every change."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cxmaturity.answers.reading import read_answers
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import parse_json, parse_yaml, read_document
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.questionnaire.catalogue import find_questionnaire
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document
from cxmaturity.scoring.serialization import assessment_data, read_assessment

ROOT = Path(__file__).parents[2]
Path_ = tuple[str | int, ...]

HEAD = "format: cxmaturity/answers/1\nquestionnaire: trial\n"
FULL = """\
company: {name: Example, id: e1, attributes: {size: small, town: Rottweil}}
respondent: {name: Eva, role: Head of sales, weight: 2}
date: 2026-03-05
target: high
answers:
  storage: central
  access: {answer: not-applicable, note: Nobody works there}
  channels: [shop, phone]
  share: {answer: 12.5, evidence: CRM report, confidence: documented}
  delay: 20 s
  records: unknown
"""
TEXTS = {
    "full": FULL,
    "empty": "company: Example\nanswers: {}\n",
    "one": "company: X\nanswers: {share: 40}\n",
}


@cache
def trial() -> CompiledQuestionnaire:
    return compile_document(read_document(ROOT / "tests" / "answers" / "trial.yaml"))


@cache
def shipped() -> CompiledQuestionnaire:
    return compile_document(find_questionnaire("cx-maturity"))


def data_of(compiled: CompiledQuestionnaire, text: str) -> dict[str, Any]:
    document = parse_yaml(text.encode(), "answers.yaml")
    return assessment_data(assess(compiled, read_answers(document, compiled.model, compiled.sha256)))


def read_again(data: dict[str, Any]) -> dict[str, Any]:
    return assessment_data(read_assessment(parse_json(dumps_json(data).encode(), "assessment.json")))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_assessment_is_read_as_it_was_written(text: str) -> None:
    data = data_of(trial(), HEAD + text)
    assert dumps_json(read_again(data)) == dumps_json(data)


@pytest.mark.parametrize("name", ["modehaus", "klingel"])
def test_an_assessment_of_the_shipped_questionnaire_is_read_as_it_was_written(name: str) -> None:
    data = data_of(shipped(), (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert dumps_json(read_again(data)) == dumps_json(data)


def keys(data: Any, *path: str | int) -> set[str]:  # noqa: ANN401  whatever JSON holds
    for step in path:
        data = data[step]
    return set(data)


def test_the_documented_keys() -> None:
    data = data_of(shipped(), (ROOT / "examples" / "modehaus.yaml").read_text(encoding="utf-8"))
    assert keys(data) >= {
        "format", "engine", "questionnaire", "company", "respondents", "date", "level", "level_status", "conditions",
        "index", "coverage", "range", "held_back_by", "dimensions", "scores", "levels", "methods", "actions",
        "answers",
    }  # fmt: skip
    assert keys(data, "questionnaire") >= {"id", "version", "sha256"}
    assert keys(data, "level") == {"id", "number", "title"}
    assert keys(data, "conditions") == {"met", "of", "missing"}
    assert keys(data, "range") == {"low", "high", "exact"}
    assert keys(data, "range", "low") == keys(data, "range", "high") == {"number", "index"}
    assert keys(data, "dimensions", 0) >= {"id", "title", "score", "status", "level", "coverage"}
    assert keys(data, "dimensions", 0, "level") == {"id", "number"}
    assert keys(data, "scores", "index") == {"value", "status", "coverage"}
    assert keys(data, "levels", "maturity") == {"id", "number"}
    assert keys(data, "actions", 0) == {"id", "dimension", "from", "to", "title", "effort", "impact"}


#: What was put in and changes no result: everything else is what came out.
GIVEN = [
    ("questionnaire",), ("company",), ("respondents",), ("date",), ("target",),
    ("answers", "access", "note"), ("answers", "share", "evidence"), ("answers", "share", "confidence"),
]  # fmt: skip


def leaves(data: object, path: Path_ = ()) -> Iterator[Path_]:
    if any(path == given[: len(path)] == given for given in GIVEN):
        return
    inside: Sequence[tuple[str | int, object]] = ()
    if isinstance(data, dict):
        inside = list(data.items())
    elif isinstance(data, list):
        inside = list(enumerate(data))
    if not inside:
        yield path
    for step, value in inside:
        yield from leaves(value, (*path, step))


def changed(data: dict[str, Any], path: Path_) -> dict[str, Any]:
    """*data* with another value at *path*."""
    copy = deepcopy(data)
    inside: Any = copy
    for step in path[:-1]:
        inside = inside[step]
    value = inside[path[-1]]
    match value:
        case bool():
            other: object = not value
        case int() | float() | Decimal():
            other = value + 1
        case str():
            other = value + "x"
        case list():
            other = ["x"]
        case _:
            other = 1
    inside[path[-1]] = other
    return copy


FULL_DATA = data_of(trial(), HEAD + FULL)


# By which rules a result was made says nothing against it as long as the rules of today give the same.
CHANGES = [path for path in leaves(FULL_DATA) if path != ("engine",)]


@pytest.mark.parametrize("path", CHANGES, ids=lambda path: ".".join(map(str, path)))
def test_a_change_is_noticed(path: Path_) -> None:
    with pytest.raises(InvalidDocument):
        read_again(changed(FULL_DATA, path))


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (("index",), "stored-result"),
        (("level", "number"), "stored-result"),
        (("answers", "storage", "answer"), "unknown-option"),
        (("questionnaire", "sha256"), "fingerprint"),
        (("questionnaire", "definition", "title"), "fingerprint"),
        (("format",), "format-version"),
    ],
)
def test_what_is_said_about_a_change(path: Path_, code: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        read_again(changed(FULL_DATA, path))
    assert [found.code for found in caught.value.diagnostics] == [code]


def test_another_answer_does_not_give_the_stored_result() -> None:
    data = deepcopy(FULL_DATA)
    data["answers"]["storage"]["answer"] = "scattered"
    with pytest.raises(InvalidDocument, match="is not what the answers in this file give"):
        read_again(data)


def test_names_may_be_changed() -> None:
    data = deepcopy(FULL_DATA)
    data["company"]["name"] = "Another"
    data["respondents"] = []
    assert read_again(data)["company"]["name"] == "Another"
