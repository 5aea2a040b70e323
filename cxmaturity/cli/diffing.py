"""One comparison of two versions, from its inputs to its output and exit code."""

from dataclasses import dataclass
from pathlib import Path

from cxmaturity.authoring.diff.companies import sources
from cxmaturity.authoring.diff.difference import Difference, difference
from cxmaturity.authoring.diff.impact import Impact, impact
from cxmaturity.authoring.subject import Subject
from cxmaturity.cli import streams
from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.screens import screen
from cxmaturity.cli.texts import checked_form
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.catalogue import find_questionnaire
from cxmaturity.scoring.compiled import compile_document


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    old: str
    new: str
    answers: Path | None
    form: str
    lang: str | None
    locale: str | None
    quiet: bool


def compare_versions(request: Request) -> ExitCode:
    """Print the difference. Found something: a version that does not say enough, or answers that cannot be read.

    Raises CxmaturityError where a questionnaire, or everybody's answers, cannot be read.
    """
    checked_form(request.form, ("text", "json", "markdown"))
    language = request.lang or streams.language()
    found = difference(_subject(request.old), _subject(request.new))
    companies = None
    if request.answers is not None:
        companies = impact(found, sources(request.answers, found.old.subject.compiled))
        _complain(companies, request.answers, language)
    streams.put(_output(found, companies, request, language))
    failed = companies is not None and bool(companies.failed)
    return ExitCode.FOUND_SOMETHING if failed or found.verdict.fails else ExitCode.DONE


def _subject(name: str) -> Subject:
    document = find_questionnaire(name)
    return Subject(document, compile_document(document))


def _complain(companies: Impact, path: Path, language: str) -> None:
    """Show what could not be read; raise the last of it where that is all there was."""
    errors = [failed.error for failed in companies.failed]
    if not errors and not companies.compared and not companies.unreadable:
        raise CxmaturityError(msg("There are no answers in {path}.", path=str(path)))
    lost = not companies.compared and not companies.unreadable
    for error in errors[: -1 if lost else None]:
        streams.complain(error, language)
    if lost:
        raise errors[-1]


def _output(found: Difference, companies: Impact | None, request: Request, language: str) -> str:
    locale = request.locale or language
    if request.form == "json":
        from cxmaturity.authoring.diff.data import difference_data
        from cxmaturity.foundation.json_text import dumps_json

        return dumps_json(difference_data(found, companies))
    if request.form == "markdown":
        from cxmaturity.authoring.diff.markdown import difference_markdown

        return difference_markdown(found, companies, language, locale)
    from cxmaturity.authoring.diff.text import difference_text

    shape = screen()
    return difference_text(found, companies, language, locale, width=shape.width, unicode=shape.unicode)
