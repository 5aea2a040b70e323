"""What to do next, as facts: actions and what their effort depends on."""

from collections.abc import Iterator

from cxmaturity.authoring.diff.facts import Fact, Key, Shown
from cxmaturity.authoring.diff.fields import fields
from cxmaturity.authoring.diff.naming import Naming
from cxmaturity.authoring.diff.things import order
from cxmaturity.foundation.documents import DataPath
from cxmaturity.questionnaire.actions import Action, Target


def action_facts(naming: Naming) -> Iterator[Fact]:
    """Effort factors, and all actions in their order, which decides between equals."""
    yield from _effort(naming)
    actions = naming.model.actions
    for position, action in enumerate(actions):
        yield from _action(naming, action, ("actions", position))
    yield order(Key(field="actions"), ("actions",), [action.id for action in actions])


def _effort(naming: Naming) -> Iterator[Fact]:
    effort = naming.model.effort
    if effort is None:
        return
    names = naming.attribute_options(effort.attribute, [effort.reference, *effort.factors])
    key, path = Key(field="effort"), ("effort",)
    attribute = naming.attributes.get(effort.attribute, effort.attribute)
    yield Fact(key.inside("attribute"), (*path, "attribute"), attribute)
    yield Fact(key.inside("reference"), (*path, "reference"), names[effort.reference])
    for name, factor in effort.factors.items():
        yield Fact(key.inside(f"factors.{names[name]}"), (*path, "factors", name), factor)


def _action(naming: Naming, action: Action, path: DataPath) -> Iterator[Fact]:
    key = Key().thing("action", action.id)
    yield Fact(key, path)
    yield from fields(action, key, path, naming, skip=("id", "from_", "to", "requires", "raises"))
    for name, ref in (("from", action.from_), ("to", action.to)):
        yield Fact(key.inside(name), (*path, name), naming.number(action.dimension, ref))
    for name, targets in (("requires", action.requires), ("raises", action.raises)):
        for question, target in targets.items():
            own = key.inside(f"{name}.{naming.question(question)}")
            yield Fact(own, (*path, name, question), _target(naming, question, target))


def _target(naming: Naming, question: str, target: Target) -> Shown:
    if isinstance(target, str):
        return naming.option(question, target)
    if isinstance(target, tuple):
        return tuple(sorted({naming.option(question, option) for option in target}))
    return target
