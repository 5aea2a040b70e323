"""The lines of a journal: JSON with a sequence number and a CRC-32, so that damage shows."""

import json
import re
import zlib
from collections.abc import Iterator, Mapping

from msgspec import Struct

_START = b'{"n":'  # nowhere else in a line: inside a text its quotes are escaped
_RECORD = re.compile(rb'(?P<body>\{"n":(?P<n>[0-9]{1,9}),"event":\{[^\n]*?\}),"crc":"(?P<crc>[0-9a-f]{8})"\}')

#: What a line holds: a flat mapping, one event.
Data = Mapping[str, object]


class Scan(Struct, frozen=True):
    """
    What the bytes of a journal hold.

    `entries` are those that read, in order; `damaged` the numbers (from 1) of lines that do not, or that do not
    follow the one before; `end` the length up to the last line break, `torn` what comes after it.
    """

    entries: tuple[Data, ...]
    damaged: tuple[int, ...]
    end: int
    torn: bytes


def encode(number: int, event: Data) -> bytes:
    """Return the line for *event*, the *number*-th from 1."""
    text = json.dumps({"n": number, "event": event}, ensure_ascii=False, separators=(",", ":"))
    body = text.removesuffix("}").encode()
    return body + b',"crc":"%08x"}\n' % zlib.crc32(body)


def scan(data: bytes) -> Scan:
    """Read a journal: every line that is whole, wherever it stands."""
    end = data.rfind(b"\n") + 1
    entries: list[Data] = []
    damaged = []
    expected = 1
    for place, line in enumerate(data[:end].split(b"\n")[:-1], start=1):
        records = list(_records(line))
        if [number for number, _ in records] != [expected] or not _RECORD.fullmatch(line):
            damaged.append(place)
        entries += [event for _, event in records]
        expected = (records[-1][0] if records else expected) + 1
    return Scan(tuple(entries), tuple(damaged), end, data[end:])


def _records(line: bytes) -> Iterator[tuple[int, Data]]:
    """Give the sound records in *line*; there are two where a line break was lost."""
    for part in line.split(_START)[1:]:
        found = _RECORD.match(_START + part)
        if found is None or zlib.crc32(found["body"]) != int(found["crc"], 16):
            continue
        try:
            yield int(found["n"]), json.loads(found["body"] + b"}")["event"]
        except (ValueError, RecursionError):
            continue
