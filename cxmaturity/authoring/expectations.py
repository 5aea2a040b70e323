"""What a self-test expects, next to what came out."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from msgspec import Struct

from cxmaturity.authoring.reasons import number, why_level, why_open, why_score
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message
from cxmaturity.questionnaire.actions import SelfTest
from cxmaturity.questionnaire.scores import Level, LevelRef, find_level
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.evaluation import Evaluation

#: Why something came out as it did, from the evaluation it came out of.
Why = Callable[[Evaluation], Message | None]


class Comparison(Struct, frozen=True):
    """An expectation at its path below `expect`: what was expected, what came out, each as text, and why."""

    path: DataPath
    expected: str
    actual: str
    why: Why

    @property
    def holds(self) -> bool:
        """Whether the two are the same."""
        return self.expected == self.actual


def comparisons(
    compiled: CompiledQuestionnaire, test: SelfTest, assessment: Assessment
) -> Iterator[Comparison]:
    """Everything that *test* expects, in the order of the format; numbers near enough count as equal."""
    yield from _of_the_result(compiled, test, assessment)
    expect, tolerance = test.expect, Fraction(test.expect.tolerance)
    for name, points in expect.scores.items():
        actual = assessment.scores[name].value if name in assessment.scores else None
        yield _number(("scores", name), points, actual, tolerance, partial(why_score, node=name))
    for name, ref in expect.levels.items():
        levels = assessment.levels.get(name)
        yield _level(compiled, ("levels", name), ref, levels, name)
    why = partial(why_level, node=compiled.model.result.level or "")
    if expect.held_back_by is not None:
        yield Comparison(
            ("held_back_by",), _list(sorted(expect.held_back_by)), _list(sorted(assessment.held_back_by)), why
        )
    if expect.actions is not None:
        following = [recommended.action.id for recommended in assessment.actions]
        yield Comparison(("actions",), _list(expect.actions), _list(following), why)


def _of_the_result(
    compiled: CompiledQuestionnaire, test: SelfTest, assessment: Assessment
) -> Iterator[Comparison]:
    expect, stated = test.expect, test.expect.model_fields_set
    result = compiled.model.result
    if "level" in stated:
        yield _level(compiled, ("level",), expect.level, assessment.level, result.level or "")
    if "level_status" in stated:
        status = str(expect.level_status)
        yield Comparison(("level_status",), status, assessment.level_status, why_open)
    for name, end in (("low", assessment.range.low), ("high", assessment.range.high)):
        if name in stated:
            reached = None if end.number is None else compiled.level_at(result.level or "", end.number)
            yield _level(compiled, (name,), getattr(expect, name), reached, result.level or "", why_open)
    tolerance = Fraction(expect.tolerance)
    if "index" in stated:
        why = partial(why_score, node=result.index or "")
        yield _number(("index",), expect.index, assessment.index, tolerance, why)
    if "coverage" in stated:
        yield _number(("coverage",), expect.coverage, assessment.coverage, tolerance, why_open)


def _number(
    path: DataPath, expected: Decimal | None, actual: Fraction | None, tolerance: Fraction, why: Why
) -> Comparison:
    wanted = None if expected is None else Fraction(expected)
    if wanted is not None and actual is not None and abs(wanted - actual) <= tolerance:
        wanted = actual
    shown = number(actual) if wanted == actual or number(wanted) != number(actual) else str(actual)
    return Comparison(path, number(wanted), shown, why)


def _level(
    compiled: CompiledQuestionnaire,
    path: DataPath,
    expected: LevelRef | None,
    actual: Level | None,
    node: str,
    why: Why | None = None,
) -> Comparison:
    wanted = None if expected is None else find_level(compiled.levels_of(node), expected)
    return Comparison(path, _named(wanted), _named(actual), why or partial(why_level, node=node))


def _named(level: Level | None) -> str:
    return "null" if level is None else f"{level.number} {level.id}"


def _list(ids: Any) -> str:
    return f"[{', '.join(ids)}]"
