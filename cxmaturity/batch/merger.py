"""Rows by company: all respondents of a company merged into one sheet, which is scored."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.answers.values import Given
from cxmaturity.batch.cells.row_cells import read_weight
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.batch.intake.columns import CellColumn, exactly
from cxmaturity.batch.intake.intake import Intake, IntakeOptions, Mask, Taken
from cxmaturity.batch.intake.misreading import Reject, in_order
from cxmaturity.batch.network.wires import Wire
from cxmaturity.batch.results.outputs import Output
from cxmaturity.batch.results.refusals import refusal_problem
from cxmaturity.batch.results.results import SEPARATOR, Results, column_kind
from cxmaturity.batch.scorer import Scored, answer_outputs, kept_of, level_counts, refused
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.merging import merged_answer
from cxmaturity.tables.blocks import Cell, Column
from cxmaturity.tables.outgoing import OutColumn

_TOGETHER = 16_384  # companies that are scored at once


class _Company(Struct, frozen=True):
    """The line in which a company is first, and for each respondent the weight and the positions of the answers."""

    line: int
    weights: list[Fraction]
    sheets: list[NDArray[np.int32]]


class Merger:
    """Takes the rows of a table, and in the end scores each company on the answers that its respondents make."""

    def __init__(
        self,
        compiled: CompiledQuestionnaire,
        uses: Uses,
        mapping: MappingFile | None,
        columns: Sequence[str],
        options: IntakeOptions,
    ) -> None:
        if "company" not in uses.roles:
            raise CxmaturityError(
                msg("The table has no column that names the company."),
                msg("Head one “company”, or say in a mapping which column it is."),
            )
        self._results = Results(compiled, tuple(dict.fromkeys([*columns, "level"])))
        more = []
        if "weight" in uses.roles:
            more.append(CellColumn(uses.roles["weight"], exactly(read_weight), Wire()))
        self.intake = Intake(compiled, uses, mapping, options, more, exact=True, forgets=False)
        self._companies: dict[str, _Company] = {}
        #: By slot, the answers that the sheets have positions of.
        self._answers: Sequence[Sequence[Given | None]] = ()
        self._outputs = [Output(self._results.columns[name]) for name in columns]
        self.columns = [
            OutColumn("company", "text"),
            OutColumn("respondents", "integer"),
            OutColumn("ties", "text"),
            *(OutColumn(name, column_kind(name)) for name in columns),
        ]
        if options.keep_answers:
            answers = dict(answer_outputs(self._results, uses, [column.name for column in self.columns]))
            self._outputs += answers.values()
            self.columns += [OutColumn(name, "text") for name in answers]

    def score(self, taken: Taken) -> Scored:
        """Take in the rows of a block; the result has none of them yet."""
        self._gather(taken)
        cells = self.intake.cells(taken.block, [each for each in taken.misread if taken.kept[each.row]])
        return Scored(
            columns=(),
            rows=int(taken.kept.sum()),
            rejects=in_order([*taken.rejects.values(), *cells]),
            rejected_rows=len(taken.rejects),
            left_out=int(taken.left_out.sum()),
            levels={},
            inexact=taken.inexact,
            companies=taken.companies,
        )

    def finish(self) -> Iterator[Scored]:
        """The results of all companies, in the order in which they came."""
        companies = iter(self._companies.items())
        while some := dict(islice(companies, _TOGETHER)):
            yield self._scored(some)

    def _gather(self, taken: Taken) -> None:
        kept = taken.kept
        codes, names = kept_of(taken.identities["company"], kept)
        lines = np.asarray(taken.block.lines)[kept].tolist()
        weights = [Fraction(1)] * len(lines)
        for weighed, values in taken.more:
            known = [Fraction(1) if weight is None else weight for weight in values]
            weights = [known[code] for code in weighed[kept].tolist()]
        self._answers = [answers.values for answers in taken.answers]
        sheets = np.stack([answers.codes[kept] for answers in taken.answers], axis=1).astype(np.int32)
        for place, (code, weight, line) in enumerate(zip(codes.tolist(), weights, lines, strict=True)):
            company = self._companies.setdefault(str(names[code]), _Company(line, [], []))
            company.weights.append(weight)
            company.sheets.append(sheets[place])

    def _scored(self, companies: Mapping[str, _Company]) -> Scored:
        ties: list[list[str]] = [[] for _ in companies]
        for question, wire, given in zip(
            self._results.plan.questions, self._results.network.given, self._answers, strict=True
        ):
            positions = []
            for place, company in enumerate(companies.values()):
                answers = [given[sheet[question.slot]] for sheet in company.sheets]
                merged = merged_answer(question, list(zip(answers, company.weights, strict=True)))
                positions.append(wire.position(merged.given))
                if merged.tied:
                    ties[place].append(question.id)
            wire.codes = np.array(positions, np.int32)
        self._results.network.run()
        kept = np.ones(len(companies), bool)
        rejects, named = [], list(companies.items())
        for place, refusal in refused(self._results, kept):
            name, company = named[place]
            problem = replace(refusal_problem(refusal), column="company", value=name)
            rejects.append(Reject(company.line, problem, ""))
            kept[place] = False
        return Scored(
            columns=[
                _column(list(companies), kept),
                _column([len(company.sheets) for company in companies.values()], kept),
                _column([SEPARATOR.join(each) for each in ties], kept),
                *(output.column(kept) for output in self._outputs),
            ],
            rows=0,
            rejects=rejects,
            rejected_rows=0,
            left_out=0,
            levels=level_counts(self._results, kept),
        )


def _column(values: Sequence[Cell], kept: Mask) -> Column:
    return Column(np.flatnonzero(kept), values)
