"""A new questionnaire: small, complete, sound, and full of placeholders that its author replaces."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from textwrap import fill
from typing import TypeAlias

from cxmaturity.authoring.new import placeholders
from cxmaturity.authoring.new.outline import COMPANY, INDEX, Outline, PlannedDimension, PlannedLevel
from cxmaturity.authoring.new.placeholders import COMMENTS, in_languages
from cxmaturity.authoring.new.wishes import Title
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.resources import QUESTIONNAIRES
from cxmaturity.foundation.scalars import Value
from cxmaturity.foundation.yaml_writer import dump_compact_yaml
from cxmaturity.questionnaire.models import FORMAT

Data: TypeAlias = dict[str, Value]

_SCALE = "maturity"
_SOURCE = "placeholder"
_QUARTER = Decimal("0.25")
_SCHEMA = QUESTIONNAIRES / "schemas" / "questionnaire.json"


def scaffold(outline: Outline, language: str, *, schema: str | None = None) -> str:
    """The questionnaire as commented YAML, its comments in *language*; *schema* is the file for editors beside it."""
    head = [] if schema is None else [f"# yaml-language-server: $schema={schema}"]
    head.append(_comment(msg("Replace whatever begins with “Placeholder”."), language))
    data = questionnaire_data(outline)
    return "\n".join(head) + "\n\n" + "".join(_section(key, data[key], language) for key in data)


def _section(key: str, value: Value, language: str) -> str:
    """A key with its comment; long entries of a list stand apart."""
    text = dump_compact_yaml({key: value})
    if key in {"dimensions", "actions"}:
        text = text.replace("\n  - ", "\n\n  - ").replace("\n\n", "\n", 1)
    return (f"\n{_comment(COMMENTS[key], language)}\n" if key in COMMENTS else "") + text


def _comment(message: Message, language: str) -> str:
    return fill(message.text(language), 100, initial_indent="# ", subsequent_indent="# ")


def schema_text() -> bytes | None:
    """The JSON Schema of questionnaires, for editors; None where it does not come along."""
    return _SCHEMA.read_bytes() if _SCHEMA.is_file() else None


def schema_path(questionnaire: Path) -> Path:
    """Where the schema of a new questionnaire stands: beside it."""
    return questionnaire.with_suffix(".schema.json")


def questionnaire_data(outline: Outline) -> Data:
    """The new questionnaire as plain data."""
    return {
        "format": FORMAT,
        "id": outline.id,
        "version": "0.1.0",
        "languages": list(outline.languages),
        "title": _text(outline.title),
        "method": {
            "summary": _said(outline, placeholders.SUMMARY),
            "sources": {_SOURCE: _said(outline, placeholders.SOURCE)},
        },
        "missing": "exclude",
        "scales": {
            _SCALE: {"levels": [_level(outline, *numbered) for numbered in enumerate(outline.levels, 1)]}
        },
        "dimensions": [_dimension(outline, *numbered) for numbered in enumerate(outline.dimensions, 1)],
        "scores": [{"id": INDEX, "title": "Index", "mean": [{"dimensions": "all"}]}],
        "levels": [
            {
                "id": "{dimension}",
                "repeat": {"over": "dimensions"},
                "scale": _SCALE,
                "bands": _bands(outline),
            },
            {"id": COMPANY, "scale": _SCALE, "staged": {"each": [{"dimensions": "all", "lag": 0}]}},
        ],
        "result": {"level": COMPANY, "index": INDEX},
        "level_status": {
            "determined": {"any": [{"range": "single"}, {"coverage": INDEX, "at_least": Decimal("0.8")}]},
            "provisional": {"coverage": INDEX, "at_least": Decimal("0.5")},
        },
        "actions": list(_actions(outline)),
        "tests": list(_tests(outline)),
    }


def _said(outline: Outline, message: Message) -> Value:
    return _text(in_languages(message, outline.languages))


def _text(title: Title) -> Value:
    return title if isinstance(title, str) else {**title}


def _level(outline: Outline, number: int, level: PlannedLevel) -> Data:
    return {
        "id": level.id,
        "number": number,
        "title": _text(level.title),
        "summary": _said(outline, placeholders.level_summary(number)),
    }


def _dimension(outline: Outline, number: int, dimension: PlannedDimension) -> Data:
    questions = enumerate(zip(dimension.questions, placeholders.QUESTIONS, strict=True), 1)
    return {
        "id": dimension.id,
        "title": _text(dimension.title),
        "description": _said(outline, placeholders.dimension_description(number)),
        "questions": [
            {
                "id": name,
                "kind": "choice",
                "text": _said(outline, texts.text(f"{number}.{position}")),
                "options": [
                    {"id": level.id, "points": points, "text": _said(outline, texts.option(points))}
                    for points, level in enumerate(outline.levels, 1)
                ],
            }
            for position, (name, texts) in questions
        ],
    }


def _bands(outline: Outline) -> list[Value]:
    """From the highest level down; the lowest is what remains."""
    lowest, *higher = outline.levels
    rows: list[Value] = [
        {"level": level.id, "at_least": number - _QUARTER} for number, level in enumerate(higher, 2)
    ]
    return [*reversed(rows), {"otherwise": lowest.id}]


def _actions(outline: Outline) -> Iterator[Data]:
    for place, dimension in enumerate(outline.dimensions, 1):
        for step, (lower, higher) in enumerate(pairwise(outline.levels), 1):
            texts = placeholders.action(f"{place}.{step}", step + 1)
            yield {
                "id": f"{dimension.id}-step-{step}",
                "dimension": dimension.id,
                "from": lower.id,
                "to": higher.id,
                "title": _said(outline, texts.title),
                "why": _said(outline, texts.why),
                "how": [_said(outline, line) for line in texts.how],
                "effort": {"from": 5, "to": 10},
                "cost": "low",
                "impact": "medium",
                "benefit": _said(outline, texts.benefit),
                "owner": _said(outline, texts.owner),
                "kpi": _said(outline, texts.kpi),
                "source": _SOURCE,
                "raises": dict.fromkeys(dimension.questions, higher.id),
            }


def _tests(outline: Outline) -> Iterator[Data]:
    """Each level throughout, each step carried out, and one dimension that holds the company back."""

    def name(message: Message) -> str:
        return message.text(outline.languages[0])

    numbers = range(1, len(outline.levels) + 1)
    for number in numbers:
        yield {
            "name": name(placeholders.all_at(number)),
            "all": number,
            "expect": {"level": number, "level_status": "determined", "index": number},
        }
    for number in numbers[:-1]:
        yield {
            "name": name(placeholders.step_taken(number)),
            "like": name(placeholders.all_at(number)),
            "apply": {"from": number, "to": number + 1},
            "expect": {"level": number + 1},
        }
    weakest = outline.dimensions[0]
    yield {
        "name": name(placeholders.WEAKEST),
        "all": numbers[-1],
        "points": dict.fromkeys(weakest.questions, 1),
        "expect": {"level": 1, "levels": {weakest.id: 1}, "held_back_by": [weakest.id]},
    }
