"""What the commands write: a result in the form that an output's ending asks for."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from cxmaturity.cli import streams
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import write_atomic
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.assessment_file import FORMAT
from cxmaturity.scoring.serialization import assessment_data

Made = Callable[[Assessment, "Presentation"], bytes]


class Presentation(Struct, frozen=True):
    """How a result is to be shown: language, locale of numbers and dates, the report's templates."""

    language: str
    locale: str
    template_dir: Path | None = None


class _Form(Struct, frozen=True):
    make: Made
    mark: bytes


def _json(assessment: Assessment, _: Presentation) -> bytes:
    return dumps_json(assessment_data(assessment)).encode()


def _html(assessment: Assessment, presentation: Presentation) -> bytes:
    from cxmaturity.report.html import render_html
    from cxmaturity.views.report import report_view

    view = report_view(assessment, presentation.language, presentation.locale)
    return render_html(view, template_dir=presentation.template_dir).encode()


def _pdf(assessment: Assessment, presentation: Presentation) -> bytes:
    from cxmaturity.report.pdf import render_pdf
    from cxmaturity.views.report import report_view

    view = report_view(assessment, presentation.language, presentation.locale)
    return render_pdf(view, template_dir=presentation.template_dir)


#: Form by ending: how it is made, and what its own earlier outputs begin with.
_FORMS: Mapping[str, _Form] = {
    ".json": _Form(_json, FORMAT.encode()),
    ".html": _Form(_html, b'content="cxmaturity'),
    ".pdf": _Form(_pdf, b"cxmaturity"),
}


def check_outputs(outputs: Sequence[Path]) -> None:
    """Raises CxmaturityError for an ending that names no form, before any work is done."""
    for output in outputs:
        if str(output) != "-" and output.suffix.lower() not in _FORMS:
            raise CxmaturityError(
                msg("The extension of {file} is not one of an output format.", file=str(output)),
                msg("Use one of {endings}.", endings=", ".join(_FORMS)),
            )


def write_results(
    assessment: Assessment, outputs: Sequence[Path], presentation: Presentation, *, force: bool, quiet: bool
) -> None:
    """Write every output that can be made, then raise the first error of those that cannot.

    A PDF that cannot be made leaves its report as HTML beside it.
    """
    failures: list[CxmaturityError] = []
    for output in outputs:
        try:
            _write(assessment, output, presentation, force=force, quiet=quiet)
        except CxmaturityError as error:
            failures.append(error)
    if failures:
        for failure in failures[1:]:
            streams.complain(failure, presentation.language)
        raise failures[0]


def _write(
    assessment: Assessment, output: Path, presentation: Presentation, *, force: bool, quiet: bool
) -> None:
    if str(output) == "-":
        streams.put(dumps_json(assessment_data(assessment)))
        return
    form = _FORMS[output.suffix.lower()]
    try:
        data = form.make(assessment, presentation)
    except CxmaturityError:
        if output.suffix.lower() == ".pdf":
            _write(assessment, output.with_suffix(".html"), presentation, force=force, quiet=quiet)
        raise
    write_atomic(output, data, force=force, is_ours=lambda head: form.mark in head)
    if not quiet:
        streams.note(msg("Written: {file}", file=str(output)), presentation.language)
