"""Questions offer something to choose, and what they offer has points where points are needed."""

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.checks.findings import Findings, check_otherwise_last
from cxmaturity.questionnaire.checks.ids import unique_options
from cxmaturity.questionnaire.models import Dimension, Questionnaire
from cxmaturity.questionnaire.questions import (
    ChoiceQuestion,
    MissingAs,
    MultiQuestion,
    NumberQuestion,
    Option,
    OtherwiseBin,
    Question,
)
from cxmaturity.questionnaire.references import Names


def check_questions(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Every question has something to choose; scored ones have points, context questions none."""
    for name, scale in questionnaire.answer_scales.items():
        unique_options([option.id for option in scale], ("answer_scales", name), findings)
    declared = {score.id for _, score in names.scores}
    for path, part in names.parts:
        if isinstance(part, Dimension) and not part.questions and part.id not in declared:
            message = msg("The dimension {name} has no question.", name=part.id)
            hint = msg("Give it a question, or declare a score of its id.")
            findings.add("empty-dimension", (*path, "questions"), message, hint)
        elif isinstance(part, ChoiceQuestion | MultiQuestion | NumberQuestion):
            _check(questionnaire, part, path, findings, scored=path[0] != "context")


def _check(
    questionnaire: Questionnaire, question: Question, path: DataPath, findings: Findings, *, scored: bool
) -> None:
    scale = getattr(question, "answer_scale", None)
    if scale is not None and scale not in questionnaire.answer_scales:
        findings.unknown((*path, "answer_scale"), msg("no answer scale"), scale, questionnaire.answer_scales)
        return
    if scale is not None and question.options:
        message = msg("{question} has both options and an answer scale.", question=question.id)
        findings.add("alternative-keys", (*path, "answer_scale"), message, msg("Keep one of the two."))
    options = questionnaire.options_of(question)
    where: DataPath = (*path, "options") if scale is None else ("answer_scales", scale)
    unique_options([option.id for option in options], where, findings)
    _check_codes(options, where, findings)
    if isinstance(question, NumberQuestion):
        _check_number(question, path, findings, scored=scored)
    elif len(options) < 2:
        message = msg("{question} needs at least two options.", question=question.id)
        findings.add("too-few-options", where, message)
    _check_points(question, options, where, findings, scored=scored)
    bins = question.points.bins or ()
    check_otherwise_last(findings, (*path, "points", "bins"), [isinstance(row, OtherwiseBin) for row in bins])
    _check_missing(question, options, path, findings)


def _check_codes(options: tuple[Option, ...], where: DataPath, findings: Findings) -> None:
    first: dict[int, str] = {}
    for number, option in enumerate(options):
        if option.code is not None and option.code in first:
            message = msg(
                "The code {code} already belongs to {option}.", code=option.code, option=first[option.code]
            )
            findings.add("duplicate-code", (*where, number, "code"), message)
        elif option.code is not None:
            first[option.code] = option.id


def _check_number(question: NumberQuestion, path: DataPath, findings: Findings, *, scored: bool) -> None:
    if scored and (question.min is None or question.max is None):
        message = msg("The number question {question} needs min and max to be scored.", question=question.id)
        findings.add("missing-limits", path, message)


def _check_points(
    question: Question, options: tuple[Option, ...], where: DataPath, findings: Findings, *, scored: bool
) -> None:
    counted = getattr(question, "ticked", None) == "count"
    for number, option in enumerate(options):
        exclusive = getattr(option, "exclusive", False)
        if scored and option.points is None and not exclusive and not counted:
            message = msg(
                "The option {option} of {question} has no points.", option=option.id, question=question.id
            )
            findings.add("missing-points", (*where, number), message)
        if not scored and option.points is not None:
            message = msg("Context questions are not scored: points have no effect here.")
            findings.add("points-in-context", (*where, number, "points"), message)


def _check_missing(
    question: Question, options: tuple[Option, ...], path: DataPath, findings: Findings
) -> None:
    rule = question.missing
    if isinstance(rule, MissingAs) and isinstance(rule.as_, str) and rule.as_ not in {o.id for o in options}:
        findings.unknown((*path, "missing", "as"), msg("no option"), rule.as_, [o.id for o in options])
