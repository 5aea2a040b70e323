"""Which files are questionnaires: those that say so, even where they cannot be read."""

import re
from pathlib import Path

from cxmaturity.foundation.documents import Document
from cxmaturity.foundation.intake import WRITTEN

_KIND = "cxmaturity/questionnaire/"
_FIRST_FORMAT = re.compile(rb"""\bformat["']?\s*:\s*["']?([^\s"',}]*)""")


def is_questionnaire(document: Document) -> bool:
    """Whether the document says that it is one."""
    return str(document.data.get("format", "")).startswith(_KIND)


def claims_to_be_one(path: Path) -> bool:
    """Whether a file that cannot be read as YAML or JSON says that it is one; so does one that cannot be opened."""
    try:
        with path.open("rb") as file:
            beginning = file.read(WRITTEN.bytes)
    except OSError:
        return True
    found = _FIRST_FORMAT.search(beginning.replace(b"\0", b""))  # in UTF-16, every second byte
    return found is not None and found[1].replace(b"\\/", b"/").startswith(_KIND.encode())
