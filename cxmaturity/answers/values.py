"""The values an answer can have."""

from enum import StrEnum
from fractions import Fraction

from cxmaturity.questionnaire.fields import NOT_APPLICABLE, UNKNOWN

#: The id of an option, a set of ticked option ids, or a number in the question's unit.
Answer = str | frozenset[str] | Fraction


class Missing(StrEnum):
    """A question without a value: "don't know", or one that does not apply. A blank one is simply not there."""

    UNKNOWN = UNKNOWN
    NOT_APPLICABLE = NOT_APPLICABLE


Given = Answer | Missing
