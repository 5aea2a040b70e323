import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.foundation.diagnostics import (
    Diagnostic,
    InvalidDocument,
    Severity,
    Span,
    did_you_mean,
    to_json,
)
from cxmaturity.foundation.frames import frame
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import cell_width


def problem(span: Span | None, *, file: str = "a.yaml", code: str = "key") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, file, span, msg("Wrong: {it}", it="x"), msg("Mend it."))


def test_sorted_by_file_place_and_code() -> None:
    first, second = Span(1, 9, 1, 10), Span(2, 1, 2, 3)
    ordered = [
        problem(None),
        problem(first, code="alias"),
        problem(first),
        problem(second),
        problem(None, file="b.yaml"),
    ]
    assert sorted([*ordered[3:], *ordered[:3]]) == ordered


def test_as_json() -> None:
    assert to_json(problem(Span(1, 2, 3, 4)), "en") == {
        "code": "key",
        "severity": "error",
        "file": "a.yaml",
        "line": 1,
        "column": 2,
        "end_line": 3,
        "end_column": 4,
        "message": "Wrong: x",
        "hint": "Mend it.",
    }
    whole = to_json(problem(None), "en")
    assert [whole[key] for key in ("line", "column", "end_line", "end_column")] == [None] * 4


def test_the_error_speaks_for_its_first_problem() -> None:
    error = InvalidDocument([problem(Span(2, 1, 2, 2)), problem(Span(1, 5, 1, 6))], {})
    assert str(error) == "a.yaml:1:5: Wrong: x\nMend it."


def test_a_frame_points_below_wide_characters_and_tabs() -> None:
    source = "x: 1\r\n漢\tkey: value\r\n"
    assert frame(problem(Span(2, 3, 2, 6)), source, "en").split("\n") == [
        "a.yaml:2:3 key Wrong: x",
        "   2 | 漢    key: value",
        "     |       ^^^",
        "  Mend it.",
    ]


def test_a_frame_of_a_warning_says_so_and_is_inert() -> None:
    warning = Diagnostic("x", Severity.WARNING, "\x1b[2J.yaml", Span(1, 1, 2, 1), msg("{a}", a="\x1b]0;"))
    assert frame(warning, "ab\x9b\nc", "en").split("\n") == [
        r"\x1b[2J.yaml:1:1 warning x \x1b]0;",
        r"   1 | ab\x9b",
        "     | ^^^^^^",
    ]


def test_a_frame_without_a_place_or_beyond_the_text() -> None:
    assert frame(problem(None), "x", "en") == "a.yaml key Wrong: x\n  Mend it."
    assert frame(problem(Span(9, 1, 9, 2)), "x", "en") == "a.yaml:9:1 key Wrong: x\n  Mend it."


@given(st.text(st.sampled_from("a漢\t\u0301\x1bü "), max_size=300), st.data(), st.integers(20, 120))
def test_a_frame_fits_its_width_and_shows_the_place(line: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown = frame(problem(Span(1, start + 1, 1, end + 1)), line, "en", width=width).split("\n")
    source, carets = shown[1:3]
    assert all(sum(map(cell_width, each)) <= width for each in (source, carets))
    assert carets.rstrip("^").removeprefix("     |").strip() == ""
    assert carets.endswith("^")


def test_a_frame_in_a_file_of_one_long_line_is_quick() -> None:
    line = "a" * 500_000 + "key" + "b" * 500_000
    start = time.process_time()
    for _ in range(100):
        shown = frame(problem(Span(1, 500_001, 1, 500_004)), line, "en", width=40).split("\n")
    assert time.process_time() - start < 2
    assert shown[1:3] == [
        "   1 | ...aaaaaaaaaaakeybbbbbbbbbbbb...",
        "     |               ^^^",
    ]


@pytest.mark.parametrize(
    ("word", "meant"), [("wieght", "weight"), ("titel", "title"), ("zzz", None), ("w" * 100_000, None)]
)
def test_did_you_mean(word: str, meant: str | None) -> None:
    assert did_you_mean(word, ["weight", "title", "id"]) == meant
