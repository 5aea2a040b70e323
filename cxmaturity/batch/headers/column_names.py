"""What a header may name: a question, an option of a tick list, who answered and when, or an attribute."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from cxmaturity.batch.headers.uses import Role, Use
from cxmaturity.foundation.spelling import Ambiguous, Found, How, Lookalike, Spellings
from cxmaturity.questionnaire.fields import Text
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Option

Named = Found[Use] | Ambiguous[Use] | Lookalike | None

#: How columns that are no questions may be called; of two columns of a table, the one named further ahead is taken.
ROLE_NAMES: Mapping[Role, tuple[str, ...]] = {
    "company": ("company", "company name", "organisation", "organization", "Unternehmen", "Firma"),
    "respondent": ("respondent", "participant", "Befragte Person", "Teilnehmer", "Name", "ID"),
    "role": ("role", "Rolle", "Funktion"),
    "weight": ("weight", "Gewicht"),
    "date": ("date", "Datum", "submitdate", "Timestamp", "Zeitstempel"),
}

_LONGEST = 1000  # in longer headers no option is looked for
_ID_AND_TEXT = re.compile(r"\s*([a-z][a-z0-9-]*)(?:\s*\n|[.:)]\s)\s*(.*)", re.DOTALL)
_SEPARATORS = ("_", " - ")
_MOST_CUTS = 8  # of a header at one of these


class ColumnNames:
    """The names of everything that a column can be for."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        questions = list(questionnaire.questions())
        self._ids = frozenset(question.id for question in questions)
        self._questions = Spellings(
            (name, Use("question", question.id))
            for question in questions
            for name in (question.id, *texts(question.text))
        )
        self._options = {
            question.id: Spellings(_option_names(question.id, questionnaire.options_of(question)))
            for question in questions
            if question.kind == "multi"
        }
        self._lone_options = Spellings(
            named
            for question in questions
            if question.kind == "multi"
            for named in _option_labels(question.id, questionnaire.options_of(question))
        )
        self._roles = Spellings((name, Use(role)) for role, names in ROLE_NAMES.items() for name in names)
        self._attributes = Spellings(
            (name, Use("attribute", attribute.id))
            for attribute in questionnaire.attributes
            for name in (attribute.id, *texts(attribute.text))
        )

    def find(self, text: str) -> Named:
        """What a header of this *text* names."""
        ways = (
            self._questions.find,
            self._with_id,
            self._with_option,
            self._roles.find,
            self._attributes.find,
        )
        return _first(way(text) for way in ways)

    def option(self, question: str, text: str) -> Named:
        """The option of a tick list that *text* names."""
        return self._options[question].find(text) if question in self._options else None

    def lone_option(self, text: str) -> Named:
        """The option that *text* names in whatever tick list."""
        return self._lone_options.find(text)

    def _role(self, text: str) -> Named:
        """A role; its names have no case of their own."""
        found = self._roles.find(text)
        if isinstance(found, Found) and found.spelling.casefold() == text.casefold():
            return replace(found, how=How.EXACT)
        return found

    def _with_id(self, text: str) -> Named:
        """The id on a line of its own, or in front of the question's own text."""
        match = _ID_AND_TEXT.fullmatch(text)
        if match is None or match[1] not in self._ids:
            return None
        use = Use("question", match[1])
        rest = self._questions.find(match[2])
        same = isinstance(rest, Found) and rest.thing == use
        return Found(use, match[1], How.NORMALISED) if same or "\n" in text[: match.start(2)] else None

    def _with_option(self, text: str) -> Named:
        """An option behind the id or text of its question: `q[option]`, `q_option`, `q - option`."""
        halves = _halves(text) if len(text) <= _LONGEST else ()
        return _first(self._option_of(question, option) for question, option in halves)

    def _option_of(self, question: str, option: str) -> Named:
        named = self._questions.find(question)
        if not isinstance(named, Found):
            return None
        found = self.option(named.thing.id, option)
        if isinstance(found, Found) and found.how is How.EXACT:
            return Found(found.thing, found.spelling, named.how)
        return found


def texts(text: Text) -> tuple[str, ...]:
    """A text in all languages."""
    return (text,) if isinstance(text, str) else tuple(text.values())


def _first(found: Iterable[Named]) -> Named:
    """The first that is one thing; else the first that is at least like something."""
    doubtful: Named = None
    for named in found:
        if isinstance(named, Found):
            return named
        doubtful = doubtful or named
    return doubtful


def _halves(text: str) -> Iterator[tuple[str, str]]:
    bracket = text.rfind("[")
    if text.rstrip().endswith("]") and bracket > 0:
        yield text[:bracket].rstrip(), text.rstrip()[bracket + 1 : -1]
    for separator in _SEPARATORS:
        parts = text.split(separator)
        for count in range(1, min(len(parts), _MOST_CUTS)):
            yield separator.join(parts[:count]), separator.join(parts[count:])


def _option_labels(question: str, options: Iterable[Option]) -> Iterator[tuple[str, Use]]:
    for option in options:
        use = Use("option", question, option.id)
        yield from ((label, use) for label in texts(option.text))


def _option_names(question: str, options: tuple[Option, ...]) -> Iterator[tuple[str, Use]]:
    """Labels, ids and codes; a code may be written with two digits."""
    yield from _option_labels(question, options)
    for option in options:
        use = Use("option", question, option.id)
        yield option.id, use
        if option.code is not None:
            yield from ((name, use) for name in {str(option.code), f"{option.code:02}"})
