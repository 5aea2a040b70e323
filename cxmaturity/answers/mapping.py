"""The mapping file: what the columns and cells of a survey tool's export mean for a questionnaire."""

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from cxmaturity.questionnaire.fields import Count, Flag, Id, Model, String, Verbatim, accepts, one_or_list
from cxmaturity.questionnaire.shapes import Choosing, ExactlyOne

FORMAT: Final = "cxmaturity/mapping/1"
#: How dates are written unless a mapping says otherwise: nobody puts points between month and day in another order.
DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")


def _header(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


#: What a cell says: one text, or any of several.
Cells = Annotated[tuple[Verbatim, ...], accepts(one_or_list, Verbatim | tuple[Verbatim, ...])]
Rows = Annotated[tuple[Count, ...], accepts(one_or_list, Count | tuple[Count, ...])]
Pattern = Annotated[String, Field(max_length=200, json_schema_extra={"format": "regex"})]


class ColumnFields(Choosing):
    """A column, by its header. A text alone is the header exactly as it stands in the file."""

    choices = (ExactlyOne("one_header", "text", "like", "code", "matches"),)

    text: String | None = Field(default=None, description="The header exactly.")
    like: String | None = Field(
        default=None, description="The header, whatever its case, its blanks and its kinds of space are."
    )
    code: String | None = Field(
        default=None, description="The code that the survey tool writes in front or instead of the text."
    )
    matches: Pattern | None = Field(default=None, description="A regular expression for the whole header.")
    occurrence: Count = Field(default=1, description="Which one, where several columns have this header.")
    optional: Flag = Field(default=False, description="Whether a file without such a column is right, too.")


Column = Annotated[ColumnFields, accepts(_header, String | ColumnFields)]


class DateFields(ColumnFields):
    """The column of the date."""

    format: Annotated[tuple[String, ...], accepts(one_or_list, String | tuple[String, ...])] = Field(
        default=DATE_FORMATS,
        description="How it is written, such as %m/%d/%Y, or any of several; what follows it does not matter.",
    )


class Source(Model):
    """The file that the survey tool writes."""

    sheet: String | None = None
    encoding: Literal["utf-8", "utf-16"] | None = None
    delimiter: Literal[",", ";", "\t", "|"] | None = None


class Header(Model):
    """The rows above the first answers."""

    rows: Count = Field(default=1, description="How many there are.")
    names: Rows = Field(
        default=(1,), description="Which of them names the columns; of several, the first that fits."
    )
    options: Count | None = Field(default=None, description="Which of them names the options of tick lists.")
    fill_right: Flag = Field(
        default=False, description="Whether an empty name is that of the column to the left."
    )
    lone_options: Flag = Field(
        default=False, description="Whether the column of an option is named by the option alone."
    )


class Columns(Model):
    """Columns that are no questions."""

    company: Column | None = None
    respondent: Column | None = None
    role: Column | None = None
    weight: Column | None = Field(
        default=None, description="How much the respondent counts when several merge."
    )
    date: Annotated[DateFields, accepts(_header, String | DateFields)] | None = None
    attributes: dict[str, Column] = Field(default={}, description="Attributes of the company, by id.")
    keep: tuple[Column, ...] = Field(default=(), description="Columns that the result is to have, too.")


class RowTest(Choosing):
    """What a row must have in one column to count."""

    choices = (ExactlyOne("one_row_test", "is", "not"),)

    column: Column
    is_: Cells | None = Field(default=None, alias="is", description="One of these.")
    not_: Cells | None = Field(default=None, alias="not", description="None of these.")


class Writing(Model):
    """How answers are written in cells."""

    unknown: Cells = Field(default=(), description="Cells that say that nobody knows.")
    not_applicable: Cells = Field(default=(), description="Cells that say that the question does not apply.")
    blank: Cells = Field(default=(), description="Cells that are as good as empty.")
    ticked: Cells = Field(default=(), description="What the column of an option says where it was chosen.")
    unticked: Cells = Field(
        default=(), description="What it says where it was not; an empty cell always does."
    )
    split: Cells = Field(
        default=(";",), description="What stands between several options in one cell; any of several."
    )
    number: Pattern | None = Field(
        default=None, description="A regular expression whose one group is the number or code in the cell."
    )
    percent: Literal["as-fraction", "as-percent"] | None = Field(
        default=None, description="Whether forty per cent stands there as 0.4 or as 40."
    )


class QuestionColumns(Writing, Choosing):
    """Where the answers to a question stand, and how they are written."""

    choices = (ExactlyOne("one_column", "column", "options", or_none=True),)

    column: Column | None = None
    options: dict[str, Column] | None = Field(
        default=None, description="Of a tick list: the column of each option."
    )
    values: dict[str, Id] = Field(default={}, description="The option, by what a cell says.")
    unit: Literal["%", "ms", "s", "min", "h", "d", "w"] | None = Field(
        default=None, description="Of bare numbers; without it, the unit of the question."
    )


class MappingFile(Model):
    """What the columns and cells of a survey tool's export mean for a questionnaire."""

    format: Literal["cxmaturity/mapping/1"]
    title: String | None = None
    experimental: Flag = Field(default=False, description="Whether no file of the tool was at hand for it.")
    extends: Id | None = Field(default=None, description="The preset that this mapping adds to.")
    questionnaire: Id | None = None
    file: Source = Source.model_construct()
    header: Header = Header.model_construct()
    columns: Columns = Columns.model_construct()
    rows: tuple[RowTest, ...] = Field(default=(), description="Only rows that meet all of these count.")
    cells: Writing = Field(
        default=Writing.model_construct(), description="For all questions that do not say otherwise."
    )
    questions: dict[str, QuestionColumns] = {}


#: What holds for a table without a mapping file. Not validated, since that would generate the schema in every run.
NO_MAPPING = MappingFile.model_construct(format=FORMAT)
