"""The one kind of exception that is meant for the user. Everything else is a bug and keeps its traceback."""

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

    def text(self, language: str) -> str:
        """Return the message, and the hint on a line of its own, in *language*."""
        parts = (self.message, self.hint)
        return "\n".join(part.text(language) for part in parts if part is not None)

    def __str__(self) -> str:
        return self.text("en")
