"""Columns of the network as columns of a result."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from cxmaturity.answers.values import NOTHING_TICKED, Given, written_value
from cxmaturity.batch.cells.cell_text import typed_text
from cxmaturity.batch.intake.intake import Mask
from cxmaturity.batch.network.views import Seen, View, wire_of
from cxmaturity.batch.network.wires import Wire
from cxmaturity.batch.results.results import SEPARATOR
from cxmaturity.questionnaire.questions import Question
from cxmaturity.tables.blocks import Codes, Column

_FEW = 1_000  # so many values are passed on although a block may not have them all


def of_kept(codes: Codes, kept: Mask) -> Codes:
    """A copy of the *codes* of the rows that are *kept*, as most often all are."""
    return codes.copy() if kept.all() else codes[kept]


class Output:
    """A column of the network as a column of the result."""

    def __init__(self, column: Seen[Any]) -> None:
        self._column = column

    def column(self, kept: Mask) -> Column:
        """The values of the rows that are *kept*."""
        codes, values = of_kept(wire_of(self._column).codes, kept), self._column.values
        if len(values) <= _FEW:
            return Column(codes, values)
        used, places = np.unique(codes, return_inverse=True)
        return Column(places.astype(np.int32), [values[place] for place in used.tolist()])


def answers_output(question: Question, wire: Wire[Given | None]) -> Output:
    """The answers to a question as a file writes them."""
    return Output(View([wire], lambda given: _written(given, question)))


def answer_name(question: str, taken: Sequence[str]) -> str:
    """The column of the answers to a question: its id, where no other column has that name."""
    return f"{question}_answer" if question in taken else question


def _written(given: Given | None, question: Question) -> str | None:
    if given is None:
        return None
    value = written_value(given, question)
    return SEPARATOR.join(value) or NOTHING_TICKED if isinstance(value, list) else typed_text(value)
