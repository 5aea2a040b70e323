"""Rows and cells that could not be used: into a file, or the first of them onto the terminal."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from cxmaturity.batch.intake.misreading import Reject
from cxmaturity.batch.reject_columns import REJECT_COLUMNS, RejectColumns
from cxmaturity.cli import streams
from cxmaturity.cli.scoring_request import rejects_form
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg, verbatim
from cxmaturity.tables.outgoing import OutColumn, Writer
from cxmaturity.tables.writing import open_writer

_IN_JSON = re.compile(r'\{"line":"[0-9]+","last_line":"')
_SHOWN = 20  # where there is no file for them
_TOGETHER = 10_000_000  # characters of rows quoted


class Rejects:
    """Takes rejects as they come.

    A file, which *stack* closes, is made for the first of them, or where it was *asked* for.
    An earlier file of rejects is replaced, so that it is never taken for this one's. Of *files*, not lines, those are
    shown by their names.
    """

    def __init__(
        self, stack: ExitStack, file: Path | None, language: str, *, force: bool, asked: bool, files: bool
    ) -> None:
        self._stack = stack
        self._file = file
        self._language = language
        self._columns = RejectColumns(language)
        self._writer: Writer | None = None
        self._shown = 0
        self._files = files
        is_ours = file is not None and _is_ours(file)
        self._force = force or is_ours
        if asked or is_ours:
            self._open()

    def take(self, rejects: Sequence[Reject]) -> None:
        """Write or show *rejects*."""
        if not rejects:
            return
        if self._file is None:
            self._show(rejects)
            return
        writer = self._writer or self._open()
        for portion in _portions(rejects):
            writer.write(self._columns.of(portion))

    def _open(self) -> Writer:
        assert self._file is not None
        columns = [OutColumn(name, "text") for name in REJECT_COLUMNS]
        self._writer = self._stack.enter_context(
            open_writer(self._file, rejects_form(self._file), columns, force=self._force)
        )
        return self._writer

    def _show(self, rejects: Sequence[Reject]) -> None:
        for reject in rejects[: max(0, _SHOWN - self._shown)]:
            where = verbatim(reject.raw) if self._files else msg("Line {line}", line=reject.line)
            problem = CxmaturityError(reject.problem.message, reject.problem.hint)
            if reject.problem.column:
                where = msg("Line {line}, column “{column}”", line=reject.line, column=reject.problem.column)
            streams.note(
                msg("{where}: {problem}", where=where, problem=problem.text(self._language)), self._language
            )
        if self._shown <= _SHOWN < self._shown + len(rejects):
            streams.note(msg("There are more; --rejects FILE writes them all."), self._language)
        self._shown += len(rejects)


def _portions(rejects: Sequence[Reject]) -> Iterator[Sequence[Reject]]:
    """The *rejects*, some at a time: each quotes its row, and a row may have one for every cell."""
    begin = size = 0
    for place, reject in enumerate(rejects, 1):
        size += len(reject.raw)
        if size > _TOGETHER:
            yield rejects[begin:place]
            begin, size = place, 0
    yield rejects[begin:]


def _is_ours(file: Path) -> bool:
    """Whether *file* is a text of rejects."""
    try:
        with file.open("rb") as stream:
            first = stream.readline(1_000).decode(errors="replace").strip()
    except OSError:
        return False
    return first in {",".join(REJECT_COLUMNS), "\t".join(REJECT_COLUMNS)} or _IN_JSON.match(first) is not None
