"""What an author asks of a new questionnaire, as typed, and whether that can be."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from pydantic import TypeAdapter, ValidationError

from cxmaturity.authoring.lint.characters import strange_characters
from cxmaturity.authoring.new import placeholders
from cxmaturity.authoring.new.ids import id_of
from cxmaturity.authoring.new.placeholders import in_languages
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg, tool_language
from cxmaturity.foundation.text import safe_text, shorten
from cxmaturity.questionnaire.fields import RESERVED, Id, Language
from cxmaturity.questionnaire.phrases import NO_ID

DEFAULT_LANGUAGES = ("de", "en")
DEFAULT_LEVELS = 3
MAX_LEVELS = 10
MAX_DIMENSIONS = 30

_MAX_TITLE = 120
_IN_A_LANGUAGE = re.compile(r"\s*[a-z]{2,3}(-[A-Za-z0-9]+)*\s*=")

#: One line in every language, or a line for each.
Title = str | dict[str, str]


class Wishes(Struct, frozen=True):
    """What an author asks for, as typed; what is not given is left to the tool."""

    id: str | None = None
    title: str | None = None
    languages: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()


def default_languages(language: str) -> tuple[str, ...]:
    """The languages where none is named: that of the author, who reads the ids made of it, first."""
    return tuple(sorted(DEFAULT_LANGUAGES, key=lambda tag: tag != tool_language(language)))


def checked_id(given: str | None) -> str | None:
    """The id of the questionnaire, or None. Raises CxmaturityError."""
    if given is not None and not (_fits(TypeAdapter(Id), given) and given not in RESERVED):
        raise CxmaturityError(
            msg("The id “{id}” {problem}.", id=shorten(given), problem=NO_ID),
            msg("It could be {id}.", id=id_of(given, "model")),
        )
    return given


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
    return tuple(
        in_languages(placeholders.level(number, amount), languages) for number in range(1, amount + 1)
    )


def checked_dimensions(given: Sequence[str], languages: Sequence[str]) -> tuple[Title, ...]:
    """The titles of the dimensions, the tool's where none is given. Raises CxmaturityError."""
    if len(given) > MAX_DIMENSIONS:
        raise CxmaturityError(
            msg("A questionnaire made here has 1 to {most} dimensions.", most=MAX_DIMENSIONS)
        )
    if given:
        return _titles(given, languages)
    return tuple(in_languages(title, languages) for title in placeholders.DIMENSIONS)


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
    for _, problem, hint in strange_characters(text):
        raise CxmaturityError(problem, hint)
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


def _fits(kind: TypeAdapter[str], text: str) -> bool:
    try:
        kind.validate_python(text)
    except ValidationError:
        return False
    return True
