"""The plan as a whole: order, what lies below each slot, bounds, and what only shows there."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from msgspec.structs import replace

from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.scoring.aggregates import Interval
from cxmaturity.scoring.bounds import child_bounds, score_bounds, score_ceiling
from cxmaturity.scoring.compiling.conditions import compile_condition, optional_condition, slots_in
from cxmaturity.scoring.compiling.magnitude import check_magnitude, fineness
from cxmaturity.scoring.compiling.naming import InvalidModel, Naming, as_integers, naming_of
from cxmaturity.scoring.compiling.nodes import compile_level, compile_score
from cxmaturity.scoring.compiling.questions import compile_question
from cxmaturity.scoring.pairs import highest, lowest
from cxmaturity.scoring.plan import LevelSlot, Plan, QuestionSlot, ScoreSlot, Slot, Table
from cxmaturity.scoring.stretches import gap_between

Needs = Mapping[int, frozenset[int]]


def compile_plan(questionnaire: Questionnaire) -> Plan:
    """The plan of a questionnaire that has passed its structural checks.

    Raises InvalidModel for what only shows here: cycles, values without points, bands with gaps, ratios over nothing,
    scores beyond what can be written or computed.
    """
    naming = naming_of(questionnaire)
    plain = naming.questionnaire
    weights = as_integers(question.weight for question in naming.questions)
    questions = tuple(compile_question(naming, q, w) for q, w in zip(naming.questions, weights, strict=True))
    scores = tuple(compile_score(naming, score, questions) for score in plain.scores)
    levels = tuple(compile_level(naming, rule) for rule in plain.levels)
    compiled: tuple[Slot, ...] = (*questions, *scores, *levels)
    needs = {slot.slot: frozenset(needs_of(slot)) for slot in compiled}
    order = _ordered(naming, needs)
    slots = _completed(naming, order, compiled)
    status, result = plain.level_status, plain.result
    level = None if result.level is None else naming.level_slots[result.level]
    index = None if result.index is None else naming.score_slots[result.index]
    return Plan(
        questions=questions,
        scores=tuple(slot for slot in slots if isinstance(slot, ScoreSlot)),
        levels=tuple(slot for slot in slots if isinstance(slot, LevelSlot)),
        slots=slots,
        order=order,
        dependents=_dependents(
            order, needs, len(questions), {slot for slot in (level, index) if slot is not None}
        ),
        question_slots=naming.question_slots,
        score_slots=naming.score_slots,
        level_slots=naming.level_slots,
        dimensions={d.id: tuple(naming.question_slots[q.id] for q in d.questions) for d in plain.dimensions},
        result_level=level,
        result_index=index,
        determined=None if status is None else compile_condition(naming, status.determined),
        provisional=None if status is None else optional_condition(naming, status.provisional),
        consistency=tuple((note.id, compile_condition(naming, note.when)) for note in plain.consistency),
    )


def needs_of(slot: Slot) -> Iterator[int]:
    """The slots that have to be known before this one."""
    if isinstance(slot, QuestionSlot):
        yield from slots_in(slot.asked)
    elif isinstance(slot, ScoreSlot):
        yield from slots_in(slot.when)
        yield from _below(slot)
    else:
        yield from slot.inputs


def _below(slot: ScoreSlot | LevelSlot) -> Iterator[int]:
    """The slots whose answers make up this one; a condition that only switches it is not among them."""
    if isinstance(slot, LevelSlot):
        yield from slot.inputs
        return
    for child in slot.children:
        if child.slot is not None:
            yield child.slot
        yield from slots_in(child.condition)


def _ordered(naming: Naming, needs: Needs) -> tuple[int, ...]:
    try:
        return tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        ring = error.args[1]
        where = next((path for slot in ring if (path := naming.path_of(slot))), ())
        names = " → ".join(naming.name_of(slot) for slot in ring)
        message = msg("These depend on one another in a circle: {ring}.", ring=names)
        hint = msg("One of them must do without the next.")
        raise InvalidModel("cycle", where, message, hint) from None


def _completed(naming: Naming, order: Iterable[int], compiled: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """All slots with what depends on those before them: leaves, bounds, and whether what was possible matters."""
    slots = {slot.slot: slot for slot in compiled}
    tracked = _below_ratios([slot for slot in compiled if isinstance(slot, ScoreSlot)])
    ceilings: dict[int, Interval] = {}
    finest: dict[int, int] = {}
    leaves = {slot.slot: frozenset({slot.slot}) for slot in compiled if isinstance(slot, QuestionSlot)}
    for number in order:
        slot = slots[number]
        if isinstance(slot, QuestionSlot):
            if slot.low is not None and slot.high is not None:
                check_magnitude(naming, number, (slot.low, slot.high))
            continue
        leaves[number] = frozenset().union(*(leaves[below] for below in _below(slot)))
        ordered = tuple(sorted(leaves[number]))
        if isinstance(slot, LevelSlot):
            slots[number] = replace(slot, leaves=ordered)
            _check_bands(naming, slot, slots)
        else:
            _check_ratio(naming, slot, slots, tracked)
            finest[number] = fineness(naming, slot, slots, finest)
            bounds = score_bounds(slot, slots, ceilings)
            check_magnitude(naming, number, bounds)
            if number in tracked:
                ceilings[number] = score_ceiling(slot, slots, ceilings)
            slots[number] = replace(slot, leaves=ordered, bounds=bounds, tracks_possible=number in tracked)
    return tuple(slots[number] for number in sorted(slots))


def _below_ratios(scores: Iterable[ScoreSlot]) -> frozenset[int]:
    by_slot = {score.slot: score for score in scores}
    pending = [
        child.slot for score in by_slot.values() if score.aggregate == "ratio" for child in score.children
    ]
    found: set[int] = set()
    while pending:
        slot = pending.pop()
        if slot in by_slot and slot not in found:
            found.add(slot)
            pending.extend(child.slot for child in by_slot[slot].children)
    return frozenset(found)


def _check_ratio(naming: Naming, slot: ScoreSlot, slots: Mapping[int, Slot], tracked: frozenset[int]) -> None:
    """What is possible must be more than nothing, all the way down, or a share of it means nothing."""
    if slot.aggregate != "ratio" and slot.slot not in tracked:
        return
    nothing = any(child.weight < 0 or child_bounds(child, slots)[1][0] <= 0 for child in slot.children)
    faults = {"times": slot.times[0] <= 0, "base": slot.base[0] < 0, slot.aggregate: nothing}
    at = next((key for key, is_faulty in faults.items() if is_faulty), None)
    if at is not None:
        raise InvalidModel(
            "empty-ratio",
            (*naming.path_of(slot.slot), at),
            msg("{score} is part of a ratio, so each of its parts must be able to earn more than 0 points.",
                score=slot.id),
            msg("Leave out the part that earns nothing, or take sum or mean instead of ratio."),
        )  # fmt: skip


def _check_bands(naming: Naming, level: LevelSlot, slots: Mapping[int, Slot]) -> None:
    if not level.table or level.of is None:
        return
    source = slots[level.of]
    if isinstance(source, ScoreSlot):
        low, high = source.bounds
    else:
        assert isinstance(source, QuestionSlot)
        ends = [end for end in (source.low, source.high, source.assumed) if end is not None]
        low, high = lowest(ends), highest(ends)
    rows = Table(tuple((bounds, (number, 1)) for bounds, number in level.table))
    gap = gap_between(rows, low, high)
    if gap is not None:
        raise InvalidModel(
            "gap",
            (*naming.path_of(level.slot), "bands", gap.row),
            msg("No band gives a level to values {stretch}.", stretch=gap.stretch.message()),
            msg("Let a bound reach further, add a band, or end the list with otherwise."),
        )


def _dependents(
    order: tuple[int, ...], needs: Needs, questions: int, results: set[int]
) -> tuple[tuple[int, ...], ...]:
    """For each question the slots through which its answer reaches the *results*, itself first, in order."""
    used = set(results)
    for number in reversed(order):
        if number in used:
            used |= needs[number]
    reached: list[set[int]] = [{number} for number in range(questions)]
    for number in order:
        for affected in reached if number in used else ():
            if not affected.isdisjoint(needs[number]):
                affected.add(number)
    position = {number: place for place, number in enumerate(order)}
    return tuple(tuple(sorted(affected, key=position.__getitem__)) for affected in reached)
