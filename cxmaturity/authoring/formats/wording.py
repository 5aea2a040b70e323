"""What a finding says, in one text."""

from cxmaturity.foundation.diagnostics import Diagnostic
from cxmaturity.foundation.text import safe_text


def message_and_hint(found: Diagnostic, language: str, separator: str = " ") -> str:
    """What is wrong, and what to do about it where that is known; nothing from the file can do more than be seen."""
    parts = (found.message, found.hint)
    return separator.join(safe_text(part.text(language)) for part in parts if part is not None)
