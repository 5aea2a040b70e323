"""How many files were checked, and what was found in all."""

from collections import Counter

from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.diagnostics import Severity
from cxmaturity.foundation.i18n import Message, msg, msg_n


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
