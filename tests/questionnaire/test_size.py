"""A small file cannot ask for a plan that fills the memory."""

import json

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import Document, parse_json
from cxmaturity.questionnaire.checks import read_questionnaire

Entry = dict[str, object]

OPEN: Entry = {"questions": {"dimension": ["{dimension}"]}}
ALL: Entry = {"questions": {}}
EVERY: Entry = {"dimensions": "all"}


def questionnaire(scores: list[Entry], levels: list[Entry], steps: int = 2) -> Document:
    """100 dimensions of one question each, under the *scores* and *levels*."""
    number = {"kind": "number", "min": 0, "max": 9, "text": "How many?"}
    data = {
        "format": "cxmaturity/questionnaire/1",
        "id": "trial",
        "version": "1",
        "languages": ["en"],
        "title": "Trial",
        "missing": "exclude",
        "scales": {
            "m": {"levels": [{"id": f"l{n}", "number": n, "title": "L"} for n in range(1, steps + 1)]}
        },
        "dimensions": [
            {"id": f"d{n}", "title": "D", "questions": [{"id": f"q{n}", **number}]} for n in range(100)
        ],
        "scores": scores,
        "levels": levels,
    }
    return parse_json(json.dumps(data).encode(), "trial.json")


def repeated(over: str, count: int, child: Entry) -> list[Entry]:
    placeholder = "{dimension}" if over == "dimensions" else "{level}"
    repeat = {"over": over, "scale": "m"} if over == "levels" else {"over": over}
    return [{"id": f"s{n}-{placeholder}", "repeat": repeat, "mean": [child]} for n in range(count)]


GATES: Entry = {"id": "level", "scale": "m", "staged": {"each": [{**EVERY, "lag": 0}] * 10}}


@pytest.mark.parametrize(
    "document",
    [
        questionnaire([{"id": f"s{n}", "mean": [ALL] * 50} for n in range(50)], []),
        questionnaire(repeated("dimensions", 25, EVERY), []),
        questionnaire(repeated("dimensions", 25, OPEN), []),
        questionnaire(repeated("levels", 10, EVERY), [], steps=300),
        questionnaire([], [GATES], steps=300),
    ],
    ids=["selectors", "dimensions", "placeholders", "levels", "gates"],
)
def test_what_stands_for_too_much_is_refused_at_once(document: Document) -> None:
    with pytest.raises(InvalidDocument, match="stand for more than 200000 entries") as refused:
        read_questionnaire(document)
    assert [found.code for found in refused.value.diagnostics] == ["expansion-size"]


def test_a_large_questionnaire_is_not() -> None:
    levels: list[Entry] = [{"id": f"d{n}", "scale": "m", "nearest": True} for n in range(100)]
    read_questionnaire(questionnaire(repeated("dimensions", 5, EVERY), [*levels, GATES], steps=20))
