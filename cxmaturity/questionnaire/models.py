"""The questionnaire file as a whole."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field

from cxmaturity.questionnaire.actions import Action, Attribute, EffortScaling, SelfTest
from cxmaturity.questionnaire.conditions import Condition
from cxmaturity.questionnaire.fields import Id, Ids, Language, Model, Positive, String, Text
from cxmaturity.questionnaire.questions import Missing, Option, Question
from cxmaturity.questionnaire.scores import LevelRule, LevelStatus, Result, Scale, Score

FORMAT = "cxmaturity/questionnaire/1"


class Dimension(Model):
    """A field of the assessment with its questions. `portraits` say what each level looks like here."""

    id: Id
    title: Text
    short: Text | None = Field(default=None, description="Where there is little room, as in a chart.")
    description: Text | None = None
    weight: Positive = Field(default=Decimal(1), description="How much it counts in the overall score.")
    tags: Ids = Field(default=(), description="Words that selectors name it by.")
    when: Condition | None = Field(default=None, description="Only then is it asked about.")
    questions: tuple[Question, ...]
    portraits: dict[str, Text] = Field(
        default={}, description="By level, what a company of that level looks like here."
    )


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
    limits: tuple[Text, ...] = Field(default=(), description="What the result does not say.")
    sources: dict[str, Text] = Field(default={}, description="What each mark in `source` stands for.")


class Lint(Model):
    """Rules of `validate` that are switched off for this file, each with its reason."""

    off: dict[str, String] = Field(default={}, description="By the code of the rule, why it is switched off.")


class Questionnaire(Model):
    """A questionnaire as written: what is asked, what it is worth, what to do next, in every language."""

    format: Literal["cxmaturity/questionnaire/1"]
    id: Id
    version: String = Field(description="Raise it when scores change; put it in quotes.")
    languages: tuple[Language, ...] = Field(
        min_length=1, description="Every text is in all of these, such as [de, en]."
    )
    title: Text
    description: Text | None = None
    method: Method | None = None
    missing: Missing = Field(
        description="What a question without an answer counts as: left out, an error, or as an option or number."
    )
    scales: dict[str, Scale] = Field(default={}, description="Ordered levels, by name.")
    answer_scales: dict[str, tuple[Option, ...]] = Field(
        default={}, description="Options that several questions share, by name."
    )
    attributes: tuple[Attribute, ...] = Field(
        default=(), description="What is known of the company, such as its industry."
    )
    context: Context = Context()
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    scores: tuple[Score, ...] = Field(
        default=(), description="What is calculated beyond the mean of each dimension."
    )
    levels: tuple[LevelRule, ...] = Field(default=(), description="How scores become levels.")
    result: Result = Field(
        default=Result(), description="Which node is the company's level, and which its index."
    )
    level_status: LevelStatus | None = Field(default=None, description="When the level counts as determined.")
    consistency: tuple[ConsistencyNote, ...] = Field(
        default=(), description="Notes on answers that hardly go together."
    )
    effort: EffortScaling | None = Field(default=None, description="How effort grows with the company.")
    actions: tuple[Action, ...] = Field(default=(), description="What to do next.")
    tests: tuple[SelfTest, ...] = Field(
        default=(), description="Answers, and the result that they must give."
    )
    lint: Lint = Field(default=Lint(), description="Rules of `validate` for this file.")

    def questions(self) -> Iterator[Question]:
        """Every question in the order of asking: context first, then dimension by dimension."""
        yield from self.context.questions
        for dimension in self.dimensions:
            yield from dimension.questions

    def options_of(self, question: Question) -> tuple[Option, ...]:
        """The options of *question*, its shared answer scale resolved."""
        scale = getattr(question, "answer_scale", None)
        return question.options if scale is None else self.answer_scales[scale]
