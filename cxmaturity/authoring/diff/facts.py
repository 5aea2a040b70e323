"""A questionnaire taken apart into single facts, each under a key that two versions have in common."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from cxmaturity.foundation.documents import DataPath


class Order(tuple[str, ...]):
    """The order of things that have an id; it has changed only where those in both versions swap places."""

    __slots__ = ()


Shown: TypeAlias = str | int | Decimal | bool | tuple[str, ...] | None


class Key(Struct, frozen=True):
    """What a fact is about: things inside one another as (kind, id), a field of the last, the language of a text."""

    things: tuple[tuple[str, str], ...] = ()
    field: str = ""
    language: str = ""

    def thing(self, kind: str, name: str) -> "Key":
        """The key of a thing inside this one."""
        return Key((*self.things, (kind, name)))

    def inside(self, name: str) -> "Key":
        """The key of a field, or of one inside this field."""
        return Key(self.things, f"{self.field}.{name}" if self.field else name)

    @property
    def is_thing(self) -> bool:
        """Whether it stands for the thing itself."""
        return not self.field and not self.language

    @property
    def kind(self) -> str:
        """Kinds and field without ids, such as `question.option.points`."""
        return ".".join([*(kind for kind, _ in self.things), *([self.field] if self.field else [])])

    def outer(self) -> Iterator["Key"]:
        """The fields around this field."""
        steps = self.field.split(".")
        return (Key(self.things, ".".join(steps[:depth])) for depth in range(1, len(steps)))

    def around(self) -> Iterator["Key"]:
        """The things that contain this one, itself not included."""
        whole = len(self.things) - self.is_thing
        return (Key(self.things[:depth]) for depth in range(1, whole + 1))


class Fact(Struct, frozen=True):
    """What a version says under a key, and where.

    `carried`: no answer rests on it, or a migration carries the answers over; the value of a thing is then what its
    answers become.
    """

    key: Key
    path: DataPath
    value: Shown = None
    carried: bool = False
