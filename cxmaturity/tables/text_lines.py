"""The physical lines of a text from outside: decoded without a guess, a piece of the file at a time."""

import codecs
import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from msgspec import Struct

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import LIKE_UTF16, refusal
from cxmaturity.tables.blocks import BLOCK_ROWS
from cxmaturity.tables.sources import Bytes

MAX_LINE = 16_000_000
_BEGINNING = 1_200  # lines, more than any header has

#: Which write a text within another, and may make characters of it that there are not.
_NOT_TEXT = {"unicode-escape", "raw-unicode-escape", "utf-7", "punycode", "idna"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


class Encoding(Struct, frozen=True):
    """How bytes become text: Python's name of the codec, the length of the mark before, what to tell the user."""

    codec: str
    mark: int = 0
    note: Message | None = None


def recognise_encoding(head: bytes, given: str | None, name: str) -> Encoding:
    """Return the encoding of a file that begins with *head*: its mark's, else the *given* one, else UTF-8."""
    marked = next(((mark, codec, title) for mark, codec, title in _MARKS if head.startswith(mark)), None)
    if given is not None:
        _check_codec(given, name)
    if marked is None:
        if given is None and LIKE_UTF16.match(head):
            hint = msg("Name the encoding: --encoding utf-16-le, or utf-16-be.")
            raise refusal("encoding", name, msg("This file is in UTF-16, not in UTF-8."), hint)
        return Encoding(given or "utf-8", note=_told(given, head) if given else None)
    mark, codec, title = marked
    if given is not None and not _agree(given, codec):
        message = msg(
            "The file says of itself that it is in {title}, not in {given}.", title=title, given=given
        )
        raise refusal("encoding", name, message, msg("Leave out --encoding."))
    return Encoding(codec, len(mark), None if codec == "utf-8" else _told(title, b""))


def _told(encoding: str, head: bytes) -> Message:
    if _is_like_utf8(head) and codecs.lookup(encoding).name not in {"utf-8", "utf-8-sig"}:
        return msg(
            "Encoding: {encoding}, though the file begins like UTF-8. If letters come out wrong, leave out --encoding.",
            encoding=encoding,
        )
    return msg("Encoding: {encoding}.", encoding=encoding)


def _is_like_utf8(head: bytes) -> bool:
    """Whether there is more than ASCII at the beginning of a file, and all of it is UTF-8."""
    try:
        return not codecs.getincrementaldecoder("utf-8")().decode(head).isascii()
    except UnicodeDecodeError:
        return False


def _check_codec(given: str, name: str) -> None:
    try:
        bytes(4).decode(given)  # null characters in any encoding, however wide
        is_text = codecs.lookup(given).name not in _NOT_TEXT
    except (LookupError, ValueError):
        is_text = False
    if not is_text:
        message = msg("There is no encoding {encoding}.", encoding=given)
        raise refusal("encoding", name, message, msg("Common ones are utf-8, utf-16, cp1252 and latin-1."))


def _agree(given: str, codec: str) -> bool:
    return codecs.lookup(given).name.removesuffix("-sig") in {codec, codec[:6]}


class Piece(Struct, frozen=True):
    """Part of a text: its physical lines, with so many before them; and its bytes, where these are whole lines."""

    lines: Callable[[int], Iterator[list[str]]]
    data: Bytes | None = None


def pieces(chunks: Iterable[Bytes], encoding: Encoding, name: str) -> Iterator[Piece]:
    """
    Give the text in *chunks*, of UTF-8 in pieces of whole lines, else as one; raise InvalidDocument as `read_lines`.

    Lines of a text whose first chunk has no line feed may be of any kind; such a text is one piece, too.
    """
    chunks = iter(chunks)
    first = bytes(next(chunks, b""))
    chunks = chain([first], chunks)
    if encoding.codec != "utf-8" or b"\n" not in first:
        yield Piece(lambda before: read_lines(chunks, encoding, name, before))
        return
    mark = encoding.mark
    for data in _beginning_apart(_whole_lines(chunks, name)):
        own = Encoding(encoding.codec, mark)
        yield Piece(partial(_lines_of, data, own, name), data[mark:])
        mark = 0


def _beginning_apart(parts: Iterator[Bytes]) -> Iterator[Bytes]:
    """Give *parts*, the first lines of the first by themselves: who looks for a header has no use for more."""
    first = bytes(next(parts, b""))
    cut = 0
    for _ in range(_BEGINNING):
        cut = first.find(b"\n", cut) + 1
        if not cut:
            break
    yield from filter(None, (first[:cut], first[cut:]))
    yield from parts


def _lines_of(data: Bytes, encoding: Encoding, name: str, before: int) -> Iterator[list[str]]:
    return read_lines([data], encoding, name, before)


def _whole_lines(chunks: Iterable[Bytes], name: str) -> Iterator[Bytes]:
    """Give *chunks* cut anew, so that all but the last end in a line feed."""
    rest: list[bytes] = []
    for some in chunks:
        if not any(rest) and some[-1:] == b"\n":
            yield some
            continue
        chunk = bytes(some)
        cut = chunk.rfind(b"\n") + 1
        if cut:
            yield b"".join((*rest, memoryview(chunk)[:cut]))
            rest = []
        rest.append(chunk[cut:])
        if sum(map(len, rest)) > 4 * MAX_LINE:
            message = msg("The line is longer than {limit} characters.", limit=MAX_LINE)
            raise refusal("size", name, message)
    if any(rest):
        yield b"".join(rest)


def read_lines(
    chunks: Iterable[Bytes], encoding: Encoding, name: str, before: int = 0
) -> Iterator[list[str]]:
    """
    Give the physical lines in *chunks*, with *before* lines before them, each with its end, some thousands at a time.

    A line ends in LF, CRLF, CR or CRCRLF. Raises InvalidDocument, with the line, for bytes that cannot be decoded, for
    null characters and for a line of absurd length.
    """
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    count, rest, mark = before, "", encoding.mark
    for chunk, is_last in chain(((chunk, False) for chunk in chunks), [(b"", True)]):
        try:
            text = rest + decoder.decode(chunk[mark:], is_last)
        except UnicodeError as error:
            raise _undecodable(error, count, rest, encoding, name, is_cut=is_last) from None
        mark = 0
        if "\0" in text:
            raise _null(count, text, name)
        lines = _split(text)
        rest = "" if is_last else _incomplete(lines)
        if len(rest) > MAX_LINE:
            message = msg("The line is longer than {limit} characters.", limit=MAX_LINE)
            raise refusal("size", name, message, line=count + len(lines) + 1)
        count += len(lines)
        yield from (lines[start : start + BLOCK_ROWS] for start in range(0, len(lines), BLOCK_ROWS))


def _split(text: str) -> list[str]:
    lines = io.StringIO(text, newline="").readlines()
    if "\r\r\n" not in text:
        return lines
    joined: list[str] = []
    for line in lines:
        if line == "\r\n" and joined and joined[-1].endswith("\r"):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _incomplete(lines: list[str]) -> str:
    """Take from the end of *lines* what the next chunk may go on with: after a CR, a LF or CRLF may come."""
    if not lines or lines[-1].endswith("\n"):
        return ""
    rest = lines.pop()
    return lines.pop() + rest if rest == "\r" and lines and lines[-1].endswith("\r") else rest


def _undecodable(
    error: UnicodeError, count: int, rest: str, encoding: Encoding, name: str, *, is_cut: bool
) -> InvalidDocument:
    before, byte = rest, ""
    if isinstance(error, UnicodeDecodeError):
        before += error.object[: error.start].decode(encoding.codec, "replace")
        byte = f"0x{error.object[error.start]:02X}"
    if is_cut:
        message = msg("The file ends in the middle of a character; it may have been cut off.")
        hint = msg("Fetch the file once more, or name the encoding it is in with --encoding.")
    elif encoding.codec == "utf-8":
        message = msg("The file is not UTF-8 from here on (byte {byte}).", byte=byte)
        hint = msg("Name the encoding it is in, as with --encoding cp1252, or save it as UTF-8.")
    else:
        message = msg("The file is not in {encoding} from here on.", encoding=encoding.codec)
        hint = msg("Name the encoding it is in with --encoding.")
    return refusal("encoding", name, message, hint, line=count + _line_of(before))


def _null(count: int, text: str, name: str) -> InvalidDocument:
    line = count + _line_of(text[: text.index("\0")])
    hint = msg("The file is damaged, or not a table in text form. Export it once more.")
    return refusal("control", name, msg("Here stands a null character."), hint, line=line)


def _line_of(before: str) -> int:
    """Return the number of the line that goes on after *before*."""
    lines = _split(before)
    return len(lines) + (not lines or lines[-1].endswith(("\n", "\r")))
