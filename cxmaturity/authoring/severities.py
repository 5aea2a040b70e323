"""How much each rule weighs. What it means, why it matters and how to mend it stands in `rules/`."""

from collections.abc import Mapping

from cxmaturity.foundation.diagnostics import Severity

#: Rules that look at a questionnaire that can be scored; they can be switched off in the file, with a reason.
LINT_RULES: Mapping[str, Severity] = {
    # the questionnaire's own promises
    "self-test": Severity.ERROR,
    # meaning: what can never occur, proven by bounds or by search
    "unreachable-level": Severity.ERROR,
    "unreachable-row": Severity.ERROR,
    "unreachable-action": Severity.ERROR,
    "condition-never": Severity.ERROR,
    "condition-always": Severity.WARNING,
    "not-monotone": Severity.WARNING,
    "proof": Severity.NOTE,
    # the file itself
    "unused-switch": Severity.WARNING,
}


def severity_of(code: str) -> Severity:
    """How much the rule weighs. What keeps a questionnaire from being scored at all is an error."""
    return LINT_RULES.get(code, Severity.ERROR)
