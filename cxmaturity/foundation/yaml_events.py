"""YAML as a stream of events: nothing is composed, constructed or resolved, and it stops when told to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, cast

from yaml import YAMLError
from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

from cxmaturity.foundation.diagnostics import Span

if TYPE_CHECKING:
    from yaml.error import Mark

try:
    from yaml._yaml import CParser
except ImportError:  # a PyYAML that was built without libyaml
    CParser = None  # type: ignore[assignment,misc]

NextEvent: TypeAlias = Callable[[], Event | None]

__all__ = ["NextEvent", "YAMLError", "fast_events", "pure_events", "span_of", "start_line"]


class _PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, without the composer and constructor that its loaders add."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def fast_events(text: str) -> NextEvent:
    """Return a function that returns the next event of *text*, from libyaml where it is there."""
    if CParser is None:
        return pure_events(text)
    next_event: NextEvent = CParser(text).get_event
    return next_event


def pure_events(text: str) -> NextEvent:
    """Return the same from PyYAML's parser in Python, about seven times slower."""
    parser = _PureParser(text)
    get_event: NextEvent = parser.get_event

    def next_event() -> Event | None:
        try:
            return get_event()
        except (ValueError, OverflowError):  # an escape or a version number that Python cannot hold
            mark = parser.get_mark()
            raise ScannerError(None, None, "found invalid Unicode character escape code", mark) from None

    return next_event


def start_line(event: Event) -> int:
    """Return the line in which *event* begins, from 1."""
    return cast("Mark", event.start_mark).line + 1


def span_of(first: Event, last: Event | None = None) -> Span:
    """Return the place of an event, or of all from the *first* to the *last*; PyYAML's marks count from 0."""
    start, end = cast("Mark", first.start_mark), cast("Mark", (last or first).end_mark)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
