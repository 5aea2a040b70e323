"""`repeat`: one entry written out for each level of a scale or each dimension."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.scores import LevelRule, Repeat, Score

Entry = TypeVar("Entry", Score, LevelRule)


def unroll(questionnaire: Questionnaire, entries: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    """Each entry with its `repeat` carried out, and the position of the entry it came from.

    An entry repeated over a scale that does not exist gives none; the reference check reports it.
    """
    for position, entry in enumerate(entries):
        if entry.repeat is None:
            yield position, entry
        for data in written_out(questionnaire, entry):
            yield position, type(entry).model_validate(data)


def written_out(questionnaire: Questionnaire, entry: Score | LevelRule) -> Iterator[dict[str, Any]]:
    """The data of every entry that a `repeat` stands for; nothing where there is none."""
    if entry.repeat is not None:
        written = entry.model_dump(by_alias=True, exclude_unset=True, exclude={"repeat"})
        for placeholders in _repetitions(questionnaire, entry, entry.repeat):
            yield _substituted(written, placeholders)


def _repetitions(
    questionnaire: Questionnaire, entry: Score | LevelRule, repeat: Repeat
) -> Iterator[dict[str, str]]:
    if repeat.over == "dimensions":
        for dimension in questionnaire.dimensions:
            tagged = repeat.tag is None or set(repeat.tag) & set(dimension.tags)
            if tagged and dimension.id not in repeat.except_:
                yield {"dimension": dimension.id}
        return
    own = entry.scale if isinstance(entry, LevelRule) else None
    scale = questionnaire.scales.get(repeat.scale or own or next(iter(questionnaire.scales), ""))
    for level in () if scale is None else scale.levels:
        if level.id not in repeat.except_ and level.number not in repeat.except_:
            yield {"level": level.id, "number": str(level.number)}


def _substituted(data: Any, placeholders: dict[str, str]) -> Any:
    if data == "{number}" and "number" in placeholders:
        return int(placeholders["number"])
    if isinstance(data, str):
        for name, value in placeholders.items():
            data = data.replace(f"{{{name}}}", value)
        return data
    if isinstance(data, dict):
        return {
            _substituted(key, placeholders): _substituted(value, placeholders) for key, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [_substituted(value, placeholders) for value in data]
    return data
