from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.answers.models import Answers, Company, Entry, Respondent
from cxmaturity.answers.reading import answers_data, read_answers
from cxmaturity.answers.values import Given, Missing
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import parse_json, parse_yaml, read_document
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.scoring.compiled import compile_document

TRIAL = compile_document(read_document(Path(__file__).parent / "trial.yaml"))
HEAD = "format: cxmaturity/answers/1\nquestionnaire: trial\n"

words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20).filter(str.strip)
ticks = st.frozensets(st.sampled_from(["shop", "phone", "app"]))
tenths = st.integers(0, 1000).map(lambda tenths: Fraction(tenths, 10))


def entry(answer: st.SearchStrategy[Given]) -> st.SearchStrategy[Entry]:
    support = st.none() | words
    levels = st.sampled_from([None, "documented", "reported", "estimated"])
    return st.builds(Entry, answer | st.just(Missing.UNKNOWN), support, support, levels)


entries = st.fixed_dictionaries(
    {},
    optional={
        "storage": entry(st.sampled_from(["scattered", "central"])),
        "access": entry(st.sampled_from(["disagree", "agree"]))
        | st.builds(Entry, st.just(Missing.NOT_APPLICABLE), words),
        "channels": entry(ticks | st.just(frozenset({"none"}))),
        "share": entry(tenths | st.just("never-counted")),
        "delay": entry(tenths),
        "records": entry(st.integers(0, 1_000_000).map(Fraction)),
    },
)
given_answers = st.builds(
    Answers,
    company=st.builds(
        Company,
        name=words,
        id=st.none() | words,
        attributes=st.sampled_from([{}, {"size": "small"}, {"size": "large", "town": "Rottweil"}]),
    ),
    entries=entries,
    respondent=st.none() | st.builds(Respondent, name=words, role=st.none() | words),
    date=st.none() | st.dates().map(lambda day: day.isoformat()),
    target=st.sampled_from([None, "low", "high"]),
)


@given(given_answers)
def test_answers_written_are_read_as_they_were(answers: Answers) -> None:
    text = dumps_json(answers_data(TRIAL.model, TRIAL.sha256, answers))
    read = read_answers(parse_json(text.encode(), "answers.json"), TRIAL.model, TRIAL.sha256)
    assert read.company == answers.company
    assert read.entries == answers.entries
    assert (read.respondent, read.date, read.target) == (answers.respondent, answers.date, answers.target)


def read(text: str) -> Answers:
    return read_answers(parse_yaml(text.encode(), "answers.yaml"), TRIAL.model, TRIAL.sha256)


def test_a_minimal_file() -> None:
    assert read(HEAD + "company: Example\nanswers: {}\n").entries == {}


def test_a_blank_answer_is_not_there() -> None:
    answers = read(HEAD + "company: Example\nanswers: {storage: , share: {answer: null, note: Ask Eva}}\n")
    assert answers.entries == {}


def test_an_answer_with_what_supports_it() -> None:
    text = "{answer: 40 %, note: Last year, evidence: CRM report, confidence: documented}"
    answers = read(HEAD + f"company: Example\nanswers: {{share: {text}}}\n")
    assert answers.entries == {"share": Entry(Fraction(40), "Last year", "CRM report", "documented")}


def test_not_applicable_with_its_reason() -> None:
    answers = read(HEAD + "company: Example\nanswers: {access: {answer: not-applicable, note: No staff}}\n")
    assert answers.entries == {"access": Entry(Missing.NOT_APPLICABLE, "No staff")}


@pytest.mark.parametrize("date", ["2026-03-05", "2024-02-29"])
def test_a_date(date: str) -> None:
    assert read(HEAD + f"company: Example\ndate: {date}\nanswers: {{}}\n").date == date


@pytest.mark.parametrize(
    "date", ["2026-02-29", "05.03.2026", '"20260305"', "2026-W10-4", "2026-3-5", "2026-03-05T12:00", "today"]
)
def test_no_date(date: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        read(HEAD + f"company: Example\ndate: {date}\nanswers: {{}}\n")
    assert [found.code for found in caught.value.diagnostics] == ["malformed-date"]


@pytest.mark.parametrize(
    "reference",
    [
        {"id": "trial"},
        {"id": "trial", "version": "2"},
        {"id": "trial", "version": "2", "sha256": TRIAL.sha256},
    ],
    ids=len,
)
def test_the_questionnaire_answered(reference: dict[str, Any]) -> None:
    data: dict[str, Any] = {
        "format": "cxmaturity/answers/1", "questionnaire": reference, "company": "Example", "answers": {},
    }  # fmt: skip
    document = parse_json(dumps_json(data).encode(), "answers.json")
    assert read_answers(document, TRIAL.model, TRIAL.sha256).company == Company(name="Example")
