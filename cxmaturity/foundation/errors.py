"""The one kind of exception that is meant for the user. Everything else is a bug and keeps its traceback."""

from collections.abc import Mapping
from typing import Any

from cxmaturity.foundation.i18n import Message


class CxmaturityError(Exception):
    """
    Something the user can mend: `message` says what is wrong, `hint`, where there is one, what to do.

    `str(error)` is English, for logs and for code that uses cxmaturity as a library.
    """

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        # A subclass is not made of what its args are, and so it is not made anew on the way between processes.
        return _as_it_was, (type(self), self.args, self.__dict__)

    def text(self, language: str) -> str:
        """Return the message, and the hint on a line of its own, in *language*."""
        parts = (self.message, self.hint)
        return "\n".join(part.text(language) for part in parts if part is not None)

    def __str__(self) -> str:
        return self.text("en")


def _as_it_was(
    kind: type[CxmaturityError], args: tuple[Any, ...], state: Mapping[str, Any]
) -> CxmaturityError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error
