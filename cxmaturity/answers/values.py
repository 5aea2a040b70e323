"""The values an answer can have, and how files write them."""

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cxmaturity.answers.quantities import written_quantity
from cxmaturity.questionnaire.fields import NOT_APPLICABLE, UNKNOWN

if TYPE_CHECKING:
    from cxmaturity.questionnaire.questions import Question

#: The id of an option, a set of ticked option ids, or a number in the question's unit.
Answer = str | frozenset[str] | Fraction


class Missing(StrEnum):
    """A question without a value: "don't know", or one that does not apply. A blank one is simply not there."""

    UNKNOWN = UNKNOWN
    NOT_APPLICABLE = NOT_APPLICABLE


Given = Answer | Missing

#: How the cell of a table says that of a tick list nothing is ticked; an empty one says nothing.
NOTHING_TICKED = "[]"


def written_value(given: Given, question: "Question") -> Any:
    """An answer as a file writes it: an id, a sorted list of ids, an exact number, or a reserved word."""
    if isinstance(given, frozenset):
        return sorted(given)
    if isinstance(given, Missing):
        return given.value
    if isinstance(given, str):
        return given
    return written_quantity(given, getattr(question, "unit", "none"))
