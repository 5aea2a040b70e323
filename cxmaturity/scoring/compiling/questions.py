"""Questions: when they are asked, what their answers are worth, what a missing one counts as."""

from decimal import Decimal

from msgspec.structs import replace

from cxmaturity.answers.values import Answer
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.questions import Bin, Missing, MissingAs, NumberQuestion, Points, Question
from cxmaturity.scoring.compiling.conditions import compile_bounds, compile_condition
from cxmaturity.scoring.compiling.naming import InvalidModel, Naming
from cxmaturity.scoring.pairs import Pair, highest, lowest, pair
from cxmaturity.scoring.plan import All, Condition, Line, PointsRule, QuestionSlot, Table
from cxmaturity.scoring.points import apply_rule, points_of, possible_inputs, possible_points
from cxmaturity.scoring.stretches import gap_among, gap_between


def compile_question(naming: Naming, question: Question, weight: int) -> QuestionSlot:
    """The slot of a question. Raises InvalidModel where some answer would have no points."""
    dimension = naming.homes.get(question.id)
    slot = QuestionSlot(
        slot=naming.question_slots[question.id],
        id=question.id,
        kind=question.kind,
        dimension=None if dimension is None else dimension.id,
        weight=weight,
        asked=_asked(naming, question),
        options={
            option.id: None if option.points is None else pair(option.points) for option in question.options
        },
        fixed=frozenset(option.id for option in question.options if getattr(option, "exclusive", False)),
        ticked=getattr(question, "ticked", "sum"),
        rule=compile_points(question.points),
        scored=dimension is not None,
        range=_span(question),
        low=None,
        high=None,
        assumed=None,
        required=False,
        not_applicable=_not_applicable(naming, question),
    )
    if not slot.scored:
        return slot
    worths = possible_points(slot)
    known = [worth for worth in worths if worth is not None]
    if len(known) < len(worths):
        raise _gap(naming, slot)
    slot = replace(slot, low=lowest(known), high=highest(known))
    assumed, required = missing_points(naming, slot, question.missing, (slot.slot, "missing"))
    return replace(slot, assumed=assumed, required=required)


def _gap(naming: Naming, slot: QuestionSlot) -> InvalidModel:
    """What to say of a question with values that no row of its table holds for: the lowest of them."""
    assert isinstance(slot.rule, Table)
    gap = (
        gap_among(slot.rule, possible_inputs(slot))
        if slot.range is None
        else gap_between(slot.rule, *slot.range)
    )
    assert gap is not None
    return InvalidModel(
        "gap",
        (*naming.path_of(slot.slot), "points", "bins", gap.row),
        msg("No row gives points to values {stretch}.", stretch=gap.stretch.message()),
        msg("Let a bound reach further, add a row, or end the table with otherwise."),
    )


def missing_points(
    naming: Naming, slot: QuestionSlot, rule: Missing | None, place: tuple[int, str]
) -> tuple[Pair | None, bool]:
    """What a missing answer counts as under *rule* (else the questionnaire's), and whether it is an error.

    *place* is the slot, and the key there, at which the rule is written.
    """
    effective = naming.questionnaire.missing if rule is None else rule
    if not isinstance(effective, MissingAs):
        return None, effective == "error"
    points = None
    if isinstance(effective.as_, Decimal):
        points = apply_rule(slot.rule, pair(effective.as_))
    elif effective.as_ in slot.options:
        answer: Answer = frozenset({effective.as_}) if slot.kind == "multi" else effective.as_
        points = points_of(slot, answer)
    if points is None:
        raise InvalidModel(
            "assumed-answer",
            ("missing", "as") if rule is None else (*naming.path_of(place[0]), place[1], "as"),
            msg(
                "A missing answer to {question} cannot count as {value}.",
                question=slot.id,
                value=str(effective.as_),
            ),
            msg("Give {question} a missing of its own, or name one of its answers.", question=slot.id),
        )
    return points, False


def compile_points(points: Points) -> PointsRule:
    """A question's `points` as a line, a table, or nothing."""
    if points.linear is not None:
        (start, end), (start_points, end_points) = points.linear.from_, points.linear.to
        return Line(pair(start), pair(end), pair(start_points), pair(end_points))
    if points.bins is None:
        return None
    return Table(
        tuple(
            (compile_bounds(row), pair(row.points)) if isinstance(row, Bin) else ((), pair(row.otherwise))
            for row in points.bins
        )
    )


def _asked(naming: Naming, question: Question) -> Condition | None:
    dimension = naming.homes.get(question.id)
    written = [dimension.when if dimension else None, question.when]
    conditions = tuple(compile_condition(naming, condition) for condition in written if condition is not None)
    return All(conditions) if len(conditions) > 1 else conditions[0] if conditions else None


def _not_applicable(naming: Naming, question: Question) -> Condition | bool:
    allowed = question.not_applicable
    if allowed is None:
        return False
    return True if allowed.when is None else compile_condition(naming, allowed.when)


def _span(question: Question) -> tuple[Pair, Pair] | None:
    if not isinstance(question, NumberQuestion) or question.min is None or question.max is None:
        return None
    return pair(question.min), pair(question.max)
