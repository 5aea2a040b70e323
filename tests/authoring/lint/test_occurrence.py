"""What can never occur, or always does, is found at its place; what can is left alone."""

from collections.abc import Iterable

import pytest

from cxmaturity.authoring.lint.occurrence import check_occurrence
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.scoring.compiled import compile_document

HEAD = """\
format: cxmaturity/questionnaire/1
id: trial
version: "1"
languages: [en]
title: Trial
missing: exclude
scales:
  steps:
    levels: [{id: low, number: 1, title: Low}, {id: mid, number: 2, title: Mid}, {id: top, number: 3, title: Top}]
context:
  questions:
    - {id: shops, text: Shops?, kind: choice, options: [{id: some, text: Some}, {id: none, text: None}]}
dimensions:
  - id: data
    title: Data
    questions:
      - id: storage
        text: Where?
        kind: choice
        options:
          - {id: here, text: Here, points: 1}
          - {id: both, text: Both, points: 2}
          - {id: there, text: There, points: 3}
      - id: share
        text: How much?
        kind: number
        min: 0
        max: 100
        points: {bins: [{at_least: 80, points: 3}, {at_least: 20, points: 2}, {otherwise: 1}]}
"""


def found(text: str, seconds: float | None = None) -> list[tuple[str, str, str]]:
    document = parse_yaml((HEAD + text).encode(), "trial.yaml")
    subject = Subject(document, compile_document(document), seconds)
    return [
        (finding.code, ".".join(map(str, finding.path)), str(finding.message))
        for finding in check_occurrence(subject)
    ]


def rule(text: str) -> str:
    return f"levels: [{{id: data, scale: steps, {text}}}]\n"


def note(condition: str) -> str:
    return BANDS + f"consistency: [{{id: odd, when: {condition}, note: Odd}}]\n"


BANDS = rule("bands: [{level: top, at_least: 2.5}, {level: mid, at_least: 1.5}, {otherwise: low}]")
SOUND: Iterable[str] = (
    BANDS,
    rule("floor: true"),
    rule("nearest: true"),
    rule("staged: {each: [{score: data, lag: 0}]}"),
    rule(
        "rules: [{level: top, when: {score: share, at_least: 3}},"
        " {level: mid, when: {question: storage, is: both}}, {otherwise: low}]"
    ),
    note("[{question: storage, is: here}, {question: share, above: 80}]"),
    note("{question: storage, answered: false}"),
)


@pytest.mark.parametrize("text", SOUND)
def test_what_can_occur_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            rule("bands: [{level: top, at_least: 3.5}, {level: mid, at_least: 1.5}, {otherwise: low}]"),
            [("unreachable-row", "levels.0.bands.0", "No score of data ever leads to this row.")],
        ),
        (
            rule("bands: [{level: mid, at_least: 1.5}, {level: top, at_least: 2.5}, {otherwise: low}]"),
            [("unreachable-row", "levels.0.bands.1", "No score of data ever leads to this row.")],
        ),
        (
            rule("bands: [{level: top, at_least: 2.5}, {otherwise: low}]"),
            [("unreachable-level", "levels.0.bands", "No row of data leads to the level mid.")],
        ),
        (
            rule("staged: {levels: {mid: [{score: data, at_least: 1.5}], top: [{score: data, at_least: 4}]}}"),
            [("unreachable-level", "levels.0.staged.levels.top", "data never gives the level top.")],
        ),
        (
            rule(
                "rules: [{level: top, when: {score: data, above: 1}},"
                " {level: mid, when: {all: [{score: data, below: 1}]}}, {otherwise: low}]"
            ),
            [
                ("unreachable-row", "levels.0.rules.1.when.all.0", "The answers never lead to this row of data."),
            ],
        ),
        (
            note("{any: [{score: storage, above: 3}, {question: share, above: 50}]}"),
            [("condition-never", "consistency.0.when.any.0", "This part of the condition never holds.")],
        ),
        (
            note("{score: storage, above: 3}"),
            [("condition-never", "consistency.0.when", "The note odd is never shown.")],
        ),
        (
            note("{not: {score: storage, above: 3}}"),
            [
                ("condition-always", "consistency.0.when", "The note odd is always shown."),
            ],
        ),
    ],
)  # fmt: skip
def test_what_cannot_occur_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_a_row_of_bins_that_no_answer_falls_into() -> None:
    head = HEAD.replace("{at_least: 80, points: 3}", "{above: 100, points: 3}")
    document = parse_yaml((head + rule("floor: true")).encode(), "trial.yaml")
    codes = {finding.code for finding in check_occurrence(Subject(document, compile_document(document)))}
    assert "unreachable-row" in codes


NARROW = rule(
    "bands: [{level: top, at_least: 2.6}, {level: mid, at_least: 1.9, below: 1.95}, {otherwise: low}]"
)


def test_few_sheets_are_all_tried() -> None:
    """The scores are 1, 1.5, 2, 2.5 and 3: none lies in the middle band, but bounds cannot tell."""
    assert found(NARROW) == [
        ("unreachable-row", "levels.0.bands.1", "No score of data ever leads to this row.")
    ]


THIRD = """\
      - id: third
        text: What else?
        kind: choice
        options:
          - {id: little, text: Little, points: 1}
          - {id: some, text: Some, points: 2}
          - {id: much, text: Much, points: 3}
"""


def test_what_is_left_open_is_counted_and_search_settles_it() -> None:
    assert found(THIRD + NARROW) == [("proof", "", "Not settled: 1 of 3 statements about what can occur.")]
    assert found(THIRD + NARROW, 60) == [
        ("unreachable-row", "levels.0.bands.1", "No score of data ever leads to this row."),
        ("proof", "", "All 3 statements about what can occur are settled."),
    ]


def test_without_time_the_rest_stays_open() -> None:
    assert found(BANDS, 0) == [("proof", "", "All 3 statements about what can occur are settled.")]


def test_a_better_answer_that_lowers_the_result_is_found_with_its_witness() -> None:
    """Who stores data both here and there is asked for the share, too; a low one pulls the mean below 2.9."""
    head = HEAD.replace(
        "        kind: number\n", "        kind: number\n        when: {question: storage, is: there}\n"
    )
    text = rule("bands: [{level: top, at_least: 2.5}, {level: mid, at_least: 1.9}, {otherwise: low}]")
    text += "result: {level: data, index: data}\n"
    document = parse_yaml((head + text).encode(), "trial.yaml")
    findings = list(check_occurrence(Subject(document, compile_document(document), 60)))
    assert [(finding.code, finding.path) for finding in findings if finding.code == "not-monotone"] == []
    head = head.replace(
        "points: {bins: [{at_least: 80, points: 3}", "points: {bins: [{at_least: 80, points: 0}"
    )
    head = head.replace("{at_least: 20, points: 2}, {otherwise: 1}", "{otherwise: 0.5}")
    document = parse_yaml((head + text).encode(), "trial.yaml")
    findings = list(check_occurrence(Subject(document, compile_document(document), 60)))
    lowered = [finding for finding in findings if finding.code == "not-monotone"]
    assert [(finding.path, str(finding.message)) for finding in lowered] == [
        (("dimensions", 0, "questions", 0), "A better answer to storage can lower the level of data."),
        (("dimensions", 0, "questions", 0), "A better answer to storage can lower the score data."),
    ]


PENALTIES = """\
format: cxmaturity/questionnaire/1
id: audit
version: "1"
languages: [en]
title: Audit
missing: error
scales:
  verdicts:
    levels:
      - {id: failed, number: 1, title: Failed}
      - {id: passed, number: 2, title: Passed}
      - {id: top, number: 3, title: Top}
dimensions:
  - id: faults
    title: Faults
    questions:
      - {id: severe, kind: number, min: 0, max: 10, text: Severe ones?}
      - {id: slight, kind: number, min: 0, max: 50, text: Slight ones?}
scores:
  - {id: faults, sum: [{question: severe, weight: 10}, {question: slight, weight: 1}], times: -1, base: 100}
levels:
  - id: faults
    scale: verdicts
    rules:
      - {level: failed, when: {question: severe, above: 2}}
      - {level: top, when: {score: faults, at_least: 95}}
      - {level: passed, when: {score: faults, at_least: 60}}
      - {otherwise: failed}
result: {level: faults, index: faults}
"""


def findings_of(text: str, seconds: float | None = None) -> list[Finding]:
    document = parse_yaml(text.encode(), "trial.yaml")
    return list(check_occurrence(Subject(document, compile_document(document), seconds)))


def test_where_points_stand_for_faults_the_better_answer_has_fewer() -> None:
    assert {finding.code for finding in findings_of(PENALTIES)} <= {"proof"}
    odd = PENALTIES.replace("severe, above: 2", "severe, above: 2, below: 4")
    assert [finding.path for finding in findings_of(odd) if finding.code == "not-monotone"] == [
        ("dimensions", 0, "questions", 0)
    ]


def test_what_repeat_writes_several_times_is_reported_once() -> None:
    more = """\
  - id: team
    title: Team
    questions:
      - {id: skill, text: How skilled?, kind: number, min: 1, max: 3}
levels:
  - {id: "{dimension}", repeat: {over: dimensions}, scale: steps,
     bands: [{level: top, at_least: 3.5}, {level: mid, at_least: 2}, {otherwise: low}]}
"""
    rows = [finding for finding in findings_of(HEAD + more) if finding.code == "unreachable-row"]
    assert [(str(row.message), str(row.hint)) for row in rows] == [
        ("No score of data ever leads to this row.", "The same goes for team.")
    ]


def test_after_a_search_the_note_says_what_is_left() -> None:
    (note_,) = findings_of(HEAD + THIRD + NARROW, 0)
    assert str(note_.hint) == (
        "Neither shown nor excluded: No score of data ever leads to this row."
        " A longer --time-limit may settle more."
    )
