"""Results on standard output."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxmaturity.cli import streams
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg

if TYPE_CHECKING:
    from cxmaturity.scoring.assessment import Assessment


def checked_form(form: str, known: Sequence[str]) -> None:
    """Raises CxmaturityError for a form of output that the command does not have."""
    if form not in known:
        raise CxmaturityError(
            msg("There is no output format {form}.", form=form),
            msg("Choose one of {known}.", known=", ".join(known)),
        )


def check_locale(locale: str | None) -> None:
    """Raises CxmaturityError for a locale of which nobody knows how it writes numbers."""
    if locale is None:
        return
    from cxmaturity.views.numbers import is_locale

    if not is_locale(locale):
        raise CxmaturityError(
            msg("There is no locale {name}.", name=locale),
            msg("Give a language, or a language and a country, such as de, de-CH or en-GB."),
        )


def print_result(assessment: "Assessment", form: str, language: str, locale: str) -> None:
    """The result as text for people, or as JSON."""
    from cxmaturity.cli.screens import screen
    from cxmaturity.foundation.json_text import dumps_json
    from cxmaturity.scoring.serialization import assessment_data
    from cxmaturity.views.terminal import terminal_view

    if form == "json":
        streams.put(dumps_json(assessment_data(assessment)))
    else:
        streams.put(terminal_view(assessment, language, locale, screen()))
