"""Scores that no file could hold, or that nobody could compute, are refused where they arise."""

from fractions import Fraction

import pytest

from cxmaturity.answers.reading import read_answers
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import parse_json, parse_yaml
from cxmaturity.foundation.json_text import Writable, dumps_json
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document
from cxmaturity.scoring.serialization import assessment_data, read_assessment

HEAD = """\
format: cxmaturity/questionnaire/1
id: trial
version: "1"
languages: [en]
title: Trial
missing: exclude
dimensions:
  - id: d
    title: D
    questions:
      - {id: q, kind: number, text: How many?, min: 0, max: 9}
      - {id: r, kind: number, text: How many?, min: 0, max: 9}
scores:
"""


def compiled(*scores: str) -> CompiledQuestionnaire:
    listed = "".join(f"  - {{id: s{n}, {score}}}\n" for n, score in enumerate(scores))
    return compile_document(
        parse_yaml(f"{HEAD}{listed}result: {{index: s{len(scores) - 1}}}\n".encode(), "trial.yaml")
    )


def chain(length: int, rest: str) -> list[str]:
    return [f"mean: [{{question: q}}], {rest}", *(f"mean: [s{n}], {rest}" for n in range(length - 1))]


@pytest.mark.parametrize(
    ("scores", "line"),
    [
        (chain(40, "times: 999999999"), 17),
        (chain(40, "times: -999999999"), 17),
        (["sum: [{question: q, weight: 1e30}]"], 14),
        (["mean: [{question: q}]", "mean: [s0], base: 1e30", "sum: [s1, s1]"], 15),
        (chain(1000, "times: 1.00000000000000001"), 86),
        (chain(1000, "times: 1e-30"), 55),
    ],
    ids=["large", "negative", "weight", "base", "fine", "small"],
)
def test_too_large_or_too_fine(scores: list[str], line: int) -> None:
    with pytest.raises(InvalidDocument) as refused:
        compiled(*scores)
    (found,) = refused.value.diagnostics
    assert found.span is not None
    assert (found.code, found.span.line) == ("magnitude", line)


def test_weights_of_many_digits_upon_one_another() -> None:
    weighted = (
        f"mean: [{{score: s{n}, weight: 0.{n + 1:017}}}, {{question: r, weight: 1}}]" for n in range(99)
    )
    with pytest.raises(InvalidDocument, match="too many digits"):
        compiled("mean: [{question: q}]", *weighted)


def test_points_beyond_what_can_be_written() -> None:
    text = HEAD.replace(
        "kind: number, text: How many?, min: 0, max: 9}",
        "kind: multi, text: Which?, options: ["
        "{id: a, text: A, points: 9e29}, {id: b, text: B, points: 9e29}]}",
        1,
    )
    with pytest.raises(InvalidDocument, match="points of q can go beyond"):
        compile_document(parse_yaml(f"{text}  - {{id: s, mean: [{{question: r}}]}}\n".encode(), "trial.yaml"))


@pytest.mark.parametrize(
    "scores",
    [
        chain(3, "times: 999999999"),
        ["sum: [{question: q, weight: 1e29}]"],
        ["mean: [{question: q}], times: 1e-30", "mean: [s0], times: 1e-30"],
        ["mean: [{question: q, weight: 1e-30}, {question: r, weight: 1e30}]"],
    ],
    ids=["large", "weight", "small", "far apart"],
)
def test_what_is_written_can_be_read_again(scores: list[str]) -> None:
    questionnaire = compiled(*scores)
    answers: dict[str, Writable] = {
        "format": "cxmaturity/answers/1",
        "questionnaire": "trial",
        "company": "C",
        "answers": {"q": 7},
    }
    document = parse_json(dumps_json(answers).encode(), "answers.json")
    assessment = assess(questionnaire, read_answers(document, questionnaire.model, questionnaire.sha256))
    again = read_assessment(parse_json(dumps_json(assessment_data(assessment)).encode(), "a.json"))
    assert again.index == assessment.index
    assert again.index is not None
    assert again.index > Fraction(0)
