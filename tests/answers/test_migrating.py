"""Answers to an older version: every step applied and reported, nothing lost in silence."""

import pytest

from cxmaturity.answers.models import Answers
from cxmaturity.answers.reading import read_answers
from cxmaturity.answers.values import Missing
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document

QUESTIONNAIRE = """\
format: cxmaturity/questionnaire/1
id: trial
version: "3"
languages: [en]
title: Trial
missing: exclude
scales: {steps: {levels: [{id: low, number: 1, title: Low}, {id: high, number: 5, title: High}]}}
attributes: [{id: size, text: Size, options: [{id: small, text: S}, {id: large, text: L}]}]
dimensions:
  - id: data
    title: Data
    questions:
      - id: storage
        kind: choice
        text: Where?
        options: [{id: scattered, text: There, points: 1}, {id: central, text: Here, points: 5, code: 7}]
      - id: channels
        kind: multi
        text: Which?
        options: [{id: shop, text: Shop, points: 1}, {id: remote, text: Remote, points: 2}]
levels: [{id: data, scale: steps, nearest: true}]
result: {level: data, index: data}
migrations:
  - from: "1"
    to: "2"
    questions: {place: store}
    options: {place: {here: there}, channels: {phone: remote, mail: remote}}
    removed: colour
    attributes: {renamed: {staff: size}, removed: town}
  - from: "2"
    to: "3"
    questions: {store: storage}
    options: {store: {there: scattered, "2": central, perhaps: unknown}, channels: {fax: unknown}}
    levels: {top: high}
    attributes: {options: {size: {big: large}}}
"""


def compiled() -> CompiledQuestionnaire:
    return compile_document(parse_yaml(QUESTIONNAIRE.encode(), "trial.yaml"))


def read(version: str, answers: str, company: str = "Example", more: str = "") -> Answers:
    text = (
        f'format: cxmaturity/answers/1\nquestionnaire: {{id: trial, version: "{version}", sha256: old}}\n'
        f"company: {company}\n{more}\nanswers: {answers}\n"
    )
    model = compiled()
    return read_answers(parse_yaml(text.encode(), "answers.yaml"), model.model, model.sha256)


def given(answers: Answers) -> dict[str, object]:
    return {name: entry.given for name, entry in answers.entries.items()}


def notes(answers: Answers) -> list[str]:
    return [str(message) for message in answers.migrated]


def test_every_step_is_applied_and_reported() -> None:
    answers = read("1", "{place: {answer: here, note: Really}, colour: red}")
    assert given(answers) == {"storage": "scattered"}
    assert answers.entries["storage"].note == "Really"
    assert notes(answers) == [
        "These answers were given to version 1; they are read as answers to version 3.",
        "Version 2: place is now store.",
        "Version 2: in place, here is now there.",
        "Version 2: colour was removed; the answer “red” no longer counts.",
        "Version 3: store is now storage.",
        "Version 3: in store, there is now scattered.",
    ]


def test_ticks_that_became_one_are_one_tick() -> None:
    assert given(read("1", "{channels: [phone, shop, mail]}")) == {"channels": {"shop", "remote"}}


def test_a_tick_that_the_file_repeats_stays_an_error() -> None:
    assert codes("1", "{channels: [shop, shop]}") == ["duplicate-tick"]


@pytest.mark.parametrize("answer", ["perhaps", "{answer: perhaps, note: Ask}"])
def test_an_option_without_counterpart_counts_as_unknown(answer: str) -> None:
    answers = read("2", f"{{store: {answer}}}")
    assert given(answers) == {"storage": Missing.UNKNOWN}
    assert notes(answers)[-1] == (
        "Version 3: in store, perhaps has no counterpart; the answer counts as unknown."
    )


def test_one_tick_without_counterpart_makes_the_answer_unknown() -> None:
    assert given(read("2", "{channels: [shop, fax]}")) == {"channels": Missing.UNKNOWN}


def test_a_code_is_renamed_like_an_option() -> None:
    assert given(read("2", "{store: 2}")) == {"storage": "central"}
    assert given(read("2", "{store: 7}")) == {"storage": "central"}


def test_target_and_attributes() -> None:
    answers = read("1", "{}", "{name: Example, attributes: {staff: big, town: Rottweil}}", "target: top")
    assert (answers.target, answers.company.attributes) == ("high", {"size": "large"})
    assert notes(answers)[1:] == [
        "Version 2: staff is now size.",
        "Version 2: the company attribute town was removed; Rottweil is dropped.",
        "Version 3: big is now large.",
        "Version 3: top is now high.",
    ]


def codes(version: str, answers: str) -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        read(version, answers)
    return [found.code for found in caught.value.diagnostics]


def test_what_no_step_names_is_reported_as_ever() -> None:
    assert codes("2", "{store: nowhere}") == ["unknown-option"]
    assert codes("2", "{place: here}") == ["unknown-question"]


def test_two_answers_that_land_on_one_question() -> None:
    with pytest.raises(InvalidDocument) as caught:
        read("1", "{place: here, store: there}")
    (found,) = caught.value.diagnostics
    assert str(found.message) == "place and store are both store since version 2."
    assert found.span is not None
    assert found.span.line == 5


def test_a_blank_answer_lands_nowhere() -> None:
    answers = read("1", "{place: here, store: , channels: {answer: null, note: Ask}}")
    assert given(answers) == {"storage": "scattered"}


def test_a_version_without_a_way_here() -> None:
    assert codes("0", "{}") == ["other-version"]


def test_the_present_version_is_not_migrated() -> None:
    assert codes("3", "{}") == ["changed-questionnaire"]
    text = "format: cxmaturity/answers/1\nquestionnaire: trial\ncompany: E\nanswers: {storage: central}\n"
    model = compiled()
    assert read_answers(parse_yaml(text.encode(), "a.yaml"), model.model, model.sha256).migrated == ()
