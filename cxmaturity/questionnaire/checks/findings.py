"""Collects what the checks find in one document."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct, field

from cxmaturity.foundation.diagnostics import Diagnostic, suggestion
from cxmaturity.foundation.documents import DataPath, Document
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.validation import problem

_FEW = 10
_MANY = 200  # so many problems have another cause than misspellings, and each search takes its time


class Findings(Struct):
    """Problems of one document, in the order found; the same problem at the same place counts once."""

    document: Document
    diagnostics: dict[Diagnostic, None] = field(default_factory=dict)

    def add(
        self,
        code: str,
        path: DataPath,
        message: Message,
        hint: Message | None = None,
        *,
        at_key: bool = False,
    ) -> None:
        """An error at *path*."""
        self.diagnostics[problem(self.document, code, path, message, hint, at_key=at_key)] = None

    def unknown(
        self, path: DataPath, what: Message, name: str, known: Iterable[str], *, at_key: bool = False
    ) -> None:
        """*name* refers to nothing. *what* says "no dimension" or the like."""
        message = msg("There is {what} “{name}”.", what=what, name=name)
        hint = _meant(name, known) if len(self.diagnostics) < _MANY else None
        self.add("unknown-reference", path, message, hint, at_key=at_key)

    def line(self, path: DataPath) -> int:
        """The line in which *path* begins."""
        return self.document.span(path).line


def check_otherwise_last(findings: Findings, path: DataPath, otherwise: Sequence[bool]) -> None:
    """The rows of a table at *path*, by whether each is its `otherwise`: the first match wins, so it must be last."""
    for number, _ in enumerate(otherwise):
        if any(otherwise[:number]):
            message = msg("A row after otherwise is never reached.")
            findings.add("row-after-otherwise", (*path, number), message, msg("Put otherwise last."))
            return


def _meant(name: str, known: Iterable[str]) -> Message | None:
    """The nearest of *known*, else all where they are few."""
    names = sorted(known) if isinstance(known, AbstractSet) else list(known)
    all_of_them = msg("There are: {names}.", names=", ".join(names)) if 0 < len(names) <= _FEW else None
    return suggestion(name, names) or all_of_them
