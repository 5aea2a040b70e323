"""Self-tests run in order, each at most once, whatever they are `like`."""

from cxmaturity.authoring.selftests import answers_of, run_self_tests
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document

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


def compiled(*tests: str) -> CompiledQuestionnaire:
    lines = "".join(f"  - {{{test}}}\n" for test in tests)
    return compile_document(parse_yaml((HEAD + lines).encode(), "trial.yaml"))


def test_a_long_line_of_tests_like_one_another() -> None:
    later = (f"name: t{n}, like: t{n - 1}, expect: {{scores: {{data: 5}}}}" for n in range(1, 3000))
    model = compiled("name: t0, all: 5, expect: {}", *later)
    assert list(run_self_tests(model)) == []
    assert answers_of(model, model.model.tests[-1]) == {"storage": "central"}


def test_a_test_like_one_that_cannot_be_carried_out_is_passed_over() -> None:
    model = compiled("name: base, all: 4, expect: {}", "name: next, like: base, expect: {scores: {data: 1}}")
    assert [(failure.path, str(failure.message)) for failure in run_self_tests(model)] == [
        (("tests", 0), "No answer to storage is worth 4.")
    ]
