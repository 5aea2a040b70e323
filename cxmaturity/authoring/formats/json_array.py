"""For programs: a list of plain objects."""

from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.diagnostics import to_json
from cxmaturity.foundation.json_text import dumps_json


def render(findings: Findings, language: str) -> str:
    """All findings as JSON, with the files named as they were given."""
    return dumps_json([to_json(found, language) for found in findings.diagnostics])
