"""
YAML for people who write questionnaires, without what makes YAML dangerous.

Read are mappings with text as keys, lists, texts, exact numbers, true, false and null, by the rules of YAML
1.2. Refused are anchors, aliases, merge keys, tags, further documents, keys that stand twice, and numbers
that other programs read differently. The limits hold while reading: no small file grows into a large one.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import islice

from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import (
    EMPTY,
    MAX_DEPTH,
    MAX_NODES,
    MAX_PROBLEMS,
    MAX_SCALAR,
    NOT_A_MAPPING,
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY,
    control_character,
    duplicate_key,
)
from cxmaturity.foundation.scalars import BadNumberError, Scalar, Value, plain_scalar
from cxmaturity.foundation.text import shorten
from cxmaturity.foundation.yaml_events import NextEvent, YAMLError, fast_events, span_of, start_line
from cxmaturity.foundation.yaml_syntax import HALF_CHARACTER, syntax_problem

_WRITE_OUT = msg("Write the content out in each place.")
_NO_ALIAS = (msg("Anchors (&) and aliases (*) are not allowed."), _WRITE_OUT)

_BASED = re.compile(r"0x[0-9a-fA-F]{1,30}|0o[0-7]{1,30}")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def load_yaml(text: str, name: str, *, events: Callable[[str], NextEvent] = fast_events) -> dict[str, Value]:
    """Return the mapping that *text* holds; raise InvalidDocument with all problems that could be found."""
    reader = _Reader(text, name, events)
    try:
        data = reader.document()
    except _Stop:
        data = {}
    except StopIteration:
        data = {}
        reader.problems.append(Diagnostic("size", Severity.ERROR, name, None, TOO_MANY))
    except YAMLError as error:
        reader.problems.append(syntax_problem(error, text, name))
    if reader.problems:
        raise InvalidDocument(reader.problems, {name: text})
    return data


class _Stop(Exception):
    """Reading on makes no sense or is not safe; the reason is among the problems."""


class _Reader:
    """Builds the data from the events and collects what is wrong."""

    def __init__(self, text: str, name: str, events: Callable[[str], NextEvent]) -> None:
        self.name = name
        self.problems: list[Diagnostic] = []
        # A node costs one event or two. Where the stream runs dry (StopIteration), there were too many.
        self.events = islice(iter(events(text), None), MAX_NODES)

    def document(self) -> dict[str, Value]:
        """Return the one document of the stream."""
        next(self.events)
        start = next(self.events)
        if isinstance(start, DocumentStartEvent):
            self.directives(start)
            root = next(self.events)
            data = self.value(root, 0)
            self.end_of_stream()
            if isinstance(data, dict):
                return data
            if data is not None or self.problems:
                self.refuse("root", root, *NOT_A_MAPPING)
                raise _Stop
        self.problems.append(Diagnostic("empty", Severity.ERROR, self.name, None, EMPTY))
        raise _Stop

    def directives(self, start: DocumentStartEvent) -> None:
        if start.version and tuple(start.version) != (1, 2):
            hint = msg("Delete the %YAML line.")
            self.refuse("syntax", start, msg("Only YAML 1.2 is read."), hint)
        if start.tags:
            self.refuse("tag", start, msg("Tags are not allowed."), msg("Delete the %TAG line."))

    def end_of_stream(self) -> None:
        next(self.events)
        after = next(self.events)
        if not isinstance(after, StreamEndEvent):
            hint = msg("Keep one document per file.")
            self.refuse("syntax", after, msg("A second document starts here."), hint)

    def value(self, event: Event, depth: int) -> Value:
        if isinstance(event, ScalarEvent):
            try:
                return self.scalar(event)
            except BadNumberError as error:
                self.refuse("number", event, error.message, error.hint)
                return None
        if not isinstance(event, CollectionStartEvent):  # an alias
            self.refuse("alias", event, *_NO_ALIAS)
            return None
        self.properties(event)
        if depth == MAX_DEPTH:
            self.refuse("depth", event, TOO_DEEP)
            raise _Stop
        return self.mapping(depth + 1) if isinstance(event, MappingStartEvent) else self.sequence(depth + 1)

    def sequence(self, depth: int) -> list[Value]:
        items: list[Value] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                return items
            items.append(self.value(event, depth))
        raise StopIteration

    def mapping(self, depth: int) -> dict[str, Value]:
        data: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                return data
            key = self.key(event, depth)
            if key is not None:
                seen = key if key.isascii() else unicodedata.normalize("NFC", key)
                if seen in lines:
                    self.refuse("duplicate", event, *duplicate_key(key, lines[seen]))
                lines[seen] = start_line(event)
            data[key or ""] = self.value(next(self.events), depth)
        raise StopIteration

    def key(self, event: Event, depth: int) -> str | None:
        """Return the key; for one that is refused, the text by which to find its double, or None."""
        if not isinstance(event, ScalarEvent):
            if not isinstance(event, AliasEvent):
                self.refuse("key", event, msg("A key must be text, not a list or a mapping."))
            self.value(event, depth)
            return None
        try:
            value = self.scalar(event)
        except BadNumberError:
            value = None
        if not isinstance(value, str):
            return self.unusual_key(event, event.value)
        if value == "<<" and not event.style:
            self.refuse("merge", event, msg("Merging with << is not allowed."), _WRITE_OUT)
        return value

    def unusual_key(self, event: ScalarEvent, text: str) -> str | None:
        """Refuse a key that YAML reads as a number, a truth value or nothing."""
        if not text:
            self.refuse("key", event, msg("A name is missing before the colon."))
            return None
        hint = msg('Put it in quotes: "{key}"', key=shorten(text))
        self.refuse("key", event, msg("A key must be text, and “{key}” is not.", key=shorten(text)), hint)
        return str(int(text, 0)) if _BASED.fullmatch(text) else text

    def scalar(self, event: ScalarEvent) -> Scalar:
        """Return what a key or a value stands for; raise BadNumberError."""
        text: str = event.value
        if event.anchor is not None or event.tag is not None:
            self.properties(event)
        if len(text) > MAX_SCALAR:
            self.refuse("size", event, TOO_LONG)
            raise _Stop
        if event.style == '"':
            self.escapes(event, text)
        return text if event.style or event.tag is not None else plain_scalar(text)

    def escapes(self, event: ScalarEvent, text: str) -> None:
        # The file has none of these characters itself: they can only have been written as an escape.
        if _HALF_CHARACTER.search(text):
            self.refuse("syntax", event, *HALF_CHARACTER)
        elif message := control_character(text):
            self.refuse("control", event, message, msg("Delete it."))

    def properties(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.anchor is not None:
            self.refuse("alias", event, *_NO_ALIAS)
        if event.tag is not None:
            hint = msg("Write the plain value; put it in quotes if it is text.")
            self.refuse("tag", event, msg("Tags are not allowed."), hint)

    def refuse(self, code: str, event: Event, message: Message, hint: Message | None = None) -> None:
        self.problems.append(Diagnostic(code, Severity.ERROR, self.name, span_of(event), message, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop
