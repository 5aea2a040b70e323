"""A table opened by what it is: its ending and its first bytes must agree."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import foreign_format, refusal
from cxmaturity.tables.csv.table import open_csv
from cxmaturity.tables.sources import STANDARD_INPUT, Source, file, standard_input
from cxmaturity.tables.table import ReadOptions, Table
from cxmaturity.tables.text_lines import recognise_encoding

_PARQUET, _ZIP, _OLD_OFFICE = b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_AS_WORKBOOK = msg("Open the file and save it as an Excel workbook (.xlsx) without a password.")
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head)", re.IGNORECASE
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml")
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[\[{"])')
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


def open_table(path: Path, options: ReadOptions | None = None) -> Table:
    """
    Open the table in the file *path*, or on standard input for `-`; raise InvalidDocument.

    The table is closed when its last block has been read, or as a context manager.
    """
    is_standard_input = str(path) == STANDARD_INPUT
    source = standard_input() if is_standard_input else file(path)
    try:
        opener = _by_content(source.head) if is_standard_input else _by_ending(path, source)
        return opener(source, options or ReadOptions())
    except BaseException:
        source.close()
        raise


def _by_content(head: bytes) -> "_Opener":
    if head.startswith(_ZIP):
        return _workbook
    if head.startswith(_PARQUET):
        return _parquet
    return _json_lines if _OBJECT.match(head) else _separated


def _by_ending(path: Path, source: Source) -> "_Opener":
    ending = path.suffix.lower()
    if ending not in _OPENERS:
        unknown = msg("The file name does not say what kind of table it is.")
        _check_no_web_page(source)
        endings = msg("Tables end in {endings}.", endings=", ".join(_OPENERS))
        hint = _AS_WORKBOOK if source.head.startswith(_OLD_OFFICE) else endings
        raise refusal("file-ending", source.name, foreign_format(source.head) or unknown, hint)
    return _OPENERS[ending]


def _separated(source: Source, options: ReadOptions) -> Table:
    _check_text(source)
    if _JSON.match(source.head):
        hint = msg("If each line is an object, end the file name in {ending}.", ending=".jsonl")
        raise refusal("encoding", source.name, msg("This is JSON, not text with separators."), hint)
    encoding = recognise_encoding(source.head, options.encoding, source.name)
    is_tsv = source.name.lower().endswith((".tsv", ".tab"))
    table = open_csv(source.chunks(), encoding, options, source.name, source.close, is_tsv=is_tsv)
    return replace(table, progress=source.progress)


def _check_text(source: Source) -> None:
    """Raise InvalidDocument for a file that is no table in text form, whatever its name says."""
    _check_no_web_page(source)
    other, hint = foreign_format(source.head), None
    if source.head.startswith(_PARQUET):
        other = msg("This is a Parquet file, not text.")
        hint = msg("End the file name in {ending}.", ending=".parquet")
    elif _XML.match(source.head):
        other = msg("This is XML, not text with separators.")
        hint = msg("If it comes from Excel, open it there and save it as a workbook (.xlsx).")
    elif source.head.startswith(_OLD_OFFICE):
        hint = _AS_WORKBOOK
    elif source.head.startswith(_ZIP):
        hint = msg("If it is a workbook, end the file name in {ending}.", ending=".xlsx")
    if other is not None:
        raise refusal("encoding", source.name, other, hint)


def _check_no_web_page(source: Source) -> None:
    """Raise InvalidDocument for a web page, whatever its name says."""
    if _WEB_PAGE.match(source.head):
        hint = msg("Often it is the page to log in. Log in with a browser, and export the table once more.")
        raise refusal("encoding", source.name, msg("This is a web page, not a table."), hint)


def _json_lines(source: Source, options: ReadOptions) -> Table:
    from cxmaturity.tables.jsonl_table import open_jsonl

    _check_text(source)
    encoding = recognise_encoding(source.head, options.encoding, source.name)
    table = open_jsonl(source.chunks(), encoding, source.name, source.close)
    return replace(table, progress=source.progress)


def _workbook(source: Source, options: ReadOptions) -> Table:
    from cxmaturity.tables.xlsx.table import open_xlsx

    if not source.head.startswith(_ZIP):
        _check_no_web_page(source)
        message = foreign_format(source.head) or msg(
            "This is no Excel workbook, whatever the file name says."
        )
        raise refusal("encoding", source.name, message, _AS_WORKBOOK)
    return open_xlsx(source.whole(), options, source.name, source.close)


def _parquet(source: Source, _: ReadOptions) -> Table:
    from cxmaturity.tables.arrow.parquet_table import open_parquet

    if not source.head.startswith(_PARQUET):
        message = msg("This is no Parquet file, whatever the file name says.")
        raise refusal("encoding", source.name, foreign_format(source.head) or message)
    return open_parquet(source.whole(), source.name, source.close)


_Opener: TypeAlias = Callable[[Source, ReadOptions], Table]

#: Opener by ending.
_OPENERS: Mapping[str, _Opener] = {
    ".csv": _separated,
    ".tsv": _separated,
    ".tab": _separated,
    ".txt": _separated,
    ".xlsx": _workbook,
    ".parquet": _parquet,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
}
