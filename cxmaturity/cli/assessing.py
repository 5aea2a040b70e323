"""One assessment, from its input to its outputs."""

from dataclasses import dataclass, replace
from pathlib import Path

from cxmaturity.cli import streams
from cxmaturity.cli.inputs import content_language, load_answers, load_questionnaire
from cxmaturity.cli.outputs import Presentation, check_outputs, write_results
from cxmaturity.cli.texts import checked_form, print_result
from cxmaturity.cli.thresholds import is_missed, parse_threshold
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
    if request.answers is None:
        return _from_workshop(request)
    compiled, answers = load_answers(request.answers, request.questionnaire)
    if request.company is not None:
        answers = replace(answers, company=answers.company.model_copy(update={"name": request.company}))
    return _deliver(request, assess(compiled, answers), request.outputs)


def _from_workshop(request: Request) -> bool:
    from cxmaturity.cli.interviewing import free_stem, hold_workshop, write_answers

    compiled = load_questionnaire(request.questionnaire)
    language = content_language(compiled, request.lang)
    answers = hold_workshop(compiled, request.company, language, resume=request.resume)
    stem = free_stem(answers.company.name)
    outputs = request.outputs or (Path(f"{stem}.json"), Path(f"{stem}.pdf"))
    streams.note(msg("Written: {file}", file=str(write_answers(compiled, answers, stem))), language)
    return _deliver(request, assess(compiled, answers), outputs)


def _deliver(request: Request, assessment: Assessment, outputs: tuple[Path, ...]) -> bool:
    compiled = assessment.questionnaire
    threshold = None if request.fail_under is None else parse_threshold(compiled, request.fail_under)
    language = content_language(compiled, request.lang)
    presentation = Presentation(language, request.locale or language, request.template)
    if Path("-") not in outputs:
        print_result(assessment, request.form, language, presentation.locale)
    write_results(assessment, outputs, presentation, force=request.force, quiet=request.quiet)
    return threshold is None or not is_missed(assessment, threshold)
