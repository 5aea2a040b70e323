"""Laws of the comparison, over random questionnaires and answers."""

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxmaturity.answers.models import Answers, Company, Entry
from cxmaturity.answers.reading import answers_data, read_answers
from cxmaturity.answers.values import Given
from cxmaturity.authoring.diff.classes import Weight
from cxmaturity.authoring.diff.difference import difference
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.questionnaire.catalogue import shipped
from cxmaturity.questionnaire.expansion import expand
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.serialization import assessment_data
from tests.authoring.diff.samples import NEW, OLD, RICH, subject
from tests.scoring.strategies import questionnaire_data
from tests.scoring.strategies_questions import QUARTERS, answers
from tests.scoring.strategies_questions import Entry as Data
from tests.tools.effort import effort

Path_ = tuple[str | int, ...]
NUMBERS = {
    "points", "weight", "at_least", "above", "at_most", "below", "otherwise", "lag", "times", "base", "min_coverage",
    "from", "to", "as",
}  # fmt: skip


@pytest.mark.parametrize("path", [*shipped(), OLD, NEW, RICH], ids=lambda path: path.stem)
def test_a_file_does_not_differ_from_itself(path: Path) -> None:
    assert difference(subject(path), subject(path)).changes == ()


@settings(max_examples=effort(25))
@given(questionnaire_data())
def test_a_questionnaire_does_not_differ_from_itself(data: Data) -> None:
    assert difference(subject(data), subject(deepcopy(data))).changes == ()


def leaves(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:  # noqa: ANN401  whatever a file holds
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if inside is None:
        yield path, data
    for step, value in inside or ():
        yield from leaves(value, (*path, step))


def replaced(data: Data, path: Path_, value: Any) -> Data:  # noqa: ANN401
    copy: Any = deepcopy(data)
    inside = copy
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return copy  # type: ignore[no-any-return]


def result(compiled: CompiledQuestionnaire, given: dict[str, Given]) -> object:
    """Everything that an assessment says but its questionnaire; why there is none, where there is none."""
    entries = {name: Entry(answer) for name, answer in given.items()}
    try:
        data = assessment_data(assess(compiled, Answers(Company(name="Anybody"), entries)))
    except CxmaturityError as error:
        return str(error)
    return {key: value for key, value in data.items() if key != "questionnaire"}


def numeric(data: Data) -> list[Path_]:
    return [
        path
        for path, value in leaves(data)
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and NUMBERS & set(path)
    ]


@settings(max_examples=effort(60))
@given(questionnaire_data(), st.data())
def test_what_changes_a_result_is_never_text_only(data: Data, drawn: st.DataObject) -> None:
    places = numeric(data)
    assume(places)
    path = drawn.draw(st.sampled_from(places))
    mutated = replaced(data, path, drawn.draw(st.sampled_from([*QUARTERS[:25], Decimal(-1)])))
    try:
        old, new = subject(data), subject(mutated)
    except InvalidDocument:
        assume(False)
    given_answers = dict(drawn.draw(answers(old.model)))
    found = difference(old, new)
    if result(old.compiled, given_answers) != result(new.compiled, given_answers):
        assert found.heaviest is not None
        assert found.heaviest >= Weight.SCORE_CHANGING


def renamed(data: Any, names: dict[str, str]) -> Any:  # noqa: ANN401
    if isinstance(data, dict):
        return {names.get(key, key): renamed(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [renamed(value, names) for value in data]
    return names.get(data, data) if isinstance(data, str) else data


@settings(max_examples=effort(40))
@given(questionnaire_data(), st.data())
def test_migrated_renames_keep_every_number(data: Data, drawn: st.DataObject) -> None:
    old = subject(data)
    questions = {question.id: f"new-{question.id}" for question in old.model.questions()}
    options = {
        question.id: {option.id: f"new-{option.id}" for option in question.options}
        for question in old.model.questions()
        if question.options
    }
    names = questions | {name: new for named in options.values() for name, new in named.items()}
    step: Any = {"from": "1", "to": "2", "questions": questions, "options": options}
    new = subject({**renamed(data, names), "version": "2", "migrations": [step]})
    found = difference(old, new)
    assert {change.key.kind for change in found.changes} <= {"question.id", "question.option.id", "migration"}
    assert found.heaviest is Weight.SCORE_CHANGING

    given_answers = dict(drawn.draw(answers(old.model)))
    entries = {name: Entry(answer, note="Why") for name, answer in given_answers.items()}
    written = answers_data(old.model, old.compiled.sha256, Answers(Company(name="Anybody"), entries))
    document = parse_yaml(dumps_json(written).encode(), "answers.yaml")
    try:
        before = assess(old.compiled, read_answers(document, old.model, old.compiled.sha256))
    except CxmaturityError:
        assume(False)
    after = assess(new.compiled, read_answers(document, new.model, new.compiled.sha256))
    assert (after.level, after.index, after.coverage, after.range) == (
        before.level, before.index, before.coverage, before.range,
    )  # fmt: skip
    assert (after.scores, after.levels, after.level_status) == (
        before.scores,
        before.levels,
        before.level_status,
    )
    assert [counted.points for counted in after.counted.values()] == [
        counted.points for counted in before.counted.values()
    ]


def other(value: Any) -> list[Any]:  # noqa: ANN401
    """Values that might stand there instead."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | Decimal):
        return [value + 1, value / Decimal(2)]
    return [f"{value} more", f"{value}-more", "low", "high", "agree", "count", "max", "speed"]


@pytest.mark.slow
def test_no_change_of_the_model_goes_unnoticed() -> None:
    """Each single value of the rich questionnaire replaced: where what is meant changes, there is a change."""
    data: Any = dict(parse_yaml(RICH.read_bytes(), "rich.yaml").data)
    old = subject(data)
    plain = expand(old.model)
    unnoticed: list[Path_] = []
    tried = 0
    for path, value in leaves(data):
        for candidate in other(value):
            try:
                new = subject(replaced(data, path, candidate))
            except InvalidDocument:
                continue
            tried += 1
            if expand(new.model) != plain and not difference(old, new).changes:
                unnoticed.append((*path, str(candidate)))
            break
    assert unnoticed == []
    assert tried > 150
