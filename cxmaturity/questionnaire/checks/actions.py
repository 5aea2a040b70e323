"""Actions lead from one existing level to a higher one and name answers that exist."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.actions import Action, SelfTest, Step, Target
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.expansion import find_level
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import NumberQuestion, Question
from cxmaturity.questionnaire.references import Names
from cxmaturity.questionnaire.scores import Level


def check_actions(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Actions, effort factors, self-tests and portraits name what exists; actions lead upwards."""
    for number, action in enumerate(questionnaire.actions):
        path = ("actions", number)
        if action.dimension not in names.dimensions:
            findings.unknown((*path, "dimension"), msg("no dimension"), action.dimension, names.dimensions)
        else:
            _check_step(action, names.level_lists.get(action.dimension), path, findings)
        if action.effort.from_ > action.effort.to:
            findings.add("effort", (*path, "effort"), msg("In effort, from must not be greater than to."))
        for key, targets in (("requires", action.requires), ("raises", action.raises)):
            for question, target in targets.items():
                _check_target(questionnaire, names, question, target, (*path, key, question), findings)
    _check_effort(questionnaire, findings)
    for number, test in enumerate(questionnaire.tests):
        _check_test(questionnaire, names, test, number, findings)
        _check_expected_levels(questionnaire, names, test, ("tests", number, "expect"), findings)
    for number, dimension in enumerate(questionnaire.dimensions):
        levels = names.level_lists.get(dimension.id)
        for ref in dimension.portraits:
            if levels is not None and find_level(levels, ref) is None:
                findings.unknown(
                    ("dimensions", number, "portraits", ref), msg("no level"), ref, [x.id for x in levels]
                )


def _check_step(action: Action, levels: tuple[Level, ...] | None, path: DataPath, findings: Findings) -> None:
    if levels is None:
        message = msg("The dimension {name} has no levels, so no action can lead from one to another.",
                      name=action.dimension)  # fmt: skip
        findings.add("action", path, message)
        return
    ends = []
    for key, ref in (("from", action.from_), ("to", action.to)):
        level = find_level(levels, ref)
        if level is None:
            findings.unknown((*path, key), msg("no level"), str(ref), [known.id for known in levels])
        else:
            ends.append(level.number)
    if len(ends) == 2 and ends[0] >= ends[1]:
        findings.add("action", (*path, "to"), msg("An action must lead upwards."))


def _check_target(
    questionnaire: Questionnaire,
    names: Names,
    question: str,
    target: Target,
    path: DataPath,
    findings: Findings,
) -> None:
    if question not in names.scored:
        findings.unknown(path, msg("no scored question"), question, names.scored, at_key=True)
        return
    asked = names.questions[question]
    options = questionnaire.options_of(asked)
    if isinstance(target, Decimal) and asked.kind in {"number", "multi"}:
        ticks = sum(not getattr(option, "exclusive", False) for option in options)
        _check_number(asked, target, ticks, path, findings)
    elif isinstance(target, str) or (isinstance(target, tuple) and target and asked.kind == "multi"):
        ids = [option.id for option in options]
        for position, option in enumerate((target,) if isinstance(target, str) else target):
            if option not in ids:
                findings.unknown((*path, position), msg("no option"), option, ids)
    else:
        findings.add("action", path, _takes(asked))


def _takes(question: Question) -> Message:
    match question.kind:
        case "number":
            return msg("{question} takes a number.", question=question.id)
        case "multi":
            return msg("{question} takes a list of options.", question=question.id)
        case _:
            return msg("{question} takes the id of an option.", question=question.id)


def _check_number(
    question: Question, target: Decimal, ticks: int, path: DataPath, findings: Findings
) -> None:
    low, high = (question.min, question.max) if isinstance(question, NumberQuestion) else (1, ticks)
    if low is not None and high is not None and not low <= target <= high:
        message = msg("{question} takes a number from {low} to {high}.", question=question.id, low=str(low),
                      high=str(high))  # fmt: skip
        findings.add("action", path, message)


def _check_effort(questionnaire: Questionnaire, findings: Findings) -> None:
    scaling = questionnaire.effort
    if scaling is None:
        return
    attribute = next((a for a in questionnaire.attributes if a.id == scaling.attribute), None)
    if attribute is None:
        known = [a.id for a in questionnaire.attributes]
        findings.unknown(("effort", "attribute"), msg("no attribute"), scaling.attribute, known)
        return
    known = [option.id for option in attribute.options]
    if scaling.reference not in known:
        findings.unknown(("effort", "reference"), msg("no option"), scaling.reference, known)
    for name in scaling.factors:
        if name not in known:
            findings.unknown(("effort", "factors", name), msg("no option"), name, known, at_key=True)


def _check_expected_levels(
    questionnaire: Questionnaire, names: Names, test: SelfTest, path: DataPath, findings: Findings
) -> None:
    result, expect = questionnaire.result.level, test.expect
    expected = [((*path, "levels", node), node, ref) for node, ref in expect.levels.items()]
    for key in ("level", "low", "high"):
        if key in expect.model_fields_set and result is None:
            message = msg("The questionnaire has no level as its result.")
            findings.add("self-test", (*path, key), message)
        elif result is not None:
            expected.append(((*path, key), result, getattr(expect, key)))
    for where, node, ref in expected:
        levels = names.level_lists.get(node)
        if ref is not None and levels is not None and find_level(levels, ref) is None:
            findings.unknown(where, msg("no level"), str(ref), [level.id for level in levels])


def _check_test(
    questionnaire: Questionnaire, names: Names, test: SelfTest, number: int, findings: Findings
) -> None:
    path, expect = ("tests", number), test.expect
    earlier = [other.name for other in questionnaire.tests[:number]]
    actions = [action.id for action in questionnaire.actions]
    applied = () if test.apply is None or isinstance(test.apply, Step) else test.apply
    values: tuple[tuple[DataPath, Iterable[str], Collection[str], Message], ...] = (
        (("like",), () if test.like is None else (test.like,), earlier, msg("no earlier test")),
        (("apply",), applied, actions, msg("no action")),
        (("expect", "held_back_by"), expect.held_back_by or (), names.dimensions, msg("no dimension")),
        (("expect", "actions"), expect.actions or (), actions, msg("no action")),
    )
    for key, refs, known, what in values:
        for position, ref in enumerate(refs):
            if ref not in known:
                findings.unknown((*path, *key, position), what, ref, known)
    keys: tuple[tuple[DataPath, Iterable[str], Collection[str], Message], ...] = (
        (("points",), test.points, names.questions, msg("no question")),
        (("answers",), test.answers, names.questions, msg("no question")),
        (("expect", "scores"), expect.scores, names.nodes, msg("no score")),
        (("expect", "levels"), expect.levels, names.levels, msg("no level rule")),
    )
    for key, refs, known, what in keys:
        for ref in refs:
            if ref not in known:
                findings.unknown((*path, *key, ref), what, ref, known, at_key=True)
