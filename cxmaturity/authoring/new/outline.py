"""What a new questionnaire is made of: languages, levels and dimensions, with ids made of their titles."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

from cxmaturity.authoring.new import placeholders
from cxmaturity.authoring.new.ids import Ids, id_of
from cxmaturity.authoring.new.placeholders import in_languages
from cxmaturity.authoring.new.wishes import (
    DEFAULT_LANGUAGES,
    Title,
    Wishes,
    checked_dimensions,
    checked_id,
    checked_languages,
    checked_levels,
    checked_title,
)
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.questionnaire.fields import RESERVED, in_language

INDEX, COMPANY = "index", "maturity"

Checked = TypeVar("Checked")


class PlannedLevel(Struct, frozen=True):
    """A level to be; its number is its place, from 1."""

    id: str
    title: Title


class PlannedDimension(Struct, frozen=True):
    """A dimension to be, with the ids of its questions."""

    id: str
    title: Title
    questions: tuple[str, ...]


class Outline(Struct, frozen=True):
    """A questionnaire before its texts. Every title is one line in each language; all ids are valid and distinct."""

    id: str
    title: Title
    languages: tuple[str, ...]
    levels: tuple[PlannedLevel, ...]
    dimensions: tuple[PlannedDimension, ...]


class UnfitWishes(CxmaturityError):
    """Everything in the wishes that no questionnaire can be made of."""

    def __init__(self, problems: Sequence[CxmaturityError]) -> None:
        super().__init__(problems[0].message, problems[0].hint)
        self.problems = tuple(problems)

    def text(self, language: str) -> str:
        """Return all messages with their hints, one a line."""
        return "\n".join(problem.text(language) for problem in self.problems)


def outline_of(wishes: Wishes) -> Outline:
    """The outline that *wishes* describe. Raises UnfitWishes with every problem."""
    problems: list[CxmaturityError] = []

    def kept(check: Callable[[], Checked], instead: Checked) -> Checked:
        try:
            return check()
        except CxmaturityError as error:
            problems.append(error)
            return instead

    languages: tuple[str, ...] = kept(lambda: checked_languages(wishes.languages), ())
    known = languages or DEFAULT_LANGUAGES
    placeholder = in_languages(placeholders.TITLE, known)
    title = kept(lambda: checked_title(wishes.title, known), placeholder)
    name = kept(lambda: checked_id(wishes.id), None)
    levels: tuple[Title, ...] = kept(lambda: checked_levels(wishes.levels, known), ())
    dimensions: tuple[Title, ...] = kept(lambda: checked_dimensions(wishes.dimensions, known), ())
    if problems:
        raise UnfitWishes(problems)
    return Outline(
        id=name or id_of(in_language(title, languages[0]), "model"),
        title=title,
        languages=languages,
        levels=_levels(levels, languages),
        dimensions=_dimensions(dimensions, languages),
    )


def _levels(titles: Iterable[Title], languages: Sequence[str]) -> tuple[PlannedLevel, ...]:
    ids = Ids()
    return tuple(
        PlannedLevel(ids.new(id_of(in_language(title, languages[0]), "level")), title) for title in titles
    )


def _dimensions(titles: Iterable[Title], languages: Sequence[str]) -> tuple[PlannedDimension, ...]:
    ids = Ids({*RESERVED, INDEX, COMPANY})
    named = [(ids.new(id_of(in_language(title, languages[0]), "dimension")), title) for title in titles]
    return tuple(
        PlannedDimension(
            name,
            title,
            tuple(
                ids.new(f"{name}-{id_of(question.name.text(languages[0]), 'question')}")
                for question in placeholders.QUESTIONS
            ),
        )
        for name, title in named
    )
