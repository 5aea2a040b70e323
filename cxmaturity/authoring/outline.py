"""What a new questionnaire is made of: languages, levels and dimensions, checked, with ids made of their titles."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from cxmaturity.authoring import placeholders
from cxmaturity.authoring.placeholders import in_languages
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import safe_text, shorten
from cxmaturity.questionnaire.fields import RESERVED, Id, Language, in_language
from cxmaturity.questionnaire.phrases import NO_ID

DEFAULT_LANGUAGES = ("de", "en")
DEFAULT_LEVELS = 3
MAX_LEVELS = 10
MAX_DIMENSIONS = 30
INDEX, COMPANY = "index", "maturity"

_MAX_TITLE = 120
_MAX_ID_WORDS = 30  # characters; ids of questions and actions are longer and still within 60
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa"})
_IN_A_LANGUAGE = re.compile(r"\s*[a-z]{2,3}(-[A-Za-z0-9]+)*\s*=")

Title = str | dict[str, str]
Checked = TypeVar("Checked")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an author asks for, as typed; what is not given is left to the tool."""

    id: str | None = None
    title: str | None = None
    languages: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedLevel:
    """A level to be; its number is its place, from 1."""

    id: str
    title: Title


@dataclass(frozen=True, slots=True)
class PlannedDimension:
    """A dimension to be, with the ids of its questions."""

    id: str
    title: Title
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
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
    name = kept(lambda: _checked_id(wishes.id), None)
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


def checked_languages(given: Iterable[str]) -> tuple[str, ...]:
    """The languages as tags; several may stand in one text, with commas between. Raises CxmaturityError."""
    languages = [tag.strip() for text in given for tag in text.split(",") if tag.strip()]
    for tag in languages:
        if not _fits(TypeAdapter(Language), tag):
            raise CxmaturityError(msg("“{tag}” is not a language such as de or de-CH.", tag=shorten(tag)))
    _refuse_doubles(languages)
    return tuple(languages) or DEFAULT_LANGUAGES


def checked_title(given: str | None, languages: Sequence[str]) -> Title:
    """The title of the questionnaire, the tool's where none is given. Raises CxmaturityError."""
    return in_languages(placeholders.TITLE, languages) if given is None else _title(given, languages)


def checked_levels(given: Sequence[str], languages: Sequence[str]) -> tuple[Title, ...]:
    """The titles of the levels, lowest first; a number alone asks for so many. Raises CxmaturityError."""
    wanted = _number(given)
    amount = len(given) if wanted is None else wanted
    if not 2 <= amount <= MAX_LEVELS:
        raise CxmaturityError(msg("A questionnaire made here has 2 to {most} levels.", most=MAX_LEVELS))
    if wanted is None:
        return _titles(given, languages)
    return tuple(in_languages(placeholders.level(number), languages) for number in range(1, amount + 1))


def checked_dimensions(given: Sequence[str], languages: Sequence[str]) -> tuple[Title, ...]:
    """The titles of the dimensions, the tool's where none is given. Raises CxmaturityError."""
    if len(given) > MAX_DIMENSIONS:
        raise CxmaturityError(
            msg("A questionnaire made here has 1 to {most} dimensions.", most=MAX_DIMENSIONS)
        )
    if given:
        return _titles(given, languages)
    return tuple(in_languages(title, languages) for title in placeholders.DIMENSIONS)


def id_of(title: str, kind: str) -> str:
    """An id made of the words of *title*; *kind* stands before one that would begin with a digit, or be empty."""
    folded = unicodedata.normalize("NFKC", title).lower().translate(_LETTERS)
    letters = (c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", "".join(letters))
    name = "-".join(words)[:_MAX_ID_WORDS].rstrip("-")
    return name if name[:1].isalpha() else f"{kind}-{name}".rstrip("-")


def _number(given: Sequence[str]) -> int | None:
    if not given:
        return DEFAULT_LEVELS
    alone = len(given) == 1 and re.fullmatch(r"[0-9]{1,9}", given[0].strip(), re.ASCII)
    return int(given[0]) if alone else None


def _titles(given: Sequence[str], languages: Sequence[str]) -> tuple[Title, ...]:
    _refuse_doubles([text.strip() for text in given])
    return tuple(_title(text, languages) for text in given)


def _title(given: str, languages: Sequence[str]) -> Title:
    """One line for all languages, or `de=…,en=…` with a line for each."""
    if not _IN_A_LANGUAGE.match(given):
        return _line(given)
    pattern = rf"(?:^|,)\s*({'|'.join(map(re.escape, languages))})\s*="
    _, *parts = re.split(pattern, given)
    titles = dict(zip(parts[::2], map(_line, parts[1::2]), strict=True))
    if titles.keys() != set(languages) or len(parts) != 2 * len(languages):
        example = ",".join(f"{language}=…" for language in languages)
        raise CxmaturityError(
            msg("“{title}” does not have one title for each language.", title=shorten(given)),
            msg("Write it like {example}, or without a language.", example=example),
        )
    same = len(set(titles.values())) == 1
    return titles[languages[0]] if same else {language: titles[language] for language in languages}


def _line(given: str) -> str:
    text = given.strip()
    if not text:
        raise CxmaturityError(msg("A title is empty."))
    if safe_text(text) != text:
        problem = msg("The title “{title}” has a line break, or a character that cannot be seen.",
                      title=shorten(text))  # fmt: skip
        raise CxmaturityError(problem)
    if len(text) > _MAX_TITLE:
        raise CxmaturityError(
            msg(
                "The title “{title}” is longer than {limit} characters.",
                title=shorten(text),
                limit=_MAX_TITLE,
            )
        )
    return text


def _refuse_doubles(given: Sequence[str]) -> None:
    twice = next((text for text in given if given.count(text) > 1), None)
    if twice is not None:
        raise CxmaturityError(msg("“{text}” is given twice.", text=shorten(twice)))


def _checked_id(given: str | None) -> str | None:
    if given is not None and not (_fits(TypeAdapter(Id), given) and given not in RESERVED):
        raise CxmaturityError(
            msg("The id “{id}” {problem}.", id=shorten(given), problem=NO_ID),
            msg("It could be {id}.", id=id_of(given, "model")),
        )
    return given


def _fits(kind: TypeAdapter[str], text: str) -> bool:
    try:
        kind.validate_python(text)
    except ValidationError:
        return False
    return True


@dataclass(slots=True)
class _Ids:
    """Gives out ids of one space of names, each once."""

    taken: set[str] = field(default_factory=lambda: set(RESERVED))

    def new(self, wanted: str) -> str:
        names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        found = next(name for name in names if name not in self.taken)
        self.taken.add(found)
        return found


def _levels(titles: Iterable[Title], languages: Sequence[str]) -> tuple[PlannedLevel, ...]:
    ids = _Ids()
    return tuple(
        PlannedLevel(ids.new(id_of(in_language(title, languages[0]), "level")), title) for title in titles
    )


def _dimensions(titles: Iterable[Title], languages: Sequence[str]) -> tuple[PlannedDimension, ...]:
    ids = _Ids({*RESERVED, INDEX, COMPANY})
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
