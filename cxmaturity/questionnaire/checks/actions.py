"""Actions lead from one existing level to a higher one and name answers that exist."""

from decimal import Decimal

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.actions import Action, Target
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.checks.lookup import Lookup
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import NumberQuestion, Question
from cxmaturity.questionnaire.references import Names


def check_actions(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Actions, effort factors and portraits name what exists; actions lead upwards."""
    lookup = Lookup(questionnaire, names, findings)
    for number, action in enumerate(questionnaire.actions):
        path = ("actions", number)
        if lookup.name((*path, "dimension"), msg("no dimension"), action.dimension, names.dimensions):
            _check_step(lookup, path, action)
        if action.effort.from_ > action.effort.to:
            message = msg("In effort, from must not be greater than to.")
            findings.add("empty-range", (*path, "effort", "from"), message)
        for key, targets in (("requires", action.requires), ("raises", action.raises)):
            for question, target in targets.items():
                _check_target(lookup, (*path, key, question), question, target)
    _check_effort(lookup)
    for number, dimension in enumerate(questionnaire.dimensions):
        for ref in dimension.portraits:
            lookup.level(("dimensions", number, "portraits", ref), dimension.id, ref, at_key=True)


def _check_step(lookup: Lookup, path: DataPath, action: Action) -> None:
    if lookup.names.levels.get(action.dimension) is None:
        message = msg("The dimension {name} has no levels, so no action can lead from one to another.",
                      name=action.dimension)  # fmt: skip
        hint = msg("Add an entry with its id under levels.")
        lookup.findings.add("dimension-without-level", (*path, "dimension"), message, hint)
        return
    start = lookup.level((*path, "from"), action.dimension, action.from_)
    end = lookup.level((*path, "to"), action.dimension, action.to)
    if start is not None and end is not None and start.number >= end.number:
        message = msg("An action must lead upwards.")
        hint = msg("from is the level before it, to the level after it.")
        lookup.findings.add("downward-action", (*path, "to"), message, hint)


def _check_target(lookup: Lookup, path: DataPath, question: str, target: Target) -> None:
    if not lookup.scored(path, question, at_key=True):
        return
    asked = lookup.names.questions[question]
    if isinstance(target, Decimal) and asked.kind in {"number", "multi"}:
        _check_number(lookup, path, asked, target)
    elif isinstance(target, str) or (isinstance(target, tuple) and target and asked.kind == "multi"):
        lookup.options(path, question, (target,) if isinstance(target, str) else target)
    else:
        ids = ", ".join(option.id for option in lookup.offered(asked) or ())
        hint = msg("It offers: {options}.", options=ids) if ids and asked.kind != "number" else None
        lookup.findings.add("action-target", path, _takes(asked), hint)


def _takes(question: Question) -> Message:
    match question.kind:
        case "number":
            return msg("{question} takes a number.", question=question.id)
        case "multi":
            return msg("{question} takes a list of options.", question=question.id)
        case _:
            return msg("{question} takes the id of an option.", question=question.id)


def _check_number(lookup: Lookup, path: DataPath, question: Question, target: Decimal) -> None:
    """A number within the question's limits, or a count of ticks that can be made together."""
    offered = lookup.offered(question)
    if offered is None:
        return
    ticks = sum(not getattr(option, "exclusive", False) for option in offered)
    low, high = (question.min, question.max) if isinstance(question, NumberQuestion) else (1, ticks)
    if low is not None and high is not None and not low <= target <= high:
        message = msg("{question} takes a number from {low} to {high}.", question=question.id, low=str(low),
                      high=str(high))  # fmt: skip
        lookup.findings.add("action-target", path, message)


def _check_effort(lookup: Lookup) -> None:
    questionnaire = lookup.questionnaire
    scaling = questionnaire.effort
    if scaling is None:
        return
    attributes = {attribute.id: attribute for attribute in questionnaire.attributes}
    if not lookup.name(("effort", "attribute"), msg("no attribute"), scaling.attribute, attributes):
        return
    known = [option.id for option in attributes[scaling.attribute].options]
    lookup.name(("effort", "reference"), msg("no option"), scaling.reference, known)
    for name in scaling.factors:
        lookup.name(("effort", "factors", name), msg("no option"), name, known, at_key=True)
