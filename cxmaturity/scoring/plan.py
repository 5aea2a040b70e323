"""The compiled plan: plain frozen data that every evaluation reads.

Each question, score and level rule has a slot. Slots are numbered questions first, then scores, then levels;
`Plan.order` lists them so that everything a slot needs comes before it. Conditions refer to slots.
"""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from cxmaturity.scoring.pairs import Pair


class Op(StrEnum):
    """The four bounds."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"


class Bound(Struct, frozen=True):
    """value OP limit."""

    op: Op
    limit: Pair

    def holds(self, value: Pair) -> bool:
        left, right = value[0] * self.limit[1], self.limit[0] * value[1]
        match self.op:
            case Op.AT_LEAST:
                return left >= right
            case Op.ABOVE:
                return left > right
            case Op.AT_MOST:
                return left <= right
            case Op.BELOW:
                return left < right


Bounds = tuple[Bound, ...]


def within(bounds: Bounds, value: Pair) -> bool:
    """Whether *value* meets every bound; no bounds are met by every value."""
    return all(bound.holds(value) for bound in bounds)


class All(Struct, frozen=True):
    """Every part holds."""

    parts: tuple["Condition", ...]


class AnyOf(Struct, frozen=True):
    """At least one part holds."""

    parts: tuple["Condition", ...]


class Not(Struct, frozen=True):
    """The part does not hold."""

    part: "Condition"


class Answered(Struct, frozen=True):
    """The question has an answer (or, with *wanted* false, has none)."""

    slot: int
    wanted: bool = True


class Chosen(Struct, frozen=True):
    """The chosen option, or any of the ticked ones, is among *options*."""

    slot: int
    options: frozenset[str]
    exactly: bool = False


class Quantity(Struct, frozen=True):
    """The number given, or the count of ticks, meets the bounds."""

    slot: int
    bounds: Bounds


class Value(Struct, frozen=True):
    """The score, the points, or the level's number in *slot* meets the bounds."""

    slot: int
    bounds: Bounds


class Coverage(Struct, frozen=True):
    """The coverage of *slot* meets the bounds."""

    slot: int
    bounds: Bounds


class SingleLevel(Struct, frozen=True):
    """Only one level of the result is possible."""


Condition = All | AnyOf | Not | Answered | Chosen | Quantity | Value | Coverage | SingleLevel


class Line(Struct, frozen=True):
    """Points along a line through two ends, clamped between them."""

    start: Pair
    end: Pair
    start_points: Pair
    end_points: Pair


class Table(Struct, frozen=True):
    """Points by the first row whose bounds hold; a row without bounds matches every value."""

    rows: tuple[tuple[Bounds, Pair], ...]


PointsRule = Line | Table | None


class QuestionSlot(Struct, frozen=True):
    """A question: when it is asked, and what its answers are worth."""

    slot: int
    id: str
    kind: str
    dimension: str | None
    weight: int
    asked: Condition | None
    options: Mapping[str, Pair | None]
    fixed: frozenset[str]
    ticked: str
    rule: PointsRule
    scored: bool
    range: tuple[Pair, Pair] | None
    low: Pair | None
    high: Pair | None
    assumed: Pair | None
    required: bool
    not_applicable: Condition | bool = False


class Child(Struct, frozen=True):
    """A use of a slot, or of a condition, in a score. *assumed* stands in for a missing answer."""

    weight: int
    slot: int | None = None
    condition: Condition | None = None
    assumed: Pair | None = None
    required: bool = False


class ScoreSlot(Struct, frozen=True):
    """A score: aggregate over children, times *times*, plus *base*; declared, or made *on_the_spot* in a condition."""

    slot: int
    id: str
    aggregate: str
    children: tuple[Child, ...]
    times: Pair
    base: Pair
    when: Condition | None
    min_coverage: Pair | None
    leaves: tuple[int, ...]
    bounds: tuple[Pair, Pair]
    tracks_possible: bool = False
    on_the_spot: bool = False


class LevelSlot(Struct, frozen=True):
    """A level rule. *numbers* are the level numbers of its scale, lowest first.

    `table` holds bands; `rules` conditions with level numbers, an empty condition ends them; `gates` the gates of
    each level above the lowest, in order. Exactly one of them is used, or `rounding` is "floor" or "nearest".
    """

    slot: int
    id: str
    scale: str
    numbers: tuple[int, ...]
    of: int | None = None
    rounding: str | None = None
    table: tuple[tuple[Bounds, int], ...] = ()
    rules: tuple[tuple[Condition | None, int], ...] = ()
    gates: tuple[tuple[Condition, ...], ...] = ()
    vacuous: bool = False
    inputs: tuple[int, ...] = ()
    leaves: tuple[int, ...] = ()


Slot = QuestionSlot | ScoreSlot | LevelSlot


class Plan(Struct, frozen=True, dict=True):
    """Everything an evaluation needs, and the names to find results by.

    `slots` has all slots by number, `order` their numbers so that each comes after what it needs; `dependents` the
    slots through which each question's answer reaches the result, in order.
    """

    questions: tuple[QuestionSlot, ...]
    scores: tuple[ScoreSlot, ...]
    levels: tuple[LevelSlot, ...]
    slots: tuple[Slot, ...]
    order: tuple[int, ...]
    dependents: tuple[tuple[int, ...], ...]
    question_slots: Mapping[str, int]
    score_slots: Mapping[str, int]
    level_slots: Mapping[str, int]
    dimensions: Mapping[str, tuple[int, ...]]
    result_level: int | None
    result_index: int | None
    determined: Condition | None = None
    provisional: Condition | None = None
    consistency: tuple[tuple[str, Condition], ...] = ()

    @property
    def results(self) -> tuple[int, ...]:
        """The slots of the result: its level, its index, both or none."""
        return tuple(slot for slot in (self.result_level, self.result_index) if slot is not None)

    def leaves(self, slot: int) -> tuple[int, ...]:
        """The questions below a slot; a question is its own."""
        entry = self.slots[slot]
        return (slot,) if isinstance(entry, QuestionSlot) else entry.leaves

    def question(self, name: str) -> QuestionSlot:
        """The question with this id."""
        return self.questions[self.question_slots[name]]

    def score(self, name: str) -> ScoreSlot:
        """The score with this id, a dimension's too."""
        slot = self.slots[self.score_slots[name]]
        assert isinstance(slot, ScoreSlot)
        return slot

    def level(self, name: str) -> LevelSlot:
        """The level rule with this id."""
        slot = self.slots[self.level_slots[name]]
        assert isinstance(slot, LevelSlot)
        return slot
