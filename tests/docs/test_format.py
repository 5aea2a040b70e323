"""docs/format.md and docs/format.de.md: complete, true, and the same in both languages."""

from collections.abc import Iterator
from inspect import get_annotations
from itertools import chain
from pathlib import Path

import pytest

from cxmaturity.answers.models import AnswerFields
from cxmaturity.foundation.documents import Document
from cxmaturity.questionnaire.checks import read_questionnaire
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.references import parts
from cxmaturity.scoring.compiled import compile_document
from tests.docs.pages import DOCS, Page, problems
from tests.docs.sameness import without_texts
from tests.docs.sessions import check_session
from tests.tools import format_reference
from tests.tools.harness import Run

ENGLISH, GERMAN = Page("format.md"), Page("format.de.md")
PAGES = pytest.mark.parametrize("page", [ENGLISH, GERMAN], ids=lambda page: page.name)

#: Keys that the page does not explain yet, as (model, field).
UNDOCUMENTED: frozenset[tuple[str, str]] = frozenset()


def examples() -> Iterator[object]:
    for page in (ENGLISH, GERMAN):
        for number, document in enumerate(page.questionnaires()):
            yield pytest.param(document, id=f"{page.name}-{number}")


@pytest.mark.parametrize("document", list(examples()))
def test_an_example_is_sound_and_gives_what_it_says(document: Document) -> None:
    assert problems(document) == []


@PAGES
def test_every_example_that_scores_says_what_comes_out(page: Page) -> None:
    scoring = {"dimensions", "scores", "levels", "level_status", "actions", "answer_scales"}
    assert [list(data) for data in page.data if scoring & data.keys() and "tests" not in data] == []


def declared(model: type[Model], name: str) -> tuple[str, str]:
    """The class that brings in the field, and the field."""
    return next(base.__name__ for base in model.__mro__ if name in get_annotations(base)), name


@PAGES
def test_every_key_is_shown(page: Page) -> None:
    answers = list(page.answers())
    entries = [
        AnswerFields.model_validate(raw)
        for file in answers
        for raw in file.answers.values()
        if isinstance(raw, dict)
    ]
    shown = {
        declared(type(part), name)
        for whole in chain(map(read_questionnaire, page.questionnaires()), answers, entries)
        for _, part in parts(whole)
        if isinstance(part, Model)
        for name in part.model_fields_set
    }
    known = {declared(model, name) for model in format_reference.documented() for name in model.model_fields}
    assert known - shown == UNDOCUMENTED


def test_both_languages_show_the_same() -> None:
    assert without_texts(GERMAN) == without_texts(ENGLISH)


@PAGES
def test_answers_are_those_of_the_first_example(
    page: Page, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    check_session(page, run, update=request.config.getoption("--update"))


@pytest.mark.parametrize("language", format_reference.PAGES)
def test_the_tables_are_those_of_the_models(language: str, request: pytest.FixtureRequest) -> None:
    page = format_reference.PAGES[language]
    if request.config.getoption("--update"):
        page.write_text(format_reference.page_with_tables(language), encoding="utf-8")
    assert page.read_text("utf-8") == format_reference.page_with_tables(language)


def test_every_model_has_its_table() -> None:
    assert set(format_reference.documented()) == format_reference.all_models()
    assert format_reference.unused_meanings() == set()


def test_the_fingerprint_shown_is_that_of_the_first_example() -> None:
    for page in (ENGLISH, GERMAN):
        (file,) = page.answers()
        assert file.questionnaire.sha256 == compile_document(next(page.questionnaires())).sha256


@pytest.mark.parametrize("name", sorted(path.name for path in DOCS.glob("*.md")))
def test_every_link_leads_somewhere(name: str) -> None:
    page = Page(name)
    assert page.links()
    assert [link for link in page.links() if not page.has(link)] == []
