"""What is wrong with a file, and where: for people, for editors and for CI."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import astuple

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg

_LONGEST_WORD = 80  # comparing longer ones takes too long, and nobody misspells them


class Severity(StrEnum):
    """How much a finding weighs: an error stops the work, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_WORDS: Mapping[Severity, Message] = {
    Severity.ERROR: msg("error"),
    Severity.WARNING: msg("warning"),
    Severity.NOTE: msg("note"),
}


class Span(Struct, frozen=True, order=True):
    """A stretch of text: lines and columns count from 1, columns in characters, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def last_line(self) -> int:
        """The last line with anything of it; where it ends at the very start of a line, the one before."""
        return self.end_line - (self.end_column == 1 and self.end_line > self.line)


class Diagnostic(Struct, frozen=True):
    """One finding in one file. `code` is stable; `span` is missing where the file as a whole is meant."""

    code: str
    severity: Severity
    file: str
    span: Span | None
    message: Message
    hint: Message | None = None

    def __lt__(self, other: "Diagnostic") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, Span, str]:
        return self.file, self.span or Span(0, 0, 0, 0), self.code


class InvalidDocument(CxmaturityError):
    """
    A file that cannot be used, with all that was found wrong with it, sorted.

    `sources` has the text of each file by its name, as far as it could be read, for showing the place.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        self.sources = dict(sources)
        first = self.diagnostics[0]
        where = first.file if first.span is None else f"{first.file}:{first.span.line}:{first.span.column}"
        super().__init__(msg("{where}: {problem}", where=where, problem=first.message), first.hint)


def to_json(diagnostic: Diagnostic, language: str) -> dict[str, str | int | None]:
    """Return *diagnostic* as plain data; the four numbers of its place are null where it has none."""
    span, hint = diagnostic.span, diagnostic.hint
    numbers = astuple(span) if span is not None else (None,) * 4
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": diagnostic.file,
        **dict(zip(("line", "column", "end_line", "end_column"), numbers, strict=True)),
        "message": diagnostic.message.text(language),
        "hint": hint.text(language) if hint is not None else None,
    }


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that *word* is most likely a misspelling of."""
    if len(word) > _LONGEST_WORD:
        return None
    close = get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return close[0] if close else None


def suggestion(word: str, candidates: Iterable[str]) -> Message | None:
    """Return a hint at the candidate that *word* is most likely a misspelling of."""
    near = did_you_mean(word, candidates)
    return None if near is None else msg("Did you mean {word}?", word=near)
