"""Answer sheets and what the plan makes of them; one changed answer costs only what depends on it."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from cxmaturity.answers.values import Given, Missing
from cxmaturity.authoring.lint.occurrence.answers import Domain, at_share, domains_of
from cxmaturity.scoring.compiling.planning import needs_of
from cxmaturity.scoring.evaluation import Evaluation, evaluate
from cxmaturity.scoring.plan import Plan
from cxmaturity.scoring.states import Reading

_FEWEST_STEPS, _MOST_STEPS = 4, 10


class Sheets(Struct, frozen=True, dict=True):
    """The answer sheets of a plan."""

    plan: Plan

    @cached_property
    def domains(self) -> tuple[Domain, ...]:
        """The answers worth trying, by question slot."""
        return domains_of(self.plan)

    @cached_property
    def anything(self) -> Evaluation:
        """What every sheet at all can make of the plan."""
        return evaluate(self.plan, {}, reading=Reading.ANYTHING)

    @cached_property
    def ranked(self) -> tuple[Evaluation, ...]:
        """Sheets in which every answer stands as far between its question's worst and best, worst first."""
        stairs = max((len(set(domain.points)) for domain in self.domains), default=0) - 1
        steps = min(max(stairs, _FEWEST_STEPS), _MOST_STEPS)
        shares = (Fraction(step, steps) for step in range(steps + 1))
        return tuple(self.scored(at_share(self.plan.questions, self.domains, share)) for share in shares)

    @cached_property
    def empty(self) -> tuple[Evaluation, ...]:
        """The sheet without an answer, where the questionnaire takes it."""
        return () if self._required else (self.scored({}),)

    @property
    def worst(self) -> Evaluation:
        """Every question answered for the least points."""
        return self.ranked[0]

    @property
    def best(self) -> Evaluation:
        """Every question answered for the most points."""
        return self.ranked[-1]

    def below(self, slots: Iterable[int]) -> frozenset[int]:
        """The slots on which *slots* depend in any way, themselves included."""
        return frozenset[int]().union(*(self._below[slot] for slot in slots))

    @cached_property
    def _below(self) -> tuple[frozenset[int], ...]:
        below: list[frozenset[int]] = [frozenset()] * len(self.plan.slots)
        for number in self.plan.order:
            needs = needs_of(self.plan.slots[number])
            below[number] = frozenset({number}).union(*(below[need] for need in needs))
        return tuple(below)

    def questions_in(self, slots: frozenset[int]) -> Iterator[int]:
        """The questions among *slots*, each after those on which it depends whether it is asked."""
        return (slot for slot in self.plan.order if slot in slots and slot < len(self.plan.questions))

    @cached_property
    def affected(self) -> tuple[tuple[int, ...], ...]:
        """The slots that each question's answer can change, in order of evaluation."""
        found: list[list[int]] = [[] for _ in self.plan.questions]
        for number in self.plan.order:
            for below in self._below[number]:
                if below < len(found):
                    found[below].append(number)
        return tuple(map(tuple, found))

    def scored(self, given: Mapping[int, Given]) -> Evaluation:
        """The ordinary evaluation of a sheet."""
        return evaluate(self.plan, given)

    def changed(
        self, evaluation: Evaluation, question: int, given: Given, within: frozenset[int] | None = None
    ) -> Evaluation:
        """The evaluation with one answer changed; where only slots *within* are of interest, only these anew."""
        affected = self.affected[question]
        if within is not None:
            affected = tuple(slot for slot in affected if slot in within)
        return evaluation.with_answer(question, given, affected)

    def without_answer(self, question: int) -> Iterator[Given]:
        """The ways to leave it without an answer."""
        if question not in self._required:
            yield Missing.UNKNOWN
        if self.plan.questions[question].not_applicable is True:
            yield Missing.NOT_APPLICABLE

    @cached_property
    def _required(self) -> frozenset[int]:
        children = (child for score in self.plan.scores for child in score.children)
        return frozenset(child.slot for child in children if child.required and child.slot is not None)
