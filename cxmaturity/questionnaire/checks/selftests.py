"""Self-tests name what exists; whether they hold is seen when they are run."""

from collections.abc import Collection, Iterable, Mapping

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.actions import SelfTest, Step
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.checks.lookup import Lookup
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import Names


def check_self_tests(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Each self-test starts from an earlier one and names existing questions, actions, scores and levels."""
    lookup = Lookup(questionnaire, names, findings)
    earlier: dict[str, SelfTest] = {}
    actions = [action.id for action in questionnaire.actions]
    for number, test in enumerate(questionnaire.tests):
        path: DataPath = ("tests", number)
        _check_names(lookup, path, test, earlier, actions)
        _check_levels(lookup, (*path, "expect"), test)
        earlier[test.name] = test


def _check_names(
    lookup: Lookup, path: DataPath, test: SelfTest, earlier: Mapping[str, SelfTest], actions: list[str]
) -> None:
    names, expect = lookup.names, test.expect
    applied = () if test.apply is None or isinstance(test.apply, Step) else test.apply
    values: tuple[tuple[DataPath, Iterable[str], Collection[str], Message], ...] = (
        (("like",), () if test.like is None else (test.like,), earlier, msg("no earlier test")),
        (("apply",), applied, actions, msg("no action")),
        (("expect", "held_back_by"), expect.held_back_by or (), names.dimensions, msg("no dimension")),
        (("expect", "actions"), expect.actions or (), actions, msg("no action")),
    )
    for key, refs, known, what in values:
        for position, ref in enumerate(refs):
            lookup.name((*path, *key, position), what, ref, known)
    keys: tuple[tuple[DataPath, Iterable[str], Collection[str], Message], ...] = (
        (("points",), test.points, names.questions, msg("no question")),
        (("answers",), test.answers, names.questions, msg("no question")),
        (("expect", "scores"), expect.scores, names.nodes, msg("no score")),
        (("expect", "levels"), expect.levels, names.levels, msg("no level rule")),
    )
    for key, refs, known, what in keys:
        for ref in refs:
            lookup.name((*path, *key, ref), what, ref, known, at_key=True)


def _check_levels(lookup: Lookup, path: DataPath, test: SelfTest) -> None:
    result, expect = lookup.questionnaire.result.level, test.expect
    for key, ref in (("level", expect.level), ("low", expect.low), ("high", expect.high)):
        if result is not None:
            lookup.level((*path, key), result, ref)
        elif key in expect.model_fields_set:
            message = msg("The questionnaire has no level as its result.")
            hint = msg("State one under result, or expect a level by its name under levels.")
            lookup.findings.add("missing-result-level", (*path, key), message, hint)
    for node, ref in expect.levels.items():
        lookup.level((*path, "levels", node), node, ref)
