"""How far a long run is, at a terminal of any width."""

from io import StringIO

import pytest
from rich.console import Console

from cxmaturity.views.numbers import NumberForm
from cxmaturity.views.progress import progress, progress_line

NO_BREAK = "\u00a0"


def line(width: int, share: float | None, rows: int, seconds: float, language: str) -> str:
    console = Console(file=StringIO(), width=width, legacy_windows=False)
    console.print(progress_line(share, rows, seconds, language, NumberForm(language)))
    file = console.file
    assert isinstance(file, StringIO)
    return file.getvalue().rstrip().replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, " 25 % 1.000.000 Zeilen · noch 0:12 · 25…"),
        (60, " 25 % ━━━           1.000.000 Zeilen · noch 0:12 · 250.000/s"),
        (120, f" 25 % {'━' * 10}{' ' * 31} 1.000.000 Zeilen · noch 0:12 · 250.000/s"),
    ],
)
def test_every_width(width: int, shown: str) -> None:
    assert line(width, 0.25, 1_000_000, 4.0, "de") == shown


def test_what_is_not_known_is_not_said() -> None:
    assert line(60, None, 12_000, 2.0, "en") == "12,000 rows · 6,000/s"
    assert "left" not in line(60, 0.01, 12_000, 2.0, "en")
    assert line(80, 1.5, 5, 0.0, "en").startswith(" 100%")
    assert "1:06:40 left" in line(80, 0.2, 5, 1_000.0, "en")


def test_a_short_run_shows_nothing() -> None:
    console = Console(file=StringIO(), force_terminal=True, width=60)
    with progress(lambda: 0.5, "en", "en", console) as tell:
        tell(1)
        tell(2)
    assert isinstance(console.file, StringIO)
    assert console.file.getvalue() == ""
