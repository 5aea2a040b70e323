"""How far a long run is, in one line of a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from time import monotonic

from msgspec import Struct
from rich.console import Console, ConsoleOptions, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from cxmaturity.foundation.i18n import msg
from cxmaturity.views.numbers import NumberForm

_PATIENCE = 0.5  # seconds; a run that is over sooner shows nothing
_APART = 0.1  # seconds between two looks at a run
_EARLY = 0.02  # of the whole; sooner, nobody can say how long the rest takes
_WIDEST, _SHORTEST = 88, 5  # characters: of the line, of the bar


@contextmanager
def progress(
    share: Callable[[], float | None], language: str, locale: str, console: Console | None = None
) -> Iterator[Callable[[int], None]]:
    """Give what is to be told, often, how many rows are done; the line goes away in the end.

    *share* is how much is done, from 0 to 1, where that is known. Without *console* it shows on standard error.
    """
    form = NumberForm(locale)
    console = console or Console(stderr=True, highlight=False, emoji=False, markup=False)
    started = shown = monotonic()
    live = Live(console=console, auto_refresh=False, transient=True, redirect_stdout=False)

    def tell(rows: int) -> None:
        nonlocal shown
        now = monotonic()
        if now - started < _PATIENCE or (live.is_started and now - shown < _APART):
            return
        shown = now
        live.start()
        live.update(progress_line(share(), rows, now - started, language, form), refresh=True)

    try:
        yield tell
    finally:
        live.stop()


class ProgressLine(Struct, frozen=True):
    """How much is done, from 0 to 1, and beside a bar, where there is room for one, the rest in words."""

    share: float
    percent: str
    said: str

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        room = min(options.max_width, _WIDEST) - len(self.percent) - len(self.said) - 2
        if room < _SHORTEST:
            yield _text(f"{self.percent} {self.said}")
            return
        line = Table.grid(padding=(0, 1))
        line.add_row(self.percent, ProgressBar(total=1.0, completed=self.share, width=room), _text(self.said))
        yield line


def progress_line(
    share: float | None, rows: int, seconds: float, language: str, form: NumberForm
) -> RenderableType:
    """How much is done, where that is known, the number of rows, the time that the rest takes, and the rate."""
    said = [msg("{rows} rows", rows=form.number(Fraction(rows)))]
    if share is not None and share >= _EARLY:
        said.append(msg("{time} left", time=_clock(seconds * max(0.0, 1 - share) / share)))
    said.append(msg("{rate}/s", rate=form.number(Fraction(round(rows / max(seconds, 0.001))))))
    words = " · ".join(each.text(language) for each in said)
    if share is None:
        return _text(words)
    return ProgressLine(share, f"{form.percent(Fraction(int(min(share, 1) * 100))):>5}", words)


def _text(words: str) -> Text:
    return Text(words, no_wrap=True, overflow="ellipsis")


def _clock(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
