"""What the names of one version are called in the comparison: by the later version's names, along its migrations."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from cxmaturity.questionnaire.expansion import expand
from cxmaturity.questionnaire.fields import UNKNOWN
from cxmaturity.questionnaire.migrations import Passage
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.questionnaire.references import Names, names_of
from cxmaturity.questionnaire.scores import LevelRef, find_level


class Naming(Struct, frozen=True, dict=True):
    """The names of *model*; *passage* leads from it to *later*."""

    model: Questionnaire
    passage: Passage
    later: Questionnaire

    @cached_property
    def plain(self) -> Questionnaire:
        """The model with its sugar expanded."""
        return expand(self.model)

    @cached_property
    def declared(self) -> Names:
        """What the model declares, with paths."""
        return names_of(self.model)

    @cached_property
    def questions(self) -> Mapping[str, str]:
        """The questions by their own ids. Where two became one, only one of them has the later name."""
        own = self.declared.questions
        return aligned(own, self.passage.question, self._later_options, self.model.version)

    @cached_property
    def _later_options(self) -> Mapping[str, frozenset[str]]:
        later = self.later
        return {
            question.id: frozenset(option.id for option in later.options_of(question))
            for question in later.questions()
        }

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """The company attributes by their own ids."""
        later = {attribute.id for attribute in self.later.attributes}
        own = (attribute.id for attribute in self.model.attributes)
        return aligned(own, self.passage.attribute, later, self.model.version)

    def question(self, name: str) -> str:
        """A question; a score or dimension, which keep their names, likewise."""
        return self.questions.get(name, name)

    def options(self, question: Question) -> Mapping[str, str]:
        """The options of a question by their own ids."""
        offered = self._later_options.get(self.question(question.id), frozenset())

        def after(option: str) -> str | None:
            renamed = self.passage.option(question.id, option)
            return None if renamed == UNKNOWN else renamed

        own = (option.id for option in self.model.options_of(question))
        return aligned(own, after, offered, self.model.version)

    def option(self, question: str, name: str) -> str:
        """An option where something refers to it."""
        return self.passage.option(question, name)

    def attribute_options(self, attribute: str, options: Iterable[str]) -> Mapping[str, str]:
        """The values of an attribute by their own ids."""
        target = self.attributes.get(attribute, attribute)
        later = next((other for other in self.later.attributes if other.id == target), None)
        offered = set() if later is None else {option.id for option in later.options}
        return aligned(
            options,
            lambda option: self.passage.attribute_option(attribute, option),
            offered,
            self.model.version,
        )

    @cached_property
    def result_scale(self) -> str | None:
        """The scale whose levels an answers file may name as its target."""
        rules = self.declared.level_rules
        return next((rule.scale for _, rule in rules if rule.id == self.model.result.level), None)

    def level(self, scale: str, name: str) -> str:
        """A level of a scale, by id."""
        return self.passage.level(name) if scale == self.result_scale else name

    def number(self, node: str, ref: LevelRef) -> str:
        """The number of the level that *ref* names on the scale of *node*; a number stands for itself."""
        level = None if isinstance(ref, int) else find_level(self.declared.levels.get(node) or (), ref)
        return str(ref) if level is None else str(level.number)


def numbered(names: Iterable[str]) -> list[str]:
    """Names made distinct: the second `data` is `data #2`."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return distinct


def aligned(
    names: Iterable[str], after: Callable[[str], str | None], later: Collection[str], version: str
) -> dict[str, str]:
    """Each of *names* with its later name; one that has none, or shares it with another, keeps its own.

    Where the later version has that name for something else, the version is added to it.
    """
    found: dict[str, str] = {}
    own = list(dict.fromkeys(names))
    for name in sorted(own, key=lambda name: after(name) != name):  # what keeps its name comes first
        wanted, taken = after(name), found.values()
        if wanted is None or wanted in taken:
            wanted = f"{name}@{version}" if name in later or name in taken else name
        found[name] = wanted
    return {name: found[name] for name in own}
