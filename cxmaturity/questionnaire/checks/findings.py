"""Collects what the checks find in one document."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cxmaturity.foundation.diagnostics import Diagnostic, did_you_mean
from cxmaturity.foundation.documents import DataPath, Document
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.validation import problem


@dataclass(slots=True)
class Findings:
    """Problems of one document, in the order found; the same problem at the same place counts once."""

    document: Document
    diagnostics: list[Diagnostic] = field(default_factory=list)

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
        found = problem(self.document, code, path, message, hint, at_key=at_key)
        if found not in self.diagnostics:
            self.diagnostics.append(found)

    def unknown(
        self, path: DataPath, what: Message, name: str, known: Iterable[str], *, at_key: bool = False
    ) -> None:
        """*name* refers to nothing; suggest the nearest of *known*."""
        near = did_you_mean(name, known)
        hint = None if near is None else msg("Did you mean {word}?", word=near)
        message = msg("There is no {what} {name}.", what=what, name=name)
        self.add("unknown-reference", path, message, hint, at_key=at_key)

    def line(self, path: DataPath) -> int:
        """The line in which *path* begins."""
        return self.document.span(path).line
