"""How much each rule weighs. What it means, why it matters and how to mend it stands in `rules/`."""

from collections.abc import Mapping

from cxmaturity.foundation.diagnostics import Severity

#: Rules that look at a questionnaire that can be scored; they can be switched off in the file, with a reason.
LINT_RULES: Mapping[str, Severity] = {
    # the questionnaire's own promises
    "self-test": Severity.ERROR,
    # occurrence: what can never occur, proven by bounds or by search
    "unreachable-level": Severity.ERROR,
    "unreachable-row": Severity.ERROR,
    "unreachable-action": Severity.ERROR,
    "condition-never": Severity.ERROR,
    "condition-always": Severity.WARNING,
    "not-monotone": Severity.WARNING,
    "proof": Severity.NOTE,
    # actions: a way up that can be gone
    "action-missing": Severity.WARNING,
    "action-elsewhere": Severity.WARNING,
    "raise-without-effect": Severity.WARNING,
    "level-out-of-reach": Severity.WARNING,
    "step-too-short": Severity.WARNING,
    "prerequisite-circle": Severity.ERROR,
    "prerequisite-missing": Severity.WARNING,
    "prerequisite-later": Severity.WARNING,
    "duplicate-title": Severity.WARNING,
    "effort-factor": Severity.WARNING,
    # effects: what is written and changes nothing
    "question-without-effect": Severity.WARNING,
    "weight-without-effect": Severity.WARNING,
    "field-without-effect": Severity.WARNING,
    "overlapping-rows": Severity.WARNING,
    "unknown-source": Severity.WARNING,
    "unused-source": Severity.WARNING,
    "unused-scale": Severity.WARNING,
    "unused-score": Severity.NOTE,
    "unused-tag": Severity.NOTE,
    "outside-result": Severity.NOTE,
    # translations that do not say the same
    "translation-identical": Severity.WARNING,
    "translation-placeholders": Severity.WARNING,
    "translation-numbers": Severity.WARNING,
    "translation-length": Severity.WARNING,
    "translation-language": Severity.WARNING,
    # how questions and options are worded
    "double-question": Severity.WARNING,
    "duplicate-question": Severity.WARNING,
    "duplicate-option": Severity.WARNING,
    "options-overlap": Severity.WARNING,
    "options-gap": Severity.WARNING,
    "options-order": Severity.WARNING,
    "points-order": Severity.WARNING,
    # texts that break a terminal or a report
    "text-too-long": Severity.WARNING,
    "word-too-long": Severity.WARNING,
    "line-break": Severity.WARNING,
    "stray-blanks": Severity.WARNING,
    "invisible-character": Severity.WARNING,
    "broken-encoding": Severity.WARNING,
    "stacked-marks": Severity.WARNING,
    "lookalike-letter": Severity.WARNING,
    # what vouches for the result
    "no-tests": Severity.WARNING,
    "level-untested": Severity.WARNING,
    "single-question": Severity.NOTE,
    # the file itself
    "unused-switch": Severity.WARNING,
}


def severity_of(code: str) -> Severity:
    """How much the rule weighs. What keeps a questionnaire from being scored at all is an error."""
    return LINT_RULES.get(code, Severity.ERROR)
