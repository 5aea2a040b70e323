"""Sugar must not turn a small file into a plan of millions of parts."""

from collections.abc import Iterator
from typing import Any

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import MAX_NODES
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.conditions import DimensionSelector, Selector
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import parts
from cxmaturity.questionnaire.scores import Level, LevelRule, Repeat, Score
from cxmaturity.questionnaire.selection import selected_dimensions, selected_questions


def fits(questionnaire: Questionnaire, findings: Findings) -> bool:
    """Whether `repeat` and selectors, written out, stay within what a file may hold; a problem where not."""
    total = 0
    for path, size in _sizes(questionnaire):
        total += size
        if total > MAX_NODES:
            message = msg(
                "Up to here, repeat and selectors stand for more than {limit} entries.", limit=MAX_NODES
            )
            hint = msg("Select fewer questions, or repeat over fewer levels or dimensions.")
            findings.add("expansion-size", path, message, hint)
            return False
    return True


def _sizes(questionnaire: Questionnaire) -> Iterator[tuple[DataPath, int]]:
    for number, score in enumerate(questionnaire.scores):
        yield ("scores", number), _size(questionnaire, score) * _times(questionnaire, score)
    for number, rule in enumerate(questionnaire.levels):
        once = _size(questionnaire, rule)
        if rule.staged is not None:
            once += _size(questionnaire, rule.staged.each) * len(_levels(questionnaire, rule.scale))
        yield ("levels", number), once * _times(questionnaire, rule)
    yield ("level_status",), _size(questionnaire, questionnaire.level_status)
    for number, note in enumerate(questionnaire.consistency):
        yield ("consistency", number), _size(questionnaire, note)
    for number, dimension in enumerate(questionnaire.dimensions):
        yield ("dimensions", number), _size(questionnaire, dimension.when)
        for position, question in enumerate(dimension.questions):
            yield ("dimensions", number, "questions", position), _size(questionnaire, question.when)


def _size(questionnaire: Questionnaire, model: Any) -> int:
    return sum(_width(questionnaire, part) for _, part in parts(model))


def _width(questionnaire: Questionnaire, part: object) -> int:
    """How many entries *part* stands for; a selector that `repeat` completes, at most all."""
    match part:
        case Selector():
            open_ = any("{" in ref for ref in (*(part.dimension or ()), *(part.tag or ()), *(part.ids or ())))
            return len(selected_questions(questionnaire, Selector() if open_ else part))
        case DimensionSelector():
            open_ = any("{" in ref for ref in (*(part.tag or ()), *(part.ids or ())))
            return len(selected_dimensions(questionnaire, DimensionSelector() if open_ else part))
        case _:
            return 1


def _times(questionnaire: Questionnaire, entry: Score | LevelRule) -> int:
    match entry.repeat:
        case None:
            return 1
        case Repeat(over="dimensions"):
            return len(questionnaire.dimensions)
        case Repeat(scale=scale):
            return len(_levels(questionnaire, scale or getattr(entry, "scale", None)))


def _levels(questionnaire: Questionnaire, scale: str | None) -> tuple[Level, ...]:
    """The levels of a scale, of the first one where none is named; none where it does not exist."""
    name = scale or next(iter(questionnaire.scales), "")
    return questionnaire.scales[name].levels if name in questionnaire.scales else ()
