"""The columns of a result, each a wire of the network; only what a column asked for needs is worked out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Literal

from cxmaturity.batch.network.network import Network
from cxmaturity.batch.network.readings import Covered, Readings
from cxmaturity.batch.network.views import Fixed, Input, Seen
from cxmaturity.batch.results.recommending import next_actions
from cxmaturity.batch.results.refusals import Refusal, refusals
from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.assess import counted_as, level_status
from cxmaturity.scoring.assessment import Counted, LevelStatus
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.gates import dimensions_of
from cxmaturity.scoring.plan import Condition, LevelSlot, QuestionSlot
from cxmaturity.scoring.range import level_range
from cxmaturity.scoring.states import FALSE, TRUE, Reading

#: Between the items of a cell that lists several.
SEPARATOR = ";"

CORE = (
    "level",
    "level_number",
    "level_status",
    "index",
    "coverage",
    "level_low",
    "level_high",
    "held_back_by",
)
COUNTS: Mapping[str, Counted] = {
    "unknown_count": "unknown",
    "blank_count": "blank",
    "not_applicable_count": "not-applicable",
}


def full_columns(compiled: CompiledQuestionnaire) -> tuple[str, ...]:
    """The names of all columns of a result, in order: dimensions first, then the other scores and level rules."""
    plan = compiled.plan
    scores = {f"{slot.id}_score": slot.id for slot in plan.scores if not slot.on_the_spot}
    levels = {f"{slot.id}_level": slot.id for slot in plan.levels}
    shown = {
        f"{plan.slots[slot].id}_{what}"
        for slot, what in ((plan.result_index, "score"), (plan.result_level, "level"))
        if slot is not None
    }
    nodes = dict.fromkeys([*plan.dimensions, *scores.values(), *levels.values()])
    names = [
        name
        for node in nodes
        for name in (f"{node}_score", f"{node}_level")
        if name in scores or name in levels
        if name not in shown or node in plan.dimensions
    ]
    return (*CORE, *names, "next_actions", *COUNTS, "consistency")


#: The place of the gates of the next level, none at the top, and the dimensions of those that fail.
Failing = tuple[int | None, frozenset[str]]


def column_kind(name: str) -> Literal["text", "integer", "number"]:
    """What the values of a result column are."""
    if name in {"index", "coverage"} or name.endswith("_score"):
        return "number"
    if name in {"level_number", "level_low", "level_high"} or name.endswith(("_level", "_count")):
        return "integer"
    return "text"


def chosen_columns(compiled: CompiledQuestionnaire, asked: str) -> tuple[str, ...]:
    """The columns that *asked* names: `core`, `full`, or names with commas between. Raises CxmaturityError."""
    known = full_columns(compiled)
    if asked == "full":
        return known
    if asked == "core":
        return CORE
    names = tuple(dict.fromkeys(name.strip() for name in asked.split(",")))
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        hint = suggestion(unknown, known) or msg("There are: {known}.", known=", ".join(known))
        raise CxmaturityError(msg("A result has no column {name}.", name=unknown), hint)
    return names


class Results:
    """The network of a questionnaire, with the wires of its result by column, and of why a row has none."""

    def __init__(self, compiled: CompiledQuestionnaire, names: Sequence[str]) -> None:
        self.compiled, self.plan = compiled, compiled.plan
        self.network = Network(self.plan)
        self._now = Readings(self.network, Reading.ORDINARY)
        self._whole = Readings(self.network, Reading.COMPLETIONS)
        self.refusal: Seen[Refusal] = self.network.want(refusals(self._now))
        self.columns: dict[str, Seen[Any]] = {name: self.network.want(self._column(name)) for name in names}

    def _column(self, name: str) -> Seen[Any]:
        plan = self.plan
        known: Mapping[str, Callable[[], Seen[Any]]] = {
            "level": self._level_id,
            "level_number": lambda: self._level_number,
            "level_status": lambda: self._status,
            "index": lambda: self._value(plan.result_index),
            "coverage": self._covered,
            "level_low": lambda: self.network.memo([self._reach], lambda reach: reach[0]),
            "level_high": lambda: self.network.memo([self._reach], lambda reach: reach[1]),
            "held_back_by": lambda: self.network.memo([self._held_back], self._in_order),
            "next_actions": lambda: self.network.memo(
                [next_actions(self._now, self.compiled, self._held_back)], SEPARATOR.join
            ),
            "consistency": self._consistency,
        }
        if name in known:
            return known[name]()
        if name in COUNTS:
            place = list(COUNTS).index(name)
            return self.network.memo([self._counts], lambda counts: counts[place])
        node, _, what = name.rpartition("_")
        return (
            self._value(plan.score_slots[node]) if what == "score" else self._number(plan.level_slots[node])
        )

    @cached_property
    def _reach(self) -> Seen[tuple[int | None, int | None]]:
        slot = self.plan.result_level
        inputs: list[Input] = [] if slot is None else [self._now.state(slot), self._whole.state(slot)]
        return self.network.memo(inputs, level_range)

    @cached_property
    def _status(self) -> Seen[LevelStatus]:
        single = self.network.memo([self._reach], lambda reach: reach[0] == reach[1])
        self._now.single = single

        def outcome(rule: Condition | None) -> Input:
            return Fixed(None) if rule is None else self._now.gate(rule)

        return self.network.memo(
            [outcome(self.plan.determined), outcome(self.plan.provisional), single],
            lambda determined, provisional, one: level_status(determined, provisional, single_level=one),
        )

    def _settled(self, wire: Seen[Any]) -> Seen[Any]:
        """What is on *wire*, where the level is not left open."""
        return self.network.memo(
            [wire, self._status], lambda found, status: None if status == "undetermined" else found
        )

    @cached_property
    def _level_number(self) -> Seen[int | None]:
        return self._settled(self._number(self.plan.result_level))

    def _number(self, slot: int | None) -> Seen[int | None]:
        if slot is None:
            return self._nothing()
        return self.network.memo([self._now.state(slot)], lambda state: state.low and state.low[0])

    def _level_id(self) -> Seen[str | None]:
        slot = self.plan.result_level
        if slot is None:
            return self._nothing()
        ids = {level.number: level.id for level in self.compiled.levels_of(self.plan.slots[slot].id)}
        return self.network.memo([self._level_number], ids.get)

    def _value(self, slot: int | None) -> Seen[float | None]:
        if slot is None:
            return self._nothing()
        # Dividing two integers rounds once, however large they are.
        return self.network.memo(
            [self._now.state(slot)], lambda state: state.low and state.low[0] / state.low[1]
        )

    def _nothing(self) -> Seen[Any]:
        return self.network.memo([], lambda: None)

    def _covered(self) -> Seen[float | None]:
        result = self.plan.result_index if self.plan.result_index is not None else self.plan.result_level
        return self._nothing() if result is None else self.network.memo([self._now.coverage(result)], _share)

    @cached_property
    def _held_back(self) -> Seen[frozenset[str] | None]:
        """The dimensions of the gates that fail at the next level; None where the level is left open."""
        slot = None if self.plan.result_level is None else self.plan.slots[self.plan.result_level]
        if not isinstance(slot, LevelSlot) or not slot.gates:
            return self._settled(self.network.memo([], frozenset[str]))
        failing = self.network.sets_of(
            [
                self.network.memo([self._now.gate(gate)], self._failing(place, gate))
                for place, gates in enumerate(slot.gates)
                for gate in gates
            ]
        )
        places = {number: place for place, number in enumerate(slot.numbers[: len(slot.gates)])}
        start: Failing = None, frozenset()
        failed = self.network.fold(
            [
                self.network.memo([self._number(slot.slot)], places.get),
                *(self.network.memo([each], partial(_by_place, len(places))) for each in failing),
            ],
            start,
            _with_failing,
        )
        return self._settled(self.network.memo([failed], lambda found: found[1]))

    def _failing(self, place: int, gate: Condition) -> Callable[[int], Failing]:
        """The place of a gate, and the dimensions that it asks, if it fails."""
        dimensions = frozenset(dimensions_of(self.plan, gate))
        return lambda outcome: (place, dimensions if outcome == FALSE else frozenset())

    def _in_order(self, dimensions: frozenset[str] | None) -> str:
        return SEPARATOR.join(name for name in self.plan.dimensions if name in (dimensions or ()))

    @cached_property
    def _counts(self) -> Seen[tuple[int, ...]]:
        counted = [self._counted(question) for question in self.plan.questions]
        return self.network.total(counted)

    def _counted(self, question: QuestionSlot) -> Seen[tuple[int, ...]]:
        return self.network.memo(
            [self._now.state(question.slot), self.network.given[question.slot]],
            lambda state, given: _each_count(counted_as(question, state, given)),
        )

    def _consistency(self) -> Seen[str]:
        rules = self.plan.consistency
        ids = [name for name, _ in rules]
        found = self.network.fold(
            [self._now.outcome(condition) for _, condition in rules],
            tuple[str, ...](),
            lambda number, names, outcome: (*names, ids[number]) if outcome == TRUE else names,
        )
        return self.network.memo([found], SEPARATOR.join)


def _each_count(counted: Counted) -> tuple[int, ...]:
    return tuple(int(counted == wanted) for wanted in COUNTS.values())


def _by_place(places: int, failing: Collection[Failing]) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset[str]().union(*(dimensions for place, dimensions in failing if place == at))
        for at in range(places)
    )


def _with_failing(number: int, found: Failing, more: Any) -> Failing:  # noqa: ANN401  first the place, then what fails
    if number == 0:
        return more, frozenset()
    place, dimensions = found
    if place is None or more[place] <= dimensions:
        return found  # and no other that is equal, of which there would be many
    return place, dimensions | more[place]


def _share(covered: Covered) -> float | None:
    answered, due, _ = covered
    return answered / due if due else None
