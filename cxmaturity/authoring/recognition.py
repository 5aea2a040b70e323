"""Which files may be questionnaires, and which are: those that say so, even where they cannot be read."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from cxmaturity.foundation.documents import Document
from cxmaturity.foundation.intake import WRITTEN

_KIND = "cxmaturity/questionnaire/"
_ENDINGS = frozenset({".yaml", ".yml", ".json"})
_FIRST_FORMAT = re.compile(rb"""\bformat["']?\s*:\s*["']?([^\s"',}]*)""")


def files_inside(folder: Path) -> Iterator[Path]:
    """YAML and JSON files below *folder*; hidden folders and installed packages are nobody's questionnaires."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        yield from (Path(place, name) for name in sorted(files) if Path(name).suffix.lower() in _ENDINGS)


#: Kinds of file that are none; what begins like ours and is none of these is a misspelt questionnaire.
_OTHER_KINDS = frozenset({"answers", "assessment", "plan", "mapping", "benchmark"})
#: Keys that, together, nothing else has.
_TELLING = frozenset({"dimensions", "languages", "missing"})


def is_questionnaire(document: Document) -> bool:
    """Whether the document says that it is one, or means to and has misspelt it."""
    form = document.data.get("format")
    if form is None:
        return document.data.keys() >= _TELLING
    kind = str(form).split("/")
    return kind[0] == "cxmaturity" and len(kind) > 1 and kind[1] not in _OTHER_KINDS


def claims_to_be_one(path: Path) -> bool:
    """Whether a file that cannot be read as YAML or JSON says that it is one; so does one that cannot be opened."""
    try:
        with path.open("rb") as file:
            beginning = file.read(WRITTEN.bytes)
    except OSError:
        return True
    found = _FIRST_FORMAT.search(beginning.replace(b"\0", b""))  # in UTF-16, every second byte
    return found is not None and found[1].replace(b"\\/", b"/").startswith(_KIND.encode())
