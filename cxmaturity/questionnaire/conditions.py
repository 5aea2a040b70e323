"""Conditions: structured `all` / `any` / `not` over answers, scores, levels and coverage."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from cxmaturity.questionnaire.fields import Flag, Integer, Model, Number, Ref, Refs, exactly_one

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

Aggregate = TypeVar("Aggregate", bound=Model)


def check_one_aggregate(model: Aggregate) -> Aggregate:
    """The model as it is. Raises where it names none of the five aggregates, or several."""
    exactly_one(model, AGGREGATES, "one_aggregate", "needs exactly one of mean, sum, ratio, min, max")
    return model


Questions = Annotated[Selector, BeforeValidator(_selector)]
Dimensions = Annotated[DimensionSelector, BeforeValidator(_dimension_selector)]


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

    at: (
        Annotated[tuple[Ref | Integer, ...], BeforeValidator(lambda v: v if isinstance(v, list) else [v])]
        | None
    ) = None


class BoundedGate(Gate):
    """A test that needs a bound: stated, or moving along with the gate's level, less the `lag`."""

    lag: Number | None = None

    @model_validator(mode="after")
    def _a_bound(self) -> Self:
        if self.states_a_test() == (self.lag is not None):
            raise PydanticCustomError("a_bound", "needs at_least, above, at_most or below, or as a gate lag")
        return self

    def states_a_test(self) -> bool:
        """Whether there is something to compare with at every level alike."""
        return bool(_stated_bounds(self))


class OnQuestion(Bounds, Gate):
    """A test of one answer. Bounds compare the number of a number question, the count of ticks of a multi question."""

    question: Ref
    is_: Ref | None = Field(default=None, alias="is")
    in_: tuple[Ref, ...] | None = Field(default=None, alias="in")
    has: Refs | None = None
    answered: Flag | None = None

    @model_validator(mode="after")
    def _one_test(self) -> "OnQuestion":
        tests = [self.is_ is not None, self.in_ is not None, self.has is not None, self.answered is not None]
        if sum([*tests, bool(self.stated_bounds())]) != 1:
            raise PydanticCustomError("one_test", "needs exactly one of is, in, has, answered, or bounds")
        return self


class OnAnswered(Gate):
    """Every selected question is answered; with `in`, by one of these options."""

    answered: Questions
    in_: tuple[Ref, ...] | None = Field(default=None, alias="in")


class OnScore(Bounds, BoundedGate):
    """A bound on a score, or on the points of a question."""

    score: Ref


class OnAggregate(Bounds, BoundedGate):
    """A bound on an aggregate made on the spot, such as the weakest answer of a dimension."""

    mean: Questions | None = None
    sum: Questions | None = None
    ratio: Questions | None = None
    min: Questions | None = None
    max: Questions | None = None

    @model_validator(mode="after")
    def _one_aggregate(self) -> "OnAggregate":
        return check_one_aggregate(self)


class OnLevel(LevelBounds, BoundedGate):
    """A test of the level of one node."""

    level: Ref
    is_: Ref | Integer | None = Field(default=None, alias="is")
    in_: tuple[Ref | Integer, ...] | None = Field(default=None, alias="in")

    def states_a_test(self) -> bool:
        """Whether a bound, the level itself or one of several is stated."""
        return bool(self.stated_bounds()) or self.is_ is not None or self.in_ is not None


class OnDimensions(LevelBounds, BoundedGate):
    """A bound on the level of each selected dimension."""

    dimensions: Dimensions


class OnCoverage(Bounds, BoundedGate):
    """A bound on the coverage (0 to 1) of a score, or of each selected dimension."""

    coverage: Ref | Dimensions


class OnRange(Model):
    """Whether what is still open leaves only one level possible for the result."""

    range: Literal["single"]


# Earlier ones decide: a test of a question may have `answered`.
_KINDS = ("all", "any", "not", "question", "score", "level", "dimensions", "coverage", "range", "answered")


def _kind(value: Any) -> str | None:
    """The tag of the condition that *value*, as written or as a model, is by the keys it has."""
    if isinstance(value, Model):
        fields = type(value).model_fields
        value = {fields[name].alias or name for name in value.model_fields_set}
    if not isinstance(value, dict | set):
        return None
    kind = next((key for key in _KINDS if key in value), None)
    if kind is None and any(key in value for key in AGGREGATES):
        kind = "aggregate"
    return f"<{kind}>" if kind else None


def _bare_list(value: Any) -> Any:
    return {"all": value} if isinstance(value, list) else value


Condition = Annotated[
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
    Discriminator(_kind, custom_error_type="condition", custom_error_message="is not a condition"),
    BeforeValidator(_bare_list),
]

for _model in (AllOf, AnyOf, NotOf):
    _model.model_rebuild()
