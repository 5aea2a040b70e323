"""One raw answer against its question: an option id, a list of ids, a number, a code, or a reserved word."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from cxmaturity.answers.quantities import InvalidQuantity, parse_quantity
from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.foundation.diagnostics import did_you_mean
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.fields import RESERVED
from cxmaturity.questionnaire.questions import NumberQuestion, Option, Question

Raw = str | int | Decimal | bool | None | list["Raw"] | dict[str, "Raw"]


class InvalidAnswer(CxmaturityError):
    """An answer that its question does not offer."""


def given_answer(question: Question, options: Sequence[Option], raw: Raw) -> Given:
    """The answer that *raw* stands for; *options* are those of the question, shared scales resolved.

    Raises InvalidAnswer (or InvalidQuantity) with a hint that lists what may be answered.
    """
    if isinstance(raw, str) and raw in RESERVED:
        missing = Missing(raw)
        if missing is Missing.NOT_APPLICABLE and question.not_applicable is None:
            raise InvalidAnswer(msg("“not-applicable” is not offered for {question}.", question=question.id))
        return missing
    if question.kind == "multi":
        return _ticks(question, options, raw)
    if isinstance(question, NumberQuestion):
        return _number(question, options, raw)
    return _option(question, options, raw)


def _ticks(question: Question, options: Sequence[Option], raw: Raw) -> Answer:
    if not isinstance(raw, list):
        raise InvalidAnswer(
            msg("{question} takes a list of options.", question=question.id),
            _offered(options, in_brackets=True),
        )
    ticks = [_option(question, options, item) for item in raw]
    twice = next((tick for tick in ticks if ticks.count(tick) > 1), None)
    if twice is not None:
        raise InvalidAnswer(
            msg("“{option}” of {question} is ticked twice.", option=twice, question=question.id)
        )
    exclusive = [
        option.id for option in options if getattr(option, "exclusive", False) and option.id in ticks
    ]
    if exclusive and len(ticks) > 1:
        raise InvalidAnswer(
            msg(
                "“{option}” cannot be combined with other options of {question}.",
                option=exclusive[0],
                question=question.id,
            )
        )
    return frozenset(ticks)


def _number(question: NumberQuestion, options: Sequence[Option], raw: Raw) -> Answer:
    if isinstance(raw, str) and any(option.id == raw for option in options):
        return raw
    if isinstance(raw, str):
        value = _quantity(question, options, raw)
    elif isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        value = Fraction(raw)
    else:
        raise InvalidAnswer(msg("{question} takes a number.", question=question.id))
    unit = "" if question.unit == "none" else f" {question.unit}"
    if question.min is not None and value < Fraction(question.min):
        limit = f"{question.min}{unit}"
        raise InvalidAnswer(
            msg("The answer to {question} must be at least {limit}.", question=question.id, limit=limit)
        )
    if question.max is not None and value > Fraction(question.max):
        limit = f"{question.max}{unit}"
        raise InvalidAnswer(
            msg("The answer to {question} must be at most {limit}.", question=question.id, limit=limit)
        )
    return value


def _quantity(question: NumberQuestion, options: Sequence[Option], raw: str) -> Fraction:
    try:
        return parse_quantity(raw, question.unit)
    except InvalidQuantity as error:
        near = did_you_mean(raw, [option.id for option in options])
        if near is None:
            raise
        raise InvalidAnswer(error.message, msg("Did you mean {word}?", word=near)) from None


def _option(question: Question, options: Sequence[Option], raw: Raw) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool):
        coded = next((option.id for option in options if option.code == raw), None)
        if coded is not None:
            return coded
        has_codes = any(option.code is not None for option in options)
        text = (
            msg("{question} has no option with the code {code}.", question=question.id, code=raw)
            if has_codes
            else msg(
                "{question} has no codes, so the bare number {code} means nothing.",
                question=question.id,
                code=raw,
            )
        )
        raise InvalidAnswer(text, _offered(options))
    if not isinstance(raw, str):
        raise InvalidAnswer(
            msg("{question} takes the id of an option.", question=question.id), _offered(options)
        )
    if any(option.id == raw for option in options):
        return raw
    near = did_you_mean(raw, [option.id for option in options])
    hint = _offered(options) if near is None else msg("Did you mean {word}?", word=near)
    raise InvalidAnswer(
        msg("“{answer}” is not an option of {question}.", answer=raw, question=question.id), hint
    )


def _offered(options: Sequence[Option], *, in_brackets: bool = False) -> Message:
    ids = ", ".join(option.id for option in options)
    return msg("It offers: {options}.", options=f"[{ids}]" if in_brackets else ids)
