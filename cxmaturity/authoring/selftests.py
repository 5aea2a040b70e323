"""The self-tests inside a questionnaire: answers, and the result they must give."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from cxmaturity.answers.checking import given_answer
from cxmaturity.answers.models import Answers, Company, Entry
from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.actions import Action, SelfTest, Step
from cxmaturity.questionnaire.scores import Level, LevelRef, find_level
from cxmaturity.scoring.actions import apply_actions
from cxmaturity.scoring.assess import assess, given_by_slot
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.evaluation import evaluate
from cxmaturity.scoring.plan import QuestionSlot
from cxmaturity.scoring.points import candidate_values, points_of


class InvalidSelfTest(CxmaturityError):
    """A self-test that cannot be carried out, such as one that asks for points that no answer has."""


def run_self_tests(subject: Subject) -> Iterator[Finding]:
    """Carry out all self-tests; yields each expectation that does not hold, and each test that cannot be carried out.

    A test that is `like` one that could not be carried out is passed over.
    """
    compiled = subject.compiled
    answers: dict[str, Mapping[str, Given]] = {}
    for number, test in enumerate(compiled.model.tests):
        if test.like is not None and test.like not in answers:
            continue
        try:
            given = _answers(compiled, test, answers.get(test.like or "", {}))
            answers[test.name] = given
            entries = {question: Entry(answer) for question, answer in given.items()}
            assessment = assess(compiled, Answers(Company(name=test.name), entries))
        except CxmaturityError as error:
            yield Finding("self-test", ("tests", number), error.message, error.hint)
            continue
        for path, expected, actual in _comparisons(compiled, test, assessment):
            if expected != actual:
                problem = msg(
                    "expected {expected}, got {actual}", expected=_shown(expected), actual=_shown(actual)
                )
                message = msg("Test “{name}”: {problem}.", name=test.name, problem=problem)
                yield Finding("self-test", ("tests", number, "expect", *path), message)


def answers_of(compiled: CompiledQuestionnaire, test: SelfTest) -> Mapping[str, Given]:
    """The answers that a self-test stands for, by question id. Raises InvalidSelfTest, InvalidAnswer."""
    by_name = {other.name: other for other in compiled.model.tests}
    lineage = [test]
    while lineage[-1].like is not None:
        lineage.append(by_name[lineage[-1].like])
    answers: Mapping[str, Given] = {}
    for step in reversed(lineage):
        answers = _answers(compiled, step, answers)
    return answers


def _answers(
    compiled: CompiledQuestionnaire, test: SelfTest, like: Mapping[str, Given]
) -> Mapping[str, Given]:
    """Those of the test it is `like`, then `all`, `points`, `answers`, then the actions applied."""
    answers = dict(like)
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
