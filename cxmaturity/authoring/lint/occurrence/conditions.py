"""Every condition can hold, and can fail."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.authoring.lint.occurrence.statements import Statement, negated
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire import conditions as written
from cxmaturity.questionnaire.models import Dimension
from cxmaturity.questionnaire.questions import BaseQuestion
from cxmaturity.scoring.compiling.conditions import slots_in
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.outcomes import gate_outcome, outcome
from cxmaturity.scoring.plan import (
    All,
    AnyOf,
    Condition,
    Not,
    QuestionSlot,
    SingleLevel,
)
from cxmaturity.scoring.states import FALSE, LEFT_OUT, TRUE


class Place(Struct, frozen=True):
    """A condition as the file has it and as the plan has it, and what it means where it never or always holds."""

    path: DataPath
    written: written.Condition
    compiled: Condition
    never: Message
    always: Message | None = None
    gate: bool = False


_ALWAYS = msg("This condition always holds, so it changes nothing.")


def condition_statements(subject: Subject) -> Iterator[Statement]:
    """For each condition, and each part of one, that it can hold and that it can fail."""
    for place in _places(subject):
        yield from _both(place)
        yield from _inside(place)


def _inside(place: Place) -> Iterator[Statement]:
    """The parts of an `all`, `any` or `not` as the file spells them out."""
    never = msg("This part of the condition never holds.")
    always = msg("This part of the condition always holds.")
    match place.written, place.compiled:
        case (written.AllOf(all=parts_), All(parts=compiled)):
            key = "all"
        case (written.AnyOf(any=parts_), AnyOf(parts=compiled)):
            key = "any"
        case (written.NotOf(not_=part), Not(part=inner)):
            inside = Place((*place.path, "not"), part, inner, never, always, place.gate)
            yield from _inside(inside)
            return
        case _:
            return
    for position, (part, inner) in enumerate(zip(parts_, compiled, strict=True)):
        inside = Place((*place.path, key, position), part, inner, never, always, place.gate)
        yield from _both(inside)
        yield from _inside(inside)


def _both(place: Place) -> Iterator[Statement]:
    if isinstance(place.compiled, SingleLevel):  # whatever is asked, answering all of it leaves one level
        return
    slots = frozenset(slots_in(place.compiled))

    def holds(worlds: Sequence[Evaluation]) -> int:
        if not place.gate:
            return outcome(worlds[0], place.compiled)
        found = gate_outcome(worlds[0], place.compiled, single_level=True)
        return found & FALSE | (TRUE if found & (TRUE | LEFT_OUT) else 0)

    def fails(worlds: Sequence[Evaluation]) -> int:
        return negated(holds(worlds))

    yield Statement("condition-never", place.path, place.never, holds, slots)
    if place.always is not None:
        yield Statement("condition-always", place.path, place.always, fails, slots)


def _places(subject: Subject) -> Iterator[Place]:
    yield from _of_questions(subject)
    yield from _of_scores(subject)
    yield from _of_rules(subject)
    plan, model = subject.plan, subject.model
    for number, (note, (_, compiled)) in enumerate(zip(model.consistency, plan.consistency, strict=True)):
        never = msg("The note {name} is never shown.", name=note.id)
        always = msg("The note {name} is always shown.", name=note.id)
        yield Place(("consistency", number, "when"), note.when, compiled, never, always)
    if model.level_status is not None:
        for key, compiled_ in (("determined", plan.determined), ("provisional", plan.provisional)):
            condition = getattr(model.level_status, key)
            if condition is not None and compiled_ is not None:
                never = msg("The level is never {status}.", status=key)
                yield Place(("level_status", key), condition, compiled_, never, gate=True)


def _of_questions(subject: Subject) -> Iterator[Place]:
    home: Dimension | None = None
    for path, part in subject.parts:
        if isinstance(part, Dimension):
            home = part
            if part.when is not None and part.questions:
                slot = subject.plan.question(part.questions[0].id)
                never = msg("The questions of {name} are never asked.", name=part.id)
                both = part.questions[0].when is not None
                yield Place((*path, "when"), part.when, _asked(slot, both=both)[0], never, _ALWAYS)
        elif isinstance(part, BaseQuestion):
            slot = subject.plan.question(part.id)
            offered = part.not_applicable
            if part.when is not None:
                both = path[0] != "context" and home is not None and home.when is not None
                never = msg("The question {question} is never asked.", question=part.id)
                yield Place((*path, "when"), part.when, _asked(slot, both=both)[-1], never, _ALWAYS)
            if offered is not None and offered.when is not None and not isinstance(slot.not_applicable, bool):
                never = msg("“not-applicable” is never offered for {question}.", question=part.id)
                yield Place(
                    (*path, "not_applicable", "when"), offered.when, slot.not_applicable, never, _ALWAYS
                )


def _asked(slot: QuestionSlot, *, both: bool) -> tuple[Condition, ...]:
    """The condition of the dimension and that of the question, where there are both; else the one there is."""
    assert slot.asked is not None
    return slot.asked.parts if both and isinstance(slot.asked, All) else (slot.asked,)


def _of_scores(subject: Subject) -> Iterator[Place]:
    for path, score in subject.names.scores:
        slot = subject.plan.score(score.id)
        if score.when is not None and slot.when is not None:
            never = msg("The score {score} never applies.", score=score.id)
            yield Place((*path, "when"), score.when, slot.when, never, _ALWAYS)
        tests = iter(child.condition for child in slot.children if child.condition is not None)
        for position, use in enumerate(score.uses):
            if use.when is not None:
                where = (*path, score.aggregate, position, "when")
                never = msg("This condition never holds, so it is always worth 0.")
                always = msg("This condition always holds, so it is always worth 1.")
                yield Place(where, use.when, next(tests), never, always)


def _of_rules(subject: Subject) -> Iterator[Place]:
    """Only what is inside the rules: whether a whole one decides is a statement of its own."""
    for path, rule in subject.names.level_rules:
        slot = subject.plan.level(rule.id)
        for position, row in enumerate(rule.rules or ()):
            compiled = slot.rules[position][0]
            if row.when is not None and compiled is not None:
                never = msg("This condition never holds.")
                yield Place((*path, "rules", position, "when"), row.when, compiled, never)
