"""Facts of things in general: a thing and its id, a thing compared as a whole, an order."""

from collections.abc import Iterable, Iterator

from cxmaturity.authoring.diff.facts import Fact, Key, Order
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.json_text import canonical_json
from cxmaturity.questionnaire.fields import Model


def named(
    key: Key, path: DataPath, name: str, *, carried: bool, becomes: str | None = None
) -> Iterator[Fact]:
    """A thing, and the id that it has in this version; where answers are carried over, what they become."""
    yield Fact(key, path, becomes if carried else None, carried=carried)
    yield Fact(key.inside("id"), (*path, "id"), name, carried=carried)


def whole(key: Key, path: DataPath, part: Model) -> Iterator[Fact]:
    """A thing that is only compared as a whole."""
    yield Fact(key, path)
    content = canonical_json(part.model_dump(by_alias=True, exclude_defaults=True)).decode()
    yield Fact(key.inside("definition"), path, content)


def order(key: Key, path: DataPath, names: Iterable[str]) -> Fact:
    """In which order things stand."""
    return Fact(key, path, Order(names))
