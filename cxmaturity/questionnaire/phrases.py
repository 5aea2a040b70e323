"""The library's kinds of mismatch in our words. No text of the validation library is ever shown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from pydantic_core import ErrorDetails

from cxmaturity.foundation.i18n import Message, msg, verbatim

WRONG_TYPE = "wrong-type"
ALTERNATIVE_KEYS = "alternative-keys"

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

#: Mismatches with words of which one would have been right.
_CHOICES = frozenset({"literal_error", "question_kind"})

#: Mismatches of another kind: the code of the rule, and what is wrong.
PHRASES: Mapping[str, tuple[str, Message]] = {
    "language": ("malformed-language", msg("must be a language such as de or de-CH")),
    "positive": ("not-positive", msg("must be greater than 0")),
    "days": ("out-of-range", msg("must be at most 1000000 person-days")),
    "factor": ("out-of-range", msg("must be at most 1000")),
    "string_pattern_mismatch": ("malformed-id", NO_ID),
    "blank": ("empty-value", _NOT_EMPTY),
    "too_short": ("empty-value", _NOT_EMPTY),
    "too_long": (WRONG_TYPE, _TWO_NUMBERS),
    "missing": (WRONG_TYPE, _TWO_NUMBERS),
    "condition": (
        "malformed-condition",
        msg(
            "is no condition: it needs one of question, score, level, dimensions, coverage, answered, range, "
            "mean, sum, ratio, min, max, all, any, not"
        ),
    ),
    "one_test": ("malformed-condition", msg("needs exactly one of is, in, has, answered, or bounds")),
    "a_bound": (
        "malformed-condition",
        msg("needs at_least, above, at_most or below; a gate may have lag instead"),
    ),
    "no_bound": (
        "malformed-row",
        msg("needs at_least, above, at_most or below; only otherwise goes without"),
    ),
    "band": ("malformed-row", msg("needs a level with bounds, or otherwise alone")),
    "rule": ("malformed-row", msg("needs a level and when, or otherwise alone")),
    "empty_range": ("empty-range", msg("the two ends of from must differ")),
    "min_max": ("empty-range", msg("min must be below max")),
    "linear_or_bins": (ALTERNATIVE_KEYS, msg("takes either linear or bins, not both")),
    "one_rule": (ALTERNATIVE_KEYS, msg("needs exactly one of bands, floor, nearest, staged, rules")),
    "one_child": (
        ALTERNATIVE_KEYS,
        msg("needs exactly one of question, score, level, when, questions, dimensions"),
    ),
    "one_aggregate": (ALTERNATIVE_KEYS, msg("needs exactly one of mean, sum, ratio, min, max")),
    "one_header": (ALTERNATIVE_KEYS, msg("needs exactly one of text, like, code, matches")),
    "one_column": (ALTERNATIVE_KEYS, msg("takes either column or options, not both")),
    "one_row_test": (ALTERNATIVE_KEYS, msg("needs exactly one of is, not")),
}


def phrase(details: Sequence[ErrorDetails]) -> tuple[str, Message]:
    """The rule that is broken at one place, and what is wrong, said so that the author of the file can mend it.

    Several details are the alternatives of which none fits. One that wanted this kind of value says more than those
    that wanted another.
    """
    fitting = [detail for detail in details if detail["type"] not in {*_KINDS, *_CHOICES}]
    if fitting:
        return _unfit(fitting[0])
    kinds = [_KINDS[detail["type"]] for detail in details if detail["type"] in _KINDS]
    words = choices(details)
    wanted = _either(list(dict.fromkeys([*map(verbatim, words), *kinds])))
    if words:
        return "unknown-value", msg("must be {kind}", kind=wanted)
    return WRONG_TYPE, msg("must be {kind}", kind=wanted)


def choices(details: Iterable[ErrorDetails]) -> list[str]:
    """The words of which one would have been right."""
    expected = (detail["ctx"]["expected"] for detail in details if detail["type"] in _CHOICES)
    return [word for words in expected for word in re.findall(r"'([^']*)'", words)]


def _unfit(detail: ErrorDetails) -> tuple[str, Message]:
    if detail["type"] == "string_too_long":
        limit = int(detail["ctx"]["max_length"])
        return "malformed-id", msg("is longer than {limit} characters", limit=limit)
    return PHRASES.get(detail["type"], (WRONG_TYPE, _UNFIT))


def _either(kinds: Sequence[Message]) -> Message:
    *others, last = kinds
    if not others:
        return last
    first = reduce(lambda one, other: msg("{one}, {other}", one=one, other=other), others)
    return msg("{one} or {other}", one=first, other=last)
