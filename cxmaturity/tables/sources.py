"""Where the bytes of a table come from: a file, or standard input."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.foundation.regular_files import NO_FILE, open_regular, read_failure

STANDARD_INPUT = "-"

#: Some of what stands in a file; not bytes of their own where they need not be.
Bytes: TypeAlias = bytes | memoryview

_HEAD = 524_288
_CHUNK = 4_194_304
_MAX_WHOLE = 512_000_000  # of a workbook or a Parquet file on standard input, which must be read whole

_URL = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
_GLOB = re.compile(r"[*?\[]")


class Source(Struct, frozen=True):
    """What is to be read: its first bytes, the stream that goes on after them, and how long a file is."""

    name: str
    head: bytes
    stream: BinaryIO
    close: Callable[[], None]
    size: int = 0

    def chunks(self) -> Iterator[Bytes]:
        """All bytes; where the stream can go back, whole lines at a time, so that nobody needs to put them together."""
        chunk = self.head
        while chunk:
            end = chunk.rfind(b"\n") + 1 or len(chunk)
            if end < len(chunk) and self.stream.seekable():
                self.stream.seek(end - len(chunk), os.SEEK_CUR)
                yield memoryview(chunk)[:end]
            else:
                yield chunk
            chunk = self.read(_CHUNK)

    def progress(self) -> float | None:
        """How much of a file has been read, from 0 to 1."""
        if self.stream.closed or not self.size:
            return None
        return self.stream.tell() / self.size

    def whole(self) -> BinaryIO:
        """The bytes so that one can go back and forth in them."""
        if self.stream.seekable():
            return self.stream
        data = self.head + self.read(_MAX_WHOLE)
        if len(data) > _MAX_WHOLE:
            limit = _MAX_WHOLE // 1_000_000
            raise refusal("size", self.name, msg("The file is larger than {limit} MB.", limit=limit))
        return io.BytesIO(data)

    def read(self, size: int) -> bytes:
        """Return up to *size* bytes more; raise InvalidDocument where the system does not give them."""
        try:
            return self.stream.read(size)
        except OSError as error:
            raise refusal("io", self.name, read_failure(error)) from error


def standard_input() -> Source:
    """Return what comes from standard input, its first bytes read."""
    stream = sys.stdin.buffer
    return _begun(Source(STANDARD_INPUT, b"", stream, lambda: None))


def file(path: Path) -> Source:
    """Open the file at *path*; raise InvalidDocument, which says what the user may have meant instead."""
    if not os.path.lexists(path):
        _explain_missing(path)
    stream = open_regular(path)
    size = os.fstat(stream.fileno()).st_size
    return _begun(Source(str(path), b"", stream, stream.close, size))


def _begun(source: Source) -> Source:
    return replace(source, head=source.read(_HEAD))


def _explain_missing(path: Path) -> None:
    """Raise InvalidDocument where *path* is no name of a file at all; what else is missing, opening it says."""
    if _URL.match(str(path)):
        message = msg("This is an address on the net, not a file.")
        address = str(path).replace(":/", "://", 1)  # of which a path has lost a slash
        raise refusal("io", address, message, msg("Download the file first, then name it."))
    if _GLOB.search(str(path)):
        raise refusal("io", str(path), NO_FILE, msg("Name one file; patterns are not resolved here."))
