"""One assessment, from its input to its outputs."""

from fractions import Fraction
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.cli import streams
from cxmaturity.cli.inputs import content_language, load_answers, load_questionnaire, note_migration
from cxmaturity.cli.outputs import Presentation, check_outputs, write_results
from cxmaturity.cli.texts import check_locale, checked_form, print_result
from cxmaturity.cli.thresholds import is_missed, parse_threshold
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.compiled import CompiledQuestionnaire


class Request(Struct, frozen=True):
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
    check_locale(request.locale)
    check_outputs(request.outputs)
    if request.answers is None:
        return _from_workshop(request)
    compiled, answers = load_answers(request.answers, request.questionnaire)
    goal = _goal(request, compiled)
    if not request.quiet:
        note_migration(request.answers, answers, content_language(compiled, request.lang))
    if request.company is not None:
        answers = replace(answers, company=answers.company.model_copy(update={"name": request.company}))
    return _deliver(request, assess(compiled, answers), request.outputs, goal)


def _from_workshop(request: Request) -> bool:
    from cxmaturity.cli.interviewing import free_stem, hold_workshop, write_answers

    compiled = load_questionnaire(request.questionnaire)
    language, goal = content_language(compiled, request.lang), _goal(request, compiled)
    answers = hold_workshop(compiled, request.company, language, resume=request.resume)
    stem = free_stem(answers.company.name)
    outputs = request.outputs or (Path(f"{stem}.json"), Path(f"{stem}.pdf"))
    streams.note(msg("Written: {file}", file=str(write_answers(compiled, answers, stem))), language)
    return _deliver(request, assess(compiled, answers), outputs, goal)


def _goal(request: Request, compiled: CompiledQuestionnaire) -> Fraction | int | None:
    return None if request.fail_under is None else parse_threshold(compiled, request.fail_under)


def _deliver(
    request: Request, assessment: Assessment, outputs: tuple[Path, ...], goal: Fraction | int | None
) -> bool:
    language = content_language(assessment.questionnaire, request.lang)
    presentation = Presentation(language, request.locale or language, request.template)
    try:
        if Path("-") not in outputs:
            print_result(assessment, request.form, language, presentation.locale)
    finally:  # a screen that cannot be written costs nobody the files
        write_results(assessment, outputs, presentation, force=request.force, quiet=request.quiet)
    return goal is None or not is_missed(assessment, goal)
