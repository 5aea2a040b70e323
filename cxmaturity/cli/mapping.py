"""A draft of a mapping, made from the beginning of a file."""

from pathlib import Path

from msgspec import Struct

from cxmaturity.answers.mapping import FORMAT, NO_MAPPING, MappingFile
from cxmaturity.answers.mapping_catalogue import load_mapping, presets
from cxmaturity.batch.headers.draft_text import draft_text
from cxmaturity.batch.headers.drafting import Draft, draft_mapping
from cxmaturity.batch.headers.table_options import table_options
from cxmaturity.cli import streams
from cxmaturity.cli.inputs import check_not_input, load_questionnaire
from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import write_atomic
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.tables.opening import open_table


class Request(Struct, frozen=True):
    """What the command line asks for."""

    file: Path
    questionnaire: str | None
    extends: str | None
    output: Path | None
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    lang: str | None
    force: bool
    quiet: bool


def write_draft(action: str, request: Request) -> None:
    """Write the draft to the output, or to stdout. Raises CxmaturityError for an action that there is not."""
    if action != "init":
        message = msg("There is no action {name}.", name=action)
        raise CxmaturityError(message, msg("It can be: {known}.", known="init"))
    check_not_input(request.output, request.file)
    language = request.lang or streams.language()
    draft = _draft(request, load_questionnaire(request.questionnaire).model, language)
    text = draft_text(draft, language)
    if request.output is None or str(request.output) == "-":
        streams.put(text)
    else:
        write_atomic(
            request.output, text.encode(), force=request.force, is_ours=lambda head: FORMAT.encode() in head
        )
    if not request.quiet:
        sure = sum(guess.is_sure for guess in draft.guesses)
        counts = msg("{sure} of {columns} columns have a use; please look through the draft.", sure=sure,
                     columns=len(draft.guesses))  # fmt: skip
        streams.note(counts, language)
        if draft.extends is None and (not sure or not all(guess.header.strip() for guess in draft.guesses)):
            known = ", ".join(presets())
            streams.note(
                msg("If the file comes from a survey tool, name it with --map: {known}", known=known),
                language,
            )


def _draft(request: Request, questionnaire: Questionnaire, language: str) -> Draft:
    preset = NO_MAPPING if request.extends is None else _preset(request.extends)
    options = table_options(
        preset, encoding=request.encoding, delimiter=request.delimiter, sheet=request.sheet
    )
    with open_table(request.file, options) as table:
        block = next(table.blocks(), None)
        width = max(map(len, table.header), default=0)
        cells = [] if block is None else [list(block.column(at).values) for at in range(width)]
    if not request.quiet:
        streams.notes(table.notes, language)
    return draft_mapping(table.header, cells, questionnaire, extends=request.extends, preset=preset)


def _preset(name: str) -> MappingFile:
    known = presets()
    if name not in known:
        message = msg("There is no preset {name}.", name=name)
        raise CxmaturityError(
            message, suggestion(name, known) or msg("It can be one of: {known}.", known=", ".join(known))
        )
    return load_mapping(name)
