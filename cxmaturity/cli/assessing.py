"""One assessment, from its input to its outputs."""

import sys
from dataclasses import dataclass
from dataclasses import replace as replaced
from pathlib import Path

from cxmaturity.cli.inputs import content_language, load_answers, load_questionnaire
from cxmaturity.cli.outputs import Presentation, check_outputs, write_results
from cxmaturity.cli.texts import checked_form, print_result
from cxmaturity.cli.thresholds import is_missed, parse_threshold
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    questionnaire: str | None
    answers: Path | None
    company: str | None
    resume: bool
    outputs: tuple[Path, ...]
    form: str
    fail_under: str | None
    template: Path | None
    lang: str | None
    locale: str | None
    force: bool
    quiet: bool


def run_assessment(request: Request) -> bool:
    """Assess, print the result, write the outputs. False where the result misses `--fail-under`.

    The result is shown before an output that cannot be made raises its error.
    """
    checked_form(request.form, ("text", "json"))
    check_outputs(request.outputs)
    assessment = _from_answers(request) if request.answers is not None else _from_workshop(request)
    compiled = assessment.questionnaire
    threshold = None if request.fail_under is None else parse_threshold(compiled, request.fail_under)
    language = content_language(compiled, request.lang)
    locale = request.locale or language
    if Path("-") not in request.outputs:
        print_result(assessment, request.form, language, locale)
    presentation = Presentation(language, locale, request.template)
    write_results(assessment, request.outputs, presentation, force=request.force, quiet=request.quiet)
    return threshold is None or not is_missed(assessment, threshold)


def _from_answers(request: Request) -> Assessment:
    assert request.answers is not None
    compiled, answers = load_answers(request.answers, request.questionnaire)
    if request.company is not None:
        answers = replaced(answers, company=answers.company.model_copy(update={"name": request.company}))
    return assess(compiled, answers)


def _from_workshop(request: Request) -> Assessment:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise CxmaturityError(
            msg("There is no terminal to ask the questions at."), msg("Give the answers with --answers FILE.")
        )
    from cxmaturity.cli.interviewing import hold_workshop

    compiled = load_questionnaire(request.questionnaire)
    return hold_workshop(
        compiled, request.company, content_language(compiled, request.lang), resume=request.resume
    )
