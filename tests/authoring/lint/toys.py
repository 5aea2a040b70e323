"""Questionnaires of a few lines, and what the rules about words find in them."""

import json
from collections.abc import Sequence
from typing import Any

from cxmaturity.authoring.lint.texts import check_texts
from cxmaturity.authoring.lint.translations import check_translations
from cxmaturity.authoring.lint.wording import check_wording
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import parse_json
from cxmaturity.scoring.compiled import compile_document

_OPTIONS = [{"id": "no", "text": "–", "points": 1}, {"id": "yes", "text": "+", "points": 2}]
_QUESTION = {"id": "ownership", "kind": "choice", "text": "?", "options": _OPTIONS}


def question(id_: str = "size", **keys: object) -> dict[str, Any]:
    return {"id": id_, "kind": "choice", "text": f"{id_}?", "options": _OPTIONS, **keys}


def options(texts: Sequence[Any], points: Sequence[int] | None = None) -> list[dict[str, Any]]:
    each = [{"id": f"o{number}", "text": text} for number, text in enumerate(texts)]
    return [
        {**option, "points": worth} for option, worth in zip(each, points or range(len(each)), strict=True)
    ]


def questionnaire(
    *questions: dict[str, Any], languages: Sequence[str] = ("de", "en"), **keys: object
) -> dict[str, Any]:
    """A questionnaire with *questions* in its one dimension, and other top-level keys as given."""
    return {
        "format": "cxmaturity/questionnaire/1",
        "id": "toy",
        "version": "1.0.0",
        "languages": list(languages),
        "title": "Toy",
        "missing": "exclude",
        "dimensions": [{"id": "service", "title": "Service", "questions": list(questions) or [_QUESTION]}],
        **keys,
    }


def findings(data: dict[str, Any]) -> list[Finding]:
    document = parse_json(json.dumps(data).encode(), "toy.json")
    return found_in(Subject(document, compile_document(document)))


def found_in(subject: Subject) -> list[Finding]:
    return [found for check in (check_translations, check_wording, check_texts) for found in check(subject)]


def codes(data: dict[str, Any]) -> list[str]:
    return [found.code for found in findings(data)]
