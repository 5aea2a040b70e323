"""What can be said at any question besides its answer: one letter, or a word, in either language."""

from enum import StrEnum

from msgspec import Struct


class Name(StrEnum):
    """What a command does."""

    HELP = "help"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    BACK = "back"
    SKIP = "skip"
    GO = "go"
    NOTE = "note"
    EVIDENCE = "evidence"
    CLEAR = "clear"
    LIST = "list"
    QUIT = "quit"


class Command(Struct, frozen=True):
    """A command with the text after it."""

    name: Name
    argument: str = ""


_SPELLINGS: dict[Name, tuple[str, ...]] = {
    Name.HELP: ("?", "h", "help", "hilfe"),
    Name.UNKNOWN: ("w", "u", "unknown", "don't know", "dont know", "weiß nicht", "weiss nicht"),
    Name.NOT_APPLICABLE: ("n", "not applicable", "not-applicable", "n/a", "trifft nicht zu"),
    Name.BACK: ("z", "b", "back", "zurück", "zurueck"),
    Name.SKIP: ("s", "skip", "überspringen", "ueberspringen"),
    Name.GO: ("g", "go", "gehe"),
    Name.NOTE: ("m", "note", "notiz"),
    Name.EVIDENCE: ("e", "evidence", "beleg"),
    Name.CLEAR: ("x", "clear", "löschen", "loeschen"),
    Name.LIST: ("l", "list", "liste"),
    Name.QUIT: ("q", "quit", "ende", "beenden"),
}
_NAMES = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings}
_WITH_ARGUMENT = {Name.GO, Name.NOTE, Name.EVIDENCE, Name.NOT_APPLICABLE}


def command_of(line: str) -> Command | None:
    """Return the command that *line* is, None where it is none."""
    whole = _NAMES.get(line.replace("’", "'").casefold())
    if whole is not None:
        return Command(whole)
    word, _, argument = line.partition(" ")
    name = _NAMES.get(word.casefold())
    return Command(name, argument.strip()) if name in _WITH_ARGUMENT and name is not None else None
