"""The largest questionnaires that are read: what is made of them can be read again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cxmaturity.foundation.intake import COMPUTED, WRITTEN
from tests.tools.harness import Run

HEAD = """\
format: cxmaturity/questionnaire/1
id: trial
version: "1"
languages: [en]
title: Trial
missing: exclude
dimensions:
"""
ANSWERS = """\
format: cxmaturity/answers/1
questionnaire: trial
company: Example
answers: {q0-0: best}
"""
OPTIONS = "options: [{id: worst, text: No, points: 1}, {id: best, text: Yes, points: 2}]"


def dimensions(count: int, questions: int, text: str) -> Iterator[str]:
    for number in range(count):
        yield f"- id: d{number}\n  title: Part {number}\n  questions:\n"
        for position in range(questions):
            yield f"  - {{id: q{number}-{position}, kind: choice, text: {text}, {OPTIONS}}}\n"


def of_long_texts() -> str:
    return HEAD + "".join(dimensions(30, 50, "long " * 230))


def of_many_entries() -> str:
    return HEAD + "".join(dimensions(145, 50, "Really?"))


def of_repeated_scores() -> str:
    repeated = "- {{id: 's{0}-{{dimension}}', repeat: {{over: dimensions}}, mean: ['{{dimension}}']}}\n"
    scores = "".join(map(repeated.format, range(650)))
    return f"{HEAD}{''.join(dimensions(100, 1, 'Really?'))}scores:\n{scores}"


@pytest.mark.slow
@pytest.mark.parametrize("made", [of_long_texts, of_many_entries, of_repeated_scores])
def test_the_assessment_of_the_largest_questionnaires_is_read_again(
    run: Run, tmp_path: Path, made: Callable[[], str]
) -> None:
    questionnaire, answers, first, again = (
        tmp_path / name for name in ("q.yaml", "a.yaml", "1.json", "2.json")
    )
    questionnaire.write_text(made())
    answers.write_text(ANSWERS)
    assert questionnaire.stat().st_size < WRITTEN.bytes
    assert run("assess", questionnaire, "--answers", answers, "-o", first).code == 0
    outcome = run("report", first, "-o", again)
    assert (outcome.code, outcome.err) == (0, f"Written: {again}\n")
    assert first.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(("name", "limit"), [("a.json", COMPUTED.bytes), ("a.yaml", WRITTEN.bytes)])
def test_what_is_larger_is_refused_unread(run: Run, tmp_path: Path, name: str, limit: int) -> None:
    file = tmp_path / name
    with file.open("wb") as opened:
        opened.truncate(limit + 1)
    outcome = run("report", file)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"{file} size The file is larger than {limit // 1_000_000} MB.\n"
