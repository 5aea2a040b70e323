"""
Messages in the user's language.

A message is English text with `{name}` fields and the values for them, put into words only where it is shown:

    msg("Cannot read {file}.", file="a.yaml").text("de")

German comes from a gettext catalogue whose parts, `locales/de/<room>.po`, tests/tools/catalogue.py compiles.
"""

import locale
import re
import sys
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from typing import Literal, TypeAlias, Union

from msgspec import Struct

from cxmaturity.foundation.resources import LOCALES

ToolLanguage = Literal["de", "en"]
Value: TypeAlias = Union[str, int, "Message"]

# Nothing but a name: no attribute, index, conversion or format specification is ever followed.
_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")

_LANGUAGE_VARIABLES = ("CXMATURITY_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


class Message(Struct, frozen=True):
    """A sentence to show: `template`, its `plural` where a `count` decides, and the values of its fields."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str | None = None
    count: int = 1

    def __post_init__(self) -> None:
        missing = fields(self.template + (self.plural or "")) - dict(self.values).keys()
        if missing:
            raise ValueError(f"message {self.template!r} lacks a value for {sorted(missing)}")

    def text(self, language: str) -> str:
        """Return the sentence in *language* (a BCP 47 tag), in English where the tool does not speak it."""
        catalogue = translations(tool_language(language))
        template = (
            catalogue.gettext(self.template)
            if self.plural is None
            else catalogue.ngettext(self.template, self.plural, self.count)
        )
        values = {
            name: value.text(language) if isinstance(value, Message) else str(value)
            for name, value in self.values
        }
        return _FIELD.sub(lambda field: values.get(field[1], field[0]), template)

    def __str__(self) -> str:
        return self.text("en")


def msg(template: str, /, **values: Value) -> Message:
    """Return the message *template* with its `{name}` fields filled from *values*."""
    return Message(template, tuple(values.items()))


def msg_n(singular: str, plural: str, n: int, /, **values: Value) -> Message:
    """Return the message in the form that *n* asks for; `{n}` is among the values."""
    return Message(singular, (("n", n), *values.items()), plural, n)


def verbatim(text: str) -> Message:
    """Return *text*, which is the same in every language, as a message."""
    return Message("{text}", (("text", text),))


def msgid(text: str) -> str:
    """Return *text* as it is, marked for the catalogue; whoever shows it asks `translations`."""
    return text


def fields(template: str) -> frozenset[str]:
    """Return the names of the `{name}` fields of *template*."""
    return frozenset(_FIELD.findall(template))


@cache
def translations(language: ToolLanguage) -> NullTranslations:
    """Return the tool's own texts in *language*, for messages and for a template's `{% trans %}`."""
    if language == "en":
        return NullTranslations()
    with (LOCALES / language / "LC_MESSAGES" / "cxmaturity.mo").open("rb") as file:
        return GNUTranslations(file)


def tool_language(language: str) -> ToolLanguage:
    """Return which of the tool's own languages serves *language*: German for all of `de-*`, else English."""
    return "de" if re.split(r"[-_.@]", language.lower(), maxsplit=1)[0] == "de" else "en"


def locale_language(environ: Mapping[str, str]) -> str:
    """Return the BCP 47 tag of the language that the environment asks for, `en` where it asks for none."""
    asked = next((environ[name] for name in _LANGUAGE_VARIABLES if environ.get(name)), None)
    if asked is None and sys.platform in {"win32", "darwin"}:
        # Started from a desktop, they set none of these variables.
        asked = locale.getlocale()[0]
    name = re.split(r"[.@]", asked or "en", maxsplit=1)[0]
    if name in {"", "C", "POSIX"}:
        return "en"
    if name.lower().startswith("german"):  # Windows may say `German_Switzerland`
        return "de"
    return name.replace("_", "-")
