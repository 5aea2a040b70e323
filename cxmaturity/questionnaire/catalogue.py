"""The questionnaires that ship with cxmaturity, and how a name or path finds one."""

from collections.abc import Iterator
from pathlib import Path

from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.documents import Document, read_document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.resources import QUESTIONNAIRES

DEFAULT = "cx-maturity"


def shipped() -> Iterator[Path]:
    """The files of all shipped questionnaires, by name."""
    yield from sorted(QUESTIONNAIRES.glob("*.yaml"))


def find_questionnaire(name: str) -> Document:
    """The document of a shipped questionnaire by its id, or of a file by its path.

    Raises InvalidDocument where the file cannot be read, CxmaturityError where the name is neither.
    """
    path = Path(name)
    if path.suffix.lower() in {".yaml", ".yml", ".json"} or path.exists():
        return read_document(path)
    known = {path.stem: path for path in shipped()}
    if name in known:
        return read_document(known[name])
    hint = suggestion(name, known) or msg("Name a file, or one of: {known}.", known=", ".join(known))
    raise CxmaturityError(msg("There is no questionnaire {name}.", name=name), hint)
