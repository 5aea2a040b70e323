"""The columns of a file of rejects: what is wrong with many of them is put into words once, and never mixed up."""

from collections.abc import Sequence
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.batch import reject_columns
from cxmaturity.batch.intake.misreading import Problem, Reject
from cxmaturity.batch.reject_columns import REJECT_COLUMNS, RejectColumns
from cxmaturity.foundation.i18n import msg
from cxmaturity.tables.blocks import Column
from cxmaturity.tables.outgoing import plain_values

PROBLEMS = [
    Problem(
        "unknown-option", msg("“{text}” is not an option.", text="x"), msg("Ask."), "vision", "x", scored=True
    ),
    Problem("unknown-option", msg("“{text}” is not an option.", text="y"), None, "vision", "y", scored=True),
    Problem("unknown-option", msg("“{text}” is not an option.", text="x"), msg("Ask."), "vision", "x"),
    Problem("empty-row", msg("The row is empty.")),
]
BLOCKS = st.lists(st.lists(st.integers(0, len(PROBLEMS) - 1), min_size=1, max_size=6), min_size=1, max_size=4)


def said(reject: Reject) -> tuple[str, ...]:
    """The row of a reject, by itself."""
    problem = reject.problem
    words = [each.text("en") for each in (problem.message, problem.hint) if each is not None]
    scored = "yes" if problem.scored else "no"
    lines = str(reject.line), str(reject.last or reject.line)
    return *lines, problem.column, problem.value, problem.code, " ".join(words), scored, reject.raw


@given(BLOCKS, st.sampled_from([0, 1, 1_000]))
def test_every_reject_has_its_own_words(blocks: Sequence[Sequence[int]], remembered: int) -> None:
    with patch.object(reject_columns, "_REMEMBERED", remembered):
        columns = RejectColumns("en")
        for start, numbers in enumerate(blocks):
            rejects = [
                Reject(10 * start + place, PROBLEMS[number], f"row {place}", last=place % 2)
                for place, number in enumerate(numbers)
            ]
            found = [plain_values(each) for each in columns.of(rejects)]
            assert len(found) == len(REJECT_COLUMNS)
            assert list(zip(*found, strict=True)) == [*map(said, rejects)]


def test_words_are_kept_from_block_to_block() -> None:
    columns = RejectColumns("en")
    first = columns.of([Reject(2, PROBLEMS[0], "a")])
    second = columns.of([Reject(3, PROBLEMS[0], "b"), Reject(4, PROBLEMS[1], "c")])
    assert isinstance(first[5], Column)
    assert isinstance(second[5], Column)
    assert second[5].values is first[5].values
    assert second[5].codes.tolist() == [0, 1]
