"""What a header may name: a question, an option of a tick list, who answered and when, or an attribute."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from cxmaturity.batch.headers.uses import Purpose, Use
from cxmaturity.foundation.spelling import Ambiguous, Found, How, Lookalike, Spellings
from cxmaturity.questionnaire.fields import all_languages, names_of
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Option, Question

Named = Found[Use] | Ambiguous[Use] | Lookalike | None

#: How columns that are no questions may be called; of two for the respondent, the one named further ahead is taken.
ROLE_NAMES: Mapping[Purpose, tuple[str, ...]] = {
    "company": ("company", "company name", "organisation", "organization", "Unternehmen", "Firma"),
    "respondent": ("respondent", "participant", "Befragte Person", "Teilnehmer", "Name", "ID"),
    "role": ("role", "Rolle", "Funktion"),
    "weight": ("weight", "Gewicht"),
    "date": ("date", "Datum", "submitdate", "Timestamp", "Zeitstempel"),
}

_LONGEST = 1000  # in longer headers no option is looked for
_ID_AND_TEXT = re.compile(
    r"\s*(?P<id>[a-z][a-z0-9-]*)(?:\[(?P<option>[^\]]*)\])?(?:\s*\n|[.:)]\s)\s*(?P<text>.*)", re.DOTALL
)
_SEPARATORS = ("_", " - ")
_MOST_CUTS = 8  # of a header at one of these


class ColumnNames:
    """The names of everything that a column can be for."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        questions = list(questionnaire.questions())
        self._ids = frozenset(question.id for question in questions)
        self._questions = Spellings(chain.from_iterable(map(question_names, questions)))
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
        self._roles = Spellings(role_names())
        self._attributes = Spellings(attribute_names(questionnaire))

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

    def _with_id(self, text: str) -> Named:
        """The id, of an option with that in brackets, on a line of its own or in front of what it asks."""
        match = _ID_AND_TEXT.fullmatch(text)
        if match is None or match["id"] not in self._ids:
            return None
        use: Named = Found(Use("question", match["id"]), match["id"], How.NORMALISED)
        said = self._questions.find(match["text"])
        if match["option"] is not None:
            use, said = self.option(match["id"], match["option"]), self._with_option(match["text"])
        if not isinstance(use, Found):
            return None
        is_same = isinstance(said, Found) and said.thing == use.thing
        is_alone = "\n" in text[: match.start("text")]
        return Found(use.thing, use.spelling, How.NORMALISED) if is_same or is_alone else None

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


def question_names(question: Question) -> Iterator[tuple[str, Use]]:
    """What a column with the answers to *question* may be called."""
    yield from ((name, Use("question", question.id)) for name in names_of(question))


def attribute_names(questionnaire: Questionnaire) -> Iterator[tuple[str, Use]]:
    """What a column with an attribute of the company may be called."""
    for attribute in questionnaire.attributes:
        yield from ((name, Use("attribute", attribute.id)) for name in names_of(attribute))


def role_names() -> Iterator[tuple[str, Use]]:
    """What a column may be called that says who answered and when."""
    for role, names in ROLE_NAMES.items():
        yield from ((name, Use(role)) for name in names)


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
        yield from ((label, use) for label in all_languages(option.text))


def _option_names(question: str, options: tuple[Option, ...]) -> Iterator[tuple[str, Use]]:
    """Labels, ids and codes; a code may be written with two digits."""
    yield from _option_labels(question, options)
    for option in options:
        use = Use("option", question, option.id)
        yield option.id, use
        if option.code is not None:
            yield from ((name, use) for name in {str(option.code), f"{option.code:02}"})
