"""Conditions taken apart: what they name, which questions lie below them, how their outcomes join."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

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
from cxmaturity.questionnaire.scores import LevelRule, Score

#: How a condition comes out; only in gates is there more than true and false.
Outcome = bool | Literal["left out", "undecided"]


def conditions_of(rule: LevelRule) -> list[Condition]:
    """The gates or the rules' conditions of a level."""
    if rule.staged is not None:
        return [gate for gates in rule.staged.levels.values() for gate in gates]
    return [row.when for row in rule.rules or () if row.when is not None]


def simple_parts(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """The conditions that test one thing each."""
    for condition in conditions:
        match condition:
            case AllOf(all=parts) | AnyOf(any=parts):
                yield from simple_parts(parts)
            case NotOf():
                yield from simple_parts([condition.not_])
            case _:
                yield condition


def joined(outcomes: list[Outcome], *, decisive: bool) -> Outcome:
    """All of (one that is false decides) or any of (one that is true does), less what is left out."""
    left = [outcome for outcome in outcomes if outcome != "left out"]
    if decisive in left:
        return decisive
    if "undecided" in left:
        return "undecided"
    return "left out" if outcomes and not left else not decisive


@dataclass(frozen=True, slots=True)
class Leaves:
    """The questions that feed each score and level of an expanded questionnaire."""

    scores: Mapping[str, Score]
    levels: Mapping[str, LevelRule]

    def of_score(self, score: Score) -> set[str]:
        """The questions that feed a score, each once."""
        found: set[str] = set()
        for use in score.uses:
            if use.when is not None:
                found |= self.of_condition(use.when)
            elif use.level is not None:
                found |= self.of_level(self.levels[use.level])
            else:
                found |= self.of_node(use.question or use.score or "")
        return found

    def of_level(self, rule: LevelRule) -> set[str]:
        if rule.staged is None and rule.rules is None:
            return self.of_node(rule.of or rule.id)
        return {leaf for condition in conditions_of(rule) for leaf in self.of_condition(condition)}

    def of_node(self, name: str) -> set[str]:
        return self.of_score(self.scores[name]) if name in self.scores else {name}

    def of_condition(self, condition: Condition) -> set[str]:
        found: set[str] = set()
        for part in simple_parts([condition]):
            match part:
                case OnQuestion():
                    found.add(part.question)
                case OnScore():
                    found |= self.of_node(part.score)
                case OnLevel():
                    found |= self.of_level(self.levels[part.level])
                case OnCoverage(coverage=str(name)) if name in self.scores:
                    found |= self.of_node(name)
                case OnCoverage(coverage=str(name)):
                    found |= self.of_level(self.levels[name])
                case _:
                    raise TypeError(f"not a plain condition: {part!r}")
        return found
