"""Questions: their kinds, their options, and what an answer is worth."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from cxmaturity.questionnaire.conditions import BOUNDS, Bounds, Condition
from cxmaturity.questionnaire.fields import (
    Flag,
    Id,
    Ids,
    Integer,
    Model,
    Number,
    Positive,
    String,
    Text,
    accepts,
)
from cxmaturity.questionnaire.shapes import ByKey, ByWord, Choosing, ExactlyOne


class Option(Model):
    """One answer to choose. On a number question: a named answer beside the number, such as "never"."""

    id: Id
    text: Text
    points: Number | None = None
    code: Integer | None = None
    source: String | None = None


class TickOption(Option):
    """One answer to tick. An exclusive one stands alone and is worth its own points."""

    exclusive: Flag = False


class Bin(Bounds, Choosing):
    """What a value within these bounds is worth."""

    choices = (ExactlyOne("no_bound", BOUNDS),)

    points: Number


class OtherwiseBin(Model):
    """What every remaining value is worth; ends a table."""

    otherwise: Number


class Linear(Model):
    """One range mapped onto another and clamped; swapped ends score in reverse."""

    from_: tuple[Number, Number] = Field(alias="from")
    to: tuple[Number, Number]

    @model_validator(mode="after")
    def _proper_range(self) -> "Linear":
        if self.from_[0] == self.from_[1]:
            raise PydanticCustomError("empty_range", "`from` needs two different ends", {"at": "from"})
        return self


class Points(Choosing):
    """How the value of an answer becomes points: `linear`, or a table of `bins`; neither leaves it as it is."""

    choices = (ExactlyOne("linear_or_bins", "linear", "bins", or_none=True),)

    linear: Linear | None = None
    bins: (
        tuple[
            Annotated[
                Annotated[Bin, Tag("<bin>")] | Annotated[OtherwiseBin, Tag("<otherwise>")],
                Discriminator(ByKey("otherwise", bin=())),
            ],
            ...,
        ]
        | None
    ) = None


def _identity(value: Any) -> Any:
    return {} if value == "identity" else value


class MissingAs(Model):
    """A missing answer counts as this option, or as this number before `linear` and `bins`; marked as assumed."""

    as_: Id | Number = Field(alias="as")


Missing = Literal["exclude", "error"] | MissingAs


def _not_applicable(value: Any) -> Any:
    return {} if value is True else None if value is False else value


class NotApplicable(Model):
    """When the answer "not applicable" is offered: always, or where `when` holds; `reason` may be required."""

    when: Condition | None = None
    reason: Literal["optional", "required"] = "optional"


class Notes(Model):
    """What a facilitator knows about a question and need not read out."""

    example: Text | None = None
    misunderstanding: Text | None = None
    who_knows: Text | None = None
    follow_up: Text | None = None


class BaseQuestion(Model):
    """What every kind of question has."""

    id: Id
    text: Text
    help: Text | None = None
    notes: Notes | None = None
    source: String | None = None
    tags: Ids = ()
    weight: Positive = Decimal(1)
    when: Condition | None = None
    missing: Missing | None = None
    not_applicable: Annotated[NotApplicable | None, accepts(_not_applicable, bool | NotApplicable | None)] = (
        None
    )
    points: Annotated[Points, accepts(_identity, Literal["identity"] | Points)] = Points.model_construct()


class ChoiceQuestion(BaseQuestion):
    """One option of several; `scale` is the same, shown as a row of ordered steps (Likert)."""

    kind: Literal["choice", "scale"]
    options: tuple[Option, ...] = ()
    answer_scale: Id | None = None


class MultiQuestion(BaseQuestion):
    """A tick list, worth the sum, the highest or the count of what is ticked."""

    kind: Literal["multi"]
    options: tuple[TickOption, ...] = ()
    answer_scale: Id | None = None
    ticked: Literal["sum", "max", "count"] = "sum"


class NumberQuestion(BaseQuestion):
    """A number in a declared unit; `options` are named answers beside it."""

    kind: Literal["number"]
    unit: Literal["none", "%", "ms", "s", "min", "h", "d", "w"] = "none"
    min: Number | None = None
    max: Number | None = None
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _ordered(self) -> "NumberQuestion":
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise PydanticCustomError("min_max", "`min` must be below `max`", {"at": "min"})
        return self


Question = TypeAliasType(
    "Question",
    Annotated[
        Annotated[ChoiceQuestion, Tag("<choice>")]
        | Annotated[MultiQuestion, Tag("<multi>")]
        | Annotated[NumberQuestion, Tag("<number>")],
        Discriminator(
            ByWord("kind", choice="<choice>", scale="<choice>", multi="<multi>", number="<number>"),
            custom_error_type="question_kind",
            custom_error_message="needs `kind`: choice, scale, multi or number",
            custom_error_context={"at": "kind", "expected": "'choice', 'scale', 'multi' or 'number'"},
        ),
    ],
)
