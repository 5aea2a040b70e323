"""A table as an Excel workbook, in which text is text: never a formula, never a link."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.tables.cells import cell_text
from cxmaturity.tables.outgoing import OutColumn, Value, Values, Writer, plain_values, row_count

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767

_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@contextmanager
def xlsx_writer(stream: BinaryIO, columns: Sequence[OutColumn]) -> Iterator[Writer]:
    """Give what writes rows to *stream* as a workbook of one sheet, whose header stays in sight and filters."""
    from xlsxwriter import Workbook

    # What is begun of the sheet lies there, and goes with it when the run fails.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        workbook = Workbook(stream, {**_OPTIONS, "tmpdir": folder})
        with _told_apart(folder):
            sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = workbook.add_format({"bold": True})
        for position, column in enumerate(columns):
            sheet.write_string(0, position, column.name, bold)
        writer = _XlsxWriter(sheet, [column.kind == "text" for column in columns], folder)
        try:
            yield writer
        except BaseException:
            with suppress(OSError):
                sheet._opt_close()  # noqa: SLF001  to close the workbook would write all of it first
            raise
        sheet.autofilter(0, 0, writer.rows, len(columns) - 1)
        with _told_apart(folder):
            _close(workbook)


@contextmanager
def _told_apart(folder: str) -> Iterator[None]:
    """Tell what goes wrong with temporary files in *folder* apart from what goes wrong with the output."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise CxmaturityError(
            msg("The temporary folder {folder} cannot be written: {reason}", folder=folder, reason=reason),
            msg("Set TMPDIR to another one, or write a .csv or .parquet file."),
        ) from error


def _close(workbook: "Workbook") -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        workbook.close()
    except FileCreateError as error:
        (cause,) = error.args  # the system's error
        raise cause from None


class _XlsxWriter(Struct):
    sheet: "Worksheet"
    are_text: Sequence[bool]
    folder: str
    rows: int = 0

    def write(self, columns: Sequence[Values]) -> None:
        rows = row_count(columns)
        if self.rows + rows >= MAX_ROWS:
            raise CxmaturityError(
                msg("An Excel sheet has room for {limit} rows.", limit=MAX_ROWS),
                msg("Write a .parquet or .csv file instead."),
            )
        with _told_apart(self.folder):
            for row in zip(*map(plain_values, columns), strict=True):
                self.rows += 1
                for position, (value, is_text) in enumerate(zip(row, self.are_text, strict=True)):
                    self._write(position, value, is_text=is_text)

    def _write(self, position: int, value: Value, *, is_text: bool) -> None:
        if value is None or value != value:  # noqa: PLR0124  NaN alone is not itself
            return
        if is_text or not isinstance(value, int | float | Decimal):
            self._write_text(position, repr(value) if isinstance(value, float) else cell_text(value))
        elif isinstance(value, bool):
            self.sheet.write_boolean(self.rows, position, value)
        else:
            self.sheet.write_number(self.rows, position, value)

    def _write_text(self, position: int, text: str) -> None:
        if len(text) > MAX_TEXT:
            raise CxmaturityError(
                msg("A cell of an Excel sheet has room for {limit} characters.", limit=MAX_TEXT),
                msg("Write a .parquet or .csv file instead."),
            )
        self.sheet.write_string(self.rows, position, text)
