"""How far a long run is, in one line of a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from time import monotonic

from rich.console import Console, RenderableType
from rich.constrain import Constrain
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from cxmaturity.foundation.i18n import Message, msg, verbatim
from cxmaturity.views.numbers import NumberForm

_PATIENCE = 0.5  # seconds; a run that is over sooner shows nothing
_APART = 0.1  # seconds between two looks at a run
_EARLY = 0.02  # of the whole; sooner, nobody can say how long the rest takes
_WIDEST = 88
_PERCENT = 5  # characters of the share


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


def progress_line(
    share: float | None, rows: int, seconds: float, language: str, form: NumberForm
) -> RenderableType:
    """A bar, where the *share* is known, with the number of rows, their rate, and the time that the rest takes."""
    counted = msg("{rows} rows", rows=form.number(Fraction(rows)))
    rate = msg("{rate}/s", rate=form.number(Fraction(round(rows / max(seconds, 0.001)))))
    if share is None:
        return _text([counted, rate], language)
    done = min(share, 1.0)
    left = [msg("{time} left", time=_clock(seconds * (1 - done) / done))] if done >= _EARLY else []
    line = Table.grid(padding=(0, 1), expand=True)
    line.add_column(justify="right", min_width=_PERCENT)
    line.add_column(ratio=1)
    line.add_column(no_wrap=True)
    line.add_row(
        form.share(Fraction(done).limit_denominator(1000)),
        ProgressBar(total=1.0, completed=done),
        _text([counted, *left, rate], language),
    )
    return Constrain(line, _WIDEST)


def _text(said: list[Message], language: str) -> Text:
    return Text(" · ".join(each.text(language) for each in said), no_wrap=True, overflow="ellipsis")


def _clock(seconds: float) -> Message:
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return verbatim(f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}")
