"""For people: each finding with its line and a caret."""

from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.frames import frame


def render(findings: Findings, language: str) -> str:
    """A frame for each finding, with an empty line after it."""
    return "".join(
        frame(found, findings.sources.get(found.file), language) + "\n\n" for found in findings.diagnostics
    )
