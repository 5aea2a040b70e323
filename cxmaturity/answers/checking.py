"""One raw answer against its question: an option id, a list of ids, a number, a code, or a reserved word."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from cxmaturity.answers.quantities import InvalidQuantity, parse_quantity
from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.fields import RESERVED
from cxmaturity.questionnaire.questions import NumberQuestion, Option, Question

Raw = str | int | Decimal | bool | None | list["Raw"] | dict[str, "Raw"]


class InvalidAnswer(CxmaturityError):
    """An answer that its question does not offer: `code` is the rule, `position` the item of a list at fault."""

    def __init__(
        self, code: str, message: Message, hint: Message | None = None, *, position: int | None = None
    ) -> None:
        super().__init__(message, hint)
        self.code = code
        self.position = position


def given_answer(question: Question, options: Sequence[Option], raw: Raw) -> Given:
    """The answer that *raw* stands for; *options* are those of the question, shared scales resolved.

    Raises InvalidAnswer with a hint that lists what may be answered.
    """
    if isinstance(raw, str) and raw in RESERVED:
        missing = Missing(raw)
        if missing is Missing.NOT_APPLICABLE and question.not_applicable is None:
            message = msg("“not-applicable” is not offered for {question}.", question=question.id)
            raise InvalidAnswer("not-applicable", message, msg("What nobody knows is “unknown”."))
        return missing
    if question.kind == "multi":
        return _ticks(question, options, raw)
    if isinstance(question, NumberQuestion):
        return _number(question, options, raw)
    return _option(question, options, raw)


def _ticks(question: Question, options: Sequence[Option], raw: Raw) -> Answer:
    if not isinstance(raw, list):
        raise InvalidAnswer(
            "answer-type",
            msg("{question} takes a list of options.", question=question.id),
            _offered(options, in_brackets=True),
        )
    ticks = [_tick(question, options, raw, position) for position in range(len(raw))]
    twice = next((position for position, tick in enumerate(ticks) if tick in ticks[:position]), None)
    if twice is not None:
        message = msg("“{option}” of {question} is ticked twice.", option=ticks[twice], question=question.id)
        raise InvalidAnswer("duplicate-tick", message, msg("Delete one of the two."), position=twice)
    exclusive = [
        option.id for option in options if getattr(option, "exclusive", False) and option.id in ticks
    ]
    if exclusive and len(ticks) > 1:
        message = msg("“{option}” cannot be combined with other options of {question}.", option=exclusive[0],
                      question=question.id)  # fmt: skip
        hint = msg("Keep it alone, or keep the others.")
        raise InvalidAnswer("exclusive-tick", message, hint, position=ticks.index(exclusive[0]))
    return frozenset(ticks)


def _tick(question: Question, options: Sequence[Option], raw: list[Raw], position: int) -> str:
    try:
        return _option(question, options, raw[position])
    except InvalidAnswer as error:
        raise InvalidAnswer(error.code, error.message, error.hint, position=position) from None


def _number(question: NumberQuestion, options: Sequence[Option], raw: Raw) -> Answer:
    if isinstance(raw, str) and any(option.id == raw for option in options):
        return raw
    if isinstance(raw, str):
        value = _quantity(question, options, raw)
    elif isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        value = Fraction(raw)
    else:
        raise InvalidAnswer("answer-type", msg("{question} takes a number.", question=question.id))
    return within_limits(question, value)


def within_limits(question: NumberQuestion, value: Fraction) -> Fraction:
    """*value*, which is in the question's unit. Raises InvalidAnswer where the question allows no such number."""
    message = _beyond_limits(question, value)
    if message is not None:
        raise InvalidAnswer("number-out-of-range", message)
    return value


def _beyond_limits(question: NumberQuestion, value: Fraction) -> Message | None:
    unit = "" if question.unit == "none" else f" {question.unit}"
    if question.min is not None and value < Fraction(question.min):
        limit = f"{question.min}{unit}"
        return msg("The answer to {question} must be at least {limit}.", question=question.id, limit=limit)
    if question.max is not None and value > Fraction(question.max):
        limit = f"{question.max}{unit}"
        return msg("The answer to {question} must be at most {limit}.", question=question.id, limit=limit)
    return None


def _quantity(question: NumberQuestion, options: Sequence[Option], raw: str) -> Fraction:
    try:
        return parse_quantity(raw, question.unit)
    except InvalidQuantity as error:
        hint = suggestion(raw, [option.id for option in options]) or error.hint
        raise InvalidAnswer("unclear-number", error.message, hint) from None


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
        raise InvalidAnswer("unknown-option", text, _offered(options))
    if not isinstance(raw, str):
        message = msg("{question} takes the id of an option.", question=question.id)
        raise InvalidAnswer("answer-type", message, _offered(options))
    if any(option.id == raw for option in options):
        return raw
    hint = suggestion(raw, [option.id for option in options]) or _offered(options)
    message = msg("“{answer}” is not an option of {question}.", answer=raw, question=question.id)
    raise InvalidAnswer("unknown-option", message, hint)


def _offered(options: Sequence[Option], *, in_brackets: bool = False) -> Message:
    ids = ", ".join(option.id for option in options)
    return msg("It offers: {options}.", options=f"[{ids}]" if in_brackets else ids)
