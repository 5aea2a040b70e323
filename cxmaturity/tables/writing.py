"""A table written in the form that is asked for, whole or not at all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias, get_args

from cxmaturity.foundation.files import atomic_file
from cxmaturity.tables.outgoing import OutColumn, Writer
from cxmaturity.tables.text_writing import json_writer, separated_writer

Form: TypeAlias = Literal["csv", "tsv", "jsonl", "parquet", "xlsx"]
FORMS: tuple[Form, ...] = get_args(Form)


@contextmanager
def open_writer(
    target: Path | BinaryIO, form: Form, columns: Sequence[OutColumn], *, force: bool = False
) -> Iterator[Writer]:
    """
    Give what writes a table with *columns* to the file *target*, or to a stream.

    The file is there when all has been written; what is raised inside leaves the old one. Raises OutputExists where one
    may not be replaced, CxmaturityError where the form or the system sets a limit.
    """
    with (
        atomic_file(target, force=force) if isinstance(target, Path) else nullcontext(target) as stream,
        _OPENERS[form](stream, columns) as writer,
    ):
        yield writer


def _csv(stream: BinaryIO, columns: Sequence[OutColumn]) -> AbstractContextManager[Writer]:
    return nullcontext(separated_writer(stream, columns, ","))


def _tsv(stream: BinaryIO, columns: Sequence[OutColumn]) -> AbstractContextManager[Writer]:
    return nullcontext(separated_writer(stream, columns, "\t"))


def _jsonl(stream: BinaryIO, columns: Sequence[OutColumn]) -> AbstractContextManager[Writer]:
    return nullcontext(json_writer(stream, columns))


def _parquet(stream: BinaryIO, columns: Sequence[OutColumn]) -> AbstractContextManager[Writer]:
    from cxmaturity.tables.arrow.parquet_writing import parquet_writer

    return parquet_writer(stream, columns)


def _xlsx(stream: BinaryIO, columns: Sequence[OutColumn]) -> AbstractContextManager[Writer]:
    from cxmaturity.tables.xlsx.writing import xlsx_writer

    return xlsx_writer(stream, columns)


_Opener: TypeAlias = Callable[[BinaryIO, Sequence[OutColumn]], AbstractContextManager[Writer]]

_OPENERS: Mapping[Form, _Opener] = {
    "csv": _csv,
    "tsv": _tsv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "xlsx": _xlsx,
}
