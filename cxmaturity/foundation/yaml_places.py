"""Where things stand in a YAML file that the guard has read: a second pass, when a place is asked for."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace
from yaml.events import CollectionEndEvent, CollectionStartEvent, Event, MappingStartEvent, ScalarEvent

from cxmaturity.foundation.diagnostics import Span
from cxmaturity.foundation.places import Place
from cxmaturity.foundation.yaml_events import NextEvent, fast_events, span_of


def yaml_places(text: str, *, events: Callable[[str], NextEvent] = fast_events) -> Place:
    """Return the places in *text*, which `load_yaml` must have accepted."""
    stream = iter(events(text), None)
    next(stream)
    next(stream)
    return _place(next(stream), stream)


def _place(event: Event, stream: Iterator[Event]) -> Place:
    if not isinstance(event, CollectionStartEvent):
        return Place(span_of(event))
    children: dict[str | int, Place] = {}
    for inner in stream:
        if isinstance(inner, CollectionEndEvent):
            return Place(_whole(event, inner, children), children=children)
        if isinstance(event, MappingStartEvent) and isinstance(inner, ScalarEvent):
            children[inner.value] = replace(_place(next(stream), stream), key=span_of(inner))
        else:
            children[len(children)] = _place(inner, stream)
    raise AssertionError("the guard accepts no unfinished file")


def _whole(start: CollectionStartEvent, end: CollectionEndEvent, children: dict[str | int, Place]) -> Span:
    span = span_of(start, end)
    if start.flow_style or not children:
        return span
    # The parser knows that a block is over only when the next one begins, after blank lines and comments.
    last = next(reversed(children.values())).value
    return replace(span, end_line=last.end_line, end_column=last.end_column)
