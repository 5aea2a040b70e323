"""Rejects on their way into a file: a column for each thing that is told of them."""

from collections.abc import Sequence

import numpy as np

from cxmaturity.batch.intake.misreading import Problem, Reject, sentences
from cxmaturity.tables.blocks import Column
from cxmaturity.tables.outgoing import OutColumn, Value, Values

#: The columns of rejects. Lines count the rows from 1; `row_scored` is true for a cell of a row that was scored.
REJECTS = (
    OutColumn("line", "integer"),
    OutColumn("column", "text"),
    OutColumn("value", "text"),
    OutColumn("code", "text"),
    OutColumn("message", "text"),
    OutColumn("row_scored", "boolean"),
    OutColumn("row", "text"),
)
#: The columns of a file of rejects, all of text.
REJECT_COLUMNS = ("line", "last_line", *(column.name for column in REJECTS[1:]))

_REMEMBERED = 1_000  # problems


class RejectColumns:
    """Makes columns of rejects; what is wrong with many of them is put into words once."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._places: dict[int, int] = {}
        self._problems: list[Problem] = []  # which stay, so that nothing else gets their ids
        self._words: tuple[list[str], ...] = ([], [], [], [], [])

    def of(self, rejects: Sequence[Reject]) -> list[Values]:
        """The values of REJECT_COLUMNS."""
        if len(self._problems) > _REMEMBERED:
            self._begin_anew()
        codes = np.array([self._place(reject.problem) for reject in rejects], np.int32)
        return [
            [str(reject.line) for reject in rejects],
            [str(reject.last or reject.line) for reject in rejects],
            *(Column(codes, words) for words in self._words),
            [reject.raw for reject in rejects],
        ]

    def _place(self, problem: Problem) -> int:
        place = self._places.get(id(problem))
        if place is None:
            place = self._places[id(problem)] = len(self._problems)
            self._problems.append(problem)
            for words, word in zip(self._words, self._said(problem), strict=True):
                words.append(word)
        return place

    def _said(self, problem: Problem) -> tuple[str, ...]:
        message = sentences(problem, self._language)
        return problem.column, problem.value, problem.code, message, "yes" if problem.scored else "no"


def reject_values(rejects: Sequence[Reject], language: str) -> list[list[Value]]:
    """The values of REJECTS."""
    return [
        [reject.line for reject in rejects],
        [reject.problem.column or None for reject in rejects],
        [reject.problem.value or None for reject in rejects],
        [reject.problem.code for reject in rejects],
        [sentences(reject.problem, language) for reject in rejects],
        [reject.problem.scored for reject in rejects],
        [reject.raw for reject in rejects],
    ]
