"""Self-tests run in order, each at most once, whatever they are `like`."""

from cxmaturity.authoring.selftests import answers_of, run_self_tests
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.scoring.compiled import compile_document

HEAD = """\
format: cxmaturity/questionnaire/1
id: trial
version: "1"
languages: [en]
title: Trial
missing: exclude
dimensions:
  - id: data
    title: Data
    questions:
      - id: storage
        text: Where is the data kept?
        kind: choice
        options: [{id: scattered, text: Here, points: 1}, {id: central, text: There, points: 5}]
tests:
"""


def subject(*tests: str) -> Subject:
    lines = "".join(f"  - {{{test}}}\n" for test in tests)
    document = parse_yaml((HEAD + lines).encode(), "trial.yaml")
    return Subject(document, compile_document(document))


def test_a_long_line_of_tests_like_one_another() -> None:
    later = (f"name: t{n}, like: t{n - 1}, expect: {{scores: {{data: 5}}}}" for n in range(1, 3000))
    trial = subject("name: t0, all: 5, expect: {}", *later)
    assert list(run_self_tests(trial)) == []
    assert answers_of(trial.compiled, trial.model.tests[-1]) == {"storage": "central"}


def test_a_test_like_one_that_cannot_be_carried_out_is_passed_over() -> None:
    trial = subject("name: base, all: 4, expect: {}", "name: next, like: base, expect: {scores: {data: 1}}")
    assert [(failure.path, str(failure.message)) for failure in run_self_tests(trial)] == [
        (("tests", 0), "No answer to storage is worth 4.")
    ]
