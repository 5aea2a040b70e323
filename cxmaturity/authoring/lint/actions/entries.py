"""Each action by itself: it raises something, in its own dimension, under a title of its own."""

from collections.abc import Iterator
from fractions import Fraction

from cxmaturity.authoring.lint.actions.needs import needed_points
from cxmaturity.authoring.lint.actions.standing import Standing, raised_answer, step_of
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.actions import Target
from cxmaturity.questionnaire.fields import Translations
from cxmaturity.scoring.actions import target_answer
from cxmaturity.scoring.pairs import less
from cxmaturity.scoring.plan import Plan, QuestionSlot
from cxmaturity.scoring.points import points_of


def check_raises(subject: Subject, lowest: Standing) -> Iterator[Finding]:
    """Targets by which nobody gains: worth no more than the lowest answer, or had by all who stand at `from`."""
    plan = subject.plan
    served = {action.dimension for action in subject.model.actions}
    needed = {name: needed_points(plan, plan.level(name)) for name in served}
    for number, action in enumerate(subject.model.actions):
        at_start = needed[action.dimension].get(step_of(subject, action)[0], {})
        for question, target in action.raises.items():
            slot = plan.question(question)
            points = points_of(slot, target_answer(slot, target, lowest[slot.slot]))
            assert points is not None
            assert slot.low is not None
            if not less(slot.low, points) and not _adds(plan, slot, target):
                message = msg("{target} in {question} earns no more points than the lowest answer.",
                              target=_shown(target), question=question)  # fmt: skip
            elif slot.slot in at_start and Fraction(*points) <= at_start[slot.slot]:
                message = msg("Whoever is at {level} has reached {target} in {question} already.",
                              level=str(action.from_), target=_shown(target), question=question)  # fmt: skip
            else:
                continue
            hint = msg("Name a target that is worth more, or leave it out.")
            yield Finding("raise-without-effect", ("actions", number, "raises", question), message, hint)


def check_homes(subject: Subject) -> Iterator[Finding]:
    """Actions that raise answers of other dimensions only."""
    plan = subject.plan
    for number, action in enumerate(subject.model.actions):
        own = {*plan.dimensions[action.dimension], *plan.level(action.dimension).leaves}
        if own.isdisjoint(plan.question_slots[question] for question in action.raises):
            message = msg("The action {action} raises nothing in its own dimension {dimension}.",
                          action=action.id, dimension=action.dimension)  # fmt: skip
            hint = msg("Let it raise an answer there, or name the dimension that it serves.")
            yield Finding("action-elsewhere", ("actions", number, "dimension"), message, hint)


def check_titles(subject: Subject) -> Iterator[Finding]:
    """Two actions that a reader cannot tell apart, in whatever language."""
    first: dict[tuple[str, str], int] = {}
    for number, action in enumerate(subject.model.actions):
        texts = action.title.items() if isinstance(action.title, Translations) else [("", str(action.title))]
        same = [first[text] for text in texts if text in first]
        if same:
            message = msg("The action {other} has the same title.", other=subject.model.actions[same[0]].id)
            hint = msg("Say in each title what only this action does.")
            yield Finding("duplicate-title", ("actions", number, "title"), message, hint)
        first |= {text: number for text in texts if text not in first}


def check_effort(subject: Subject) -> Iterator[Finding]:
    """Factors on effort that are left out, or do not fit the reference."""
    scaling = subject.model.effort
    if scaling is None:
        return
    attribute = next(known for known in subject.model.attributes if known.id == scaling.attribute)
    for option in attribute.options:
        if option.id not in {*scaling.factors, scaling.reference}:
            message = msg("{option} has no factor, so effort there counts as for {reference}.",
                          option=option.id, reference=scaling.reference)  # fmt: skip
            yield Finding("effort-factor", ("effort", "factors"), message, msg("Add a factor for it."))
    if scaling.factors.get(scaling.reference, 1) != 1:
        message = msg("The factor of the reference {reference} must be 1: effort is stated for it.",
                      reference=scaling.reference)  # fmt: skip
        yield Finding("effort-factor", ("effort", "factors", scaling.reference), message)


def _adds(plan: Plan, slot: QuestionSlot, target: Target) -> bool:
    """Whether ticks that bring nothing by themselves bring something on top of others, as bins can have it."""
    if not isinstance(target, tuple) or slot.rule is None:
        return False
    others = [option for option in slot.options if option not in slot.fixed and option not in target]
    return any(
        raised_answer(plan, {slot.slot: frozenset(others[:count])}, slot.id, target) is not None
        for count in range(len(others) + 1)
    )


def _shown(target: Target) -> str:
    return ", ".join(target) if isinstance(target, tuple) else str(target)
