"""From one version of a questionnaire to the next: what became of its questions, options, levels and attributes."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Struct
from pydantic import Field, StringConstraints

from cxmaturity.questionnaire.fields import UNKNOWN, Id, Ids, Model, String

#: An option of an older version: its id, or the code that answers files may have in its place.
OptionOrCode = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9-]*|-?[0-9]+)$", max_length=60)]


class AttributeMigration(Model):
    """Company attributes that were renamed, options of theirs by the older attribute's id, and those removed."""

    renamed: dict[Id, Id] = {}
    options: dict[Id, dict[Id, Id]] = {}
    removed: Ids = ()


class Migration(Model):
    """One step: how answers given to version `from` are read as answers to version `to`.

    Keys are names of the older version, values those of the later one; what is not named keeps its name. Several
    options may become one; an option that becomes `unknown` has no counterpart.
    """

    from_: String = Field(alias="from")
    to: String
    questions: dict[Id, Id] = {}
    options: dict[Id, dict[OptionOrCode, Id]] = {}
    removed: Ids = ()
    levels: dict[Id, Id] = {}
    attributes: AttributeMigration = AttributeMigration.model_construct()

    def question(self, name: str) -> str | None:
        """What the question *name* is called after this step; None where it is removed."""
        return None if name in self.removed else self.questions.get(name, name)

    def option(self, question: str, name: str) -> str:
        """What an option (or code) of *question*, which has its older name, is called after this step."""
        return self.options.get(question, {}).get(name, name)

    def attribute(self, name: str) -> str | None:
        """What the attribute *name* is called after this step; None where it is removed."""
        return None if name in self.attributes.removed else self.attributes.renamed.get(name, name)

    def attribute_option(self, attribute: str, name: str) -> str:
        """What a value of *attribute*, which has its older name, is called after this step."""
        return self.attributes.options.get(attribute, {}).get(name, name)


class Passage(Struct, frozen=True):
    """Several steps in a row, taken as one."""

    steps: tuple[Migration, ...] = ()

    def question(self, name: str) -> str | None:
        """What the question *name* is called in the end; None where it is removed on the way."""
        return self.question_and_option(name, UNKNOWN)[0]

    def option(self, question: str, name: str) -> str:
        """What an option of *question* is called in the end; `unknown` where it has no counterpart."""
        return self.question_and_option(question, name)[1]

    def question_and_option(self, question: str | None, option: str) -> tuple[str | None, str]:
        for step in self.steps:
            if question is not None:
                option = option if option == UNKNOWN else step.option(question, option)
                question = step.question(question)
        return question, UNKNOWN if question is None else option

    def attribute(self, name: str | None) -> str | None:
        """What an attribute is called in the end; None where it is removed on the way."""
        for step in self.steps:
            name = None if name is None else step.attribute(name)
        return name

    def attribute_option(self, attribute: str | None, name: str) -> str:
        """What a value of *attribute* is called in the end."""
        for step in self.steps:
            if attribute is not None:
                name = step.attribute_option(attribute, name)
                attribute = step.attribute(attribute)
        return name

    def level(self, name: str) -> str:
        """What a level is called in the end."""
        for step in self.steps:
            name = step.levels.get(name, name)
        return name


def passage(migrations: Iterable[Migration], start: str, end: str) -> Passage | None:
    """The steps that lead from version *start* to version *end*; None where no way does."""
    by_start: Mapping[str, Migration] = {step.from_: step for step in migrations}
    steps: list[Migration] = []
    while start != end:
        if start not in by_start or len(steps) == len(by_start):
            return None
        steps.append(by_start[start])
        start = steps[-1].to
    return Passage(tuple(steps))
