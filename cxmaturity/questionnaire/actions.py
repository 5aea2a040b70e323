"""Recommended measures, and the self-tests that hold a questionnaire to its promises."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from cxmaturity.questionnaire.fields import Id, Ids, Integer, Model, Number, Positive, String, Text

Target = Id | Number | tuple[Id, ...]


def _days(value: Decimal) -> Decimal:
    if value > 1_000_000:
        raise PydanticCustomError("days", "must be at most 1000000 person-days")
    return value


def _factor(value: Decimal) -> Decimal:
    if value > 1000:
        raise PydanticCustomError("factor", "must be at most 1000")
    return value


Days = Annotated[Positive, AfterValidator(_days)]
Factor = Annotated[Positive, AfterValidator(_factor)]


class Effort(Model):
    """Person-days, from and to, for the reference size class."""

    from_: Days = Field(alias="from")
    to: Days


class EffortScaling(Model):
    """Factors on effort by a company attribute such as its size class; `reference` has the factor 1."""

    attribute: Id
    reference: Id
    factors: dict[str, Factor]


class ActionNotes(Model):
    """What to clear before starting."""

    data_protection: Text | None = None
    works_council: Text | None = None
    accessibility: Text | None = None
    transparency: Text | None = None


class Action(Model):
    """A measure that leads one dimension from one level to the next, and the answers it raises."""

    id: Id
    dimension: Id
    from_: Id | Integer = Field(alias="from")
    to: Id | Integer
    title: Text
    why: Text
    how: tuple[Text, ...] = Field(min_length=1)
    effort: Effort
    cost: Literal["none", "low", "medium", "high"]
    impact: Literal["low", "medium", "high"]
    benefit: Text
    owner: Text
    kpi: Text
    phase: Text | None = None
    notes: ActionNotes | None = None
    source: String
    requires: dict[str, Target] = {}
    raises: dict[str, Target] = Field(min_length=1)


class AttributeOption(Model):
    """One value of a company attribute."""

    id: Id
    text: Text


class Attribute(Model):
    """A property of the company, such as its industry; chosen from options, or free text without them."""

    id: Id
    text: Text
    options: tuple[AttributeOption, ...] = ()


class Expectation(Model):
    """What a self-test expects; what is not named is not tested."""

    level: Id | Integer | None = None
    level_status: Literal["determined", "provisional", "undetermined"] | None = None
    index: Number | None = None
    tolerance: Number = Decimal(0)
    low: Id | Integer | None = None
    high: Id | Integer | None = None
    coverage: Number | None = None
    scores: dict[str, Number | None] = {}
    levels: dict[str, Id | Integer | None] = {}
    held_back_by: Ids | None = None
    actions: Ids | None = None


class Step(Model):
    """All actions that lead from one level to another."""

    from_: Id | Integer = Field(alias="from")
    to: Id | Integer


class SelfTest(Model):
    """Answers and the result they must give.

    `all: 3` answers every scored question with what is worth 3 points; `like` starts from another test; `points`
    sets single questions by what the answer is worth; `answers` sets them as an answers file would; `apply` then
    carries out the actions of a step, or those named.
    """

    name: String
    like: String | None = None
    all: Number | None = None
    points: dict[str, Number | Literal["unknown", "not-applicable"]] = {}
    answers: dict[str, Any] = {}
    apply: Step | Ids | None = None
    expect: Expectation
