"""Every text is seen, and the shipped questionnaires need no switch."""

from pathlib import Path

import pytest

from cxmaturity.authoring.prose import prose
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.documents import read_document
from cxmaturity.foundation.resources import QUESTIONNAIRES
from cxmaturity.questionnaire.fields import Translations
from cxmaturity.questionnaire.references import parts
from cxmaturity.questionnaire.validation import value_at
from cxmaturity.scoring.compiled import compile_document
from tests.authoring.lint.toys import found_in


def subject(path: Path) -> Subject:
    document = read_document(path)
    return Subject(document, compile_document(document))


def test_every_text_stands_where_it_says() -> None:
    shipped = subject(QUESTIONNAIRES / "cx-maturity.yaml")
    found = {
        version.path: version.text
        for text in prose(parts(shipped.model), shipped.model.languages)
        for version in text.versions
    }
    assert all(value_at(shipped.document.data, path) == text for path, text in found.items())
    translated = [
        (*path, language)
        for path, part in shipped.parts
        if isinstance(part, Translations)
        for language in part
    ]
    assert set(translated) <= found.keys()
    assert ("scales", "maturity", "levels", 0, "title") in found
    assert all(("tests" not in path and "off" not in path) for path in found)


@pytest.mark.parametrize("path", sorted(QUESTIONNAIRES.glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_questionnaires_are_free_of_findings(path: Path) -> None:
    assert found_in(subject(path)) == []
