"""A YAML or JSON file read with care: its data, and where in the file each piece of it stands."""

import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

from cxmaturity.foundation.diagnostics import Span
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import WRITTEN, Size, decode, refusal
from cxmaturity.foundation.places import Place
from cxmaturity.foundation.regular_files import NO_FILE, open_regular, read_failure
from cxmaturity.foundation.scalars import Scalar, Value

__all__ = [
    "DataPath",
    "Document",
    "Scalar",
    "Value",
    "parse_json",
    "parse_yaml",
    "read_document",
    "read_text",
]

DataPath: TypeAlias = tuple[str | int, ...]


class Document(Struct, frozen=True, dict=True):
    """
    A file as data: text, exact numbers (int or Decimal, never float), booleans, null, lists and mappings.

    `name` is what messages call the file. Places are looked up only when one is asked for.
    """

    name: str
    text: str
    data: dict[str, Value]
    find_places: Callable[[str], Place]

    def span(self, path: DataPath) -> Span:
        """Return the place of the value at *path*, or of the nearest value around it that exists."""
        return self._place(path).value

    def key_span(self, path: DataPath) -> Span:
        """Return the place of the key at the end of *path*; of the value where it has none, as in a list."""
        place = self._place(path)
        return place.key or place.value

    def _place(self, path: DataPath) -> Place:
        place = self._root
        for step in path:
            if step not in place.children:
                break
            place = place.children[step]
        return place

    @cached_property
    def _root(self) -> Place:
        return self.find_places(self.text)


def read_document(path: Path | Literal["-"], *, largest_json: Size = WRITTEN) -> Document:
    """
    Read a regular file by its ending (.yaml, .yml, .json), or standard input for `-`; raise InvalidDocument.

    Folders, pipes and devices are refused without waiting, files above the limit before they are read.
    """
    if path == "-":
        data = sys.stdin.buffer.read(largest_json.bytes + 1)
        is_json = data.lstrip()[:1] in {b"{", b"["}
    else:
        is_json = _is_json(path)
        data = _read_bytes(path, largest_json if is_json else WRITTEN)
    return parse_json(data, str(path), largest_json) if is_json else parse_yaml(data, str(path))


def read_text(path: Path) -> str:
    """Return the text of a regular file in UTF-8, read with the same care; raise InvalidDocument."""
    return decode(_read_bytes(path, WRITTEN), str(path))


def parse_yaml(data: bytes, name: str) -> Document:
    """Return the document that *data* holds in YAML; raise InvalidDocument with all that is wrong with it."""
    from cxmaturity.foundation.yaml_guard import load_yaml
    from cxmaturity.foundation.yaml_places import yaml_places

    text = decode(data, name)
    return Document(name, text, load_yaml(text, name), yaml_places)


def parse_json(data: bytes, name: str, size: Size = WRITTEN) -> Document:
    """Return the document that *data* holds in JSON; raise InvalidDocument with all that is wrong with it."""
    from cxmaturity.foundation.json_guard import load_json
    from cxmaturity.foundation.json_scan import json_places

    text = decode(data, name, size)
    return Document(name, text, load_json(text, name, size), json_places)


def _is_json(path: Path) -> bool:
    match path.suffix.lower():
        case ".yaml" | ".yml":
            return False
        case ".json":
            return True
        case _ if not os.path.lexists(path):
            raise refusal("io", str(path), NO_FILE)
        case _:
            message = msg("The file name does not say what kind of file it is.")
            raise refusal("file-ending", str(path), message, msg("End it in .yaml, .yml or .json."))


def _read_bytes(path: Path, size: Size) -> bytes:
    with open_regular(path, size) as file:
        try:
            return file.read(size.bytes + 1)
        except OSError as error:
            raise refusal("io", str(path), read_failure(error)) from error
