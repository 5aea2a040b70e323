"""All facts of one version. Sugar is expanded first, so that another way to write the same is no difference."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cxmaturity.authoring.diff.facts import Fact, Key, Order, Shown
from cxmaturity.authoring.diff.fields import fields, listed
from cxmaturity.authoring.diff.naming import Naming
from cxmaturity.authoring.diff.notation import bins, linear, missing
from cxmaturity.authoring.diff.scoring import level_rule_facts, score_facts
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.json_text import canonical_json
from cxmaturity.questionnaire.actions import Action, Attribute, Target
from cxmaturity.questionnaire.expansion import is_on_the_spot
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.models import Dimension
from cxmaturity.questionnaire.questions import Question


def inventory(naming: Naming) -> Mapping[Key, Fact]:
    """Every fact of the version that *naming* is of, by key."""
    found = _Inventory(naming)
    return {
        fact.key: fact
        for part in (
            found.whole(), found.scales(), found.attributes(), found.asked(), found.scores(), found.rules(),
            found.actions(), found.rest(),
        )
        for fact in part
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Inventory:
    naming: Naming

    def whole(self) -> Iterator[Fact]:
        model = self.naming.plain
        yield Fact(Key(field="id"), ("id",), model.id)
        yield Fact(Key(field="missing"), ("missing",), missing(model.missing, "", self.naming))
        for language in model.languages:
            yield Fact(Key().thing("language", language), ("languages",))
        model = model.model_copy(update={"effort": self._effort()})
        for name in ("title", "description", "method", "result", "level_status", "effort", "lint"):
            yield from listed(model, name, Key(), (), self.naming)

    def _effort(self) -> Model | None:
        """Effort factors by the names of the attributes' values."""
        effort = self.naming.model.effort
        if effort is None:
            return None
        names = self.naming.attribute_options(effort.attribute, [effort.reference, *effort.factors])
        update = {
            "attribute": self.naming.attributes.get(effort.attribute, effort.attribute),
            "reference": names[effort.reference],
            "factors": {names[name]: factor for name, factor in effort.factors.items()},
        }
        return effort.model_copy(update=update)

    def scales(self) -> Iterator[Fact]:
        naming = self.naming
        for name, scale in naming.model.scales.items():
            key, path = Key().thing("scale", name), ("scales", name)
            yield Fact(key, path)
            for position, level in enumerate(scale.levels):
                named = naming.level(name, level.id)
                aside = name != naming.result_scale
                own, at = key.thing("level", named), (*path, "levels", position)
                yield from _named(own, at, level.id, carried=aside or named != level.id)
                yield from fields(level, own, at, naming, skip=("id",))

    def attributes(self) -> Iterator[Fact]:
        for position, attribute in enumerate(self.naming.model.attributes):
            yield from self._attribute(attribute, ("attributes", position))
        yield _order("attributes", self.naming.attributes.values())

    def _attribute(self, attribute: Attribute, path: DataPath) -> Iterator[Fact]:
        naming, target = self.naming, self.naming.passage.attribute(attribute.id)
        key = Key().thing("attribute", naming.attributes[attribute.id])
        yield from _named(key, path, attribute.id, carried=target != attribute.id, becomes=target)
        yield from fields(attribute, key, path, naming, skip=("id", "options"))
        yield Fact(key.inside("free"), path, not attribute.options)
        names = naming.attribute_options(attribute.id, [option.id for option in attribute.options])
        for position, option in enumerate(attribute.options):
            own, at = key.thing("option", names[option.id]), (*path, "options", position)
            becomes = naming.passage.attribute_option(attribute.id, option.id)
            yield from _named(own, at, option.id, carried=becomes != option.id, becomes=becomes)
            yield from fields(option, own, at, naming, skip=("id",))
        yield Fact(key.inside("options"), (*path, "options"), Order(names.values()))

    def asked(self) -> Iterator[Fact]:
        model = self.naming.plain
        yield from listed(model.context, "title", Key(field="context"), ("context",), self.naming)
        yield from self._questions(model.context.questions, Key(field="context"), ("context", "questions"))
        for position, dimension in enumerate(model.dimensions):
            yield from self._dimension(dimension, ("dimensions", position))
        yield _order("dimensions", [dimension.id for dimension in model.dimensions])

    def _dimension(self, dimension: Dimension, path: DataPath) -> Iterator[Fact]:
        naming, key = self.naming, Key().thing("dimension", dimension.id)
        yield Fact(key, path)
        yield from fields(dimension, key, path, naming, skip=("id", "questions", "portraits"))
        by_number = {naming.number(dimension.id, ref): text for ref, text in dimension.portraits.items()}
        numbered = dimension.model_copy(update={"portraits": by_number})
        yield from listed(numbered, "portraits", key, path, naming)
        yield from self._questions(dimension.questions, key, (*path, "questions"))

    def _questions(self, questions: tuple[Question, ...], home: Key, path: DataPath) -> Iterator[Fact]:
        names = [self.naming.question(question.id) for question in questions]
        for position, question in enumerate(questions):
            yield from self._question(question, home, (*path, position))
        yield Fact(home.inside("questions"), path, Order(names))

    def _question(self, question: Question, home: Key, path: DataPath) -> Iterator[Fact]:
        naming = self.naming
        key = Key().thing("question", naming.question(question.id))
        after = naming.passage.question(question.id)
        yield from _named(key, path, question.id, carried=after != question.id, becomes=after)
        special = ("id", "options", "answer_scale", "missing", "points", "not_applicable")
        yield from fields(question, key, path, naming, skip=special)
        for name, value in (
            ("dimension", home.things[0][1] if home.things else "context"),
            ("missing", missing(question.missing, question.id, naming)),
            ("points.linear", linear(question.points)),
            ("points.bins", bins(question.points)),
            ("not_applicable", question.not_applicable is not None),
        ):
            yield Fact(key.inside(name), (*path, *name.split(".")), value)
        if question.not_applicable is not None:
            offered = key.inside("not_applicable")
            yield from fields(question.not_applicable, offered, (*path, "not_applicable"), naming)
        yield from self._options(question, key, path)

    def _options(self, question: Question, key: Key, path: DataPath) -> Iterator[Fact]:
        naming, names = self.naming, self.naming.options(question)
        shared = getattr(question, "answer_scale", None)
        where: DataPath = (*path, "options") if shared is None else ("answer_scales", shared)
        for position, option in enumerate(question.options):
            own, at = key.thing("option", names[option.id]), (*where, position)
            becomes = naming.passage.option(question.id, option.id)
            yield from _named(own, at, option.id, carried=becomes != option.id, becomes=becomes)
            yield from fields(option, own, at, naming, skip=("id", "code", "exclusive"))
            code = None if option.code is None else str(option.code)
            recoded = code is not None and naming.passage.option(question.id, code) != code
            yield Fact(own.inside("code"), (*at, "code"), code, carried=recoded)
            yield Fact(own.inside("exclusive"), (*at, "exclusive"), getattr(option, "exclusive", False))
        yield Fact(key.inside("options"), where, Order(names.values()))

    def scores(self) -> Iterator[Fact]:
        naming = self.naming
        model, places = naming.plain, dict(_places(naming))
        dimensions = {dimension.id: dimension for dimension in model.dimensions}
        for score in model.scores:
            if not is_on_the_spot(score):
                home = dimensions.get(score.id)
                outer = Key() if home is None else Key().thing("dimension", score.id)
                yield from score_facts(score, outer.thing("score", score.id), places[score.id], naming, home)

    def rules(self) -> Iterator[Fact]:
        paths = [path for path, _ in self.naming.declared.level_rules]
        for path, rule in zip(paths, self.naming.plain.levels, strict=True):
            yield from level_rule_facts(rule, Key().thing("level rule", rule.id), path, self.naming)

    def actions(self) -> Iterator[Fact]:
        for position, action in enumerate(self.naming.model.actions):
            yield from self._action(action, ("actions", position))
        yield _order("actions", [action.id for action in self.naming.model.actions])

    def _action(self, action: Action, path: DataPath) -> Iterator[Fact]:
        naming, key = self.naming, Key().thing("action", action.id)
        yield Fact(key, path)
        yield from fields(action, key, path, naming, skip=("id", "from_", "to", "requires", "raises"))
        for name, ref in (("from", action.from_), ("to", action.to)):
            yield Fact(key.inside(name), (*path, name), naming.number(action.dimension, ref))
        for name, targets in (("requires", action.requires), ("raises", action.raises)):
            for question, target in targets.items():
                yield Fact(
                    key.inside(f"{name}.{naming.question(question)}"),
                    (*path, name, question),
                    self._target(question, target),
                )

    def _target(self, question: str, target: Target) -> Shown:
        if isinstance(target, str):
            return self.naming.option(question, target)
        if isinstance(target, tuple):
            return tuple(sorted({self.naming.option(question, option) for option in target}))
        return target

    def rest(self) -> Iterator[Fact]:
        model = self.naming.plain
        for position, note in enumerate(model.consistency):
            key, path = Key().thing("consistency note", note.id), ("consistency", position)
            yield Fact(key, path)
            yield from fields(note, key, path, self.naming, skip=("id",))
        for position, test in enumerate(model.tests):
            yield from _whole(Key().thing("test", test.name), ("tests", position), test)
        for position, step in enumerate(model.migrations):
            yield from _whole(Key().thing("migration", step.from_), ("migrations", position), step)


def _order(name: str, ids: Iterable[str]) -> Fact:
    return Fact(Key(field=name), (name,), Order(ids))


def _named(
    key: Key, path: DataPath, name: str, *, carried: bool, becomes: str | None = None
) -> Iterator[Fact]:
    """A thing, and the id that it has in this version; where answers are carried over, what they become."""
    yield Fact(key, path, becomes if carried else None, carried=carried)
    yield Fact(key.inside("id"), (*path, "id"), name, carried=carried)


def _whole(key: Key, path: DataPath, part: Model) -> Iterator[Fact]:
    """A thing that is only compared as a whole."""
    yield Fact(key, path)
    content = canonical_json(part.model_dump(by_alias=True, exclude_defaults=True)).decode()
    yield Fact(key.inside("definition"), path, content)


def _places(naming: Naming) -> Iterator[tuple[str, DataPath]]:
    """Where each score stands: where it is declared, else where its dimension is."""
    for position, dimension in enumerate(naming.model.dimensions):
        yield dimension.id, ("dimensions", position)
    for path, score in naming.declared.scores:
        yield score.id, path
