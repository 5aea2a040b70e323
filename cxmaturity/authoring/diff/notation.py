"""Conditions, bounds and tables in a short notation, in which two versions are compared and shown."""

from collections.abc import Iterable, Mapping

from cxmaturity.authoring.diff.naming import Naming
from cxmaturity.questionnaire.conditions import (
    AllOf,
    AnyOf,
    Condition,
    NotOf,
    OnCoverage,
    OnLevel,
    OnQuestion,
    OnRange,
    OnScore,
)
from cxmaturity.questionnaire.questions import Missing, MissingAs, OtherwiseBin, Points

_SIGNS = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}


def notation(condition: Condition | None, naming: Naming) -> str | None:
    """A plain condition (one that expansion has been through) on one line; None where there is none."""
    return None if condition is None else " ".join(filter(None, tested(condition, naming)))


def tested(condition: Condition, naming: Naming) -> tuple[str, str]:
    """What a plain condition looks at, and what must hold there; empty where only both together say something."""
    match condition:
        case AllOf(all=(part,)) | AnyOf(any=(part,)):
            return tested(part, naming)
        case AllOf():
            return _joined("all", condition.all, naming), ""
        case AnyOf():
            return _joined("any", condition.any, naming), ""
        case NotOf():
            return _joined("not", [condition.not_], naming), ""
        case OnQuestion():
            return naming.question(condition.question), _on_question(condition, naming)
        case OnScore():
            return node(condition.score, naming), bounds(condition.stated_bounds())
        case OnLevel():
            return f"level of {condition.level}", _on_level(condition, naming)
        case OnCoverage():
            return f"coverage of {condition.coverage}", bounds(condition.stated_bounds())
        case OnRange():
            return "range", condition.range
        case _:
            raise TypeError(f"not a plain condition: {type(condition).__name__}")


def _joined(word: str, parts: Iterable[Condition], naming: Naming) -> str:
    return f"{word}({', '.join(sorted(notation(part, naming) or '' for part in parts))})"


def node(name: str, naming: Naming) -> str:
    """A score, a question, or an aggregate that expansion made on the spot, such as `min:storage,access`."""
    kind, made, questions = name.partition(":")
    if not made:
        return naming.question(name)
    return f"{kind}({', '.join(sorted(map(naming.question, questions.split(','))))})"


def bounds(stated: Mapping[str, object]) -> str:
    """Bounds as `≥ 2, < 3`."""
    return ", ".join(f"{_SIGNS[name]} {number(limit)}" for name, limit in stated.items())


def number(value: object) -> str:
    """A number in its fewest digits, never with an exponent."""
    text = f"{value:f}" if not isinstance(value, str | int) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _on_question(test: OnQuestion, naming: Naming) -> str:
    if test.answered is not None:
        return "answered" if test.answered else "not answered"
    if test.is_ is not None:
        return f"is {naming.option(test.question, test.is_)}"
    listed = test.in_ if test.in_ is not None else test.has
    if listed is None:
        return bounds(test.stated_bounds())
    return f"in {', '.join(sorted({naming.option(test.question, option) for option in listed}))}"


def _on_level(test: OnLevel, naming: Naming) -> str:
    refs = (test.is_,) if test.is_ is not None else test.in_
    if refs is not None:
        return f"in {', '.join(sorted({naming.number(test.level, ref) for ref in refs}))}"
    return bounds({name: naming.number(test.level, ref) for name, ref in test.stated_bounds().items()})


def missing(rule: Missing | None, question: str, naming: Naming) -> str | None:
    """What a missing answer to *question* counts as."""
    if not isinstance(rule, MissingAs):
        return rule
    value = rule.as_
    return f"as {naming.option(question, value) if isinstance(value, str) else number(value)}"


def linear(points: Points) -> str | None:
    """One range mapped onto another as `0–60: 5–1`."""
    line = points.linear
    if line is None:
        return None
    ends = ["–".join(map(number, pair)) for pair in (line.from_, line.to)]
    return ": ".join(ends)


def bins(points: Points) -> tuple[str, ...] | None:
    """A table of points, row by row, as `≥ 2: 5`."""
    if points.bins is None:
        return None
    return tuple(
        f"otherwise: {number(row.otherwise)}"
        if isinstance(row, OtherwiseBin)
        else f"{bounds(row.stated_bounds())}: {number(row.points)}"
        for row in points.bins
    )
