"""Two pages are the same where their blocks differ in texts alone."""

from typing import get_args

from cxmaturity.foundation.documents import Value
from cxmaturity.questionnaire.fields import Text
from tests.docs.pages import Page
from tests.tools import format_reference

#: What may differ between the languages although it is no text by its type.
_WORDS = {"name", "like", "languages", "note", "evidence", "role", "company", "sha256", "industry"}
_TEXTS = _WORDS | {
    info.alias or name
    for model in format_reference.documented()
    for name, info in model.model_fields.items()
    if Text in (hint := format_reference.hint(model, name), *get_args(hint))
}
_TEXTS_BY_ID = {"off", "portraits"}


def without_texts(page: Page) -> list[Value]:
    """What the blocks of *page* say, without texts."""
    return [_without(dict(data)) for data in page.data]


def _without(value: Value, key: str = "") -> Value:
    if isinstance(value, dict):
        return {name: _without(inner, key if key in _TEXTS_BY_ID else name) for name, inner in value.items()}
    if isinstance(value, list) and key != "languages":
        return [_without(inner, key) for inner in value]
    return "…" if key in _TEXTS | _TEXTS_BY_ID else value
