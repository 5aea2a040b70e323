"""What findings say, one by one and in all, whatever the form."""

from collections import Counter

from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.diagnostics import Diagnostic, Severity
from cxmaturity.foundation.i18n import Message, msg, msg_n
from cxmaturity.foundation.text import safe_text


def message_and_hint(found: Diagnostic, language: str, separator: str = " ") -> str:
    """What is wrong, and what to do about it where that is known; nothing from the file can do more than be seen."""
    parts = (found.message, found.hint)
    return separator.join(safe_text(part.text(language)) for part in parts if part is not None)


def summary(findings: Findings, language: str) -> str:
    """One sentence: errors, warnings and notes each by themselves where there are others than errors."""
    files = msg_n("{n} questionnaire checked", "{n} questionnaires checked", len(findings.files))
    parts = [files, *_counts(Counter(found.severity for found in findings.diagnostics))]
    return ", ".join(part.text(language) for part in parts) + "."


def _counts(found: Counter[Severity]) -> list[Message]:
    errors, warnings, notes = found[Severity.ERROR], found[Severity.WARNING], found[Severity.NOTE]
    if not found:
        return [msg("no problems")]
    if not warnings and not notes:
        return [msg_n("{n} problem", "{n} problems", errors)]
    each = (
        (errors, msg_n("{n} error", "{n} errors", errors)),
        (warnings, msg_n("{n} warning", "{n} warnings", warnings)),
        (notes, msg_n("{n} note", "{n} notes", notes)),
    )
    return [said for count, said in each if count]
