"""For test reports: a suite for each file, a case for each rule that found something in it."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cxmaturity.authoring.formats.concise import line_of
from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.diagnostics import Diagnostic, Severity
from cxmaturity.foundation.text import safe_text

_CLEAN = "valid"  # the case of a file in which nothing was found; no rule is called so


def render(findings: Findings, language: str) -> str:
    """JUnit XML. Errors fail their case; warnings and notes are its output. A clean file has one case that passes."""
    found: dict[str, list[Diagnostic]] = {file: [] for file in findings.files}
    for one in findings.diagnostics:
        found[one.file].append(one)
    suites = [_suite(file, inside, language) for file, inside in found.items()]
    totals = {name: str(sum(int(suite.attrib[name]) for suite in suites)) for name in ("tests", "failures")}
    root = Element("testsuites", {"name": "cxmaturity validate", **totals})
    root.extend(suites)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'


def _suite(file: str, found: list[Diagnostic], language: str) -> Element:
    codes = dict.fromkeys(one.code for one in found) or [_CLEAN]
    cases = [_case(file, code, [one for one in found if one.code == code], language) for code in codes]
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": len(cases), "failures": failures, "errors": 0, "skipped": 0}
    stated = {name: str(count) for name, count in counts.items()}
    suite = Element("testsuite", {"name": safe_text(file), **stated})
    suite.extend(cases)
    return suite


def _case(file: str, code: str, found: list[Diagnostic], language: str) -> Element:
    case = Element("testcase", classname=safe_text(file), name=code)
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        message = safe_text(errors[0].message.text(language))
        SubElement(case, "failure", type=code, message=message).text = _lines(found, language)
    elif found:
        SubElement(case, "system-out").text = _lines(found, language)
    return case


def _lines(found: Iterable[Diagnostic], language: str) -> str:
    return "\n".join(line_of(one, language) for one in found)
