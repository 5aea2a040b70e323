"""The questionnaire file as a whole."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field

from cxmaturity.questionnaire.actions import Action, Attribute, EffortScaling, SelfTest
from cxmaturity.questionnaire.conditions import Condition
from cxmaturity.questionnaire.fields import Id, Ids, Language, Model, Positive, String, Text
from cxmaturity.questionnaire.migrations import Migration
from cxmaturity.questionnaire.questions import Missing, Option, Question
from cxmaturity.questionnaire.scores import LevelRule, LevelStatus, Result, Scale, Score

FORMAT = "cxmaturity/questionnaire/1"


class Dimension(Model):
    """A field of the assessment with its questions. `portraits` say what each level looks like here."""

    id: Id
    title: Text
    short: Text | None = None
    description: Text | None = None
    weight: Positive = Decimal(1)
    tags: Ids = ()
    when: Condition | None = None
    questions: tuple[Question, ...]
    portraits: dict[str, Text] = {}


class Context(Model):
    """Questions asked first and never scored; conditions may use their answers."""

    title: Text | None = None
    questions: tuple[Question, ...] = ()


class ConsistencyNote(Model):
    """Answers that hardly go together. The note is shown; the score never changes."""

    id: Id
    when: Condition
    note: Text


class Method(Model):
    """What a reader should know of the model: its basis, its limits, where its figures come from."""

    summary: Text
    limits: tuple[Text, ...] = ()
    sources: dict[str, Text] = {}


class Lint(Model):
    """Rules of `validate` that are switched off for this file, each with its reason."""

    off: dict[str, String] = {}


class Questionnaire(Model):
    """A questionnaire as written: what is asked, what it is worth, what to do next, in every language."""

    format: Literal["cxmaturity/questionnaire/1"]
    id: Id
    version: String
    languages: tuple[Language, ...] = Field(min_length=1)
    title: Text
    description: Text | None = None
    method: Method | None = None
    missing: Missing
    scales: dict[str, Scale] = {}
    answer_scales: dict[str, tuple[Option, ...]] = {}
    attributes: tuple[Attribute, ...] = ()
    context: Context = Context.model_construct()
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    scores: tuple[Score, ...] = ()
    levels: tuple[LevelRule, ...] = ()
    result: Result = Result.model_construct()
    level_status: LevelStatus | None = None
    consistency: tuple[ConsistencyNote, ...] = ()
    effort: EffortScaling | None = None
    actions: tuple[Action, ...] = ()
    migrations: tuple[Migration, ...] = ()
    tests: tuple[SelfTest, ...] = ()
    lint: Lint = Lint.model_construct()

    def questions(self) -> Iterator[Question]:
        """Every question in the order of asking: context first, then dimension by dimension."""
        yield from self.context.questions
        for dimension in self.dimensions:
            yield from dimension.questions

    def options_of(self, question: Question) -> tuple[Option, ...]:
        """The options of *question*, its shared answer scale resolved."""
        scale = getattr(question, "answer_scale", None)
        return question.options if scale is None else self.answer_scales[scale]
