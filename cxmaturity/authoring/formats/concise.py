"""For editors and `grep`: one line for each finding."""

from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.diagnostics import Diagnostic
from cxmaturity.foundation.text import safe_text


def render(findings: Findings, language: str) -> str:
    """`file:line:column: severity code message`; what concerns a whole file stands at its beginning."""
    return "".join(f"{line_of(found, language)}\n" for found in findings.diagnostics)


def line_of(found: Diagnostic, language: str) -> str:
    """One finding as one line. Programs look for the word of its severity, so that is never translated."""
    line, column = (1, 1) if found.span is None else (found.span.line, found.span.column)
    place = f"{found.file}:{line}:{column}"
    return safe_text(f"{place}: {found.severity.value} {found.code} {found.message.text(language)}")
