"""For code scanning: SARIF 2.1.0, the format of the OASIS standard."""

import os
from pathlib import Path
from urllib.parse import quote

from cxmaturity import __version__
from cxmaturity.authoring.formats.fingerprints import fingerprints
from cxmaturity.authoring.formats.sentences import message_and_hint
from cxmaturity.authoring.rule_pages import markdown
from cxmaturity.authoring.rule_texts import RuleText, rule_texts
from cxmaturity.authoring.severities import severity_of
from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.diagnostics import Diagnostic, Span
from cxmaturity.foundation.i18n import tool_language
from cxmaturity.foundation.json_text import Writable, dumps_json

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(findings: Findings, language: str) -> str:
    """A log of one run, with the rules that found something."""
    codes = sorted({found.code for found in findings.diagnostics})
    pairs = zip(findings.diagnostics, fingerprints(findings), strict=True)
    texts = rule_texts() if codes else {}
    run: Writable = {
        "tool": {
            "driver": {
                "name": "cxmaturity",
                "version": __version__,
                "rules": [_rule(code, texts.get(code), language) for code in codes],
            }
        },
        "language": tool_language(language),
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, mark, codes.index(found.code), language) for found, mark in pairs],
    }
    return dumps_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, text: RuleText | None, language: str) -> Writable:
    name = "".join(part.capitalize() for part in code.split("-"))
    level = {"defaultConfiguration": {"level": severity_of(code).value}}
    if text is None:
        return {"id": code, "name": name, **level}
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": text.title.text(language)},
        "fullDescription": {"text": text.why.text(language)},
        "help": {"text": text.fix.text(language), "markdown": markdown(code, text, language)},
        **level,
    }


def _result(found: Diagnostic, fingerprint: str, rule: int, language: str) -> Writable:
    place: dict[str, Writable] = {"artifactLocation": {"uri": _uri(found.file)}}
    if found.span is not None:
        place["region"] = _region(found.span)
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.severity.value,
        "message": {"text": message_and_hint(found, language)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"findingHash/v1": fingerprint},
    }


def _region(span: Span) -> Writable:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _uri(file: str) -> str:
    """A relative reference from the repository's root; of a file outside it, the whole address."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(file))
