"""Questionnaires to compare."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cxmaturity.authoring.diff.difference import Difference, difference
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.documents import Document, parse_yaml, read_document
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.scoring.compiled import compile_document

FOLDER = Path(__file__).parent
OLD = FOLDER / "old.yaml"
NEW = FOLDER / "new.yaml"
RICH = FOLDER.parents[1] / "questionnaire" / "rich.yaml"


def subject(source: Path | str | Mapping[str, Any]) -> Subject:
    """The questionnaire in a file, in a text, or as data."""
    document = _document(source)
    return Subject(document, compile_document(document))


def _document(source: Path | str | Mapping[str, Any]) -> Document:
    if isinstance(source, Path):
        return read_document(source)
    text = source if isinstance(source, str) else dumps_json(source)
    return parse_yaml(text.encode(), "questionnaire.yaml")


def edited(*edits: tuple[str, str]) -> Difference:
    """What changed where the older sample has its texts replaced; each stands there once."""
    text = OLD.read_text("utf-8")
    for before, after in edits:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return difference(subject(OLD), subject(text))
