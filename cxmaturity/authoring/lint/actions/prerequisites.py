"""What actions require is there in time: from the lowest answers on, nothing waits for itself or for nothing."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from cxmaturity.authoring.lint.actions.standing import Standing, answer_after, carried_out, lacking, step_of
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.actions import Action, Target

#: By an action that waits, the actions that would bring what it requires, with the question.
Waiting = Mapping[int, Mapping[int, str]]


def check_prerequisites(subject: Subject, lowest: Standing) -> Iterator[Finding]:
    """Required states that no action raises, that only later steps raise, and actions that wait in a circle."""
    waiting = _waiting(subject, lowest)
    rings = list(_rings({number: tuple(found) for number, found in waiting.items()}))
    for ring in rings:
        yield _circle(subject, ring, waiting)
    in_rings = {number for ring in rings for number in ring}
    for number, action in enumerate(subject.model.actions):
        for question in lacking(subject.plan, lowest, action.requires):
            bringers = _bringers(subject, lowest, question, action.requires[question])
            path = ("actions", number, "requires", question)
            if not bringers:
                message = msg("No action leads to what {action} requires of {question}.",
                              action=action.id, question=question)  # fmt: skip
                hint = msg(
                    "Let an action before it raise {question} as far, or require less.", question=question
                )
                yield Finding("prerequisite-missing", path, message, hint)
            elif number not in in_rings and (first := _only_later(subject, action, bringers)) is not None:
                message = msg("What {action} requires of {question} comes only with a later step, by {later}.",
                              action=action.id, question=question, later=first.id)  # fmt: skip
                hint = msg(
                    "Let an action before it raise {question} as far, or require less.", question=question
                )
                yield Finding("prerequisite-later", path, message, hint)


def _waiting(subject: Subject, lowest: Standing) -> Waiting:
    """Actions that cannot be begun even after all those that can."""
    plan, actions = subject.plan, subject.model.actions
    standing, left = lowest, list(range(len(actions)))
    while ready := {number for number in left if not lacking(plan, standing, actions[number].requires)}:
        standing = carried_out(plan, standing, (actions[number] for number in sorted(ready)))
        left = [number for number in left if number not in ready]
    return {
        number: {
            bringer: question
            for question in lacking(plan, standing, actions[number].requires)
            for bringer in _bringers(subject, lowest, question, actions[number].requires[question])
        }
        for number in left
    }


def _bringers(subject: Subject, lowest: Standing, question: str, target: Target) -> list[int]:
    """The actions that each lead to the target; those that do so only together where none does alone."""
    plan, actions = subject.plan, subject.model.actions
    raising = [number for number, action in enumerate(actions) if question in action.raises]
    slot = plan.question_slots[question]

    def lead_there(*numbers: int) -> bool:
        targets = (actions[number].raises[question] for number in numbers)
        return not lacking(
            plan, {slot: answer_after(plan, question, lowest[slot], targets)}, {question: target}
        )

    alone = [number for number in raising if lead_there(number)]
    return alone or (raising if lead_there(*raising) else [])


def _only_later(subject: Subject, action: Action, bringers: list[int]) -> Action | None:
    """The first of the *bringers* in order of steps, where all come after the step of *action*, on one scale."""
    actions = [subject.model.actions[number] for number in bringers]
    scales = {subject.plan.level(other.dimension).scale for other in (action, *actions)}
    first = min(actions, key=lambda other: step_of(subject, other)[1])
    end = step_of(subject, action)[1]
    return first if len(scales) == 1 and step_of(subject, first)[1] > end else None


def _rings(waits_for: Mapping[int, tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Circles, none sharing an action with another: each action waits for the next, the last for the first."""
    left = dict(waits_for)
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            ring = tuple(reversed(error.args[1][1:]))
            first = ring.index(min(ring))
            yield ring[first:] + ring[:first]
            left = {number: found for number, found in left.items() if number not in ring}
        else:
            return


def _circle(subject: Subject, ring: tuple[int, ...], waiting: Waiting) -> Finding:
    ids = [subject.model.actions[number].id for number in (*ring, ring[0])]
    question = waiting[ring[0]][(*ring, ring[0])[1]]
    if len(ring) == 1:
        message = msg(
            "{action} requires of {question} what only it leads to.", action=ids[0], question=question
        )
    else:
        message = msg("These actions require one another in a circle: {ring}.", ring=" → ".join(ids))
    hint = msg("Let one of them require less, or let another action raise it before.")
    return Finding("prerequisite-circle", ("actions", ring[0], "requires", question), message, hint)
