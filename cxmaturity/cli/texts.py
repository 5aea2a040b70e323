"""Results on standard output."""

import os
import shutil
import sys
from collections.abc import Sequence

from cxmaturity.cli import streams
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.serialization import assessment_data
from cxmaturity.views.numbers import is_locale
from cxmaturity.views.terminal import Screen, terminal_view


def checked_form(form: str, known: Sequence[str]) -> None:
    """Raises CxmaturityError for a form of output that the command does not have."""
    if form not in known:
        raise CxmaturityError(
            msg("There is no output format {form}.", form=form),
            msg("Choose one of {known}.", known=", ".join(known)),
        )


def check_locale(locale: str | None) -> None:
    """Raises CxmaturityError for a locale of which nobody knows how it writes numbers."""
    if locale is not None and not is_locale(locale):
        raise CxmaturityError(
            msg("There is no locale {name}.", name=locale),
            msg("Give a language, or a language and a country, such as de, de-CH or en-GB."),
        )


def screen() -> Screen:
    """What standard output can show. Piped output is plain, and as wide as COLUMNS says, else 80."""
    terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    encoding = (sys.stdout.encoding or "ascii").lower().replace("_", "-")
    return Screen(
        width=max(40, shutil.get_terminal_size((80, 24)).columns),
        colour=terminal and not os.environ.get("NO_COLOR"),
        unicode=encoding.startswith("utf") and not (terminal and _is_ascii_locale()),
    )


def _is_ascii_locale() -> bool:
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return next((name for name in names if name), "") in {"C", "POSIX"}


def print_result(assessment: Assessment, form: str, language: str, locale: str) -> None:
    """The result as text for people, or as JSON."""
    if form == "json":
        streams.put(dumps_json(assessment_data(assessment)))
    else:
        streams.put(terminal_view(assessment, language, locale, screen()))
