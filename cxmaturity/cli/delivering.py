"""Results and rejects into their files while the table is read, and how far that is."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext

from cxmaturity.batch.merger import Merger
from cxmaturity.batch.run import Account, score_blocks
from cxmaturity.batch.scorer import Scored, Scorer
from cxmaturity.cli import streams
from cxmaturity.cli.rejecting import Rejects
from cxmaturity.cli.scoring_request import Request, output_form
from cxmaturity.foundation.beside import Queue
from cxmaturity.tables.outgoing import Writer
from cxmaturity.tables.table import Table
from cxmaturity.tables.writing import open_writer

_WAITING = 3  # blocks whose results are to be written


def deliver(request: Request, table: Table, scorer: Scorer | Merger, account: Account, language: str) -> None:
    """Write results and rejects as they come, those of a block while the next one is scored.

    The files are there when all has been read, or not at all.
    """
    with ExitStack() as stack:
        writer = None
        if request.writes_results:
            target = request.target or stack.enter_context(streams.binary_output())
            writer = stack.enter_context(
                open_writer(target, output_form(request), scorer.columns, force=request.force)
            )
        rejects = Rejects(
            stack,
            request.rejects_file,
            language,
            force=request.force,
            asked=request.rejects is not None,
            files=request.table.is_dir(),
        )
        tell = stack.enter_context(_progress(request, table, language))
        # Entered last, so that the queue has ended before the files that it writes to are closed.
        with Queue(_WAITING) as writing:
            for scored in score_blocks(table, scorer, account):
                writing.add(_write, scored, writer, rejects)
                tell(table.tally.rows)


def _write(scored: Scored, writer: Writer | None, rejects: Rejects) -> None:
    if writer is not None and scored.columns and len(scored.columns[0].codes):
        writer.write(scored.columns)
    rejects.take(scored.rejects)


def _progress(request: Request, table: Table, language: str) -> AbstractContextManager[Callable[[int], None]]:
    """What is told of the progress: it shows where somebody watches, and the results do not show there."""
    on_screen = request.writes_results and request.target is None and sys.stdout.isatty()
    if request.quiet or on_screen or not streams.is_watched():
        return nullcontext(lambda _: None)
    from cxmaturity.views.progress import progress

    return progress(table.progress, language, request.locale or language)
