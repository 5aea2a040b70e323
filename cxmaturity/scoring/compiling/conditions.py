"""Conditions: names to slots."""

from collections.abc import Iterator

from cxmaturity.questionnaire import conditions as written
from cxmaturity.questionnaire.scores import LevelRef
from cxmaturity.scoring.compiling.naming import Naming
from cxmaturity.scoring.pairs import pair
from cxmaturity.scoring.plan import (
    All,
    Answered,
    AnyOf,
    Bound,
    Bounds,
    Chosen,
    Condition,
    Coverage,
    Not,
    Op,
    Quantity,
    SingleLevel,
    Value,
)


def compile_bounds(source: written.Bounds) -> Bounds:
    """The bounds that a condition, a bin or a band states."""
    return tuple(Bound(Op(name), pair(limit)) for name, limit in source.stated_bounds().items())


def compile_condition(naming: Naming, condition: written.Condition) -> Condition:
    """A plain condition (one that expansion has been through) over slots."""
    match condition:
        case written.AllOf():
            return All(tuple(compile_condition(naming, part) for part in condition.all))
        case written.AnyOf():
            return AnyOf(tuple(compile_condition(naming, part) for part in condition.any))
        case written.NotOf():
            return Not(compile_condition(naming, condition.not_))
        case written.OnQuestion():
            return _on_question(naming, condition)
        case written.OnScore():
            return Value(naming.node(condition.score), compile_bounds(condition))
        case written.OnLevel():
            return _on_level(naming, condition)
        case written.OnCoverage():
            name = str(condition.coverage)
            slot = naming.score_slots[name] if name in naming.score_slots else naming.level_slots[name]
            return Coverage(slot, compile_bounds(condition))
        case written.OnRange():
            return SingleLevel()
        case _:
            raise TypeError(f"not a plain condition: {type(condition).__name__}")


def optional_condition(naming: Naming, condition: written.Condition | None) -> Condition | None:
    """The compiled condition where there is one."""
    return None if condition is None else compile_condition(naming, condition)


def _on_question(naming: Naming, condition: written.OnQuestion) -> Condition:
    slot = naming.question_slots[condition.question]
    if condition.is_ is not None:
        return Chosen(slot, frozenset({condition.is_}), exactly=True)
    options = condition.in_ if condition.in_ is not None else condition.has
    if options is not None:
        return Chosen(slot, frozenset(options))
    if condition.answered is not None:
        return Answered(slot, condition.answered)
    return Quantity(slot, compile_bounds(condition))


def _on_level(naming: Naming, condition: written.OnLevel) -> Condition:
    slot = naming.level_slots[condition.level]
    refs = (condition.is_,) if condition.is_ is not None else condition.in_
    if refs is not None:
        numbers = [(naming.level_number(condition.level, ref), 1) for ref in refs]
        parts = tuple(Value(slot, (Bound(Op.AT_LEAST, n), Bound(Op.AT_MOST, n))) for n in numbers)
        return parts[0] if len(parts) == 1 else AnyOf(parts)
    bounds = condition.stated_bounds().items()
    return Value(
        slot, tuple(Bound(Op(name), (_number(naming, condition.level, ref), 1)) for name, ref in bounds)
    )


def _number(naming: Naming, node: str, ref: LevelRef) -> int:
    """A bound by number need not name a level of the scale: a lag can lead below the lowest."""
    return ref if isinstance(ref, int) else naming.level_number(node, ref)


def slots_in(condition: Condition | None) -> Iterator[int]:
    """The slots a condition refers to."""
    match condition:
        case None | SingleLevel():
            return
        case All() | AnyOf():
            for part in condition.parts:
                yield from slots_in(part)
        case Not():
            yield from slots_in(condition.part)
        case _:
            yield condition.slot
