"""Entries with `repeat` are still sound once their placeholders are filled in."""

from collections.abc import Sequence

from pydantic import ValidationError

from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.repetition import written_out
from cxmaturity.questionnaire.scores import LevelRule, Score
from cxmaturity.questionnaire.validation import validation_problems


def repeats_fit(questionnaire: Questionnaire, findings: Findings) -> bool:
    """Whether every entry written out is what its model asks for; a problem at its place where not."""
    fit = True
    sections: dict[str, Sequence[Score | LevelRule]] = {
        "scores": questionnaire.scores,
        "levels": questionnaire.levels,
    }
    for key, entries in sections.items():
        for position, entry in enumerate(entries):
            for data in written_out(questionnaire, entry):
                try:
                    type(entry).model_validate(data)
                except ValidationError as error:
                    fit = False
                    found = validation_problems(findings.document, type(entry), error, (key, position))
                    findings.diagnostics |= dict.fromkeys(found)
    return fit
