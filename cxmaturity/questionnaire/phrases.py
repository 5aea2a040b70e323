"""The library's kinds of mismatch in our words. No text of the validation library is ever shown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from pydantic_core import ErrorDetails

from cxmaturity.foundation.i18n import Message, msg, verbatim

NO_ID = msg("must be lower-case letters, digits and hyphens, beginning with a letter")
_NOT_EMPTY = msg("must not be empty")
_LIST = msg("a list")
_MAP = msg("a map of keys and values")
_UNFIT = msg("does not fit here")
_TWO_NUMBERS = msg("needs two numbers, such as [0, 100]")

#: Mismatches of the kind of value, by the kind that was wanted.
_KINDS: Mapping[str, Message] = {
    "number": msg("a number such as 0.75"),
    "integer": msg("a whole number such as 3"),
    "boolean": msg("true or false"),
    "string": msg("text in quotes"),
    "id": msg("an id such as data-basis"),
    "ids": msg("an id or a list of ids"),
    "text": msg("a text, or a map from language to text"),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _MAP,
    "model_type": _MAP,
    "model_attributes_type": _MAP,
    "mapping_type": _MAP,
}

#: What is wrong with a value of the right kind.
PHRASES: Mapping[str, Message] = {
    "language": msg("must be a language such as de or de-CH"),
    "positive": msg("must be greater than 0"),
    "string_pattern_mismatch": NO_ID,
    "blank": _NOT_EMPTY,
    "blank_text": _NOT_EMPTY,
    "too_short": _NOT_EMPTY,
    "too_long": _TWO_NUMBERS,
    "missing": _TWO_NUMBERS,
    "question_kind": msg("needs kind: choice, scale, multi or number"),
    "condition": msg(
        "is no condition: it needs one of question, score, level, dimensions, coverage, answered, range, all, any, not"
    ),
    "one_test": msg("needs exactly one of is, in, has, answered, or bounds"),
    "no_bound": msg("needs at_least, above, at_most or below; only otherwise goes without"),
    "a_bound": msg("needs at_least, above, at_most or below; a gate may have lag instead"),
    "empty_range": msg("the two ends of from must differ"),
    "linear_or_bins": msg("takes either linear or bins, not both"),
    "one_rule": msg("needs exactly one of bands, floor, nearest, staged, rules"),
    "min_max": msg("min must be below max"),
    "one_child": msg("needs exactly one of question, score, level, when, questions, dimensions"),
    "one_aggregate": msg("needs exactly one of mean, sum, ratio, min, max"),
    "band": msg("needs a level with bounds, or otherwise alone"),
    "rule": msg("needs a level and when, or otherwise alone"),
    "one_header": msg("needs exactly one of text, like, code, matches"),
    "one_column": msg("needs exactly one of column, options"),
    "one_row_test": msg("needs exactly one of is, not"),
}


def phrase(details: Sequence[ErrorDetails]) -> Message:
    """What is wrong at one place, said so that the author of the file can mend it.

    Several details are the alternatives of which none fits. One that wanted this kind of value says more than those
    that wanted another.
    """
    fitting = [detail for detail in details if detail["type"] not in {*_KINDS, "literal_error"}]
    if fitting:
        return _unfit(fitting[0])
    kinds = [_KINDS[detail["type"]] for detail in details if detail["type"] in _KINDS]
    wanted = [*map(verbatim, choices(details)), *kinds]
    return msg("must be {kind}", kind=_either(list(dict.fromkeys(wanted))))


def choices(details: Iterable[ErrorDetails]) -> list[str]:
    """The words of which one would have been right."""
    expected = (detail["ctx"]["expected"] for detail in details if detail["type"] == "literal_error")
    return [word for words in expected for word in re.findall(r"'([^']*)'", words)]


def _unfit(detail: ErrorDetails) -> Message:
    if detail["type"] == "string_too_long":
        return msg("is longer than {limit} characters", limit=int(detail["ctx"]["max_length"]))
    return PHRASES.get(detail["type"], _UNFIT)


def _either(kinds: Sequence[Message]) -> Message:
    *others, last = kinds
    if not others:
        return last
    first = reduce(lambda one, other: msg("{one}, {other}", one=one, other=other), others)
    return msg("{one} or {other}", one=first, other=last)
