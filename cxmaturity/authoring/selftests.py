"""The self-tests inside a questionnaire: answers, and the result they must give."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cxmaturity.answers.checking import given_answer
from cxmaturity.answers.models import Answers, Company, Entry
from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.actions import Action, SelfTest, Step
from cxmaturity.questionnaire.expansion import find_level
from cxmaturity.questionnaire.scores import Level, LevelRef
from cxmaturity.scoring.actions import apply_actions
from cxmaturity.scoring.assess import assess, given_by_slot
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.evaluation import evaluate
from cxmaturity.scoring.plan import QuestionSlot
from cxmaturity.scoring.points import candidate_values, points_of


class InvalidSelfTest(CxmaturityError):
    """A self-test that cannot be carried out, such as one that asks for points that no answer has."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An expectation that failed: where it stands in the file, what was expected, what came out."""

    path: DataPath
    expected: str
    actual: str

    @property
    def message(self) -> Message:
        """What was expected, and what came out."""
        return msg("expected {expected}, got {actual}", expected=self.expected, actual=self.actual)


def run_self_test(compiled: CompiledQuestionnaire, test: SelfTest) -> Iterator[Mismatch]:
    """Carry out *test*; yields every expectation that does not hold. Raises InvalidSelfTest."""
    number = compiled.model.tests.index(test)
    entries = {question: Entry(given) for question, given in answers_of(compiled, test).items()}
    assessment = assess(compiled, Answers(Company(name=test.name), entries))
    for path, expected, actual in _comparisons(compiled, test, assessment):
        if expected != actual:
            yield Mismatch(("tests", number, "expect", *path), _shown(expected), _shown(actual))


def answers_of(compiled: CompiledQuestionnaire, test: SelfTest) -> dict[str, Given]:
    """The answers that a self-test stands for: `like`, then `all`, `points`, `answers`, then the actions applied."""
    answers: dict[str, Given] = {}
    if test.like is not None:
        base = next(other for other in compiled.model.tests if other.name == test.like)
        answers |= answers_of(compiled, base)
    if test.all is not None:
        worth = Fraction(test.all)
        answers |= {slot.id: answer_worth(slot, worth) for slot in compiled.plan.questions if slot.scored}
    for question, points in test.points.items():
        slot = compiled.plan.questions[compiled.plan.question_slots[question]]
        answers[question] = (
            Missing(points) if isinstance(points, str) else answer_worth(slot, Fraction(points))
        )
    for question, raw in test.answers.items():
        asked = compiled.questions[question]
        answers[question] = given_answer(asked, compiled.model.options_of(asked), raw)
    if test.apply is None:
        return answers
    evaluation = evaluate(compiled.plan, given_by_slot(compiled.plan, answers))
    applied = apply_actions(evaluation, _applied(compiled, test.apply))
    return {compiled.plan.questions[slot].id: given for slot, given in applied.items()}


def answer_worth(question: QuestionSlot, points: Fraction) -> Answer:
    """An answer to *question* that is worth just so many points: the first option, else number or count of ticks."""
    for answer in _answers_to(question):
        if points_of(question, answer) == (points.numerator, points.denominator):
            return answer
    raise InvalidSelfTest(
        msg("No answer to {question} is worth {points}.", question=question.id, points=str(points))
    )


def _answers_to(question: QuestionSlot) -> Iterator[Answer]:
    if question.kind == "number":
        assert question.range is not None
        yield from (Fraction(*value) for value in candidate_values(question.rule, *question.range))
        yield from question.options
    elif question.kind == "multi":
        free = [option for option in question.options if option not in question.fixed]
        yield from (frozenset(free[:count]) for count in range(len(free) + 1))
        yield from (frozenset({option}) for option in question.options)
    else:
        yield from question.options


def _applied(compiled: CompiledQuestionnaire, apply: Step | tuple[str, ...]) -> list[Action]:
    actions = compiled.model.actions
    if not isinstance(apply, Step):
        return [action for action in actions if action.id in apply]
    found = [
        action
        for action in actions
        if _same_level(compiled, action.dimension, action.from_, apply.from_)
        and _same_level(compiled, action.dimension, action.to, apply.to)
    ]
    if not found:
        raise InvalidSelfTest(
            msg("No action leads from {start} to {end}.", start=str(apply.from_), end=str(apply.to))
        )
    return found


def _same_level(compiled: CompiledQuestionnaire, node: str, one: LevelRef, other: LevelRef) -> bool:
    levels = compiled.levels_of(node)
    return find_level(levels, one) == find_level(levels, other)


def _comparisons(  # noqa: C901  one line an expectation
    compiled: CompiledQuestionnaire, test: SelfTest, assessment: Assessment
) -> Iterator[tuple[DataPath, Any, Any]]:
    """Each expectation as path, expected and actual value, levels as numbers; near enough counts as equal."""
    expect = test.expect
    stated = expect.model_fields_set
    result = compiled.model.result.level or ""
    if "level" in stated:
        yield ("level",), _number(compiled, result, expect.level), _level_number(assessment.level)
    if "level_status" in stated:
        yield ("level_status",), expect.level_status, assessment.level_status
    for name, end in (("low", assessment.range.low), ("high", assessment.range.high)):
        if name in stated:
            yield (name,), _number(compiled, result, getattr(expect, name)), end.number
    tolerance = Fraction(expect.tolerance)
    for name, actual in (("index", assessment.index), ("coverage", assessment.coverage)):
        if name in stated:
            wanted = getattr(expect, name)
            yield (name,), *_near(None if wanted is None else Fraction(wanted), actual, tolerance)
    values = {name: score.value for name, score in assessment.scores.items()}
    for name, points in expect.scores.items():
        yield (
            ("scores", name),
            *_near(None if points is None else Fraction(points), values.get(name), tolerance),
        )
    for name, ref in expect.levels.items():
        yield ("levels", name), _number(compiled, name, ref), _level_number(assessment.levels.get(name))
    if expect.held_back_by is not None:
        yield ("held_back_by",), sorted(expect.held_back_by), sorted(assessment.held_back_by)
    if expect.actions is not None:
        yield ("actions",), list(expect.actions), [following.action.id for following in assessment.actions]


def _near(expected: Fraction | None, actual: Fraction | None, tolerance: Fraction) -> tuple[Any, Any]:
    close = expected is not None and actual is not None and abs(expected - actual) <= tolerance
    return (actual, actual) if close else (expected, actual)


def _number(compiled: CompiledQuestionnaire, node: str, ref: LevelRef | None) -> int | None:
    if ref is None:
        return None
    level = find_level(compiled.levels_of(node), ref)
    assert level is not None
    return level.number


def _level_number(level: Level | None) -> int | None:
    return None if level is None else level.number


def _shown(value: Any) -> str:
    if isinstance(value, Fraction):
        return format(float(value), ".6g")
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    return "null" if value is None else str(value)
