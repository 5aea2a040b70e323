"""Actions lead all the way up: each step has some, and carried out they reach its level."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from cxmaturity.authoring.lint.actions.holding_back import held_back
from cxmaturity.authoring.lint.actions.standing import Standing, carried_out, step_of
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg, msg_n
from cxmaturity.questionnaire.actions import Action
from cxmaturity.questionnaire.scores import find_level
from cxmaturity.scoring.evaluation import Evaluation, evaluate
from cxmaturity.scoring.plan import LevelSlot
from cxmaturity.scoring.states import Reading

#: The evaluation once all actions up to the level with this number are carried out, lowest first.
Stages = Mapping[int, Evaluation]


def check_steps(subject: Subject, lowest: Standing) -> Iterator[Finding]:
    """Steps without an action; else levels that the actions there are do not reach."""
    incomplete: set[str] = set()
    for finding, dimension in _missing(subject):
        incomplete.add(dimension)
        yield finding
    levels = list(_dimension_levels(subject))
    one_each = {slot.scale: slot for slot in levels}
    stages = {scale: _stages(subject, lowest, slot) for scale, slot in one_each.items()}
    short = [
        finding
        for slot in levels
        if slot.id not in incomplete
        for finding in _short(subject, slot, stages[slot.scale])
    ]
    yield from short
    result = subject.plan.result_level
    if result is not None and not incomplete and not short:
        slot = subject.plan.slots[result]
        assert isinstance(slot, LevelSlot)
        if slot.scale in stages and slot.id not in subject.plan.dimensions:
            yield from _short(subject, slot, stages[slot.scale])


def _missing(subject: Subject) -> Iterator[tuple[Finding, str]]:
    for number, dimension in enumerate(subject.model.dimensions):
        if dimension.id not in subject.plan.level_slots:
            continue
        steps = [
            step_of(subject, action) for action in subject.model.actions if action.dimension == dimension.id
        ]
        path = ("dimensions", number, "id")
        if not steps:
            message = msg("There is no action for the dimension {dimension}.", dimension=dimension.id)
            yield Finding("action-missing", path, message, _write_one()), dimension.id
            continue
        for lower, upper in pairwise(subject.compiled.levels_of(dimension.id)):
            if not any(start <= lower.number and upper.number <= end for start, end in steps):
                message = msg(
                    "No action leads {dimension} from {start} to {end}.",
                    dimension=dimension.id,
                    start=lower.id,
                    end=upper.id,
                )
                yield Finding("action-missing", path, message, _write_one()), dimension.id


def _write_one() -> Message:
    return msg("Add an action with this dimension, from and to.")


def _dimension_levels(subject: Subject) -> Iterator[LevelSlot]:
    for slot in subject.plan.levels:
        if slot.id in subject.plan.dimensions:
            yield slot


def _stages(subject: Subject, lowest: Standing, level: LevelSlot) -> Stages:
    """From the lowest answers, step by step on one scale; on others everything is done. Context stays open."""
    plan = subject.plan
    scales = {slot.id: slot.scale for slot in _dimension_levels(subject)}
    ends: dict[int, list[Action]] = {}
    elsewhere: list[Action] = []
    for action in subject.model.actions:
        here = scales[action.dimension] == level.scale
        (ends.setdefault(step_of(subject, action)[1], []) if here else elsewhere).append(action)
    standing = carried_out(plan, lowest, elsewhere)
    stages: dict[int, Evaluation] = {}
    for number in level.numbers[1:]:
        standing = carried_out(plan, standing, ends.get(number, ()))
        stages[number] = evaluate(plan, standing, reading=Reading.ANYTHING)
    return stages


def _short(subject: Subject, slot: LevelSlot, stages: Stages) -> Iterator[Finding]:
    """At most one: the levels that all actions leave out of reach, or the first that its own step does not reach."""
    top = stages[slot.numbers[-1]]
    highest = _reached(top, slot)
    if highest is None:
        return
    if highest < slot.numbers[-1]:
        yield from _out_of_reach(subject, slot, top, highest)
        return
    for number, evaluation in stages.items():
        position = _step_to(subject, slot, number)
        reached = _reached(evaluation, slot)
        if position is not None and reached is not None and reached < number:
            level, stays = (subject.compiled.level_at(slot.id, at).id for at in (number, reached))
            message = msg(
                "All actions up to {level}, carried out, leave {node} at {reached}.",
                level=level,
                node=slot.id,
                reached=stays,
            )
            hint = held_back(evaluation, slot, reached)
            yield Finding("step-too-short", ("actions", position, "to"), message, hint)
            return


def _out_of_reach(subject: Subject, slot: LevelSlot, top: Evaluation, highest: int) -> Iterator[Finding]:
    """Levels that some answers reach, but not those after all actions."""
    ever = _reached(evaluate(subject.plan, {}, reading=Reading.ANYTHING), slot) or highest
    beyond = [number for number in slot.numbers if highest < number <= ever]
    if beyond:
        message = msg_n(
            "Not even all actions together lead {node} to {levels}.",
            "Not even all actions together lead {node} to these levels: {levels}.",
            len(beyond),
            node=slot.id,
            levels=", ".join(subject.compiled.level_at(slot.id, number).id for number in beyond),
        )
        path, hint = _level_path(subject, slot.id, beyond[0]), held_back(top, slot, highest)
        yield Finding("level-out-of-reach", path, message, hint, at_key="staged" in path)


def _level_path(subject: Subject, node: str, number: int) -> DataPath:
    """Where the level with this number is given on the scale of *node*: its row or its gates, else the rule."""
    path, rule = next((path, rule) for path, rule in subject.names.level_rules if rule.id == node)
    level = subject.compiled.level_at(node, number)
    for key, rows in (("bands", rule.bands), ("rules", rule.rules)):
        for position, row in enumerate(rows or ()):
            if find_level([level], row.reached) is not None:
                return (*path, key, position)
    for ref in () if rule.staged is None else rule.staged.levels:
        if find_level([level], ref) is not None:
            return (*path, "staged", "levels", ref)
    return (*path, "id")


def _reached(evaluation: Evaluation, slot: LevelSlot) -> int | None:
    high = evaluation.states[slot.slot].high
    return None if high is None else high[0]


def _step_to(subject: Subject, slot: LevelSlot, number: int) -> int | None:
    """The position of the first action to this level; None where none ends there, or some lead past it at once.

    For the result those of all dimensions count.
    """
    first = None
    for position, action in enumerate(subject.model.actions):
        if action.dimension == slot.id or slot.id not in subject.plan.dimensions:
            start, end = step_of(subject, action)
            if start < number < end:
                return None
            if end == number and first is None:
                first = position
    return first
