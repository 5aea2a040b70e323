"""Tables as text: separated values in which no cell starts a formula, and JSON lines."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import BinaryIO, TypeGuard

from msgspec import Struct

from cxmaturity.foundation.json_text import quoted
from cxmaturity.tables.blocks import Column
from cxmaturity.tables.cells import cell_text
from cxmaturity.tables.lines import Marks, TextColumn, joined_lines
from cxmaturity.tables.outgoing import OutColumn, Value, Values, row_count
from cxmaturity.tables.texts import Texts

# What a spreadsheet takes for a formula, after characters that it does not show, and what is a number all the same.
_UNSEEN = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_STARTS = "=+-@|%\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"[{_UNSEEN}]*(?:[{re.escape(_STARTS)}]|(?<=[\t\r\n]))")
_UNUSUAL = frozenset(_UNSEEN + _STARTS)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:e[+-]?[0-9]+)?", re.IGNORECASE)


def separated_field(text: str, delimiter: str = ",") -> str:
    """Return *text* as a cell of CSV, harmless in a spreadsheet, in quotes where it must be."""
    if text[:1] in _UNUSUAL and _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    if _needs_quotes(text, delimiter):
        return '"' + text.replace('"', '""') + '"'
    return text


def _separated_fields(texts: Sequence[str], delimiter: str, nothing: str) -> Sequence[str]:
    beginnings, there = _characters(texts)
    unusual = {*_UNUSUAL, ""} if nothing else _UNUSUAL
    if unusual.isdisjoint(beginnings) and not _needs_quotes(there, delimiter):
        return texts  # most columns are all of that kind
    fields = {text: separated_field(text, delimiter) or nothing for text in dict.fromkeys(texts)}
    return [fields[text] for text in texts]


def _characters(texts: Sequence[str]) -> tuple[set[str], str]:
    """The characters that *texts* begin with, "" of an empty one; and all there are.

    Of bytes also the unusual ones that begin with the same byte, and of all only those in ASCII are told rightly.
    """
    if not isinstance(texts, Texts):
        return {text[:1] for text in texts}, "".join(texts)
    firsts = texts.byte_sets.firsts
    beginnings = {character for character in _UNUSUAL if character.encode()[0] in firsts}
    return beginnings | ({""} if 0 in firsts else set()), texts.byte_sets.all.decode("latin-1")


def _needs_quotes(text: str, delimiter: str) -> bool:
    return delimiter in text or '"' in text or "\n" in text or "\r" in text


def _json_fields(texts: Sequence[str]) -> Sequence[str]:
    return [*map(quoted, texts)]


class _Field(Struct):
    """How the values of a column become text."""

    is_text: bool
    prefix: str
    nothing: str
    quote: Callable[[Sequence[str]], Sequence[str]]
    _distinct: Sequence[Value] = ()
    _held: Texts | None = None

    def column(self, values: Values) -> TextColumn:
        """Return the texts of a column."""
        if isinstance(values, Column):
            return values.codes, self._growing(values.values)
        return self._texts(values)

    def _growing(self, values: Sequence[Value]) -> Sequence[str]:
        """The texts of distinct values, of which the next block often has the same and some more."""
        if not isinstance(values, list):
            return self._texts(values)
        if values is not self._distinct or self._held is None:
            self._distinct, self._held = values, Texts.of([])
        if len(values) > len(self._held):
            self._held = self._held.followed_by(self._texts(values[len(self._held) :]))
        return self._held

    def _texts(self, values: Sequence[Value]) -> Sequence[str]:
        words = self.quote(values) if self.is_text and _are_texts(values) else [*map(self._word, values)]
        return [self.prefix + word for word in words] if self.prefix else words

    def _word(self, value: Value) -> str:
        if value is None or value != value:  # noqa: PLR0124  NaN alone is not itself
            return self.nothing
        text = _number_text(value) if isinstance(value, float) else cell_text(value)
        return self.quote([text])[0] if self.is_text else text


def _are_texts(values: Sequence[Value]) -> TypeGuard[Sequence[str]]:
    return isinstance(values, Texts) or set(map(type, values)) <= {str}


def _number_text(number: float) -> str:
    return repr(number).removesuffix(".0")


class TextWriter(Struct):
    """Rows as lines: fields with `marks` around and between them."""

    stream: BinaryIO
    fields: Sequence[_Field]
    marks: Marks

    def write(self, columns: Sequence[Values]) -> None:
        texts = [field.column(values) for field, values in zip(self.fields, columns, strict=True)]
        self.stream.write(joined_lines(texts, row_count(columns), self.marks))


def separated_writer(stream: BinaryIO, columns: Sequence[OutColumn], delimiter: str) -> TextWriter:
    """Write the header of separated values to *stream*, and return what writes the rows."""
    nothing = '""' if len(columns) == 1 else ""  # a row of nothing would be a blank line
    quote = partial(_separated_fields, delimiter=delimiter, nothing=nothing)
    fields = [_Field(column.kind == "text", "", nothing, quote) for column in columns]
    header = delimiter.join(separated_field(column.name, delimiter) for column in columns)
    stream.write(f"{header}\n".encode())
    return TextWriter(stream, fields, Marks("", delimiter, "\n"))


def json_writer(stream: BinaryIO, columns: Sequence[OutColumn]) -> TextWriter:
    """Return what writes rows to *stream* as JSON objects, one a line."""
    fields = [
        _Field(column.kind == "text", f"{quoted(column.name)}:", "null", _json_fields) for column in columns
    ]
    return TextWriter(stream, fields, Marks("{", ",", "}\n"))
