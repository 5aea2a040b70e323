"""The library's kinds of mismatch in our words. No text of the validation library is ever shown."""

from collections.abc import Mapping
from typing import Any

from cxmaturity.foundation.i18n import Message, msg

_NOT_EMPTY = msg("must not be empty")
_LIST = msg("must be a list")
_MAP = msg("must be a map of keys and values")
_ONE_RULE = msg("needs exactly one rule")

_PHRASES: Mapping[str, Message] = {
    "number": msg("must be a number such as 2 or 0.75"),
    "integer": msg("must be a whole number such as 3"),
    "boolean": msg("must be true or false"),
    "string": msg("must be text; put it in quotes"),
    "positive": msg("must be greater than 0"),
    "text": msg("must be a text, or a map from language to text"),
    "string_pattern_mismatch": msg("must be lower-case letters, digits and hyphens, beginning with a letter"),
    "blank": _NOT_EMPTY,
    "too_short": _NOT_EMPTY,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _MAP,
    "model_type": _MAP,
    "model_attributes_type": _MAP,
    "mapping_type": _MAP,
    "question_kind": msg("needs kind: choice, scale, multi or number"),
    "condition": msg(
        "is no condition: it needs one of question, score, level, dimensions, coverage, answered, range, all, any, not"
    ),
    "one_test": msg("needs exactly one of is, in, has, answered, or bounds"),
    "no_bound": msg("needs at_least, above, at_most or below, or is otherwise"),
    "a_bound": msg("needs at_least, above, at_most or below; a gate may have lag instead"),
    "empty_range": msg("the two ends of from must differ"),
    "one_rule": _ONE_RULE,
    "min_max": msg("min must be below max"),
    "one_child": msg("needs exactly one of question, score, level, when, questions, dimensions"),
    "one_aggregate": msg("needs exactly one of mean, sum, ratio, min, max"),
    "band": msg("needs a level with bounds, or otherwise alone"),
    "rule": msg("needs a level and when, or otherwise alone"),
}


def phrase(kind: str, context: Mapping[str, Any], fallback: str) -> Message:
    """What is wrong, said so that the author of the file can mend it."""
    match kind:
        case "blank_text":
            return msg("the text for {language} is empty", language=str(context["language"]))
        case "string_too_long":
            return msg("is longer than {limit} characters", limit=int(context["max_length"]))
        case "literal_error":
            return msg("must be one of {choices}", choices=str(context["expected"]))
        case _:
            return _PHRASES.get(kind) or msg("does not fit here ({detail})", detail=fallback)
