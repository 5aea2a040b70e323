"""A large table scored by several processes at once, part by part; what comes of them is taken in turn."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxmaturity.batch.intake.twins import Hashes, Lines, Twins, Unseen
from cxmaturity.batch.run import Account, score_block
from cxmaturity.batch.scorer import Scored, Scorer
from cxmaturity.tables.blocks import Column
from cxmaturity.tables.table import Part, Table

if TYPE_CHECKING:
    from concurrent.futures import Future

    from cxmaturity.foundation.workers import Workers

_ALONE = 7_000_000  # bytes scored before others are asked to help, who then know and have loaded what it took
_AHEAD = 2  # parts in hand for each process

#: The rows of results as lines of text.
Encode = Callable[[Sequence[Column]], bytes]


@dataclass(frozen=True, slots=True)
class _Share:
    """What a process says of a part whose first line is taken for 1, besides the lines of its results.

    `scored` is without columns; `hashes` and `lines` are of the rows that name a respondent.
    """

    scored: Scored
    rows: int
    faults: int
    hashes: Hashes
    lines: Lines


def score_parts(
    table: Table, scorer: Scorer, account: Account, encode: Encode
) -> Iterator[tuple[Scored, bytes]]:
    """The results of each block of *table* and their lines; all is in *account*, as if one process had read them."""
    for scored, lines in _Sharing(table, scorer, encode).results():
        account.add(scored)
        yield scored, lines


class _Sharing:
    def __init__(self, table: Table, scorer: Scorer, encode: Encode) -> None:
        self._table = table
        self._scorer = scorer
        self._encode = encode
        self._waiting: deque[tuple[Part, Future[tuple[_Share | None, bytes]] | None]] = deque()
        self._workers: Workers[_Share | None] | None = None

    def results(self) -> Iterator[tuple[Scored, bytes]]:
        read, others = 0, 0
        with self._table, ExitStack() as stack:
            for part in self._table.parts:
                if self._workers is None and part.data is not None and read > _ALONE:
                    self._workers = self._begun(stack)
                    others = self._workers.count
                asked = self._workers.submit(part.data) if self._workers and others and part.data else None
                self._waiting.append((part, asked))
                read += len(part.data or b"")
                while len(self._waiting) > others * _AHEAD:
                    yield from self._next()
            while self._waiting:
                yield from self._next()

    def _begun(self, stack: ExitStack) -> "Workers[_Share | None]":
        from cxmaturity.foundation import workers  # which tables of common length have no use for

        count = workers.processors()
        return stack.enter_context(workers.Workers(self._elsewhere, count if count > 1 else 0))

    def _next(self) -> Iterator[tuple[Scored, bytes]]:
        part, asked = self._waiting.popleft()
        share, lines = (None, b"") if asked is None else asked.result()
        scored = None if share is None else self._in_its_turn(part, share)
        if scored is not None:
            yield scored, lines
            return
        for block in part.blocks():
            scored = score_block(block, self._scorer)
            yield scored, self._encode(scored.columns)

    def _in_its_turn(self, part: Part, share: _Share) -> Scored | None:
        """What was found of a part, where it is in the table; None where it has to be read here.

        That is so in the midst of a row, and where a respondent is there twice, which only one process can know.
        """
        line, twins = part.line(), self._scorer.intake.twins
        if line is None:
            return None
        before = line - 1
        if isinstance(twins, Twins) and not twins.are_all_new(share.hashes, share.lines + before):
            return None
        part.pass_over(share.rows, share.faults)
        rejects = [
            reject._replace(line=reject.line + before, last=reject.last and reject.last + before)
            for reject in share.scored.rejects
        ]
        return replace(share.scored, rejects=rejects)

    def _elsewhere(self, data: bytes) -> tuple[_Share | None, bytes]:
        """Another process's share."""
        block = self._table.parts.read(data, 1)
        if block is None:
            return None, b""
        intake = self._scorer.intake
        if not isinstance(intake.twins, Unseen):
            intake.twins = Unseen()
        scored = score_block(block, self._scorer)
        share = _Share(
            replace(scored, columns=()),
            len(block.lines),
            len(block.faults),
            intake.twins.hashes,
            intake.twins.lines,
        )
        return share, self._encode(scored.columns)
