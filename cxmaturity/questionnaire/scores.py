"""Scores and levels as they are written, sugar included."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from cxmaturity.questionnaire.conditions import (
    AGGREGATES,
    BOUNDS,
    ONE_AGGREGATE,
    Bounds,
    Condition,
    Dimensions,
    Questions,
)
from cxmaturity.questionnaire.fields import (
    Flag,
    Id,
    Ids,
    Integer,
    LevelRefs,
    Model,
    Number,
    Ref,
    Text,
    accepts,
)
from cxmaturity.questionnaire.questions import Missing
from cxmaturity.questionnaire.shapes import Choosing, ExactlyOne

LevelRef = Ref | Integer


class Level(Model):
    """A step of a scale. `step` names the way that leads here from the level below."""

    id: Id
    number: Integer
    title: Text
    gloss: Text | None = None
    summary: Text | None = None
    step: Text | None = None


class Scale(Model):
    """Ordered levels, lowest first."""

    levels: tuple[Level, ...]


def find_level(levels: Iterable[Level], ref: LevelRef) -> Level | None:
    """The level with this id or number; a number may come as text, as keys of a map do."""
    return next((level for level in levels if ref in (level.id, level.number, str(level.number))), None)


class Use(Choosing):
    """A child of a score: a question, a score, a score's level, a condition worth 1 or 0, or several by selector."""

    choices = (ExactlyOne("one_child", "question", "score", "level", "when", "questions", "dimensions"),)

    question: Ref | None = None
    score: Ref | None = None
    level: Ref | None = None
    when: Condition | None = None
    questions: Questions | None = None
    dimensions: Dimensions | None = None
    weight: Number | None = None
    missing: Missing | None = None


def _use(value: Any) -> Any:
    return {"score": value} if isinstance(value, str) else value


Uses = tuple[Annotated[Use, accepts(_use, Ref | Use)], ...]


class Repeat(Model):
    """Writes an entry once for each level of a scale or each dimension.

    In its strings `{level}` and `{number}`, or `{dimension}`, stand for the one at hand.
    """

    over: Literal["levels", "dimensions"]
    scale: Id | None = None
    tag: Ids | None = None
    except_: LevelRefs = Field(default=(), alias="except")


class Score(Choosing):
    """A named node of the scoring graph: one aggregate over its children, times `times`, plus `base`."""

    choices = (ONE_AGGREGATE,)

    id: Ref
    title: Text | None = None
    repeat: Repeat | None = None
    mean: Uses | None = None
    sum: Uses | None = None
    ratio: Uses | None = None
    min: Uses | None = None
    max: Uses | None = None
    times: Number = Decimal(1)
    base: Number = Decimal(0)
    when: Condition | None = None
    min_coverage: Number | None = None

    @property
    def aggregate(self) -> str:
        """Which of the five it is."""
        return next(name for name in AGGREGATES if getattr(self, name) is not None)

    @property
    def uses(self) -> Uses:
        """What it is made of."""
        children: Uses = getattr(self, self.aggregate)
        return children


class LevelRow(Choosing):
    """A row of a table of levels: a level and when it is reached, or what is left `otherwise`."""

    level: LevelRef | None = None
    otherwise: LevelRef | None = None

    @property
    def reached(self) -> LevelRef:
        """The level that the row gives."""
        found = self.otherwise if self.level is None else self.level
        assert found is not None
        return found


class Band(Bounds, LevelRow):
    """The level of every value within these bounds; without bounds (`otherwise`) of every remaining one."""

    choices = (ExactlyOne("band", "level", "otherwise"), ExactlyOne("band", BOUNDS, "otherwise"))


class Rule(LevelRow):
    """The level where the condition holds; `otherwise` ends the list."""

    choices = (ExactlyOne("rule", "level", "otherwise"), ExactlyOne("rule", "when", "otherwise"))

    when: Condition | None = None


class Staged(Model):
    """Climb in order and stop at the first level whose gates do not all hold.

    `each` are gates of every level above the lowest (`lag: 1` bounds by the level's number less 1; `at` names the
    levels they apply to); `levels` adds gates to single levels, named by id or number.
    """

    each: tuple[Condition, ...] = ()
    levels: dict[str, tuple[Condition, ...]] = {}
    vacuous: Literal["pass", "fail"] = "fail"


class LevelRule(Choosing):
    """How a node gets its level on a scale. `of` is the score to read; the id itself where left out."""

    choices = (
        ExactlyOne("one_rule", "bands", "floor", "nearest", "staged", "rules", unstated=(None, False)),
    )

    id: Ref
    of: Ref | None = None
    title: Text | None = None
    scale: Id
    repeat: Repeat | None = None
    bands: Annotated[tuple[Band, ...], Field(min_length=1)] | None = None
    floor: Flag | None = None
    nearest: Flag | None = None
    staged: Staged | None = None
    rules: tuple[Rule, ...] | None = None


class Result(Model):
    """Which node's level and which node's score are the company's result."""

    level: Id | None = None
    index: Id | None = None


class LevelStatus(Model):
    """When the result's level counts as determined, and when as provisional; else it is undetermined."""

    determined: Condition
    provisional: Condition | None = None
