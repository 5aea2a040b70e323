"""What `validate` found, on standard output."""

import os

from cxmaturity.authoring.validation import Findings
from cxmaturity.cli import streams
from cxmaturity.foundation.diagnostics import to_json
from cxmaturity.foundation.frames import frame
from cxmaturity.foundation.i18n import locale_language, msg, msg_n, verbatim
from cxmaturity.foundation.json_text import dumps_json


def print_findings(findings: Findings, form: str, lang: str | None, *, quiet: bool) -> None:
    """Frames for people with a closing line on stderr, or a list of plain objects."""
    language = lang or locale_language(os.environ)
    if form == "json":
        streams.put(dumps_json([to_json(found, language) for found in findings.diagnostics]))
        return
    for found in findings.diagnostics:
        streams.put(frame(found, findings.sources.get(found.file), language) + "\n\n")
    if not quiet:
        files = msg_n("{n} questionnaire checked", "{n} questionnaires checked", findings.files).text(
            language
        )
        count = len(findings.diagnostics)
        problems = msg_n("{n} problem", "{n} problems", count) if count else msg("no problems")
        streams.note(verbatim(f"{files}, {problems.text(language)}."), language)
