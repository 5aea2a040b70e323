"""Two inventories against one another: what is only in one, and what differs."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from cxmaturity.authoring.diff.classes import Event, Weight, weight_of
from cxmaturity.authoring.diff.facts import Fact, Key, Order

Facts = Mapping[Key, Fact]

_BY_KIND = frozenset({"unit", "min", "max", "ticked", "options"})


class Change(Struct, frozen=True):
    """One change, with its facts in both versions.

    `keys` are several where questions share an answer scale, or languages a text.
    """

    event: Event
    weight: Weight
    keys: tuple[Key, ...]
    old: Fact | None
    new: Fact | None

    @property
    def key(self) -> Key:
        """The first of the keys."""
        return self.keys[0]


def compare(old: Facts, new: Facts) -> tuple[Change, ...]:
    """All changes from *old* to *new*; what is said by a change of the thing around it is left out."""
    comparison = _Comparison(old, new)
    alike: dict[object, list[Change]] = {}
    for change in comparison.changes():
        same = (
            change.event,
            change.key.kind,
            *((fact.path, fact.value) if fact else None for fact in (change.old, change.new)),
        )
        alike.setdefault(same, []).append(change)
    return tuple(_merged(changes) for changes in alike.values())


def _merged(changes: list[Change]) -> Change:
    first = changes[0]
    weight = max(change.weight for change in changes)
    return Change(first.event, weight, tuple(change.key for change in changes), first.old, first.new)


class _Comparison(Struct, frozen=True):
    old: Facts
    new: Facts

    def changes(self) -> Iterator[Change]:
        for key in dict.fromkeys((*self.old, *self.new)):
            before, after = self.old.get(key), self.new.get(key)
            if self._differ(before, after) and not self._follows(key):
                event = _event(key, before)
                yield Change(event, weight_of(event, before, after), (key,), before, after)

    def _differ(self, before: Fact | None, after: Fact | None) -> bool:
        """A thing that is in one of them, or another value; no value is as good as none stated."""
        if before is None or after is None:
            fact = before or after
            return fact is not None and (fact.key.is_thing or fact.value not in (None, ()))
        if before.key.is_thing:
            return False
        if isinstance(before.value, Order) and isinstance(after.value, Order):
            common = set(before.value) & set(after.value)
            orders = [[name for name in order if name in common] for order in (before.value, after.value)]
            return orders[0] != orders[1]
        return before.value != after.value

    def _follows(self, key: Key) -> bool:
        """Whether another change already says it: that of a thing around, of a language, or of what a score uses."""
        if any(self._comes_or_goes(around) for around in key.around()):
            return True
        if key.language and self._comes_or_goes(Key().thing("language", key.language)):
            return True
        if any(self._changes(outer) for outer in key.outer()) or self._comes_with_its_kind(key):
            return True
        kind, name = key.things[-1] if key.things else ("", "")
        if kind != "child":
            return False
        if key.is_thing:
            return any(self._comes_or_goes(Key().thing(home, name)) for home in ("question", "dimension"))
        weight = Key().thing("dimension", name).inside("weight")
        return key.field == "weight" and self._changes(weight)

    def _comes_with_its_kind(self, key: Key) -> bool:
        """Whether the question is now of another kind, which has other options or limits."""
        kind = Key(key.things[:1]).inside("kind")
        if len(key.things) == 1 and key.field not in _BY_KIND:
            return False
        before, after = self.old.get(kind), self.new.get(kind)
        return self._changes(kind) and weight_of("changed", before, after) is Weight.BREAKING

    def _changes(self, key: Key) -> bool:
        return self._differ(self.old.get(key), self.new.get(key))

    def _comes_or_goes(self, key: Key) -> bool:
        return (key in self.old) != (key in self.new)


def _event(key: Key, before: Fact | None) -> Event:
    if not key.is_thing:
        return "changed"
    return "added" if before is None else "removed"
