"""Blocks of rows in, blocks of results and rejects out: the one kernel of every way to score in batch."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.batch.intake.columns import Inexact
from cxmaturity.batch.intake.intake import Intake, IntakeOptions, Mask, Taken
from cxmaturity.batch.intake.misreading import Reject, in_order
from cxmaturity.batch.network.views import wire_of
from cxmaturity.batch.results.outputs import Output, answer_name, answers_output, of_kept
from cxmaturity.batch.results.refusals import refusal_problem
from cxmaturity.batch.results.results import Results, column_kind
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.tables.blocks import Column
from cxmaturity.tables.outgoing import OutColumn

_MOST_KNOWN = 1_000_000  # distinct values on all wires, of some hundred bytes each


class Scored(Struct, frozen=True):
    """The results of a block: its columns in the order of `Scorer.columns`, and what could not be used.

    `rows` is how many rows were scored or merged, `rejected_rows` and `left_out` how many were not; `levels` counts the
    results by level. `inexact` are, by column, the cells that were not read exactly, `companies` those that name one.
    """

    columns: Sequence[Column]
    rows: int
    rejects: Sequence[Reject]
    rejected_rows: int
    left_out: int
    levels: Mapping[str | None, int]
    inexact: Mapping[int, Inexact] = field(default_factory=dict)
    companies: Column | None = None


class Scorer:
    """Scores blocks of one table, whose columns are used as *uses* says; *columns* are those of the result."""

    def __init__(
        self,
        compiled: CompiledQuestionnaire,
        uses: Uses,
        mapping: MappingFile | None,
        columns: Sequence[str],
        options: IntakeOptions,
    ) -> None:
        self._results_anew = partial(Results, compiled, tuple(dict.fromkeys([*columns, "level"])))
        self._results = self._results_anew()
        self.intake = Intake(compiled, uses, mapping, options, exact=options.keep_answers)
        self._keeps_answers = options.keep_answers
        self._names = (*self.intake.identities.names, *columns)
        self._result_columns = columns
        self._outputs = self._outputs_of(self._results)
        self.columns = [
            *(OutColumn(name, "text") for name in self.intake.identities.names),
            *(OutColumn(name, column_kind(name)) for name in columns),
            *(OutColumn(name, "text") for name in list(self._outputs)[len(columns) :]),
        ]
        _check_distinct(self.columns)

    def score(self, taken: Taken) -> Scored:
        """The results of the rows that can be scored, of blocks in their order."""
        if taken.is_anew or self._results.network.size > _MOST_KNOWN:
            self._begin_anew()
        for wire, answers in zip(self._results.network.given, taken.answers, strict=True):
            wire.follow(*answers)
        self._results.network.run()
        block, kept, rejects = taken.block, taken.kept.copy(), dict(taken.rejects)
        for row, reject in self._refused(taken, kept):
            rejects[row] = reject
            kept[row] = False
        cells = self.intake.cells(block, [each for each in taken.misread if kept[each.row]])
        return Scored(
            columns=[
                *(kept_of(taken.identities[name], kept) for name in self.intake.identities.names),
                *(each.column(kept) for each in self._outputs.values()),
            ],
            rows=int(kept.sum()),
            rejects=in_order([*rejects.values(), *cells]),
            rejected_rows=len(rejects),
            left_out=int(taken.left_out.sum()),
            levels=level_counts(self._results, kept),
            inexact=taken.inexact,
            companies=taken.companies,
        )

    def _begin_anew(self) -> None:
        """Forget the cases worked out so far: of what is always different, keeping them is of no use."""
        self._results = self._results_anew()
        self._outputs = self._outputs_of(self._results)

    def _outputs_of(self, results: Results) -> dict[str, Output]:
        outputs = {name: Output(results.columns[name]) for name in self._result_columns}
        if self._keeps_answers:
            outputs |= answer_outputs(results, self.intake.uses, self._names)
        return outputs

    def finish(self) -> Iterator[Scored]:
        """Nothing: every block has had its results."""
        yield from ()

    def _refused(self, taken: Taken, kept: Mask) -> Iterator[tuple[int, Reject]]:
        """Rows that cannot be scored on the answers that could be read, with the one that could not, if that is why."""
        found = [*refused(self._results, kept)]
        columns = self.intake.uses.columns
        misread = {(each.row, columns[each.column].use.id): each for each in taken.misread if found}
        for row, refusal in found:
            problem = refusal_problem(refusal)
            names = refusal if isinstance(refusal, tuple) else (refusal,)
            cell = next((misread[row, name] for name in names if (row, name) in misread), None)
            if cell is not None:
                cause = self.intake.problem(cell)
                problem = replace(problem, column=cause.column, value=cause.value, hint=cause.message)
            yield row, Reject(int(taken.block.lines[row]), problem, taken.block.raw(row))


def kept_of(column: Column, kept: Mask) -> Column:
    """The rows of *column* that are *kept*."""
    return Column(of_kept(column.codes, kept), column.values)


def answer_outputs(results: Results, uses: Uses, taken: Sequence[str]) -> Iterator[tuple[str, Output]]:
    """The answers to the questions that have columns, each with a name that is none of those *taken*."""
    for question in results.plan.questions:
        if question.id in uses.answered:
            answers = answers_output(
                results.compiled.questions[question.id], results.network.given[question.slot]
            )
            yield answer_name(question.id, taken), answers


def _check_distinct(columns: Sequence[OutColumn]) -> None:
    """Raise CxmaturityError where a result would have two columns of one name."""
    counts = Counter(column.name for column in columns)
    for name, count in counts.items():
        if count > 1:
            raise CxmaturityError(
                msg("The result would have two columns {name}.", name=name),
                msg("Give the column of the table another name, or do not keep it."),
            )


def refused(results: Results, kept: Mask) -> Iterator[tuple[int, tuple[str, ...] | str]]:
    """Rows that the questionnaire does not let be scored, and why."""
    values, codes = results.refusal.values, wire_of(results.refusal).codes
    is_refused = np.array([bool(value) for value in values], bool)
    if not is_refused.any():
        return
    for row in np.flatnonzero(is_refused[codes] & kept).tolist():
        refusal = values[int(codes[row])]
        assert refusal is not None
        yield row, refusal


def level_counts(results: Results, kept: Mask) -> Mapping[str | None, int]:
    """How many rows have each level; None is that of those whose level is left open."""
    level = results.columns["level"]
    found = np.bincount(of_kept(wire_of(level).codes, kept), minlength=1).tolist()
    totals: dict[str | None, int] = {}
    for value, count in zip(level.values, found, strict=False):
        if count:
            totals[value] = totals.get(value, 0) + count
    return totals
