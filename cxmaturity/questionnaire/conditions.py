"""Conditions: structured `all` / `any` / `not` over answers, scores, levels and coverage."""

from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from cxmaturity.questionnaire.fields import Flag, Integer, Model, Number, Ref, Refs


class Bounds(Model):
    """One or two bounds that must all hold; none at all where the class using it has another test."""

    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None

    def any_bound(self) -> bool:
        """Whether a bound is stated at all."""
        return any(bound is not None for bound in (self.at_least, self.above, self.at_most, self.below))


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
    if sum(getattr(model, name) is not None for name in AGGREGATES) != 1:
        raise PydanticCustomError("one_aggregate", "needs exactly one of mean, sum, ratio, min, max")
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


class GateScope(Model):
    """What turns a condition into a gate of several levels: a bound that moves along, and where it applies."""

    lag: Number | None = None
    at: (
        Annotated[tuple[Ref | Integer, ...], BeforeValidator(lambda v: v if isinstance(v, list) else [v])]
        | None
    ) = None


Scoped = TypeVar("Scoped", bound=GateScope)


def _check_bound(test: Scoped, stated: bool) -> Scoped:  # noqa: FBT001
    if stated == (test.lag is not None):
        raise PydanticCustomError("a_bound", "needs at_least, above, at_most or below, or as a gate lag")
    return test


class OnQuestion(Bounds, GateScope):
    """A test of one answer. Bounds compare the number of a number question, the count of ticks of a multi question."""

    question: Ref
    is_: Ref | None = Field(default=None, alias="is")
    in_: tuple[Ref, ...] | None = Field(default=None, alias="in")
    has: Refs | None = None
    answered: Flag | None = None

    @model_validator(mode="after")
    def _one_test(self) -> "OnQuestion":
        tests = [self.is_ is not None, self.in_ is not None, self.has is not None, self.answered is not None]
        if sum([*tests, self.any_bound()]) != 1:
            raise PydanticCustomError("one_test", "needs exactly one of is, in, has, answered, or bounds")
        return self


class OnAnswered(GateScope):
    """Every selected question is answered; with `in`, by one of these options."""

    answered: Questions
    in_: tuple[Ref, ...] | None = Field(default=None, alias="in")


class Bounded(Bounds, GateScope):
    """A test that needs a bound: stated, or moving along as a gate's `lag`."""

    @model_validator(mode="after")
    def _a_bound(self) -> Self:
        return _check_bound(self, self.any_bound())


class OnScore(Bounded):
    """A bound on a score, or on the points of a question."""

    score: Ref


class OnAggregate(Bounded):
    """A bound on an aggregate made on the spot, such as the weakest answer of a dimension."""

    mean: Questions | None = None
    sum: Questions | None = None
    ratio: Questions | None = None
    min: Questions | None = None
    max: Questions | None = None

    @model_validator(mode="after")
    def _one_aggregate(self) -> "OnAggregate":
        return check_one_aggregate(self)


class LevelBounds(GateScope):
    """Bounds on a level, by the level's id or its number."""

    at_least: Ref | Integer | None = None
    above: Ref | Integer | None = None
    at_most: Ref | Integer | None = None
    below: Ref | Integer | None = None

    @model_validator(mode="after")
    def _a_bound(self) -> Self:
        tests = (self.at_least, self.above, self.at_most, self.below, *self.other_tests())
        return _check_bound(self, any(test is not None for test in tests))

    def other_tests(self) -> tuple[object, ...]:
        """What may be stated instead of a bound."""
        return ()


class OnLevel(LevelBounds):
    """A test of the level of one node."""

    level: Ref
    is_: Ref | Integer | None = Field(default=None, alias="is")
    in_: tuple[Ref | Integer, ...] | None = Field(default=None, alias="in")

    def other_tests(self) -> tuple[object, ...]:
        """The level itself, or one of several."""
        return self.is_, self.in_


class OnDimensions(LevelBounds):
    """A bound on the level of each selected dimension."""

    dimensions: Dimensions


class OnCoverage(Bounded):
    """A bound on the coverage (0 to 1) of a score, or of each selected dimension."""

    coverage: Ref | Dimensions


class OnRange(Model):
    """Whether what is still open leaves only one level possible for the result."""

    range: Literal["single"]


_KINDS = ("all", "any", "not", "question", "score", "level", "dimensions", "coverage", "range", "answered")


def _kind(value: Any) -> str | None:
    if isinstance(value, Model):
        return f"<{_TAGS[type(value).__name__]}>"
    if not isinstance(value, dict):
        return None
    kind = next((key for key in _KINDS if key in value), None)
    if kind is None and any(key in value for key in AGGREGATES):
        kind = "aggregate"
    return f"<{kind}>" if kind else None


_TAGS = {
    "AllOf": "all", "AnyOf": "any", "NotOf": "not", "OnQuestion": "question", "OnScore": "score", "OnLevel": "level",
    "OnDimensions": "dimensions", "OnCoverage": "coverage", "OnRange": "range", "OnAnswered": "answered",
    "OnAggregate": "aggregate",
}  # fmt: skip


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
