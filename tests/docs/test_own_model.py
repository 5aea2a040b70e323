"""docs/own-model.md and docs/own-model.de.md: models as whole files, whose tests hold, the same in both languages."""

import pytest

from cxmaturity.foundation.documents import Document
from tests.docs.pages import Page, problems
from tests.docs.sameness import without_texts

ENGLISH, GERMAN = Page("own-model.md"), Page("own-model.de.md")
EXAMPLES = [
    pytest.param(document, id=f"{document.data['id']}-{page.name}")
    for page in (ENGLISH, GERMAN)
    for document in page.questionnaires()
]


@pytest.mark.parametrize("document", EXAMPLES)
def test_a_model_gives_the_figures_worked_by_hand(document: Document) -> None:
    assert problems(document) == []
    assert document.data["tests"]


def test_three_models_in_both_languages() -> None:
    assert len(EXAMPLES) == 6
    assert without_texts(GERMAN) == without_texts(ENGLISH)
