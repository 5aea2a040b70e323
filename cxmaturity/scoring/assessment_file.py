"""The assessment file as models: every key of the public JSON. `serialization` writes it and reads it."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from cxmaturity.answers.models import Company, Respondent
from cxmaturity.questionnaire.fields import Flag, Id, Integer, Model, Number, String, Text
from cxmaturity.scoring.assessment import Counted, LevelStatus, Status

FORMAT = "cxmaturity/assessment/1"

Share = Annotated[Number, Field(description="From 0 to 1.")]


class _Part(Model):
    """Keys may be added to the format; a reader passes over those that it does not know."""

    model_config = ConfigDict(extra="ignore")


class AssessedQuestionnaire(_Part):
    """The questionnaire that was answered."""

    id: Id
    version: String
    sha256: String = Field(description="Fingerprint of the definition: of its canonical JSON, in hex.")
    definition: dict[str, Any] = Field(description="The whole questionnaire.")


class FileLevel(_Part):
    """A level of a scale."""

    id: Id
    number: Integer


class TitledLevel(FileLevel):
    """The level that the company has reached."""

    title: Text


class FileConditions(_Part):
    """The conditions of the next level."""

    met: Integer
    of: Integer = Field(description="How many there are.")
    missing: tuple[String, ...] = Field(description="The nodes whose condition does not hold.")


class FileEnd(_Part):
    """One end of the range."""

    number: Integer | None = Field(description="The number of the level.")
    index: Number | None


class FileRange(_Part):
    """What completing the answers can still make of the result."""

    low: FileEnd
    high: FileEnd
    exact: Flag = Field(description="Whether both ends are proven attainable.")


class FileScore(_Part):
    """What came out of a score."""

    value: Number | None
    status: Status
    coverage: Share | None


class LevelNumbers(_Part):
    """The level numbers between which completing the answers can move a dimension."""

    low: Integer | None
    high: Integer | None


class FileDimension(_Part):
    """What came out of a dimension."""

    id: Id
    title: Text
    score: Number | None
    status: Status
    level: FileLevel | None
    coverage: Share | None
    range: LevelNumbers


class FileMethods(_Part):
    """The level by three ways of reading the same answers."""

    mean: FileLevel
    weakest: FileLevel
    declared: FileLevel
    differ: Flag


class FileEffort(_Part):
    """Person-days, scaled to the company's size."""

    from_: Number = Field(alias="from")
    to: Number


class FileAction(_Part):
    """A recommended action."""

    id: Id
    dimension: Id
    from_: Id | Integer = Field(alias="from")
    to: Id | Integer
    title: Text
    effort: FileEffort
    impact: Literal["low", "medium", "high"]


class FileAnswer(_Part):
    """An answer as given, and as counted."""

    answer: Any = Field(description="As an answers file has it; null where none was given.")
    status: Counted
    points: Number | None
    note: String | None = None
    evidence: String | None = None
    confidence: Literal["documented", "reported", "estimated"] | None = None


class AssessmentFile(_Part):
    """The whole result of one company, with its questionnaire and its answers. Numbers are never rounded."""

    format: Literal["cxmaturity/assessment/1"]
    engine: String = Field(description="The version of the scoring rules.")
    questionnaire: AssessedQuestionnaire
    company: Company
    respondents: tuple[Respondent, ...]
    date: String | None = Field(json_schema_extra={"format": "date"})
    target: Id | None = Field(description="The level that the company wants to reach.")
    level: TitledLevel | None = Field(description="Null where it is undetermined.")
    level_status: LevelStatus
    conditions: FileConditions | None
    index: Number | None = Field(description="How far the company is on average.")
    coverage: Share | None
    range: FileRange
    find_out_first: tuple[Id, ...] = Field(
        description="The open questions whose answers narrow the range most."
    )
    held_back_by: tuple[Id, ...] = Field(
        description="The dimensions that keep the company from the next level."
    )
    dimensions: tuple[FileDimension, ...]
    scores: dict[str, FileScore]
    levels: dict[str, FileLevel | None]
    methods: FileMethods | None
    consistency: tuple[Id, ...] = Field(description="The notes on answers that hardly go together.")
    effort_factor: Number = Field(description="What efforts are multiplied by for a company of this size.")
    actions: tuple[FileAction, ...] = Field(description="The next actions, the most effective first.")
    answers: dict[str, FileAnswer]
