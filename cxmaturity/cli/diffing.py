"""One comparison of two versions, from its inputs to its output and exit code."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from cxmaturity.authoring.diff.companies import sources
from cxmaturity.authoring.diff.data import FORMAT, difference_data
from cxmaturity.authoring.diff.difference import Difference, difference
from cxmaturity.authoring.diff.impact import Impact, impact
from cxmaturity.authoring.subject import Subject
from cxmaturity.cli import streams
from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.screens import screen
from cxmaturity.cli.texts import check_locale, checked_form
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import write_atomic
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.questionnaire.catalogue import find_questionnaire
from cxmaturity.scoring.compiled import compile_document

#: Form by the ending of an output.
_ENDINGS: Mapping[str, str] = {".txt": "text", ".json": "json", ".md": "markdown"}


class Request(Struct, frozen=True):
    """What the command line asks for."""

    old: str
    new: str
    answers: Path | None
    form: str | None
    output: Path | None
    lang: str | None
    locale: str | None
    force: bool
    quiet: bool


def compare_versions(request: Request) -> ExitCode:
    """Print the difference. Found something: a version that does not say enough, or answers that cannot be read.

    Raises CxmaturityError where a questionnaire, or everybody's answers, cannot be read.
    """
    form = _chosen_form(request.form, request.output)
    check_locale(request.locale)
    language = request.lang or streams.language()
    found = difference(_subject(request.old), _subject(request.new))
    companies = None
    if request.answers is not None:
        companies = impact(found, sources(request.answers, found.old.subject.compiled))
        _complain(companies, request.answers, language)
    _deliver(_text(found, companies, form, request, language), form, request, language)
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


def _chosen_form(form: str | None, output: Path | None) -> str:
    """The form asked for, else that of the output's ending, else text. Raises CxmaturityError where there is none."""
    if form is not None or output is None:
        checked_form(form or "text", tuple(_ENDINGS.values()))
        return form or "text"
    if output.suffix.lower() in _ENDINGS:
        return _ENDINGS[output.suffix.lower()]
    raise CxmaturityError(
        msg("The extension of {file} is not one of an output format.", file=str(output)),
        msg("Use one of {endings}, or name the format with --format.", endings=", ".join(_ENDINGS)),
    )


def _deliver(text: str, form: str, request: Request, language: str) -> None:
    """Write to the file asked for, else to stdout. An earlier output in JSON is known by its format and replaced."""
    if request.output is None:
        streams.put(text)
        return
    write_atomic(
        request.output,
        text.encode(errors="backslashreplace"),
        force=request.force,
        is_ours=lambda head: form == "json" and FORMAT.encode() in head,
    )
    if not request.quiet:
        streams.note(msg("Written: {file}", file=str(request.output)), language)


def _text(found: Difference, companies: Impact | None, form: str, request: Request, language: str) -> str:
    locale = request.locale or language
    if form == "json":
        return dumps_json(difference_data(found, companies))
    if form == "markdown":
        from cxmaturity.authoring.diff.markdown import difference_markdown

        return difference_markdown(found, companies, language, locale)
    from cxmaturity.authoring.diff.text import difference_text

    shape = screen()
    return difference_text(found, companies, language, locale, width=shape.width, unicode=shape.unicode)
