"""All facts of one version. Sugar is expanded first, so that another way to write the same is no difference."""

from collections.abc import Iterator, Mapping
from itertools import chain

from cxmaturity.authoring.diff.acting import action_facts
from cxmaturity.authoring.diff.asking import asked_facts
from cxmaturity.authoring.diff.facts import Fact, Key
from cxmaturity.authoring.diff.fields import fields, listed
from cxmaturity.authoring.diff.naming import Naming
from cxmaturity.authoring.diff.notation import missing
from cxmaturity.authoring.diff.scoring import scoring_facts
from cxmaturity.authoring.diff.things import named, order, whole
from cxmaturity.foundation.documents import DataPath
from cxmaturity.questionnaire.actions import Attribute


def inventory(naming: Naming) -> Mapping[Key, Fact]:
    """Every fact of the version that *naming* is of, by key."""
    parts = (_head, _scales, _attributes, asked_facts, scoring_facts, action_facts, _rest)
    return {fact.key: fact for fact in chain.from_iterable(part(naming) for part in parts)}


def _head(naming: Naming) -> Iterator[Fact]:
    model = naming.plain
    yield Fact(Key(field="id"), ("id",), model.id)
    yield Fact(Key(field="missing"), ("missing",), missing(model.missing, "", naming))
    for language in model.languages:
        yield Fact(Key().thing("language", language), ("languages",))
    for name in ("title", "description", "method", "result", "level_status", "lint"):
        yield from listed(model, name, Key(), (), naming)


def _scales(naming: Naming) -> Iterator[Fact]:
    for name, scale in naming.model.scales.items():
        key, path, aside = Key().thing("scale", name), ("scales", name), name != naming.result_scale
        yield Fact(key, path)
        for position, level in enumerate(scale.levels):
            after = naming.level(name, level.id)
            own, at = key.thing("level", after), (*path, "levels", position)
            yield from named(own, at, level.id, carried=aside or after != level.id)
            yield from fields(level, own, at, naming, skip=("id",))


def _attributes(naming: Naming) -> Iterator[Fact]:
    for position, attribute in enumerate(naming.model.attributes):
        yield from _attribute(naming, attribute, ("attributes", position))
    yield order(Key(field="attributes"), ("attributes",), naming.attributes.values())


def _attribute(naming: Naming, attribute: Attribute, path: DataPath) -> Iterator[Fact]:
    key = Key().thing("attribute", naming.attributes[attribute.id])
    after = naming.passage.attribute(attribute.id)
    yield from named(key, path, attribute.id, carried=after != attribute.id, becomes=after)
    yield from fields(attribute, key, path, naming, skip=("id", "options"))
    yield Fact(key.inside("free"), path, not attribute.options)
    names = naming.attribute_options(attribute.id, [option.id for option in attribute.options])
    for position, option in enumerate(attribute.options):
        own, at = key.thing("option", names[option.id]), (*path, "options", position)
        becomes = naming.passage.attribute_option(attribute.id, option.id)
        yield from named(own, at, option.id, carried=becomes != option.id, becomes=becomes)
        yield from fields(option, own, at, naming, skip=("id",))
    yield order(key.inside("options"), (*path, "options"), names.values())


def _rest(naming: Naming) -> Iterator[Fact]:
    """What stands beside the result: notes, tests, migrations."""
    model = naming.plain
    for position, note in enumerate(model.consistency):
        key, path = Key().thing("consistency note", note.id), ("consistency", position)
        yield Fact(key, path)
        yield from fields(note, key, path, naming, skip=("id",))
    for position, test in enumerate(model.tests):
        yield from whole(Key().thing("test", test.name), ("tests", position), test)
    for position, step in enumerate(model.migrations):
        yield from whole(Key().thing("migration", step.from_), ("migrations", position), step)
