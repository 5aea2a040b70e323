"""Rows that cannot be scored although every cell can be read."""

from collections.abc import Callable, Iterator

from cxmaturity.answers.values import Given, Missing
from cxmaturity.batch.intake.misreading import Problem
from cxmaturity.batch.network.readings import Readings
from cxmaturity.batch.network.views import Input, Seen
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.scoring.assess import AnswersRequired, NotOffered
from cxmaturity.scoring.plan import ScoreSlot
from cxmaturity.scoring.slots import lacks_answer
from cxmaturity.scoring.states import FALSE, TRUE, State

#: The questions that must be answered, or the one that does apply; None where the row can be scored.
Refusal = tuple[str, ...] | str | None


def refusals(now: Readings) -> Seen[Refusal]:
    """Why each row cannot be scored."""
    network = now.network
    required = network.fold(
        list(_requirements(now)),
        tuple[str, ...](),
        lambda _, names, found: names + tuple(name for name in found if name not in names),
    )
    inputs: list[Input] = [required, *_wrongly_not_applicable(now)]
    return network.fold(inputs, None, lambda _, sofar, found: sofar or found or None)


def refusal_error(refusal: tuple[str, ...] | str) -> CxmaturityError:
    """What a single assessment says of such a row."""
    return NotOffered(refusal) if isinstance(refusal, str) else AnswersRequired(refusal)


def refusal_problem(refusal: tuple[str, ...] | str) -> Problem:
    """Why such a row cannot be scored."""
    message = refusal_error(refusal).message
    return (
        Problem("not-offered", message) if isinstance(refusal, str) else Problem("answer-required", message)
    )


def _requirements(now: Readings) -> Iterator[Seen[tuple[str, ...]]]:
    """For each score the questions whose answers it insists on and does not have."""
    for number in now.plan.order:
        slot = now.plan.slots[number]
        if isinstance(slot, ScoreSlot) and any(child.required for child in slot.children):
            yield _required_by(now, slot)


def _required_by(now: Readings, slot: ScoreSlot) -> Seen[tuple[str, ...]]:
    children = [
        (child, now.plan.slots[child.slot])
        for child in slot.children
        if child.slot is not None and child.required
    ]

    def gathered(number: int, names: tuple[str, ...], state: State) -> tuple[str, ...]:
        child, question = children[number]
        is_new = question.id not in names and lacks_answer(child, question, state)
        return (*names, question.id) if is_new else names

    states = [now.state(question.slot) for _, question in children]
    lacking = now.network.fold(states, tuple[str, ...](), gathered)
    return now.network.memo(
        [now.asked(slot.when), lacking], lambda asked, names: () if asked == FALSE else names
    )


def _wrongly_not_applicable(now: Readings) -> Iterator[Seen[str | None]]:
    """For each question that only sometimes has it, the question's id where "not applicable" was wrong."""
    for question in now.plan.questions:
        if not isinstance(question.not_applicable, bool):
            inputs: list[Input] = [now.network.given[question.slot], now.outcome(question.not_applicable)]
            yield now.network.memo(inputs, _unless_offered(question.id))


def _unless_offered(question: str) -> Callable[[Given | None, int], str | None]:
    return lambda given, offered: question if given is Missing.NOT_APPLICABLE and offered != TRUE else None
