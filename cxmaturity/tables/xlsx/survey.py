"""What a workbook claims to hold, looked over before it takes memory: a small file can stand for billions of cells."""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import IO, BinaryIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.foundation.text import some_of

MAX_CELLS = 20_000_000
MAX_UNPACKED = 1_000_000_000

_CHUNK = 4_194_304
_TAIL = 65_536
_LONGEST = 32_000_000  # of a single cell with all that is written about it
_SHEETS, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# A namespace may stand before the name of a tag. Blanks of all kinds have become spaces, and need not stand between
# attributes.
_TAG = re.compile(rb"[<:](?:c|row)[ />]")
_CELL_TAGS = tuple(start + b"c" + end for start in (b"<", b":") for end in (b" ", b"/", b">"))
_COLUMN_NAME = re.compile(rb"""[ "']r *= *["']([A-Za-z]{1,9})""")
_ROW_NUMBER = re.compile(rb"""[ "']r *= *["'][A-Za-z]*([0-9]{1,9})""")
_HAS_ERROR = re.compile(rb"""[ "']t *= *["']e["']""")
_ERROR = re.compile(
    rb"""[<:]c(?= [^>]*?(?<=[ "'])t *= *["']e["'])[^>]*?[ "']r *= *["']([A-Za-z]{1,9})([0-9]{1,9})["'][^>]*>"""
    rb"""(?:(?![/:]c>).)*?[<:]v>([^<]*)"""
)
# What reading a damaged archive, or the XML inside, may end in.
_UNREADABLE = (
    BadZipFile,
    ET.ParseError,
    struct.error,
    zlib.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
_BLANKS = bytes.maketrans(b"\t\r\n", b"   ")
_MAX_INDEX = 10_000_000  # of what the workbook says of its sheets


class Survey(Struct, frozen=True):
    """The names of a workbook's sheets, the one to read, and the text of its error cells by row and column from 0."""

    sheets: tuple[str, ...]
    sheet: str
    errors: Mapping[tuple[int, int], str]


def look_over(file: BinaryIO, wanted: str | None, name: str) -> Survey:
    """
    Return what is in the workbook *file*: of the sheet *wanted*, or of the first.

    Raises InvalidDocument for a workbook that would take too much memory, has no such sheet, or is none.
    """
    try:
        with ZipFile(file) as workbook:
            _check_size(workbook, name)
            members = _members(workbook)
            sheet = _chosen(tuple(members), wanted, name)
            with workbook.open(members[sheet]) as xml:
                return Survey(tuple(members), sheet, _errors(_whole_cells(xml, name), name))
    except _UNREADABLE as error:
        raise damaged(name) from error


def damaged(name: str) -> InvalidDocument:
    """Return the error for a workbook that cannot be read."""
    return refusal("encoding", name, msg("This is no Excel workbook that can be read; it may be damaged."))


def _check_size(workbook: ZipFile, name: str) -> None:
    if sum(member.file_size for member in workbook.infolist()) > MAX_UNPACKED:
        limit = MAX_UNPACKED // 1_000_000
        raise refusal("size", name, msg("The workbook unpacks to more than {limit} MB.", limit=limit))
    _each_once((member.filename, "") for member in workbook.infolist())
    if any(workbook.getinfo(index).file_size > _MAX_INDEX for index in (_SHEETS, _RELATIONS)):
        raise damaged(name)


def _members(workbook: ZipFile) -> dict[str, str]:
    """Return the files inside the workbook that hold its sheets, by the names of these, in their order."""
    # Sizes have been checked, and the parser itself refuses entities that grow.
    sheets = ET.fromstring(workbook.read(_SHEETS))  # noqa: S314
    relations = ET.fromstring(workbook.read(_RELATIONS))  # noqa: S314
    targets = _each_once(
        (relation.get("Id"), relation.get("Target", "").lstrip("/")) for relation in relations
    )
    found = _each_once(
        (each.get("name"), targets[each.get(_ID)]) for each in sheets.iter() if each.tag.endswith("}sheet")
    )
    return {
        sheet or "": target if target.startswith("xl/") else f"xl/{target}"
        for sheet, target in found.items()
        if "worksheets/" in target
    }


def _each_once(named: Iterable[tuple[str | None, str]]) -> dict[str | None, str]:
    """Return what is *named*; raise ValueError where a name is there twice, for readers differ in which one counts."""
    pairs = list(named)
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice")
    return found


def _chosen(sheets: tuple[str, ...], wanted: str | None, name: str) -> str:
    if not sheets:
        raise refusal("missing-header", name, msg("The workbook has no sheet."))
    if wanted is None:
        return sheets[0]
    if wanted not in sheets:
        message = msg("The workbook has no sheet “{sheet}”.", sheet=wanted)
        raise refusal("unknown-sheet", name, message, msg("It has: {names}.", names=some_of(sheets, 10)))
    return wanted


def _whole_cells(xml: IO[bytes], name: str) -> Iterator[bytes]:
    """The text of a sheet in pieces that begin with a row or a cell."""
    rest = b""
    while chunk := xml.read(_CHUNK):
        data = rest + chunk.translate(_BLANKS)
        cut = max((found.start() for found in _TAG.finditer(data, max(0, len(data) - _TAIL))), default=0)
        yield data[:cut]
        rest = data[cut:]
        if len(rest) > _LONGEST:
            raise damaged(name)
    yield rest


def _errors(pieces: Iterator[bytes], name: str) -> Mapping[tuple[int, int], str]:
    """Return the cells with errors, having seen to it that the sheet does not span too many."""
    errors: dict[tuple[int, int], str] = {}
    height = width = rows = in_row = 0
    for piece in pieces:
        counts = [_count_cells(part) for part in piece.replace(b":row", b"<row").split(b"<row")]
        counts[0] += in_row
        rows, in_row = rows + len(counts) - 1, counts[-1]
        width = max(width, *counts, *map(_position, {*_COLUMN_NAME.findall(piece)}))
        height = max(height, rows, *map(int, {*_ROW_NUMBER.findall(piece)}))
        if height * width > MAX_CELLS:
            raise refusal("size", name, msg("The sheet spans more than {limit} cells.", limit=MAX_CELLS))
        for column, row, text in _ERROR.findall(piece) if _HAS_ERROR.search(piece) else ():
            errors[int(row) - 1, _position(column) - 1] = unescape(text.decode())
    return errors


def _count_cells(part: bytes) -> int:
    return sum(map(part.count, _CELL_TAGS))


def _position(column: bytes) -> int:
    """Return the position, from 1, of the column of that name: B is 2, AA is 27."""
    position = 0
    for letter in column.upper():
        position = position * 26 + letter - 64
    return position
