"""A whole table scored block by block, with an account of every line."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from cxmaturity.batch.intake.intake import Taken
from cxmaturity.batch.intake.misreading import Problem, Reject, in_order
from cxmaturity.batch.merger import Merger
from cxmaturity.batch.noticed import Noticed
from cxmaturity.batch.scorer import Scored, Scorer
from cxmaturity.foundation.beside import ahead
from cxmaturity.tables.blocks import Block, Fault, Tally
from cxmaturity.tables.sources import STANDARD_INPUT
from cxmaturity.tables.table import Table

_AHEAD = 1  # block that each thread has ready for the next one


class Account(Struct):
    """What became of every physical line: lines = header + scored + rejected + left out + blank + continuation.

    `cells` are those of scored rows that could not be used; `levels` counts the scored rows by level. Where rows are
    merged by company, `companies` are those that could not be scored on what their rows make together.
    """

    tally: Tally
    scored: int = 0
    rejected: int = 0
    left_out: int = 0
    cells: int = 0
    companies: int = 0
    levels: Counter[str | None] = field(default_factory=Counter)
    noticed: Noticed = field(default_factory=Noticed)

    @property
    def balances(self) -> bool:
        """Whether every line is accounted for."""
        tally = self.tally
        parts = tally.header + self.scored + self.rejected + self.left_out + tally.blank + tally.continuation
        return tally.lines == parts

    @property
    def found_something(self) -> bool:
        """Whether a row, a cell or a company could not be used."""
        return bool(self.rejected or self.cells or self.companies)

    def add(self, scored: Scored) -> None:
        """Take in what became of a block."""
        self.scored += scored.rows
        self.rejected += scored.rejected_rows
        self.left_out += scored.left_out
        cells = sum(reject.problem.scored for reject in scored.rejects)
        self.cells += cells
        self.companies += len(scored.rejects) - cells - scored.rejected_rows
        self.levels.update(scored.levels)
        self.noticed.add(scored.inexact, scored.companies)


def score_blocks(table: Table, scorer: Scorer | Merger, account: Account) -> Iterator[Scored]:
    """The results of each block of *table*; lines that are no rows are among its rejects, and all is in *account*."""
    for taken in _taken(table, scorer):
        scored = _with_faults(scorer.score(taken), taken.block.faults)
        account.add(scored)
        yield scored
    for scored in scorer.finish():
        account.add(scored)
        yield scored


def _taken(table: Table, scorer: Scorer | Merger) -> Iterator[Taken]:
    """The blocks of *table* and their answers: they are read, made columns of, and taken, each beside the others."""
    take, columns = scorer.intake.take, scorer.intake.uses.read

    def made(block: Block) -> Block:
        block.expect(columns)
        return block

    # Who waits for standard input may wait for ever, and only the main thread is interrupted.
    if table.name == STANDARD_INPUT:
        return map(take, map(made, table.blocks()))
    return ahead(map(take, ahead(map(made, ahead(table.blocks(), _AHEAD)), _AHEAD)), _AHEAD)


def _with_faults(scored: Scored, faults: Sequence[Fault]) -> Scored:
    rejects = in_order([*map(_reject, faults), *scored.rejects]) if faults else scored.rejects
    return replace(scored, rejects=rejects, rejected_rows=scored.rejected_rows + len(faults))


def _reject(fault: Fault) -> Reject:
    problem = Problem(fault.code, fault.message, fault.hint)
    return Reject(fault.line, problem, fault.raw, fault.last or fault.line)
