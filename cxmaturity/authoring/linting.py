"""Rules that look at a questionnaire that can be scored, and the switches in the file that turn one off."""

from collections.abc import Iterator

from msgspec.structs import replace

from cxmaturity.authoring.lint.actions import check_actions
from cxmaturity.authoring.lint.effects import check_effects
from cxmaturity.authoring.lint.occurrence import check_occurrence
from cxmaturity.authoring.lint.texts import check_texts
from cxmaturity.authoring.lint.translations import check_translations
from cxmaturity.authoring.lint.wording import check_wording
from cxmaturity.authoring.selftests import run_self_tests
from cxmaturity.authoring.severities import LINT_RULES
from cxmaturity.authoring.subject import Check, Finding, Subject
from cxmaturity.foundation.diagnostics import Diagnostic, suggestion
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.validation import problem

CHECKS: tuple[Check, ...] = (
    run_self_tests,
    check_occurrence,
    check_actions,
    check_effects,
    check_translations,
    check_wording,
    check_texts,
)


def lint(subject: Subject) -> Iterator[Diagnostic]:
    """Everything the rules find that the file has not switched off, and switches that do not do anything."""
    found = [finding for check in CHECKS for finding in check(subject)]
    off = subject.model.lint.off
    for finding in (*found, *_switches(subject, {finding.code for finding in found})):
        if finding.code not in off:
            yield _diagnostic(subject, finding)


def _diagnostic(subject: Subject, finding: Finding) -> Diagnostic:
    """The finding at its place, with the weight of its rule; without a path, of the file as a whole."""
    severity = LINT_RULES[finding.code]
    found = problem(
        subject.document,
        finding.code,
        finding.path,
        finding.message,
        finding.hint,
        at_key=finding.at_key,
        severity=severity,
    )
    return found if finding.path else replace(found, span=None)


def _switches(subject: Subject, found: set[str]) -> Iterator[Finding]:
    for code in subject.model.lint.off:
        if code in found:
            continue
        message, hint = msg("{code} finds nothing here that would have to be switched off.", code=code), None
        if code not in LINT_RULES:
            message = msg("There is no rule {code} that could be switched off.", code=code)
            hint = suggestion(code, LINT_RULES)
        yield Finding("unused-switch", ("lint", "off", code), message, hint, at_key=True)
