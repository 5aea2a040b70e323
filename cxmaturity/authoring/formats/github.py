"""For GitHub Actions: annotations, and a table for the summary of the job."""

import re
from collections.abc import Iterable

from cxmaturity.authoring.formats.sentences import message_and_hint, summary
from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.diagnostics import SEVERITY_WORDS, Diagnostic, Severity
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import safe_text, shorten

_SHOWN = 10  # so many annotations of each kind does GitHub show
_ROWS = 200  # a summary may take a megabyte
_CELL = 500
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def render(findings: Findings, language: str) -> str:
    """Workflow commands, most severe first, and a closing line that says how many there are in all."""
    closing = msg("{summary} GitHub shows at most {limit} annotations of each kind.",
                  summary=summary(findings, language), limit=_SHOWN)  # fmt: skip
    commands = [_command(found, language) for found in _most_severe_first(findings)]
    return "".join(f"{line}\n" for line in (*commands, closing.text(language)))


def step_summary(findings: Findings, language: str) -> str:
    """The findings as a table in Markdown; of very many, the most severe."""
    heads = (msg("Severity"), msg("Place"), msg("Rule"), msg("Problem"))
    lines = [f"### cxmaturity validate\n\n{_literal(summary(findings, language))}\n"]
    if findings.diagnostics:
        lines += [_row(head.text(language) for head in heads), "| --- | --- | --- | --- |"]
        lines += [_row(_cells(found, language)) for found in _most_severe_first(findings)[:_ROWS]]
    hidden = len(findings.diagnostics) - _ROWS
    if hidden > 0:
        lines.append("\n" + msg("… and {n} more.", n=hidden).text(language))
    return "\n".join(lines) + "\n"


def _most_severe_first(findings: Findings) -> list[Diagnostic]:
    return sorted(findings.diagnostics, key=lambda found: list(Severity).index(found.severity))


def _command(found: Diagnostic, language: str) -> str:
    properties = {"file": safe_text(found.file, newlines=True), **_region(found), "title": found.code}
    stated = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _data(message_and_hint(found, language, "\n"))
    return f"::{_COMMANDS[found.severity]} {stated}::{message}"


def _region(found: Diagnostic) -> dict[str, int]:
    """The lines of a finding; GitHub takes columns only inside one line."""
    span = found.span
    if span is None:
        return {}
    lines = {"line": span.line, "endLine": span.last_line}
    return (
        lines if span.line != span.end_line else {**lines, "col": span.column, "endColumn": span.end_column}
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cells(found: Diagnostic, language: str) -> tuple[str, ...]:
    place = found.file if found.span is None else f"{found.file}:{found.span.line}:{found.span.column}"
    return SEVERITY_WORDS[found.severity].text(language), place, found.code, found.message.text(language)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_literal(shorten(safe_text(cell), _CELL)) for cell in cells)} |"


def _literal(text: str) -> str:
    """*text* without a meaning in Markdown or HTML."""
    return _PUNCTUATION.sub(r"\\\1", text)
