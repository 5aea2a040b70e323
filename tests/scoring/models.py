"""A questionnaire from a few lines of YAML, answers by question id, and what comes out as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from textwrap import dedent

from cxmaturity.answers.values import Given, Missing
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.questionnaire.checks import read_questionnaire
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.scoring.compiling import compile_plan
from cxmaturity.scoring.evaluation import Evaluation, evaluate, exact
from cxmaturity.scoring.plan import LevelSlot, Plan, QuestionSlot, ScoreSlot
from cxmaturity.scoring.states import NOT_APPLICABLE, SCORED, UNKNOWN

#: An option id (or `unknown`, `not-applicable`), the ids of ticked options, or a number.
Said = str | Sequence[str] | int | Fraction
#: An exact value; a whole one may be written as one.
Exact = Fraction | int | None

_HEAD = """\
format: cxmaturity/questionnaire/1
id: trial
version: "1"
languages: [en]
title: Trial
"""
_STATUS = {SCORED: "scored", UNKNOWN: "unknown", NOT_APPLICABLE: "not-applicable"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out, by id. Questions (their points) and scores share their tables; levels have their own."""

    values: Mapping[str, Exact]
    statuses: Mapping[str, str]
    coverage: Mapping[str, Exact]
    levels: Mapping[str, int | None]
    level_statuses: Mapping[str, str]
    required: tuple[str, ...]


def plan_of(text: str) -> Plan:
    """Compile the questionnaire that *text* holds."""
    return compile_plan(questionnaire_of(text))


def questionnaire_of(text: str) -> Questionnaire:
    """Read the questionnaire that *text* holds, without the keys that every questionnaire has alike."""
    return read_questionnaire(parse_yaml((_HEAD + dedent(text)).encode(), "trial.yaml"))


def outcome(plan: Plan, answers: Mapping[str, Said]) -> Outcome:
    """Evaluate *answers*; a question that is not named is blank."""
    run = evaluate(plan, {plan.question_slots[id_]: _given(plan, id_, said) for id_, said in answers.items()})
    nodes: tuple[QuestionSlot | ScoreSlot, ...] = (*plan.questions, *plan.scores)
    return Outcome(
        values={node.id: _value(run, node) for node in nodes},
        statuses={node.id: _status(run, node) for node in nodes},
        coverage={node.id: _coverage(run, node) for node in nodes},
        levels={level.id: _number(run, level) for level in plan.levels},
        level_statuses={level.id: _status(run, level) for level in plan.levels},
        required=tuple(run.required),
    )


def values(plan: Plan, answers: Mapping[str, Said], *ids: str) -> tuple[Exact, ...]:
    """Return the values of the questions or scores *ids*."""
    found = outcome(plan, answers).values
    return tuple(found[id_] for id_ in ids)


def level(plan: Plan, answers: Mapping[str, Said], id_: str) -> int | None:
    """Return the level number of the node *id_*."""
    return outcome(plan, answers).levels[id_]


def _given(plan: Plan, id_: str, said: Said) -> Given:
    question = plan.questions[plan.question_slots[id_]]
    if isinstance(said, int | Fraction):
        assert question.kind == "number"
        return Fraction(said)
    if isinstance(said, str) and said in set(Missing):
        assert said != Missing.NOT_APPLICABLE or question.not_applicable, f"{id_} always applies"
        return Missing(said)
    given = said if isinstance(said, str) else frozenset(said)
    named = {given} if isinstance(given, str) else given
    assert named <= question.options.keys(), f"{id_} has no option {named - question.options.keys()}"
    assert isinstance(given, frozenset) == (question.kind == "multi")
    return given


def _value(run: Evaluation, slot: QuestionSlot | ScoreSlot) -> Exact:
    state = run.states[slot.slot]
    assert state.low == state.high
    return exact(state.low)


def _number(run: Evaluation, slot: LevelSlot) -> int | None:
    state = run.states[slot.slot]
    assert state.low == state.high
    return None if state.low is None else int(Fraction(*state.low))


def _status(run: Evaluation, slot: QuestionSlot | ScoreSlot | LevelSlot) -> str:
    return _STATUS[run.states[slot.slot].status]


def _coverage(run: Evaluation, slot: QuestionSlot | ScoreSlot) -> Exact:
    answered, due = run.coverage(slot.slot)
    return Fraction(answered, due) if due else None
