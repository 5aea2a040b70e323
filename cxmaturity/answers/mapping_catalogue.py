"""Mappings by name: those that ship for survey tools, and one's own, which may add to one of them."""

from pathlib import Path
from typing import TypeVar

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.answers.mapping_reading import read_mapping
from cxmaturity.foundation.diagnostics import InvalidDocument, suggestion
from cxmaturity.foundation.documents import Document, read_document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.resources import PRESETS
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.shapes import Choosing
from cxmaturity.questionnaire.validation import problem

Part = TypeVar("Part", bound=Model)


def presets() -> dict[str, Path]:
    """The files of the presets by the names to call them by."""
    return {path.stem: path for path in sorted(PRESETS.glob("*.yaml"))}


def load_mapping(name: str, questionnaire: Questionnaire | None = None) -> MappingFile:
    """The mapping of a preset by its name, or of a file by its path, with what it `extends` filled in.

    Raises InvalidDocument with all that is wrong in the file, CxmaturityError where *name* is neither.
    """
    path = Path(name)
    if path.suffix.lower() in {".yaml", ".yml", ".json"} or path.exists():
        return _extended(read_document(path), questionnaire)
    known = presets()
    if name not in known:
        hint = suggestion(name, known) or msg(
            "Name a file, or one of these presets: {known}.", known=", ".join(known)
        )
        raise CxmaturityError(msg("There is no mapping {name}.", name=name), hint)
    return read_mapping(read_document(known[name]), questionnaire)


def _extended(document: Document, questionnaire: Questionnaire | None) -> MappingFile:
    own = read_mapping(document, questionnaire)
    if own.extends is None:
        return own
    known = presets()
    if own.extends not in known:
        message = msg("There is no preset {name}.", name=own.extends)
        hint = suggestion(own.extends, known) or msg("It can be one of: {known}.", known=", ".join(known))
        found = problem(document, "unknown-preset", ("extends",), message, hint)
        raise InvalidDocument([found], {document.name: document.text})
    return overlaid(read_mapping(read_document(known[own.extends])), own)


def overlaid(base: Part, own: Part) -> Part:
    """*base* with all that *own* states: part by part, but a column, a list or a text as a whole."""
    update = {}
    for name in own.model_fields_set:
        inherited, stated = getattr(base, name), getattr(own, name)
        is_column = isinstance(stated, Choosing) or inherited is None
        both = isinstance(inherited, Model) and isinstance(stated, Model) and not is_column
        update[name] = overlaid(inherited, stated) if both else stated
    return base.model_copy(update=update)
