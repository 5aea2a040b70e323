"""Conditions: structured `all` / `any` / `not` over answers, scores, levels and coverage."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag
from typing_extensions import TypeAliasType

from cxmaturity.questionnaire.fields import Flag, Integer, LevelRefs, Model, Number, Ref, Refs, accepts
from cxmaturity.questionnaire.shapes import ByKey, Choosing, ExactlyOne

BOUNDS = ("at_least", "above", "at_most", "below")


def _stated_bounds(model: Model) -> dict[str, Any]:
    return {name: limit for name in BOUNDS if (limit := getattr(model, name)) is not None}


class Bounds(Model):
    """Bounds that must all hold; none at all where the class using them has another test."""

    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None

    def stated_bounds(self) -> dict[str, Decimal]:
        """The bounds that are stated, by name."""
        return _stated_bounds(self)


class LevelBounds(Model):
    """Bounds on a level, by the level's id or its number."""

    at_least: Ref | Integer | None = None
    above: Ref | Integer | None = None
    at_most: Ref | Integer | None = None
    below: Ref | Integer | None = None

    def stated_bounds(self) -> dict[str, str | int]:
        """The bounds that are stated, by name."""
        return _stated_bounds(self)


class Selector(Model):
    """Questions by dimension, tag or id: those that meet every key given, less `except`."""

    dimension: Refs | None = None
    tag: Refs | None = None
    ids: Refs | None = None
    except_: Refs = Field(default=(), alias="except")


class DimensionSelector(Model):
    """Dimensions by tag or id; `others` are those that no other gate of the same level names."""

    tag: Refs | None = None
    ids: Refs | None = None
    others: Flag = False


def _selector(value: Any) -> Any:
    return {"ids": value} if isinstance(value, str | list) else value


def _dimension_selector(value: Any) -> Any:
    if value == "all":
        return {}
    if value == "others":
        return {"others": True}
    if isinstance(value, str):
        return {"tag": value}
    return {"ids": value} if isinstance(value, list) else value


AGGREGATES = ("mean", "sum", "ratio", "min", "max")
ONE_AGGREGATE = ExactlyOne("one_aggregate", *AGGREGATES)

Questions = Annotated[Selector, accepts(_selector, Selector | Refs)]
Dimensions = Annotated[DimensionSelector, accepts(_dimension_selector, DimensionSelector | Refs)]


class AllOf(Model):
    """Every condition holds."""

    all: "tuple[Condition, ...]" = Field(min_length=1)


class AnyOf(Model):
    """At least one condition holds."""

    any: "tuple[Condition, ...]" = Field(min_length=1)


class NotOf(Model):
    """The condition does not hold."""

    not_: "Condition" = Field(alias="not")


class Gate(Model):
    """A condition that may be a gate of several levels; `at` names those it applies to, all where left out."""

    at: LevelRefs | None = None


class BoundedGate(Gate, Choosing):
    """A test that needs a bound: stated, or moving along with the gate's level, less the `lag`."""

    choices: ClassVar[tuple[ExactlyOne, ...]] = (ExactlyOne("a_bound", BOUNDS, "lag"),)

    lag: Number | None = None


class OnQuestion(Bounds, Gate, Choosing):
    """A test of one answer. Bounds compare the number of a number question, the count of ticks of a multi question."""

    choices = (ExactlyOne("one_test", "is", "in", "has", "answered", BOUNDS),)

    question: Ref
    is_: Ref | None = Field(default=None, alias="is")
    in_: tuple[Ref, ...] | None = Field(default=None, alias="in")
    has: Refs | None = None
    answered: Flag | None = None


class OnAnswered(Gate):
    """Every selected question is answered; with `in`, by one of these options."""

    answered: Questions
    in_: tuple[Ref, ...] | None = Field(default=None, alias="in")


class OnScore(Bounds, BoundedGate):
    """A bound on a score, or on the points of a question."""

    score: Ref


class OnAggregate(Bounds, BoundedGate):
    """A bound on an aggregate made on the spot, such as the weakest answer of a dimension."""

    choices = (ONE_AGGREGATE, *BoundedGate.choices)

    mean: Questions | None = None
    sum: Questions | None = None
    ratio: Questions | None = None
    min: Questions | None = None
    max: Questions | None = None


class OnLevel(LevelBounds, BoundedGate):
    """A test of the level of one node."""

    choices = (ExactlyOne("a_bound", (*BOUNDS, "is", "in"), "lag"),)

    level: Ref
    is_: Ref | Integer | None = Field(default=None, alias="is")
    in_: tuple[Ref | Integer, ...] | None = Field(default=None, alias="in")


class OnDimensions(LevelBounds, BoundedGate):
    """A bound on the level of each selected dimension."""

    dimensions: Dimensions


class OnCoverage(Bounds, BoundedGate):
    """A bound on the coverage (0 to 1) of a score, or of each selected dimension."""

    coverage: Ref | Dimensions


class OnRange(Model):
    """Whether what is still open leaves only one level possible for the result."""

    range: Literal["single"]


def _bare_list(value: Any) -> Any:
    return {"all": value} if isinstance(value, list) else value


_Kind = Annotated[
    Annotated[AllOf, Tag("<all>")]
    | Annotated[AnyOf, Tag("<any>")]
    | Annotated[NotOf, Tag("<not>")]
    | Annotated[OnQuestion, Tag("<question>")]
    | Annotated[OnScore, Tag("<score>")]
    | Annotated[OnLevel, Tag("<level>")]
    | Annotated[OnDimensions, Tag("<dimensions>")]
    | Annotated[OnCoverage, Tag("<coverage>")]
    | Annotated[OnRange, Tag("<range>")]
    | Annotated[OnAnswered, Tag("<answered>")]
    | Annotated[OnAggregate, Tag("<aggregate>")],
    # Earlier keys decide: a test of a question may have `answered`.
    Discriminator(
        ByKey(
            "all", "any", "not", "question", "score", "level", "dimensions", "coverage", "range", "answered",
            aggregate=AGGREGATES,
        ),
        custom_error_type="condition",
        custom_error_message="is not a condition",
    ),
]  # fmt: skip
_Conditions = Annotated[tuple["Condition", ...], Field(min_length=1)]
Condition = TypeAliasType("Condition", Annotated[_Kind, accepts(_bare_list, _Kind | _Conditions)])
