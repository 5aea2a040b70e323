"""Actions lead from one existing level to a higher one and name answers that exist."""

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.actions import Action, SelfTest, Target
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.expansion import find_level
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import Names
from cxmaturity.questionnaire.scores import Level


def check_actions(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Actions, effort factors, self-tests and portraits name what exists; actions lead upwards."""
    for number, action in enumerate(questionnaire.actions):
        path = ("actions", number)
        if action.dimension not in names.dimensions:
            findings.unknown((*path, "dimension"), msg("dimension"), action.dimension, names.dimensions)
        else:
            _check_step(action, names.level_lists.get(action.dimension), path, findings)
        if action.effort.from_ > action.effort.to:
            findings.add("effort", (*path, "effort"), msg("from must not be above to"))
        for key, targets in (("requires", action.requires), ("raises", action.raises)):
            for question, target in targets.items():
                _check_target(questionnaire, names, question, target, (*path, key, question), findings)
    _check_effort(questionnaire, findings)
    for number, test in enumerate(questionnaire.tests):
        _check_test(test, names, ("tests", number), findings)
    for number, dimension in enumerate(questionnaire.dimensions):
        levels = names.level_lists.get(dimension.id)
        for ref in dimension.portraits:
            if levels is not None and find_level(levels, ref) is None:
                findings.unknown(
                    ("dimensions", number, "portraits", ref), msg("level"), ref, [x.id for x in levels]
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
            findings.unknown((*path, key), msg("level"), str(ref), [known.id for known in levels])
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
        findings.unknown(path, msg("scored question"), question, names.scored, at_key=True)
        return
    asked = names.questions[question]
    ids = [option.id for option in questionnaire.options_of(asked)]
    options = (target,) if isinstance(target, str) else target if isinstance(target, tuple) else ()
    for option in options:
        if option not in ids:
            findings.unknown(path, msg("option"), option, ids)
    if not options and asked.kind not in {"number", "multi"}:
        findings.add("action", path, msg("{question} takes the id of an option.", question=question))


def _check_effort(questionnaire: Questionnaire, findings: Findings) -> None:
    scaling = questionnaire.effort
    if scaling is None:
        return
    attribute = next((a for a in questionnaire.attributes if a.id == scaling.attribute), None)
    if attribute is None:
        known = [a.id for a in questionnaire.attributes]
        findings.unknown(("effort", "attribute"), msg("attribute"), scaling.attribute, known)
        return
    known = [option.id for option in attribute.options]
    if scaling.reference not in known:
        findings.unknown(("effort", "reference"), msg("option"), scaling.reference, known)
    for name in scaling.factors:
        if name not in known:
            findings.unknown(("effort", "factors", name), msg("option"), name, known, at_key=True)


def _check_test(test: SelfTest, names: Names, path: DataPath, findings: Findings) -> None:
    for key, given in (("points", test.points), ("answers", test.answers)):
        for question in given:
            if question not in names.questions:
                findings.unknown(
                    (*path, key, question), msg("question"), question, names.questions, at_key=True
                )
    for node in test.expect.levels:
        if node not in names.levels:
            findings.unknown(
                (*path, "expect", "levels", node), msg("level rule"), node, names.levels, at_key=True
            )
