"""For GitLab: a code quality report."""

from cxmaturity.authoring.formats.fingerprints import fingerprints
from cxmaturity.authoring.formats.sentences import message_and_hint
from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.diagnostics import Diagnostic, Severity
from cxmaturity.foundation.json_text import Writable, dumps_json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(findings: Findings, language: str) -> str:
    """All findings as JSON; what concerns a whole file stands at its first line."""
    pairs = zip(findings.diagnostics, fingerprints(findings), strict=True)
    return dumps_json([_issue(found, fingerprint, language) for found, fingerprint in pairs])


def _issue(found: Diagnostic, fingerprint: str, language: str) -> Writable:
    first, last = (1, 1) if found.span is None else (found.span.line, found.span.last_line)
    return {
        "description": message_and_hint(found, language),
        "check_name": found.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": found.file, "lines": {"begin": first, "end": last}},
    }
