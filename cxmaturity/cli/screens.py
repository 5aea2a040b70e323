"""What standard output can show."""

import os
import shutil
import sys

from cxmaturity.views.terminal import Screen


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
