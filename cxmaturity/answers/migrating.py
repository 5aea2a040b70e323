"""Answers given to an older version, carried over to the names of the present one, step by step."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from cxmaturity.answers.models import AnswersFile
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import shorten
from cxmaturity.questionnaire.fields import UNKNOWN
from cxmaturity.questionnaire.migrations import Migration, Passage


class Placed(Struct, frozen=True):
    """A value under the name it has now, and the name under which it stands in the file."""

    origin: str
    value: Any


class Carried(Struct):
    """What an answers file says, by present names; every change on the way, and what cannot be carried over."""

    answers: Mapping[str, Placed]
    attributes: Mapping[str, Placed]
    target: str | None
    notes: list[Message] = field(default_factory=list)
    clashes: list[tuple[DataPath, Message]] = field(default_factory=list)

    def take(self, step: Migration) -> None:
        """Carry everything over one step."""
        self.answers = self._answers(step)
        self.attributes = self._attributes(step)
        if self.target is not None and self.target in step.levels:
            new = step.levels[self.target]
            self._renamed(step, self.target, new)
            self.target = new

    def _answers(self, step: Migration) -> dict[str, Placed]:
        carried: dict[str, Placed] = {}
        for name, placed in self.answers.items():
            question = step.question(name)
            if question is None:
                message = msg("Version {version}: {question} was removed; the answer “{answer}” no longer counts.",
                              version=step.to, question=name, answer=_shown(placed.value))  # fmt: skip
                self.notes.append(message)
                continue
            self._renamed(step, name, question)
            value = self._answer(step, name, placed.value)
            if question in carried:
                self._clash(step, question, carried[question].origin, ("answers", placed.origin))
            carried.setdefault(question, Placed(placed.origin, value))
        return carried

    def _answer(self, step: Migration, question: str, raw: Any) -> Any:
        """The answer with its options renamed; what supports it stays as it is."""
        if isinstance(raw, dict):
            return {**raw, "answer": self._answer(step, question, raw["answer"])} if "answer" in raw else raw
        if not isinstance(raw, list):
            return self._option(step, question, raw)
        options = [self._option(step, question, tick) for tick in raw]
        if UNKNOWN in options:
            return UNKNOWN
        merged = step.options.get(question, {}).values()
        # Two ticks that became one are one tick; a tick that the file itself repeats stays an error.
        return [new for place, new in enumerate(options) if new not in merged or new not in options[:place]]

    def _option(self, step: Migration, question: str, raw: Any) -> Any:
        old = str(raw)
        if isinstance(raw, bool) or not isinstance(raw, str | int):
            return raw
        new = step.option(question, old)
        if new == old:
            return raw
        message = (
            msg("Version {version}: in {question}, {old} has no counterpart; the answer counts as unknown.",
                version=step.to, question=question, old=old)
            if new == UNKNOWN
            else msg("Version {version}: in {question}, {old} is now {new}.",
                     version=step.to, question=question, old=old, new=new)
        )  # fmt: skip
        self.notes.append(message)
        return new

    def _attributes(self, step: Migration) -> dict[str, Placed]:
        carried: dict[str, Placed] = {}
        for name, placed in self.attributes.items():
            attribute = step.attribute(name)
            if attribute is None:
                message = msg("Version {version}: the company attribute {name} was removed; {value} is dropped.",
                              version=step.to, name=name, value=placed.value)  # fmt: skip
                self.notes.append(message)
                continue
            self._renamed(step, name, attribute)
            value = step.attribute_option(name, placed.value)
            self._renamed(step, placed.value, value)
            if attribute in carried:
                where = ("company", "attributes", placed.origin)
                self._clash(step, attribute, carried[attribute].origin, where)
            carried.setdefault(attribute, Placed(placed.origin, value))
        return carried

    def _renamed(self, step: Migration, old: str, new: str) -> None:
        if old != new:
            message = msg("Version {version}: {old} is now {new}.", version=step.to, old=old, new=new)
            self.notes.append(message)

    def _clash(self, step: Migration, name: str, first: str, second: DataPath) -> None:
        message = msg("{one} and {other} are both {name} since version {version}.", one=first,
                      other=str(second[-1]), name=name, version=step.to)  # fmt: skip
        self.clashes.append((second, message))


def carry_over(file: AnswersFile, steps: Passage, version: str) -> Carried:
    """What *file* says in the names of *version*, to which *steps* lead from the version it names.

    Blank answers are left out where there are steps: a blank one neither changes nor clashes.
    """
    answers = {
        name: Placed(name, raw) for name, raw in file.answers.items() if not steps.steps or not _is_blank(raw)
    }
    attributes = {name: Placed(name, value) for name, value in file.company.attributes.items()}
    carried = Carried(answers, attributes, file.target)
    for step in steps.steps:
        carried.take(step)
    if steps.steps:
        message = msg("These answers were given to version {given}; they are read as answers to version {wanted}.",
                      given=steps.steps[0].from_, wanted=version)  # fmt: skip
        carried.notes.insert(0, message)
    return carried


def _is_blank(raw: Any) -> bool:
    return raw is None or (isinstance(raw, dict) and "answer" in raw and raw["answer"] is None)


def _shown(raw: Any) -> str:
    value = raw.get("answer") if isinstance(raw, dict) else raw
    return shorten(", ".join(map(str, value)) if isinstance(value, list) else str(value))
