"""Where each key and value of a JSON file stands, and what is wrong with them, its syntax being right."""

import json
import re
import unicodedata

from msgspec.structs import replace

from cxmaturity.foundation.diagnostics import Diagnostic, Severity
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import MAX_PROBLEMS, control_character, duplicate_key
from cxmaturity.foundation.places import Place, span_finder
from cxmaturity.foundation.scalars import NOT_FINITE, BadNumberError, exact_number

_TOKEN = re.compile(r'[ \t\r\n,:]*("[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s,:\[\]{}"]+)', re.DOTALL)
_NAMES = {"true", "false", "null"}


def json_places(text: str) -> Place:
    """Return the places in *text*, which `load_json` must have accepted."""
    return _Scanner(text, "").document()


def json_problems(text: str, name: str) -> list[Diagnostic]:
    """Return what is wrong with keys, texts and numbers of *text*, whose syntax must be right."""
    scanner = _Scanner(text, name)
    scanner.document()
    return scanner.problems[:MAX_PROBLEMS]


class _Scanner:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.problems: list[Diagnostic] = []
        self.span = span_finder(text)
        self.tokens = _TOKEN.finditer(text)

    def document(self) -> Place:
        return self.place(next(self.tokens))

    def place(self, token: re.Match[str]) -> Place:
        start = token.start(1)
        children: dict[str | int, Place] = {}
        if token[1] == "{":
            end = self.members(children)
        elif token[1] == "[":
            end = self.items(children)
        else:
            self.check(token)
            end = token.end(1)
        return Place(self.span(start, end), children=children)

    def items(self, children: dict[str | int, Place]) -> int:
        """Fill *children* and return where the list ends."""
        for token in self.tokens:
            if token[1] == "]":
                return token.end(1)
            children[len(children)] = self.place(token)
        raise AssertionError("a list that ends nowhere is a syntax error")

    def members(self, children: dict[str | int, Place]) -> int:
        """Fill *children* and return where the mapping ends."""
        lines: dict[str, int] = {}
        for token in self.tokens:
            if token[1] == "}":
                return token.end(1)
            self.check(token)
            key = _text(token[1])
            seen = unicodedata.normalize("NFC", key)
            if seen in lines:
                self.refuse("duplicate", token, *duplicate_key(key, lines[seen]))
            span = self.span(token.start(1), token.end(1))
            lines[seen] = span.line
            children[key] = replace(self.place(next(self.tokens)), key=span)
        raise AssertionError("a mapping that ends nowhere is a syntax error")

    def check(self, token: re.Match[str]) -> None:
        """Check a text, number or name."""
        text = token[1]
        if text.startswith('"'):
            message = control_character(_text(text)) if "\\" in text else None
            if message is not None:
                self.refuse("control", token, message, msg("Delete it."))
        elif text not in _NAMES:
            self.check_number(token)

    def check_number(self, token: re.Match[str]) -> None:
        if token[1].endswith(("NaN", "Infinity")):
            self.refuse("number", token, NOT_FINITE)
            return
        try:
            exact_number(token[1])
        except BadNumberError as error:
            self.refuse("number", token, error.message, error.hint)

    def refuse(self, code: str, token: re.Match[str], message: Message, hint: Message | None = None) -> None:
        span = self.span(token.start(1), token.end(1))
        self.problems.append(Diagnostic(code, Severity.ERROR, self.name, span, message, hint))


def _text(token: str) -> str:
    text: str = json.loads(token) if "\\" in token else token[1:-1]
    return text
