"""`cxmaturity schema`: the JSON Schemas of the file formats."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli import streams
from cxmaturity.cli.options import Force, Lang, Output, Quiet
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import write_atomic
from cxmaturity.foundation.i18n import msg, msgid
from cxmaturity.foundation.resources import SCHEMAS


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar=msgid("NAME"),
            show_default=False,
            help=msgid("Kind of file: questionnaire, answers, assessment or mapping."),
        ),
    ],
    output: Output = None,
    lang: Lang = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Print the JSON Schema (2020-12) of a kind of file, for editors and other tools."""
    data = _find(name).read_bytes()
    if output is None or str(output) == "-":
        streams.put(data.decode())
        return
    write_atomic(output, data, force=force, is_ours=lambda head: b'"urn:cxmaturity:' in head)
    if not quiet:
        streams.note(msg("Written: {file}", file=str(output)), lang or streams.language())


def _find(name: str) -> Path:
    known = {path.stem: path for path in sorted(SCHEMAS.glob("*.json"))}
    if name not in known:
        raise CxmaturityError(
            msg("There is no schema {name}.", name=name),
            msg("Choose one of {known}.", known=", ".join(known)),
        )
    return known[name]
