"""Rows of a table on their way out: what a column is, and how its values come."""

from collections.abc import Sequence
from typing import Literal, Protocol, TypeAlias, TypeVar

from msgspec import Struct

from cxmaturity.tables.blocks import Cell, Codes, Column

Kind: TypeAlias = Literal["text", "integer", "number", "boolean"]
Value: TypeAlias = Cell | float


class OutColumn(Struct, frozen=True):
    """A column to be written: its name, and what all its values are, unless they are None."""

    name: str
    kind: Kind


#: The values of a column, one a row: as they are, or as positions among distinct ones.
Values: TypeAlias = Column | list[Value]

_Item = TypeVar("_Item")


def expanded(items: Sequence[_Item], codes: Codes) -> list[_Item]:
    """Return for each of *codes* the item at that position."""
    return [*map(items.__getitem__, codes.tolist())]


def plain_values(values: Values) -> Sequence[Value]:
    """Return *values* as Python's own, one a row."""
    return expanded(values.values, values.codes) if isinstance(values, Column) else values


class Writer(Protocol):
    """What takes the rows of a table, some at a time."""

    def write(self, columns: Sequence[Values]) -> None:
        """Write rows, given as the values of each column in their order."""


def row_count(columns: Sequence[Values]) -> int:
    """Return how many rows *columns* are; raise ValueError where they are not equally long."""
    lengths = {len(each.codes) if isinstance(each, Column) else len(each) for each in columns}
    if len(lengths) != 1:
        raise ValueError(f"the columns of a block have lengths {sorted(lengths)}")
    return lengths.pop()
