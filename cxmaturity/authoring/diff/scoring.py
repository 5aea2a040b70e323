"""Scores and level rules as facts."""

from collections.abc import Iterator, Sequence

from cxmaturity.authoring.diff.facts import Fact, Key, Order
from cxmaturity.authoring.diff.fields import fields, listed
from cxmaturity.authoring.diff.naming import Naming, numbered
from cxmaturity.authoring.diff.notation import bounds, missing, notation, number, tested
from cxmaturity.foundation.documents import DataPath
from cxmaturity.questionnaire.conditions import AGGREGATES
from cxmaturity.questionnaire.expansion import is_on_the_spot
from cxmaturity.questionnaire.models import Dimension
from cxmaturity.questionnaire.scores import LevelRow, LevelRule, Score, Use

_RULES = ("bands", "floor", "nearest", "staged", "rules")


def scoring_facts(naming: Naming) -> Iterator[Fact]:
    """Every score but those made on the spot, and every level rule, where they are declared."""
    places = dict(_places(naming))
    dimensions = {dimension.id: dimension for dimension in naming.plain.dimensions}
    for score in naming.plain.scores:
        if not is_on_the_spot(score):
            home = dimensions.get(score.id)
            outer = Key() if home is None else Key().thing("dimension", score.id)
            yield from _score(score, outer.thing("score", score.id), places[score.id], naming, home)
    for (path, _), rule in zip(naming.declared.level_rules, naming.plain.levels, strict=True):
        yield from _level_rule(rule, Key().thing("level rule", rule.id), path, naming)


def _places(naming: Naming) -> Iterator[tuple[str, DataPath]]:
    """Where each score stands: where it is declared, else where its dimension is."""
    for position, dimension in enumerate(naming.model.dimensions):
        yield dimension.id, ("dimensions", position)
    for path, score in naming.declared.scores:
        yield score.id, path


def _score(score: Score, key: Key, path: DataPath, naming: Naming, home: Dimension | None) -> Iterator[Fact]:
    """A score and its children; that of a dimension goes by the dimension's title."""
    yield Fact(key, path)
    yield Fact(key.inside("aggregate"), path, score.aggregate)
    skip = ("id", "repeat", "title", *AGGREGATES)
    yield from fields(score, key, path, naming, skip=skip)
    if home is None or score.title != home.title:
        yield from listed(score, "title", key, path, naming)
    where = (*path, score.aggregate)
    for name, use in zip(numbered(_child(use, naming) for use in score.uses), score.uses, strict=True):
        own = key.thing("child", name)
        yield Fact(own, where)
        yield Fact(own.inside("weight"), where, _own_weight(use, naming))
        yield Fact(
            own.inside("missing"), where, missing(use.missing, use.question or use.score or "", naming)
        )


def _child(use: Use, naming: Naming) -> str:
    if use.level is not None:
        return f"level of {use.level}"
    return naming.question(use.question or use.score or "") or notation(use.when, naming) or ""


def _own_weight(use: Use, naming: Naming) -> str | None:
    """The weight that a use states, where it is not the one that it would have anyway."""
    question = naming.declared.questions.get(use.question or use.score or "")
    usual = 1 if question is None else question.weight
    return None if use.weight is None or use.weight == usual else number(use.weight)


def _level_rule(rule: LevelRule, key: Key, path: DataPath, naming: Naming) -> Iterator[Fact]:
    """A level rule: its kind, and row by row or gate by gate when each level is reached."""
    kind = next(name for name in _RULES if getattr(rule, name))
    yield Fact(key, path)
    yield from fields(rule, key, path, naming, skip=("id", "of", "repeat", *_RULES))
    yield Fact(key.inside("of"), path, naming.question(rule.of or rule.id))
    yield Fact(key.inside("rule"), path, kind)
    if rule.staged is not None:
        yield Fact(key.inside("vacuous"), (*path, "staged", "vacuous"), rule.staged.vacuous)
        for level, gates in rule.staged.levels.items():
            own, where = key.thing("level", naming.number(rule.id, level)), (*path, "staged", "levels", level)
            tests = [tested(gate, naming) for gate in gates]
            for name, (_, test) in zip(numbered(subject for subject, _ in tests), tests, strict=True):
                yield Fact(own.inside(name), where, test)
    bands = [(band, bounds(band.stated_bounds())) for band in rule.bands or ()]
    rules = [(row, notation(row.when, naming)) for row in rule.rules or ()]
    yield from _rows(rule, [*bands, *rules], key, (*path, kind), naming)


def _rows(
    rule: LevelRule, rows: Sequence[tuple[LevelRow, str | None]], key: Key, path: DataPath, naming: Naming
) -> Iterator[Fact]:
    levels = numbered(naming.number(rule.id, row.reached) for row, _ in rows)
    for position, (level, (_, test)) in enumerate(zip(levels, rows, strict=True)):
        yield Fact(key.thing("level", level).inside("reached"), (*path, position), test or "otherwise")
    yield Fact(key.inside("rows"), path, Order(levels))
