"""The assessment: the frozen result that every output is a view of."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from cxmaturity.answers.models import Answers
from cxmaturity.answers.values import Given
from cxmaturity.questionnaire.actions import Action
from cxmaturity.questionnaire.scores import Level
from cxmaturity.scoring.compiled import CompiledQuestionnaire

Status = Literal["scored", "unknown", "not-applicable"]
LevelStatus = Literal["determined", "provisional", "undetermined"]
Counted = Literal["answered", "assumed", "unknown", "blank", "not-asked", "not-applicable"]

#: Version of the scoring rules; raised when the same file and answers give another result.
ENGINE = "cxmaturity/engine/1"


class Conditions(Struct, frozen=True):
    """The gates of the next level: how many hold, how many there are, and the nodes whose gates do not hold."""

    level: Level
    met: int
    of: int
    missing: tuple[str, ...]


class End(Struct, frozen=True):
    """One end of the range: level number and index."""

    number: int | None
    index: Fraction | None


class Range(Struct, frozen=True):
    """What completing the answers can still make of the result; `exact` where both ends are proven attainable."""

    low: End
    high: End
    exact: bool

    @property
    def single_level(self) -> bool:
        """Whether one level is all that is possible."""
        return self.low.number == self.high.number


class ScoreResult(Struct, frozen=True):
    """A score: value or None, its status (scored, unknown, not-applicable), and coverage from 0 to 1 or None."""

    value: Fraction | None
    status: Status
    coverage: Fraction | None


class DimensionResult(Struct, frozen=True):
    """A dimension's score with its level, where it has a level rule and an answer.

    `low` and `high` are the level numbers between which completing the answers can move it.
    """

    id: str
    score: ScoreResult
    level: Level | None
    low: int | None
    high: int | None


class Methods(Struct, frozen=True):
    """What the plain mean, the weakest dimension and the declared rule say of the same answers."""

    mean: Level
    weakest: Level
    declared: Level

    @property
    def differ(self) -> bool:
        """Whether the three are not the same level."""
        return len({self.mean.number, self.weakest.number, self.declared.number}) > 1


class CountedAnswer(Struct, frozen=True):
    """How one question counted: what was given, and its points; None where it has none."""

    status: Counted
    given: Given | None
    points: Fraction | None


class RecommendedAction(Struct, frozen=True):
    """An action that would change something here.

    `effort` is in person-days from and to, scaled to the company's size class; `open_requirements` are the
    questions whose state the action presupposes and the company has not reached.
    """

    action: Action
    effort: tuple[Fraction, Fraction]
    open_requirements: tuple[str, ...]


class Assessment(Struct, frozen=True):
    """A company's result. Numbers are exact; rounding is a matter of display."""

    questionnaire: CompiledQuestionnaire
    answers: Answers
    level: Level | None
    level_status: LevelStatus
    conditions: Conditions | None
    index: Fraction | None
    coverage: Fraction | None
    range: Range
    find_out_first: tuple[str, ...]
    held_back_by: tuple[str, ...]
    dimensions: tuple[DimensionResult, ...]
    scores: Mapping[str, ScoreResult]
    levels: Mapping[str, Level | None]
    methods: Methods | None
    actions: tuple[RecommendedAction, ...]
    later_actions: tuple[RecommendedAction, ...]
    effort_factor: Fraction
    consistency: tuple[str, ...]
    counted: Mapping[str, CountedAnswer]

    def bounds_of(self, score: str) -> tuple[Fraction, Fraction]:
        """The lowest and highest value that *score* can have, whatever is answered."""
        plan = self.questionnaire.plan
        slot = plan.score(score)
        return Fraction(*slot.bounds[0]), Fraction(*slot.bounds[1])
