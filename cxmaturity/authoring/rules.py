"""How much each rule weighs. What it means, why it matters and how to mend it stands in `rules.yaml`."""

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
    # the file itself
    "unused-switch": Severity.WARNING,
}
