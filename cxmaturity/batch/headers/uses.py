"""What each column of a table is used for."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from cxmaturity.answers.mapping import RowTest
from cxmaturity.foundation.i18n import Message
from cxmaturity.foundation.spelling import How

Role = Literal["company", "respondent", "role", "weight", "date"]
Purpose = Literal[Role, "question", "option", "attribute", "ignored"]


class Use(Struct, frozen=True):
    """What a column is for; `id` is that of the question or attribute, `option` that of a tick list's option."""

    purpose: Purpose
    id: str = ""
    option: str = ""

    def __str__(self) -> str:
        return f"{self.id}[{self.option}]" if self.option else self.id or self.purpose

    @property
    def subject(self) -> tuple[str, str]:
        """The same for all columns that belong together."""
        return ("question" if self.option else self.purpose), self.id


IGNORED = Use("ignored")
RESPONDENT = Use("respondent")


class ColumnUse(Struct, frozen=True):
    """A column at its position, counted from 0, and how its header was recognised: None where it was not."""

    position: int
    header: str
    use: Use
    how: How | Literal["mapping"] | None


class Uses(Struct, frozen=True):
    """The use of every column, in their order; positions are counted from 0.

    Columns that are kept (`keep`), and those that decide whether a row counts (`tests`), may have another use, too.
    `notes` are what the user is to know.
    """

    columns: tuple[ColumnUse, ...]
    keep: tuple[int, ...] = ()
    tests: tuple[tuple[int, RowTest], ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def roles(self) -> Mapping[str, int]:
        """The positions of company, respondent, role, weight and date, as far as there are such columns."""
        others = {"question", "option", "attribute", "ignored"}
        return {each.use.purpose: each.position for each in self.columns if each.use.purpose not in others}

    @property
    def questions(self) -> Mapping[str, int]:
        """The positions of questions that have one column."""
        return self._by_id("question")

    @property
    def options(self) -> Mapping[str, Mapping[str, int]]:
        """The positions of the options of tick lists that have a column for each, by question and option."""
        options: dict[str, dict[str, int]] = {}
        for each in self.columns:
            if each.use.purpose == "option":
                options.setdefault(each.use.id, {})[each.use.option] = each.position
        return options

    @property
    def attributes(self) -> Mapping[str, int]:
        """The positions of the company's attributes."""
        return self._by_id("attribute")

    @property
    def answered(self) -> frozenset[str]:
        """The questions that have columns."""
        return frozenset({*self.questions, *self.options})

    @property
    def ignored(self) -> tuple[ColumnUse, ...]:
        """The columns that nothing is read from."""
        read = {*self.keep, *(position for position, _ in self.tests)}
        return tuple(each for each in self.columns if each.use == IGNORED and each.position not in read)

    @property
    def read(self) -> tuple[int, ...]:
        """The positions of the columns that something is read from."""
        ignored = self.ignored
        return tuple(each.position for each in self.columns if each not in ignored)

    def _by_id(self, purpose: Purpose) -> Mapping[str, int]:
        return {each.use.id: each.position for each in self.columns if each.use.purpose == purpose}
