"""Conditions and selectors name what exists, and test what can be tested there."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.checks.lookup import Lookup
from cxmaturity.questionnaire.conditions import (
    BoundedGate,
    DimensionSelector,
    Gate,
    LevelBounds,
    OnAnswered,
    OnCoverage,
    OnDimensions,
    OnLevel,
    OnQuestion,
    OnScore,
    Selector,
)
from cxmaturity.questionnaire.references import Part
from cxmaturity.questionnaire.selection import selected_dimensions, selected_questions


def check_condition(lookup: Lookup, path: DataPath, part: Part) -> None:
    """One condition or selector at *path*; conditions inside it are parts of their own."""
    if isinstance(part, Gate):
        _check_place(lookup, path, part)
    check = _CHECKS.get(type(part))
    if check is not None:
        check(lookup, path, part)


def check_share(lookup: Lookup, path: DataPath, share: Decimal | None) -> None:
    """A coverage lies between 0 and 1."""
    if share is not None and not 0 <= share <= 1:
        percent = 1 < share <= 100
        hint = msg("Write {share} for {percent}%.", share=str(share / 100), percent=str(share))
        message = msg("A coverage is a share from 0 to 1.")
        lookup.findings.add("coverage-range", path, message, hint if percent else None)


def _check_place(lookup: Lookup, path: DataPath, gate: Gate) -> None:
    staged = path.index("staged") if "staged" in path else None
    if isinstance(gate, BoundedGate) and gate.lag is not None and staged is None:
        message = msg("lag belongs to the gates of a staged level.")
        hint = msg("Here, compare with at_least, above, at_most or below.")
        lookup.findings.add("misplaced-gate-key", (*path, "lag"), message, hint)
    if gate.at is not None and (staged is None or path[staged + 1] != "each" or len(path) > staged + 3):
        message = msg("at belongs to the gates under each.")
        lookup.findings.add("misplaced-gate-key", (*path, "at"), message, msg("Delete it."))
    elif gate.at is not None and path[0] == "levels":
        rule = lookup.questionnaire.levels[int(path[1])]
        for position, ref in enumerate(gate.at):
            lookup.level((*path, "at", position), rule.id, ref)


def _on_question(lookup: Lookup, path: DataPath, test: OnQuestion) -> None:
    questions = lookup.names.questions
    if not lookup.name((*path, "question"), msg("no question"), test.question, questions):
        return
    for key, options in (("is", test.is_ and (test.is_,)), ("in", test.in_), ("has", test.has)):
        lookup.options((*path, key), test.question, options or ())
    bound = next(iter(test.stated_bounds()), None)
    if bound is not None and questions[test.question].kind not in {"number", "multi"}:
        message = msg("{question} has no number to compare; use is or in.", question=test.question)
        lookup.findings.add("uncomparable-answer", (*path, bound), message)


def _on_answered(lookup: Lookup, path: DataPath, test: OnAnswered) -> None:
    for question in selected_questions(lookup.questionnaire, test.answered):
        lookup.options((*path, "in"), question.id, test.in_ or ())


def _on_score(lookup: Lookup, path: DataPath, test: OnScore) -> None:
    lookup.node((*path, "score"), test.score)


def _on_level(lookup: Lookup, path: DataPath, test: OnLevel) -> None:
    if lookup.level_rule((*path, "level"), test.level):
        _level_bounds(lookup, path, test.level, test)
        lookup.level((*path, "is"), test.level, test.is_)
        for position, ref in enumerate(test.in_ or ()):
            lookup.level((*path, "in", position), test.level, ref)


def _on_dimensions(lookup: Lookup, path: DataPath, test: OnDimensions) -> None:
    for dimension in selected_dimensions(lookup.questionnaire, test.dimensions):
        if dimension.id in lookup.names.levels:
            _level_bounds(lookup, path, dimension.id, test)
        else:
            ids = test.dimensions.ids or ()
            where = ("ids", ids.index(dimension.id)) if dimension.id in ids else ()
            message = msg("The dimension {name} has no level to compare.", name=dimension.id)
            hint = msg("Add an entry with its id under levels.")
            lookup.findings.add("dimension-without-level", (*path, "dimensions", *where), message, hint)


def _level_bounds(lookup: Lookup, path: DataPath, node: str, test: LevelBounds) -> None:
    """A bound by number may lie between two levels; a level named must exist."""
    for key, ref in test.stated_bounds().items():
        if isinstance(ref, str):
            lookup.level((*path, key), node, ref)


def _on_coverage(lookup: Lookup, path: DataPath, test: OnCoverage) -> None:
    for key, share in test.stated_bounds().items():
        check_share(lookup, (*path, key), share)
    if test.lag is not None:
        message = msg("lag follows the number of a level, which a coverage does not.")
        hint = msg("Write at_least with a share from 0 to 1.")
        lookup.findings.add("misplaced-gate-key", (*path, "lag"), message, hint)
    known = lookup.names.nodes | lookup.names.levels.keys()
    if isinstance(test.coverage, str) and test.coverage not in known:
        lookup.findings.unknown((*path, "coverage"), msg("no score"), test.coverage, lookup.names.nodes)


def _selector(lookup: Lookup, path: DataPath, selector: Selector) -> None:
    names = lookup.names
    unknown = [
        *_unknown(lookup, (*path, "dimension"), msg("no dimension"), selector.dimension, names.dimensions),
        *_unknown(lookup, (*path, "tag"), msg("no tag"), selector.tag, names.tags),
        *_unscored(lookup, (*path, "ids"), selector.ids or ()),
        *_unscored(lookup, (*path, "except"), selector.except_),
    ]
    if not unknown and not selected_questions(lookup.questionnaire, selector):
        hint = msg("A question must meet every key given and not stand under except.")
        lookup.findings.add("empty-selection", path, msg("This selects no question."), hint)


def _dimension_selector(lookup: Lookup, path: DataPath, selector: DimensionSelector) -> None:
    names = lookup.names
    unknown = [
        *_unknown(lookup, (*path, "tag"), msg("no tag of a dimension"), selector.tag, names.dimension_tags),
        *_unknown(lookup, (*path, "ids"), msg("no dimension"), selector.ids, names.dimensions),
    ]
    if not unknown and not selected_dimensions(lookup.questionnaire, selector):
        hint = msg("A dimension must meet every key given.")
        lookup.findings.add("empty-selection", path, msg("This selects no dimension."), hint)


def _unknown(
    lookup: Lookup, path: DataPath, what: Message, refs: Iterable[str] | None, known: frozenset[str]
) -> list[str]:
    return [
        ref for position, ref in enumerate(refs or ()) if not lookup.name((*path, position), what, ref, known)
    ]


def _unscored(lookup: Lookup, path: DataPath, refs: Iterable[str]) -> list[str]:
    return [ref for position, ref in enumerate(refs) if not lookup.scored((*path, position), ref)]


_CHECKS: Mapping[type[Part], Callable[..., None]] = {
    OnQuestion: _on_question,
    OnAnswered: _on_answered,
    OnScore: _on_score,
    OnLevel: _on_level,
    OnDimensions: _on_dimensions,
    OnCoverage: _on_coverage,
    Selector: _selector,
    DimensionSelector: _dimension_selector,
}
