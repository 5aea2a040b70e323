"""The self-tests inside a questionnaire: answers, and the result they must give."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cxmaturity.answers.checking import given_answer
from cxmaturity.answers.models import Answers, Company, Entry
from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.authoring.expectations import Comparison, comparisons
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.actions import Action, SelfTest, Step
from cxmaturity.questionnaire.scores import LevelRef, find_level
from cxmaturity.scoring.actions import apply_actions
from cxmaturity.scoring.assess import assess, given_by_slot
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
            assessment = assess(compiled, Answers(Company.model_construct(name=test.name), entries))
        except CxmaturityError as error:
            yield Finding("self-test", ("tests", number), error.message, error.hint)
            continue
        failed = [
            comparison for comparison in comparisons(compiled, test, assessment) if not comparison.holds
        ]
        evaluation = evaluate(compiled.plan, given_by_slot(compiled.plan, given)) if failed else None
        for comparison in failed:
            assert evaluation is not None
            yield _failure(number, test.name, comparison, comparison.why(evaluation))


def _failure(number: int, name: str, comparison: Comparison, why: Message | None) -> Finding:
    problem = msg(
        "expected {what} {expected}, got {actual}",
        what=".".join(map(str, comparison.path)),
        expected=comparison.expected,
        actual=comparison.actual,
    )
    message = msg("Test “{name}”: {problem}.", name=name, problem=problem)
    return Finding("self-test", ("tests", number, "expect", *comparison.path), message, why)


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
        slot = compiled.plan.question(question)
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
    for answer in answers_to(question):
        if points_of(question, answer) == (points.numerator, points.denominator):
            return answer
    raise InvalidSelfTest(
        msg("No answer to {question} is worth {points}.", question=question.id, points=str(points))
    )


def answers_to(question: QuestionSlot) -> Iterator[Answer]:
    """Answers among which each worth of a question is, but for mixed ticks: one of each kind that counts alike."""
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
