"""Small mistakes in a file that is right: another kind of value, a key left out, misspelt, or too many."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cxmaturity.foundation.documents import DataPath, Value

#: Values of every kind.
VALUES: list[Value] = [True, "1", 1, 0, -1, None, [], {}, "", "Not an id", ["a"], {"id": "a"}]


def places(data: Any, path: DataPath = ()) -> Iterator[DataPath]:  # noqa: ANN401  whatever a file holds
    """The path of every value inside *data*."""
    steps = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for step in list(steps):
        yield (*path, step)
        yield from places(data[step], (*path, step))


def mistakes(data: Any, path: DataPath) -> Iterator[str]:  # noqa: ANN401
    """Make one mistake after another at *path* of *data*, which is as it was at the end; each by its name."""
    inside = data
    for step in path[:-1]:
        inside = inside[step]
    key = path[-1]
    for value in VALUES:
        with _kept(inside):
            inside[key] = value
            yield repr(value)
    if isinstance(key, str):
        with _kept(inside):
            right = inside.pop(key)
            yield "left out"
            inside[f"{key}x"] = right
            yield "misspelt"
        with _kept(inside):
            inside[f"{key}x"] = inside[key]
            yield "another"


@contextmanager
def _kept(inside: Any) -> Iterator[None]:  # noqa: ANN401
    before = inside.copy()
    yield
    inside.clear()
    inside.update(before) if isinstance(inside, dict) else inside.extend(before)
