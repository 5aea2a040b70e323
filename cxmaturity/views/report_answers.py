"""Answers in words: what was answered, how it counted, and what the next level asks instead."""

from fractions import Fraction
from itertools import pairwise

from cxmaturity.answers.values import Given, Missing
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.questionnaire.questions import NumberQuestion, Question
from cxmaturity.scoring.assessment import CountedAnswer
from cxmaturity.scoring.plan import Bound, Op, QuestionSlot, Table
from cxmaturity.scoring.points import points_of
from cxmaturity.views.report_model import AnswerRow
from cxmaturity.views.report_words import Words

_NEGATION = {Op.AT_LEAST: Op.BELOW, Op.BELOW: Op.AT_LEAST, Op.AT_MOST: Op.ABOVE, Op.ABOVE: Op.AT_MOST}


def answer_text(words: Words, question: Question, given: Given | None) -> str:
    """The answer as the questionnaire words it, ticks in its order; empty where there is none."""
    if given is None or isinstance(given, Missing):
        return ""
    if isinstance(given, Fraction):
        return quantity_text(words, question, given)
    texts = {option.id: words.text(option.text) for option in words.compiled.model.options_of(question)}
    if isinstance(given, str):
        return texts[given]
    return "; ".join(text for name, text in texts.items() if name in given) or words.say(msg("none ticked"))


def quantity_text(words: Words, question: Question, value: Fraction) -> str:
    return words.numbers.quantity(value, question.unit if isinstance(question, NumberQuestion) else "none")


def answer_row(words: Words, question: Question, *, personal: bool, wanted: int | None = None) -> AnswerRow:
    """The row of a question. *wanted* are the points that the next level asks for, where they are known."""
    counted = words.assessment.counted[question.id]
    entry = words.assessment.answers.entries.get(question.id)
    ahead = "" if wanted is None else ahead_text(words, question, counted, wanted)
    supporting = (entry.note, entry.evidence) if entry is not None and personal else ()
    return AnswerRow(
        question=words.text(question.text),
        answer=words.say(_absent(counted)) or answer_text(words, question, counted.given),
        mark=words.say(_mark(words, question, counted)),
        points="" if counted.points is None else words.numbers.number(counted.points),
        ahead=ahead,
        reached=words.say(msg("reached")) if wanted is not None and (counted.points or 0) >= wanted else "",
        note="; ".join(safe_text(text) for text in supporting if text),
    )


def _absent(counted: CountedAnswer) -> Message | None:
    """What stands in the place of an answer that is none."""
    if counted.status == "not-asked":
        return msg("not asked")
    if counted.status == "not-applicable":
        return msg("does not apply")
    if isinstance(counted.given, Missing):
        return msg("don’t know")
    return msg("no answer") if counted.given is None else None


def _mark(words: Words, question: Question, counted: CountedAnswer) -> Message | None:
    if counted.status == "assumed" and counted.points is not None:
        return msg("assumed, counted as {points}", points=words.numbers.number(counted.points))
    entry = words.assessment.answers.entries.get(question.id)
    if counted.status != "answered" or entry is None:
        return None
    match entry.confidence:
        case "documented":
            return msg("Basis: {strength}", strength=msg("documented"))
        case "reported":
            return msg("Basis: {strength}", strength=msg("reported"))
        case "estimated":
            return msg("Basis: {strength}", strength=msg("estimated"))
        case _:
            return None if entry.evidence is None else msg("with evidence")


def ahead_text(words: Words, question: Question, counted: CountedAnswer, wanted: int) -> str:
    """The least answer worth the *wanted* points; empty where they are reached, or no answer can be named."""
    slot = words.compiled.plan.question(question.id)
    if (
        counted.status in ("not-asked", "not-applicable")
        or not slot.scored
        or (counted.points or 0) >= wanted
    ):
        return ""
    if slot.kind in ("choice", "scale"):
        return _least_option(words, question, slot, wanted)
    bound = _least_bound(slot.rule, wanted) if isinstance(slot.rule, Table) else None
    return "" if bound is None else _bound_text(words, question, bound)


def _least_option(words: Words, question: Question, slot: QuestionSlot, wanted: int) -> str:
    worth = ((points_of(slot, option.id), option) for option in words.compiled.model.options_of(question))
    enough = [
        (Fraction(*points), option) for points, option in worth if points and Fraction(*points) >= wanted
    ]
    return words.text(min(enough, key=lambda pair: pair[0])[1].text) if enough else ""


def _least_bound(table: Table, wanted: int) -> Bound | None:
    """The bound that a value must meet for the *wanted* points, where the table's points rise or fall throughout."""
    points = [Fraction(*worth) for _, worth in table.rows]
    if all(a >= b for a, b in pairwise(points)):
        rows = [bounds for bounds, worth in table.rows if Fraction(*worth) >= wanted]
        return rows[-1][0] if rows and len(rows[-1]) == 1 else None
    if not all(a <= b for a, b in pairwise(points)):
        return None
    rows = [bounds for bounds, worth in table.rows if Fraction(*worth) < wanted]
    if not rows or len(rows) == len(table.rows) or len(rows[-1]) != 1:
        return None
    return Bound(_NEGATION[rows[-1][0].op], rows[-1][0].limit)


def _bound_text(words: Words, question: Question, bound: Bound) -> str:
    value = quantity_text(words, question, Fraction(*bound.limit))
    if not isinstance(question, NumberQuestion):
        value = words.say(msg("{count} of these", count=value))
    match bound.op:
        case Op.AT_LEAST:
            return words.say(msg("at least {value}", value=value))
        case Op.ABOVE:
            return words.say(msg("more than {value}", value=value))
        case Op.AT_MOST:
            return words.say(msg("at most {value}", value=value))
        case Op.BELOW:
            return words.say(msg("less than {value}", value=value))
