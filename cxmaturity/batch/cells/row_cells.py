"""Cells that are no answers: names, dates, weights, attributes of the company, and whether a row counts."""

import re
from datetime import date, datetime
from fractions import Fraction

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.mapping import DATE_FORMATS, DateFields, RowTest
from cxmaturity.answers.quantities import InvalidQuantity, parse_quantity
from cxmaturity.batch.cells.cell_text import shown, typed_text
from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.spelling import Found, Lookalike, Spellings, normalised
from cxmaturity.questionnaire.actions import Attribute
from cxmaturity.questionnaire.fields import names_of
from cxmaturity.tables.blocks import Cell

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BETWEEN_WORDS = re.compile(r"\s|(?<=[0-9])T(?=[0-9])")
_T_IN_FORM = re.compile(r"(?<=%[A-Za-z])T(?=%)")
_HEAVIEST = 1_000_000


def counts(test: RowTest, cell: Cell) -> bool:
    """Whether a row with this *cell* in the column of *test* counts."""
    text = normalised(typed_text(cell))
    if test.is_ is not None:
        return text in map(normalised, test.is_)
    return text not in map(normalised, test.not_ or ())


def read_name(cell: Cell) -> str | None:
    """The name of a company, person or role in *cell*, without spaces around it; None where there is none."""
    if isinstance(cell, str) and cell.isprintable() and cell.strip() == cell != "" and "  " not in cell:
        return cell
    text = typed_text(cell)
    return " ".join(text.split()) if normalised(text) else None


def read_date(cell: Cell, column: DateFields | None = None) -> str | None:
    """The day in *cell*, like 2026-03-05; None where it is empty. Raises InvalidAnswer."""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    text = typed_text(cell).strip()
    for form in DATE_FORMATS if column is None else column.format:
        day = _day(text, form)
        if day is not None:
            return day
    if not text:
        return None
    message = msg("“{text}” is no date that can be read with certainty.", text=shown(text))
    hint = msg("Write it like 2026-03-05, or say in a mapping, under date, what its format is.")
    raise InvalidAnswer("unclear-date", message, hint)


def _day(text: str, form: str) -> str | None:
    """The day at the beginning of *text*, of which as many words count as the form has."""
    form = _T_IN_FORM.sub(" ", form)
    words = len(form.split())
    beginning = " ".join(_BETWEEN_WORDS.split(text)[:words])
    try:
        if form == "%Y-%m-%d" and _ISO.fullmatch(beginning):  # what most have needs no parser to be loaded
            return date.fromisoformat(beginning).isoformat()
        return datetime.strptime(beginning, form).date().isoformat()  # noqa: DTZ007  only the day counts
    except ValueError:
        return None


def read_weight(cell: Cell) -> Fraction | None:
    """How much a respondent counts; None where the cell is empty. Raises InvalidAnswer unless it is above 0."""
    text = typed_text(cell)
    if not normalised(text):
        return None
    try:
        value = parse_quantity(shown(text), "none")
    except InvalidQuantity as error:
        raise InvalidAnswer("unclear-weight", error.message, error.hint) from None
    if not 0 < value <= _HEAVIEST:
        message = msg("A weight must be above 0 and at most one million.")
        raise InvalidAnswer("unclear-weight", message)
    return value


class AttributeReader:
    """Reads the cells of one attribute of the company."""

    def __init__(self, attribute: Attribute) -> None:
        self._attribute = attribute
        self._options = Spellings(
            (name, option.id) for option in attribute.options for name in names_of(option)
        )

    def read(self, cell: Cell) -> tuple[str | None, bool]:
        """The attribute's value, None where there is none, and whether the cell says exactly that.

        Raises InvalidAnswer where the attribute does not offer it.
        """
        text = typed_text(cell)
        if not normalised(text) or not self._attribute.options:
            return read_name(cell), True
        found = self._options.find(text)
        if isinstance(found, Found):
            return found.thing, text in {found.thing, found.spelling}
        if isinstance(found, Lookalike):
            raise InvalidAnswer("lookalike-answer", found.message, msg("Type it anew."))
        names = [name for option in self._attribute.options for name in names_of(option)]
        message = msg("“{value}” is not a value of {name}.", value=shown(text), name=self._attribute.id)
        offered = msg(
            "It offers: {options}.", options=", ".join(option.id for option in self._attribute.options)
        )
        raise InvalidAnswer("attribute-value", message, suggestion(text, names) or offered)
