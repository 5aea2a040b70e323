"""What a command returns to the shell."""

from enum import IntEnum


class ExitCode(IntEnum):
    """0 is done; the rest says why not, or what was found. Public, and never renumbered."""

    DONE = 0
    FOUND_SOMETHING = 1
    NOT_DONE = 2
    INTERRUPTED = 130
