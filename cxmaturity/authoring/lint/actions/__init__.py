"""The rules about recommended measures."""

from collections.abc import Iterator

from cxmaturity.authoring.lint.actions.entries import check_effort, check_homes, check_raises, check_titles
from cxmaturity.authoring.lint.actions.prerequisites import check_prerequisites
from cxmaturity.authoring.lint.actions.standing import lowest_standing
from cxmaturity.authoring.lint.actions.steps import check_steps
from cxmaturity.authoring.subject import Finding, Subject


def check_actions(subject: Subject) -> Iterator[Finding]:
    """What is wrong with the actions of a file that has some."""
    if not subject.model.actions:
        return
    lowest = lowest_standing(subject.plan)
    yield from check_steps(subject, lowest)
    yield from check_raises(subject, lowest)
    yield from check_homes(subject)
    yield from check_prerequisites(subject, lowest)
    yield from check_titles(subject)
    yield from check_effort(subject)
