"""Plain mean and weakest dimension stand beside the declared rule only where that compares like with like."""

from textwrap import dedent

import pytest

from cxmaturity.answers.models import Answers, Company, Entry
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.compiled import compile_document

MODEL = """\
    format: cxmaturity/questionnaire/1
    id: trial
    version: "1"
    languages: [en]
    title: Trial
    missing: exclude
    scales:
      steps:
        levels:
          - {{id: low, number: 1, title: L}}
          - {{id: middle, number: 2, title: M}}
          - {{id: high, number: 3, title: H}}
    dimensions:
      - {{id: data, title: D, questions: [{{id: d, text: D, kind: choice, answer_scale: three}}]}}
      - {{id: team, title: T, questions: [{{id: t, text: T, kind: choice, answer_scale: three}}]}}
    answer_scales:
      three: [{{id: a, text: A, points: 1}}, {{id: b, text: B, points: 2}}, {{id: c, text: C, points: 3}}]
    scores:
      - {{id: index, mean: [data, team], times: {times}}}
    levels:
      - {{id: data, scale: steps, nearest: true}}
      - {{id: team, scale: steps, nearest: true}}
      - id: overall
        scale: steps
        staged: {{each: [{{dimensions: all, lag: 0}}]}}
    result: {{level: overall, index: index}}
"""


@pytest.mark.parametrize(
    ("times", "d", "t", "expected"),
    [
        (1, "a", "c", (2, 1, 1)),
        (1, "b", "c", (3, 2, 2)),  # 2.5 rounds up
        (1, "c", "c", (3, 3, 3)),
        (20, "a", "c", None),  # an index from 20 to 60 says nothing about levels from 1 to 3
    ],
)
def test_three_readings(times: int, d: str, t: str, expected: tuple[int, int, int] | None) -> None:
    compiled = compile_document(parse_yaml(dedent(MODEL).format(times=times).encode(), "trial.yaml"))
    found = assess(compiled, Answers(Company(name="Trial"), {"d": Entry(d), "t": Entry(t)})).methods
    numbers = found and (found.mean.number, found.weakest.number, found.declared.number)
    assert numbers == expected
    assert found is None or found.differ == (d != t)
