"""The result of every row is what `assess` says of that row's answers."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cxmaturity
from cxmaturity.answers.values import Given, Missing
from cxmaturity.batch.results.refusals import refusal_error
from cxmaturity.batch.results.results import Results, full_columns
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.compiling import compile_plan
from tests.batch.singly import Cells, alone, seen
from tests.scoring.strategies import questionnaire_data
from tests.scoring.strategies_questions import answers
from tests.tools.effort import effort

SHIPPED = cxmaturity.load()


def together(results: Results, rows: Sequence[Mapping[str, Given]]) -> list[Cells | str]:
    """The cells of each row by column name, or the refusal's text."""
    for question, wire in zip(results.plan.questions, results.network.given, strict=True):
        wire.codes = np.array([wire.position(row.get(question.id)) for row in rows], np.int32)
    results.network.run()
    found: list[Cells | str] = []
    for number in range(len(rows)):
        refusal = seen(results.refusal, number)
        if refusal:
            found.append(refusal_error(refusal).text("en"))
        else:
            found.append({name: seen(wire, number) for name, wire in results.columns.items()})
    return found


@st.composite
def sheets(draw: st.DrawFn, questionnaire: Questionnaire) -> list[dict[str, Given]]:
    """Answers that a reader of cells lets through: it refuses "not applicable" where there is no such answer."""
    offered = {question.id for question in questionnaire.questions() if question.not_applicable is not None}
    drawn = (draw(answers(questionnaire)) for _ in range(draw(st.integers(1, 4))))
    return [
        {name: value for name, value in row.items() if value is not Missing.NOT_APPLICABLE or name in offered}
        for row in drawn
    ]


@pytest.mark.usefixtures("limits")
@settings(
    max_examples=effort(60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(questionnaire_data(), st.data())
def test_of_any_questionnaire(written: dict[str, object], data: st.DataObject) -> None:
    questionnaire = Questionnaire.model_validate(written)
    compiled = CompiledQuestionnaire({}, questionnaire, compile_plan(questionnaire))
    names = full_columns(compiled)
    results = Results(compiled, names)
    for _ in range(3):
        rows = data.draw(sheets(questionnaire))
        assert together(results, rows) == [alone(compiled, row, names) for row in rows]


@settings(max_examples=effort(25), suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_of_the_shipped_one(data: st.DataObject) -> None:
    names = full_columns(SHIPPED)
    rows = data.draw(sheets(SHIPPED.model))
    assert together(Results(SHIPPED, names), rows) == [alone(SHIPPED, row, names) for row in rows]


@pytest.mark.parametrize(
    ("result", "more"),
    [
        ({"level": "cx", "index": "cx"}, ["other_score", "other_level"]),
        ({"level": "cx", "index": "other"}, ["cx_score", "other_level"]),
    ],
)
def test_what_the_result_shows_has_no_second_column(result: dict[str, str], more: list[str]) -> None:
    levels = [{"id": f"l{number}", "number": number, "title": "L"} for number in (1, 2)]
    options = [{"id": f"o{points}", "points": points, "text": f"{points}"} for points in (1, 2)]
    question = {"id": "q", "kind": "choice", "text": "Q?", "options": options}
    written = {
        "format": "cxmaturity/questionnaire/1", "id": "one", "version": "1", "languages": ["en"], "title": "T",
        "missing": "exclude", "scales": {"m": {"levels": levels}}, "result": result,
        "dimensions": [{"id": "d", "title": "D", "questions": [question]}],
        "scores": [{"id": "cx", "mean": ["d"]}, {"id": "other", "mean": ["d"]}],
        "levels": [{"id": "cx", "scale": "m", "floor": True}, {"id": "other", "scale": "m", "floor": True}],
    }  # fmt: skip
    questionnaire = Questionnaire.model_validate(written)
    compiled = CompiledQuestionnaire({}, questionnaire, compile_plan(questionnaire))
    assert [name for name in full_columns(compiled) if name.endswith(("_score", "_level"))] == [
        "d_score",
        *more,
    ]


@pytest.mark.parametrize("names", [("level",), ("index", "coverage"), ("next_actions",), ("level_low",)])
def test_of_some_columns(names: tuple[str, ...]) -> None:
    rows: list[Mapping[str, Given]] = [{}, {"touchpoint-linkage": Missing.UNKNOWN}]
    assert together(Results(SHIPPED, names), rows) == [alone(SHIPPED, row, names) for row in rows]
