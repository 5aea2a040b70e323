"""The scoring rules read a second time: plain recursion over the expanded questionnaire, exact and slow.

Written from the rules and the models alone. It shares no code with the plan or its evaluation, so that
the two readings can be held against each other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.questionnaire.conditions import (
    AllOf,
    AnyOf,
    Condition,
    NotOf,
    OnCoverage,
    OnLevel,
    OnQuestion,
    OnScore,
)
from cxmaturity.questionnaire.expansion import expand, find_level
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Missing as MissingRule
from cxmaturity.questionnaire.questions import MissingAs, MultiQuestion, Question
from cxmaturity.questionnaire.scores import LevelRef, LevelRule, Score, Use
from tests.scoring.naive_conditions import Leaves, Outcome, conditions_of, joined, simple_parts
from tests.scoring.naive_points import Limits, combined, every_answer, exclusive, meets, through_rule, worth

Status = Literal["scored", "unknown", "not-applicable"]
#: Draws an answer for an open question that is asked.
Complete = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Node:
    """A status and, where scored, the value (points, score or level number) and the highest one possible."""

    status: Status
    value: Fraction | None = None
    possible: Fraction | None = None


UNKNOWN = Node("unknown")
NOT_APPLICABLE = Node("not-applicable")


class Naive:
    """One evaluation of the answers to a questionnaire, by the ids of questions.

    With *complete*, every open question that is asked gets the answer it draws.
    """

    def __init__(
        self, questionnaire: Questionnaire, answers: Mapping[str, Given], complete: Complete | None = None
    ) -> None:
        plain = expand(questionnaire)
        self.questionnaire = plain
        self.given = answers
        self.complete = complete
        self.questions = {q.id: q for q in plain.questions()}
        self.context = {q.id for q in plain.context.questions}
        self.homes = {q.id: dimension for dimension in plain.dimensions for q in dimension.questions}
        self.scores = {s.id: s for s in plain.scores}
        self.levels = {rule.id: rule for rule in plain.levels}
        self.leaves = Leaves(self.scores, self.levels)
        # One result per node; the caches live and die with this evaluation.
        self.answer = cache(self._answer)
        self.question = cache(self._question)
        self.score = cache(self._score)
        self.level = cache(self._level)
        self.best = cache(self._best)

    # Questions

    def asked(self, name: str) -> bool:
        """Whether the conditions of the question and of its dimension hold."""
        home = self.homes.get(name)
        conditions = (home.when if home is not None else None, self.questions[name].when)
        return all(condition is None or self.holds(condition) for condition in conditions)

    def _answer(self, name: str) -> Given | None:
        """What counts as answered: nothing where the question is not asked; a completion where it is open."""
        if not self.asked(name):
            return Missing.NOT_APPLICABLE
        given = self.given.get(name)
        if given in (None, Missing.UNKNOWN) and self.complete is not None:
            return self.complete(self.questions[name])
        return None if given is Missing.UNKNOWN else given

    def answered(self, name: str) -> Answer | None:
        """The answer of a question that has one."""
        answer = self.answer(name)
        return None if answer is None or isinstance(answer, Missing) else answer

    def _question(self, name: str) -> Node:
        """The question by itself, under its own missing rule."""
        return self.use_of_question(name, self.questions[name].missing)

    def use_of_question(self, name: str, missing: MissingRule | None) -> Node:
        """The question in a place with this missing rule (the questionnaire's, where there is none)."""
        answer, question = self.answer(name), self.questions[name]
        if answer is Missing.NOT_APPLICABLE:
            return NOT_APPLICABLE
        if name in self.context:
            return UNKNOWN if answer is None else Node("scored")
        if answer is not None:
            assert not isinstance(answer, Missing)
            return Node("scored", worth(question, answer), self.best(name))
        rule = self.questionnaire.missing if missing is None else missing
        if not isinstance(rule, MissingAs):
            return UNKNOWN
        if isinstance(rule.as_, Decimal):
            return Node("scored", through_rule(question, Fraction(rule.as_)), self.best(name))
        chosen: Answer = frozenset({rule.as_}) if isinstance(question, MultiQuestion) else rule.as_
        return Node("scored", worth(question, chosen), self.best(name))

    def _best(self, name: str) -> Fraction:
        question = self.questions[name]
        return max(points for a in every_answer(question) if (points := worth(question, a)) is not None)

    def required(self) -> set[str]:
        """The questions whose missing answer is an error in one of their uses by a score that applies."""
        applying = [s for s in self.scores.values() if s.when is None or self.holds(s.when)]
        uses = [(use.question or use.score or "", use) for score in applying for use in score.uses]
        missing = [(n, use) for n, use in uses if n in self.questions and self.answer(n) is None]
        default = self.questionnaire.missing
        return {n for n, use in missing if (use.missing or self.questions[n].missing or default) == "error"}

    # Scores

    def _score(self, name: str) -> Node:
        score = self.scores[name]
        if score.when is not None and not self.holds(score.when):
            return NOT_APPLICABLE
        children = [(self.weight(use), self.child(use)) for use in score.uses]
        there = [(weight, child) for weight, child in children if child.status == "scored"]
        if not there:
            return UNKNOWN if any(child.status == "unknown" for _, child in children) else NOT_APPLICABLE
        if score.min_coverage is not None and self.falls_short(score):
            return UNKNOWN
        return self.aggregated(score, there)

    def aggregated(self, score: Score, there: list[tuple[Fraction, Node]]) -> Node:
        values = [(weight, child.value) for weight, child in there if child.value is not None]
        ceilings = [(weight, child.possible) for weight, child in there if child.possible is not None]
        if score.aggregate == "ratio":
            value, possible = combined("sum", values) / combined("sum", ceilings), Fraction(1)
        else:
            value, possible = combined(score.aggregate, values), combined(score.aggregate, ceilings)
        times, base = Fraction(score.times), Fraction(score.base)
        return Node("scored", value * times + base, possible * times + base)

    def falls_short(self, score: Score) -> bool:
        answered, due = self.coverage_of(self.leaves.of_score(score))
        assert score.min_coverage is not None
        return due > 0 and answered / due < Fraction(score.min_coverage)

    def weight(self, use: Use) -> Fraction:
        """The weight of a use; a question's own weight where the use has none."""
        if use.weight is not None:
            return Fraction(use.weight)
        name = use.question or use.score
        return Fraction(self.questions[name].weight) if name in self.questions else Fraction(1)

    def child(self, use: Use) -> Node:
        if use.when is not None:
            return Node("scored", Fraction(bool(self.holds(use.when))), Fraction(1))
        if use.level is not None:
            return self.level(use.level)
        name = use.question or use.score or ""
        if name in self.questions:
            return self.use_of_question(name, use.missing or self.questions[name].missing)
        return self.score(name)

    # Levels

    def _level(self, name: str) -> Node:
        rule = self.levels[name]
        levels = self.questionnaire.scales[rule.scale].levels
        numbers = [level.number for level in levels]
        if rule.staged is not None or rule.rules is not None:
            number = self.climbed(rule) if rule.staged is not None else self.ruled(rule)
            return self.reached(rule, number, numbers[-1])
        source = self.node(rule.of or rule.id)
        if source.value is None:
            return source
        if rule.floor:
            number = max((n for n in numbers if n <= source.value), default=numbers[0])
        elif rule.nearest:
            distance = min(abs(n - source.value) for n in numbers)
            number = max(n for n in numbers if abs(n - source.value) == distance)
        else:
            number = next(
                self.number(rule, band.level if band.level is not None else band.otherwise)
                for band in rule.bands or ()
                if meets(band, source.value)
            )
        return Node("scored", Fraction(number), Fraction(numbers[-1]))

    def reached(self, rule: LevelRule, number: int, top: int) -> Node:
        """A level by conditions: there as soon as something that its conditions name is."""
        found = {self.named(condition).status for condition in simple_parts(conditions_of(rule))}
        if "scored" in found:
            return Node("scored", Fraction(number), Fraction(top))
        return UNKNOWN if "unknown" in found else NOT_APPLICABLE

    def named(self, condition: Condition) -> Node:
        """The node that a simple condition names."""
        match condition:
            case OnQuestion():
                return self.question(condition.question)
            case OnScore():
                return self.node(condition.score)
            case OnLevel():
                return self.level(condition.level)
            case OnCoverage():
                name = str(condition.coverage)
                return self.score(name) if name in self.scores else self.level(name)
            case _:
                raise TypeError(f"not a simple condition: {condition!r}")

    def climbed(self, rule: LevelRule) -> int:
        """Up to the last level before one whose gates do not all hold."""
        assert rule.staged is not None
        first, *rest = self.questionnaire.scales[rule.scale].levels
        reached = first.number
        for level in rest:
            outcomes = [self.outcome(gate, gate=True) for gate in rule.staged.levels.get(level.id, ())]
            left = [outcome for outcome in outcomes if outcome != "left out"]
            passed = all(outcome is True for outcome in left)
            if not passed or (not left and rule.staged.vacuous == "fail"):
                break
            reached = level.number
        return reached

    def ruled(self, rule: LevelRule) -> int:
        return next(
            self.number(rule, row.level if row.level is not None else row.otherwise)
            for row in rule.rules or ()
            if row.when is None or self.holds(row.when)
        )

    def number(self, rule: LevelRule, ref: LevelRef | None) -> int:
        assert ref is not None
        found = find_level(self.questionnaire.scales[rule.scale].levels, ref)
        return found.number if found is not None else int(ref)

    def node(self, name: str) -> Node:
        """The score of this name, else the question."""
        return self.score(name) if name in self.scores else self.question(name)

    # Conditions

    def holds(self, condition: Condition) -> bool:
        """Whether a condition outside a gate holds."""
        return self.outcome(condition, gate=False) is True

    def outcome(self, condition: Condition, *, gate: bool) -> Outcome:
        """True or false; in a gate also left out over not applicable, undecided over unknown."""
        match condition:
            case AllOf():
                return joined([self.outcome(part, gate=gate) for part in condition.all], decisive=False)
            case AnyOf():
                return joined([self.outcome(part, gate=gate) for part in condition.any], decisive=True)
            case NotOf():
                inner = self.outcome(condition.not_, gate=gate)
                return not inner if isinstance(inner, bool) else inner
            case OnQuestion():
                answer = self.answer(condition.question)
                if gate and answer is Missing.NOT_APPLICABLE:
                    return "left out"
                undecided = gate and answer is None and condition.answered is None
                return "undecided" if undecided else self.on_answer(condition)
            case OnCoverage():
                answered, due = self.coverage(str(condition.coverage))
                nothing_due: Outcome = "left out" if gate else False
                return meets(condition, answered / due) if due else nothing_due
            case _:
                return self.on_node(condition, gate=gate)

    def on_node(self, condition: Condition, *, gate: bool) -> Outcome:
        """The outcome of a test of a score or a level."""
        node = self.named(condition)
        if gate and node.value is None:
            return "left out" if node.status == "not-applicable" else "undecided"
        if node.value is None:
            return False
        if isinstance(condition, OnLevel):
            return self.level_meets(condition, node.value)
        return meets(condition, node.value)

    def on_answer(self, condition: OnQuestion) -> bool:
        answer = self.answered(condition.question)
        if condition.answered is not None:
            return (answer is not None) == condition.answered
        if answer is None:
            return False
        chosen = answer if isinstance(answer, frozenset) else {answer}
        if condition.is_ is not None:
            return chosen == {condition.is_}
        wanted = condition.in_ if condition.in_ is not None else condition.has
        if wanted is not None:
            return not chosen.isdisjoint(wanted)
        if isinstance(answer, frozenset):
            ticks = answer - exclusive(self.questions[condition.question])
            return meets(condition, Fraction(len(ticks)))
        return isinstance(answer, Fraction) and meets(condition, answer)

    def level_meets(self, condition: OnLevel, value: Fraction) -> bool:
        rule = self.levels[condition.level]
        if condition.is_ is not None:
            return value == self.number(rule, condition.is_)
        if condition.in_ is not None:
            return value in [self.number(rule, ref) for ref in condition.in_]
        names = ("at_least", "above", "at_most", "below")
        stated = {n: ref for n in names if (ref := getattr(condition, n)) is not None}
        numbers = {n: self.number(rule, ref) if isinstance(ref, str) else ref for n, ref in stated.items()}
        return meets(Limits(**numbers), value)

    # Coverage

    def coverage(self, name: str) -> tuple[Fraction, Fraction]:
        """Weight answered and weight asked and applicable below the score, level or question."""
        if name in self.scores:
            return self.coverage_of(self.leaves.of_score(self.scores[name]))
        return self.level_coverage(name) if name in self.levels else self.coverage_of({name})

    def level_coverage(self, name: str) -> tuple[Fraction, Fraction]:
        return self.coverage_of(self.leaves.of_level(self.levels[name]))

    def coverage_of(self, leaves: Iterable[str]) -> tuple[Fraction, Fraction]:
        answered = due = Fraction(0)
        for name in leaves:
            if self.answer(name) is not Missing.NOT_APPLICABLE:
                weight = Fraction(self.questions[name].weight)
                due += weight
                answered += weight * (self.answered(name) is not None)
        return answered, due
