"""A difference in sentences, the same in every output."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from msgspec import Struct

from cxmaturity.authoring.diff.classes import Weight
from cxmaturity.authoring.diff.comparing import Change
from cxmaturity.authoring.diff.difference import Difference
from cxmaturity.authoring.diff.facts import Fact, Key, Order
from cxmaturity.authoring.diff.notation import number
from cxmaturity.authoring.diff.versions import Bump
from cxmaturity.foundation.i18n import Message, msg, msgid, verbatim
from cxmaturity.foundation.text import shorten

_LONGEST = 60

#: Sets off text from a file.
Quote = Callable[[str], str]

CLASSES: Mapping[Weight, tuple[Message, Message]] = {
    Weight.BREAKING: (
        msg("Breaking"),
        msg("Answers given before can no longer be read, or mean something else."),
    ),
    Weight.SCORE_CHANGING: (
        msg("Score-changing"),
        msg("The same answers may give another result, or are carried over by a migration."),
    ),
    Weight.TEXT_ONLY: (msg("Text only"), msg("The same answers give the same result.")),
}

_BUMPS: Mapping[Bump, Message] = {
    Bump.PATCH: msg("a new patch version"),
    Bump.MINOR: msg("a new minor version"),
    Bump.MAJOR: msg("a new major version"),
}


_THINGS: Mapping[str, str] = {
    "question": msgid("question {name}"),
    "option": msgid("option {name}"),
    "dimension": msgid("dimension {name}"),
    "score": msgid("score {name}"),
    "child": msgid("part {name}"),
    "level rule": msgid("level rule {name}"),
    "scale": msgid("scale {name}"),
    "level": msgid("level {name}"),
    "action": msgid("action {name}"),
    "attribute": msgid("company attribute {name}"),
    "language": msgid("language {name}"),
    "consistency note": msgid("consistency note {name}"),
    "test": msgid("test “{name}”"),
    "migration": msgid("migration from version {name}"),
}

#: Facts that have no key of their own in a file; the others go by theirs.
_FIELDS: Mapping[str, Message] = {
    "aggregate": msg("kind of score"),
    "rule": msg("kind of rule"),
    "reached": msg("reached"),
    "dimension": msg("belongs to"),
    "free": msg("free text"),
}


class Wording(Struct, frozen=True):
    """A language, and how the output at hand sets off what stands in a file: names, keys and values."""

    language: str
    quote: Quote = str

    def subject(self, change: Change) -> str:
        """What a change is about; several questions where they share it."""
        text = "; ".join(dict.fromkeys(self.about(key) for key in change.keys))
        return text[:1].upper() + text[1:]

    def about(self, key: Key) -> str:
        """The things that a key names, the outermost first; the score of a dimension goes by the dimension."""
        things = [
            (kind, name) for place, (kind, name) in enumerate(key.things) if (kind, place) != ("score", 1)
        ]
        named = ", ".join(
            Message(_THINGS[kind], (("name", self.quote(name)),)).text(self.language) for kind, name in things
        )
        return named or msg("questionnaire").text(self.language)

    def what(self, change: Change) -> str:
        """What happened to it."""
        return self._what(change).text(self.language)

    def _what(self, change: Change) -> Message:
        if change.event == "added":
            return msg("added")
        if change.event == "removed":
            return self._removed(change.old)
        old, new = self.shown(change.old), self.shown(change.new)
        if change.key.kind == "version":
            return msg("answers to version {old} can no longer be read: no migration leads from there to {new}",
                       old=old, new=new)  # fmt: skip
        if change.key.field == "id":
            return msg("renamed: {old} → {new}", old=old, new=new)
        if change.key.field == "definition":
            return msg("changed")
        field = self._field(change)
        if any(fact is not None and isinstance(fact.value, Order) for fact in (change.old, change.new)):
            return msg("order of {field}: {old} → {new}", field=field, old=old, new=new)
        return msg("{field}: {old} → {new}", field=field, old=old, new=new)

    def _removed(self, fact: Fact | None) -> Message:
        if fact is None or not fact.carried or fact.key.things[-1][0] == "level":
            return msg("removed")
        if fact.value is None:
            return msg("removed; a migration drops the answers")
        return msg("removed; a migration makes it {new}", new=self.shown(fact))

    def _field(self, change: Change) -> Message:
        key = change.key
        field = _FIELDS.get(key.field) or verbatim(self.quote(key.field))
        languages = ", ".join(dict.fromkeys(key.language for key in change.keys))
        return msg("{field} ({language})", field=field, language=languages) if languages else field

    def shown(self, fact: Fact | None) -> str:
        """A value as text, cut where it is long."""
        return "–" if fact is None or fact.value is None else self.quote(_written(fact))


def _written(fact: Fact) -> str:
    value = fact.value
    if fact.key.language:
        return shorten(" ".join(str(value).split()), _LONGEST)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return shorten((", " if isinstance(value, Order) else "; ").join(value), 2 * _LONGEST)
    return number(value) if isinstance(value, Decimal | int) else shorten(str(value), 2 * _LONGEST)


def place(difference: Difference, change: Change) -> str:
    """Where it stands in the older and in the newer file."""
    sides = ((difference.old, change.old), (difference.new, change.new))
    places = (f"{side.subject.document.name}:{side.line(fact)}" for side, fact in sides if fact is not None)
    return " → ".join(places)


def by_class(difference: Difference) -> Iterator[tuple[Weight, list[Change]]]:
    """The changes of each class, heaviest first."""
    for weight, changes in groupby(difference.changes, key=lambda change: change.weight):
        yield weight, list(changes)


def conclusion(difference: Difference, quote: Quote = str) -> Message:
    """What the changes ask of the version, and whether it is so."""
    verdict, version = difference.verdict, quote(difference.new.version)
    if verdict.required is Bump.NONE:
        return msg("The two versions are the same.")
    if verdict.lowest is None:
        if verdict.enough:
            return msg("The version is another one, {version}, as these changes ask.", version=version)
        return msg("These changes ask for another version than {version}.", version=version)
    asked = _BUMPS[verdict.required]
    if verdict.enough:
        return msg("These changes ask for {asked}; {version} is enough.", asked=asked, version=version)
    return msg("These changes ask for {asked}, {lowest} or higher; {version} is not enough.",
               asked=asked, lowest=quote(verdict.lowest), version=version)  # fmt: skip


def missing_migration(difference: Difference, quote: Quote = str) -> tuple[Message, str] | None:
    """The step that keeps older answers readable, where none leads from their version, and a sentence before it."""
    if not any(change.key.kind == "version" for change in difference.changes):
        return None
    old, new = difference.old.version, difference.new.version
    step = quote(f'- {{from: "{old}", to: "{new}"}}')
    return msg("So that answers to version {old} stay readable, add to migrations:", old=quote(old)), step
