"""Reports of many files: each by itself, so that one that fails does not stop the others."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from cxmaturity.cli import streams
from cxmaturity.cli.inputs import content_language, load_assessment, note_migration
from cxmaturity.cli.outputs import Presentation, check_outputs, write_results
from cxmaturity.cli.texts import check_locale
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import make_folder
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import distinct_stems
from cxmaturity.scoring.assessment import Assessment


class Request(Struct, frozen=True):
    """What the command line asks for."""

    files: tuple[Path, ...]
    outputs: tuple[Path, ...]
    questionnaire: str | None
    template: Path | None
    lang: str | None
    locale: str | None
    force: bool
    quiet: bool


def write_reports(request: Request) -> bool:
    """Write every report that can be made; False where some of many could not be.

    Raises CxmaturityError where the one report asked for, or every one, could not be made.
    """
    check_locale(request.locale)
    outputs = request.outputs or (Path(),)
    folders = [output for output in outputs if _is_folder(output)]
    check_outputs([output for output in outputs if output not in folders])
    if len(request.files) > 1 and len(folders) < len(outputs):
        raise CxmaturityError(
            msg("Several reports cannot go into one file."),
            msg("Name a folder: -o {example}", example="reports/"),
        )
    made, failures = _load(request)
    stems = distinct_stems([assessment.answers.company.name for assessment in made])
    for assessment in made:
        name = stems[assessment.answers.company.name] + ".pdf"
        targets = [output / name if output in folders else output for output in outputs]
        try:
            _write(assessment, targets, request)
        except CxmaturityError as error:
            failures.append(error)
    if failures and len(failures) == len(request.files):
        _complain(failures[1:], request)
        raise failures[0]
    _complain(failures, request)
    return not failures


def _is_folder(output: Path) -> bool:
    return output.is_dir() or (str(output) != "-" and not output.suffix)


def _load(request: Request) -> tuple[list[Assessment], list[CxmaturityError]]:
    made: list[Assessment] = []
    failures: list[CxmaturityError] = []
    for file in request.files:
        try:
            made.append(load_assessment(file, request.questionnaire))
        except CxmaturityError as error:
            failures.append(error)
            continue
        if not request.quiet:
            note_migration(file, made[-1].answers, request.lang or streams.language())
    return made, failures


def _write(assessment: Assessment, targets: Sequence[Path], request: Request) -> None:
    for target in targets:
        if str(target) != "-":
            make_folder(target.parent)
    language = content_language(assessment.questionnaire, request.lang)
    presentation = Presentation(language, request.locale or language, request.template)
    write_results(assessment, targets, presentation, force=request.force, quiet=request.quiet)


def _complain(failures: Sequence[CxmaturityError], request: Request) -> None:
    for error in failures:
        streams.complain(error, request.lang or streams.language())
