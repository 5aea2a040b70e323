"""The assessment file: the whole result with its questionnaire and answers, written and read again."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from cxmaturity.answers.models import FORMAT as ANSWERS_FORMAT
from cxmaturity.answers.reading import read_answers
from cxmaturity.answers.values import written_value
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import Document
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.places import Place, span_finder
from cxmaturity.foundation.scalars import MAX_EXPONENT
from cxmaturity.questionnaire.scores import Level
from cxmaturity.questionnaire.validation import problem, validated
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.assessment import (
    ENGINE,
    Assessment,
    Conditions,
    CountedAnswer,
    DimensionResult,
    End,
    Methods,
    RecommendedAction,
    ScoreResult,
)
from cxmaturity.scoring.assessment_file import FORMAT, AssessmentFile
from cxmaturity.scoring.compiled import compile_document

_LEAST = Fraction(1, 10**MAX_EXPONENT)


def assessment_data(assessment: Assessment) -> dict[str, Any]:
    """
    The public JSON of an assessment. Numbers are the nearest doubles to the exact values, never rounded.

    What is closer to 0 than any number that a file may hold is written as 0.
    """
    return {**_given(assessment), **_results(assessment)}


def _given(assessment: Assessment) -> dict[str, Any]:
    """What was assessed, and by what."""
    answers, compiled = assessment.answers, assessment.questionnaire
    respondent = answers.respondent
    return {
        "format": FORMAT,
        "engine": ENGINE,
        "questionnaire": {
            "id": compiled.model.id,
            "version": compiled.model.version,
            "sha256": compiled.sha256,
            "definition": compiled.data,
        },
        "company": answers.company.model_dump(exclude_none=True),
        "respondents": [] if respondent is None else [respondent.model_dump(exclude_none=True)],
        "date": answers.date,
        "target": answers.target,
    }


def _results(assessment: Assessment) -> dict[str, Any]:
    """What follows from that; reading a file again must give the same."""
    return {
        "level": _level(assessment.level, titled=True),
        "level_status": assessment.level_status,
        "conditions": _conditions(assessment.conditions),
        "index": _number(assessment.index),
        "coverage": _number(assessment.coverage),
        "range": {
            "low": _end(assessment.range.low),
            "high": _end(assessment.range.high),
            "exact": assessment.range.exact,
        },
        "find_out_first": list(assessment.find_out_first),
        "held_back_by": list(assessment.held_back_by),
        "dimensions": [_dimension(assessment, dimension) for dimension in assessment.dimensions],
        "scores": {name: _score(score) for name, score in assessment.scores.items()},
        "levels": {name: _level(level) for name, level in assessment.levels.items()},
        "methods": _methods(assessment.methods),
        "consistency": list(assessment.consistency),
        "effort_factor": _number(assessment.effort_factor),
        "actions": [_action(action) for action in assessment.actions],
        "answers": {name: _answer(assessment, name, counted) for name, counted in assessment.counted.items()},
    }


def _number(value: Fraction | None) -> float | int | None:
    if value is None:
        return None
    return value.numerator / value.denominator if abs(value) >= _LEAST else 0.0


def _level(level: Level | None, *, titled: bool = False) -> dict[str, Any] | None:
    if level is None:
        return None
    return {"id": level.id, "number": level.number, **({"title": level.title} if titled else {})}


def _end(end: End) -> dict[str, Any]:
    return {"number": end.number, "index": _number(end.index)}


def _score(score: ScoreResult) -> dict[str, Any]:
    return {"value": _number(score.value), "status": score.status, "coverage": _number(score.coverage)}


def _conditions(conditions: Conditions | None) -> dict[str, Any] | None:
    if conditions is None:
        return None
    return {"met": conditions.met, "of": conditions.of, "missing": list(conditions.missing)}


def _dimension(assessment: Assessment, dimension: DimensionResult) -> dict[str, Any]:
    return {
        "id": dimension.id,
        "title": assessment.questionnaire.dimensions[dimension.id].title,
        "score": _number(dimension.score.value),
        "status": dimension.score.status,
        "level": _level(dimension.level),
        "coverage": _number(dimension.score.coverage),
        "range": {"low": dimension.low, "high": dimension.high},
    }


def _methods(methods: Methods | None) -> dict[str, Any] | None:
    if methods is None:
        return None
    return {
        "mean": _level(methods.mean),
        "weakest": _level(methods.weakest),
        "declared": _level(methods.declared),
        "differ": methods.differ,
    }


def _action(following: RecommendedAction) -> dict[str, Any]:
    action = following.action
    low, high = following.effort
    return {
        "id": action.id,
        "dimension": action.dimension,
        "from": action.from_,
        "to": action.to,
        "title": action.title,
        "effort": {"from": _number(low), "to": _number(high)},
        "impact": action.impact,
    }


def _answer(assessment: Assessment, name: str, counted: CountedAnswer) -> dict[str, Any]:
    entry = assessment.answers.entries.get(name)
    data: dict[str, Any] = {"answer": None, "status": counted.status, "points": _number(counted.points)}
    if entry is not None:
        data["answer"] = written_value(entry.given, assessment.questionnaire.questions[name])
        data |= {
            key: text
            for key in ("note", "evidence", "confidence")
            if (text := getattr(entry, key)) is not None
        }
    return data


def read_assessment(document: Document) -> Assessment:
    """The assessment that a file holds, scored again from the questionnaire and the answers inside it.

    Raises InvalidDocument where the file is no assessment, or where its stored result is not what its answers give.
    """
    file = validated(document, AssessmentFile)
    compiled = compile_document(_inner(document, file.questionnaire.definition))
    if compiled.sha256 != file.questionnaire.sha256:
        message = msg("The questionnaire inside this file is not the one its fingerprint names.")
        hint = msg("The file was changed by hand; assess the answers again.")
        found = problem(document, "fingerprint", ("questionnaire", "sha256"), message, hint)
        raise InvalidDocument([found], {document.name: document.text})
    assessment = assess(
        compiled, read_answers(_answers_document(document, file), compiled.model, compiled.sha256)
    )
    _check_same(document, assessment)
    return assessment


def _answers_document(document: Document, file: AssessmentFile) -> Document:
    data: dict[str, Any] = {
        "format": ANSWERS_FORMAT,
        "questionnaire": {"id": file.questionnaire.id, "version": file.questionnaire.version},
        "company": file.company.model_dump(exclude_none=True),
        "answers": {
            name: answer.model_dump(include={"answer", "note", "evidence", "confidence"}, exclude_none=True)
            for name, answer in file.answers.items()
            if answer.answer is not None
        },
    }
    if file.respondents:
        data["respondent"] = file.respondents[0].model_dump(exclude_none=True)
    data |= {key: value for key in ("date", "target") if (value := getattr(file, key)) is not None}
    return _inner(document, data)


def _inner(document: Document, data: dict[str, Any]) -> Document:
    """Data from inside another file, with that file's beginning as its place."""
    start = span_finder(document.text)(0, 1)
    return Document(document.name, document.text, data, lambda _: Place(start))


def _check_same(document: Document, assessment: Assessment) -> None:
    """Every stored result equals the one scored just now; numbers compare as the doubles they are written as."""
    for key, now in sorted(_results(assessment).items()):
        if not _equal(document.data.get(key), now):
            message = msg("The stored {key} is not what the answers in this file give.", key=key)
            hint = msg(
                "The file was changed, or made by another version of cxmaturity; assess the answers again."
            )
            found = problem(document, "stored-result", (key,), message, hint)
            raise InvalidDocument([found], {document.name: document.text})


def _equal(stored: Any, now: Any) -> bool:
    if isinstance(now, Mapping):
        return (
            isinstance(stored, Mapping)
            and stored.keys() == now.keys()
            and all(_equal(stored[key], now[key]) for key in now)
        )
    if isinstance(now, list | tuple):
        return isinstance(stored, list) and len(stored) == len(now) and all(map(_equal, stored, now))
    if isinstance(now, float):
        return not isinstance(stored, bool | str | None | dict | list) and float(stored) == now
    return bool(stored == now)
