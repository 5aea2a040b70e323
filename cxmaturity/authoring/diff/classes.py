"""How much each kind of change weighs: one table for all of them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import IntEnum
from typing import Literal, NamedTuple

from cxmaturity.authoring.diff.facts import Fact, Shown

Event = Literal["added", "removed", "changed"]


class Weight(IntEnum):
    """What a change does to answers that were given before and to their results."""

    TEXT_ONLY = 1
    SCORE_CHANGING = 2
    BREAKING = 3

    @property
    def word(self) -> str:
        """As machine output has it."""
        return self.name.lower().replace("_", "-")


_TEXT, _SCORE, _BREAK = Weight


class Weights(NamedTuple):
    """Of a thing that is added or removed, and of a fact that is changed."""

    added: Weight = _SCORE
    removed: Weight = _SCORE
    changed: Weight = _SCORE


_ALL_TEXT = Weights(_TEXT, _TEXT, _TEXT)
_ALL_SCORE = Weights()
_ANSWERED = Weights(_SCORE, _BREAK, _BREAK)
_CHANGED_BREAKS = Weights(changed=_BREAK)

#: By kind; where a kind is not here, the nearest one around it counts. Texts for people are always text-only.
WEIGHTS: Mapping[str, Weights] = {
    # the file
    "id": _CHANGED_BREAKS,
    "version": _CHANGED_BREAKS,
    "language": _ALL_TEXT,
    "lint": _ALL_TEXT,
    "test": _ALL_TEXT,
    "migration": Weights(added=_TEXT, removed=_BREAK),
    "consistency note": _ALL_TEXT,
    # order: that of actions decides between equals, the rest is how it looks
    "dimensions": _ALL_TEXT,
    "context": _ALL_TEXT,
    "attributes": _ALL_TEXT,
    "dimension.questions": _ALL_TEXT,
    "question.options": _ALL_TEXT,
    "attribute.options": _ALL_TEXT,
    "actions": _ALL_SCORE,
    # what is asked
    "question": _ANSWERED,
    "question.dimension": _ALL_SCORE,
    "question.weight": _ALL_SCORE,
    "question.points": _ALL_SCORE,
    "question.ticked": _ALL_SCORE,
    "question.source": _ALL_TEXT,
    "question.tags": _ALL_TEXT,
    "question.option": _ANSWERED,
    "question.option.points": _ALL_SCORE,
    "question.option.source": _ALL_TEXT,
    "attribute": Weights(_TEXT, _BREAK, _BREAK),
    "attribute.option": Weights(_TEXT, _BREAK, _BREAK),
    # what it is worth
    "missing": _ALL_SCORE,
    "dimension": _ALL_SCORE,
    "dimension.when": _CHANGED_BREAKS,
    "dimension.tags": _ALL_TEXT,
    "score": _ALL_SCORE,
    "scale": _ALL_SCORE,
    "scale.level": Weights(removed=_BREAK),
    "scale.level.id": _CHANGED_BREAKS,
    "level rule": _ALL_SCORE,
    "result": _ALL_SCORE,
    "level_status": _ALL_SCORE,
    # what to do next: the actions recommended, their order and their effort are part of the result
    "action": _ALL_SCORE,
    "action.source": _ALL_TEXT,
    "effort": _ALL_SCORE,
}


def weight_of(event: Event, old: Fact | None, new: Fact | None) -> Weight:
    """How much it weighs that *old* became *new*; None stands for not there."""
    fact = new or old
    assert fact is not None
    if fact.key.language:
        return _TEXT
    kind = fact.key.kind
    judge = _JUDGES.get(kind.rpartition(".")[2] if kind.endswith(".missing") else kind)
    if judge is not None:
        return judge(None if old is None else old.value, None if new is None else new.value)
    weight: Weight = getattr(WEIGHTS[nearest(kind)], event)
    return _SCORE if weight is _BREAK and old is not None and old.carried else weight


def nearest(kind: str) -> str:
    """The entry of the table that counts for *kind*. Raises KeyError where there is none."""
    steps = kind.split(".")
    around = (".".join(steps[:depth]) for depth in range(len(steps), 0, -1))
    found = next((name for name in around if name in WEIGHTS), None)
    if found is None:
        raise KeyError(kind)
    return found


def _kind(old: Shown, new: Shown) -> Weight:
    """`scale` only looks different from `choice`."""
    return _TEXT if {old, new} == {"choice", "scale"} else _BREAK


def _missing(_: Shown, new: Shown) -> Weight:
    """Blank answers that were taken are refused."""
    return _BREAK if new == "error" else _SCORE


def _lower_limit(old: Shown, new: Shown) -> Weight:
    return _BREAK if isinstance(new, Decimal) and (not isinstance(old, Decimal) or new > old) else _SCORE


def _upper_limit(old: Shown, new: Shown) -> Weight:
    return _BREAK if isinstance(new, Decimal) and (not isinstance(old, Decimal) or new < old) else _SCORE


def _not_applicable(_: Shown, new: Shown) -> Weight:
    return _SCORE if new else _BREAK


def _reason(_: Shown, new: Shown) -> Weight:
    return _BREAK if new == "required" else _TEXT


def _exclusive(_: Shown, new: Shown) -> Weight:
    """Ticks that could stand together no longer can."""
    return _BREAK if new else _SCORE


def _free(_: Shown, new: Shown) -> Weight:
    return _TEXT if new else _BREAK


_JUDGES: Mapping[str, Callable[[Shown, Shown], Weight]] = {
    "question.kind": _kind,
    "missing": _missing,
    "question.min": _lower_limit,
    "question.max": _upper_limit,
    "question.not_applicable": _not_applicable,
    "question.not_applicable.reason": _reason,
    "question.option.exclusive": _exclusive,
    "attribute.free": _free,
}
