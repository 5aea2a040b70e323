"""Why a company's result changed: its dimensions, its answers, and the gates that hold or fail now."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec import Struct

from cxmaturity.answers.models import Entry
from cxmaturity.authoring.diff.classes import Weight
from cxmaturity.authoring.diff.comparing import Change
from cxmaturity.authoring.diff.difference import Difference, Side
from cxmaturity.authoring.diff.facts import Key
from cxmaturity.authoring.diff.impact import Compared
from cxmaturity.authoring.diff.naming import numbered
from cxmaturity.authoring.diff.notation import tested
from cxmaturity.scoring.assess import given_by_slot
from cxmaturity.scoring.assessment import Assessment, DimensionResult
from cxmaturity.scoring.evaluation import evaluate
from cxmaturity.scoring.outcomes import gate_outcome
from cxmaturity.scoring.plan import LevelSlot
from cxmaturity.scoring.states import FALSE


class Moved(Struct, frozen=True):
    """Something that has another value: a dimension's score and level number, or an answer's points."""

    name: str
    old: Fraction | None
    new: Fraction | None
    old_level: int | None = None
    new_level: int | None = None


class GateTurned(Struct, frozen=True):
    """A gate of a level that was gained or lost: whether it holds now, unlike before.

    `test` is None where the newer version no longer asks for it.
    """

    level: int
    subject: str
    test: str | None
    holds: bool


class Reasons(Struct, frozen=True):
    """What made the difference. `changes` are those of questions that the company answers."""

    dimensions: tuple[Moved, ...]
    answers: tuple[Moved, ...]
    gates: tuple[GateTurned, ...]
    changes: tuple[Change, ...]


def reasons(difference: Difference, compared: Compared) -> Reasons:
    """What made the results of *compared* differ."""
    return Reasons(
        tuple(_dimensions(compared)),
        tuple(_answers(difference, compared)),
        tuple(_gates(difference, compared)),
        tuple(_changes(difference, compared)),
    )


def _dimensions(compared: Compared) -> Iterator[Moved]:
    old, new = ({found.id: found for found in each.dimensions} for each in (compared.old, compared.new))
    for name in dict.fromkeys((*new, *old)):
        before, after = (_standing(found.get(name)) for found in (old, new))
        if before != after:
            yield Moved(name, before[0], after[0], before[1], after[1])


def _standing(dimension: DimensionResult | None) -> tuple[Fraction | None, int | None]:
    if dimension is None:
        return None, None
    return dimension.score.value, None if dimension.level is None else dimension.level.number


def _answers(difference: Difference, compared: Compared) -> Iterator[Moved]:
    names = difference.old.naming.questions
    before = {names[own]: counted.points for own, counted in compared.old.counted.items()}
    after = {name: counted.points for name, counted in compared.new.counted.items()}
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield Moved(name, old, new)


def _gates(difference: Difference, compared: Compared) -> Iterator[GateTurned]:
    """Of the levels that were gained or lost."""
    if compared.old.level is None or compared.new.level is None:
        return
    low, high = sorted((compared.old.level.number, compared.new.level.number))
    before = _held(difference.old, compared.old)
    after = _held(difference.new, compared.new)
    for (level, subject), (test, holds) in after.items():
        earlier = before.get((level, subject))
        if low < level <= high and holds != (True if earlier is None else earlier[1]):
            yield GateTurned(level, subject, test, holds)
    for (level, subject), (_, held) in before.items():
        if low < level <= high and not held and (level, subject) not in after:
            yield GateTurned(level, subject, None, holds=True)


def _held(side: Side, assessment: Assessment) -> Mapping[tuple[int, str], tuple[str, bool]]:
    """The gates of the result's level rule by level and by what they look at: their test, and whether it holds."""
    compiled, naming = side.subject.compiled, side.naming
    number = compiled.plan.result_level
    slot = None if number is None else compiled.plan.slots[number]
    rule = next((rule for rule in naming.plain.levels if slot is not None and rule.id == slot.id), None)
    if not isinstance(slot, LevelSlot) or rule is None or rule.staged is None:
        return {}
    given = {name: entry.given for name, entry in assessment.answers.entries.items()}
    evaluation = evaluate(compiled.plan, given_by_slot(compiled.plan, given))
    held: dict[tuple[int, str], tuple[str, bool]] = {}
    for level, gates in zip(compiled.levels_of(rule.id)[1:], slot.gates, strict=True):
        tests = [tested(gate, naming) for gate in rule.staged.levels[level.id]]
        names = numbered(subject for subject, _ in tests)
        for name, (_, test), gate in zip(names, tests, gates, strict=True):
            held[level.number, name] = test, gate_outcome(evaluation, gate) != FALSE
    return held


def _changes(difference: Difference, compared: Compared) -> Iterator[Change]:
    """Those of questions and options that the company's answers rest on; what they are worth shows in the points."""
    names = difference.old.naming.questions
    answered = {names[own]: compared.old.answers.entries.get(own) for own in compared.old.counted}
    answered |= {name: entry for name, entry in compared.new.answers.entries.items() if name in answered}
    for change in difference.changes:
        worth = change.key.field.partition(".")[0] == "points" or change.key.field == "id"
        if (
            change.weight > Weight.TEXT_ONLY
            and not worth
            and any(_rests_on(answered.get(key.things[0][1]), key) for key in change.keys if key.things)
        ):
            yield change


def _rests_on(entry: Entry | None, key: Key) -> bool:
    """Whether an answer has to do with a question or with its option."""
    if entry is None or key.things[0][0] != "question":
        return False
    given = entry.given if isinstance(entry.given, frozenset) else {entry.given}
    return all(name in given for kind, name in key.things if kind == "option")
