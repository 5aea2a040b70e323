"""A questionnaire ready to score: the file, its model, its plan and its fingerprint."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity
from cxmaturity.foundation.documents import Document, Value
from cxmaturity.foundation.json_text import sha256_of
from cxmaturity.questionnaire.checks import read_questionnaire
from cxmaturity.questionnaire.models import Dimension, Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.questionnaire.scores import Level
from cxmaturity.questionnaire.validation import existing
from cxmaturity.scoring.compiling import InvalidModel, compile_plan
from cxmaturity.scoring.plan import Plan


class CompiledQuestionnaire(Struct, frozen=True, dict=True):
    """The questionnaire as data, as model and as plan."""

    data: Mapping[str, Value]
    model: Questionnaire
    plan: Plan

    @cached_property
    def sha256(self) -> str:
        """Of the canonical JSON of the data, so that comments and layout do not count."""
        return sha256_of(self.data)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Context and scored questions by id."""
        return {question.id: question for question in self.model.questions()}

    @cached_property
    def dimensions(self) -> Mapping[str, Dimension]:
        """Dimensions by id."""
        return {dimension.id: dimension for dimension in self.model.dimensions}

    def levels_of(self, node: str) -> tuple[Level, ...]:
        """The levels of the scale on which *node* (a level rule) stands, lowest first."""
        return self._levels[node]

    @cached_property
    def _levels(self) -> Mapping[str, tuple[Level, ...]]:
        return {rule.id: self.model.scales[rule.scale].levels for rule in self.plan.levels}

    def level_at(self, node: str, number: int) -> Level:
        """The level with this number on the scale of *node*."""
        return next(level for level in self.levels_of(node) if level.number == number)


def compile_document(document: Document) -> CompiledQuestionnaire:
    """The compiled questionnaire of a document. Raises InvalidDocument with every problem at its place."""
    model = read_questionnaire(document)
    try:
        plan = compile_plan(model)
    except InvalidModel as error:
        span = document.span(existing(document.data, error.where))
        found = Diagnostic(error.code, Severity.ERROR, document.name, span, error.message, error.hint)
        raise InvalidDocument([found], {document.name: document.text}) from None
    return CompiledQuestionnaire(document.data, model, plan)
