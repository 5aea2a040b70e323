"""Which questions and dimensions a selector names."""

from cxmaturity.questionnaire.conditions import DimensionSelector, Selector
from cxmaturity.questionnaire.models import Dimension, Questionnaire
from cxmaturity.questionnaire.questions import Question


def selected_questions(questionnaire: Questionnaire, selector: Selector) -> tuple[Question, ...]:
    """The scored questions a selector names, in file order."""
    return tuple(
        question
        for dimension in questionnaire.dimensions
        for question in dimension.questions
        if (selector.dimension is None or dimension.id in selector.dimension)
        and (selector.tag is None or set(selector.tag) & set(question.tags))
        and (selector.ids is None or question.id in selector.ids)
        and question.id not in selector.except_
    )


def selected_dimensions(
    questionnaire: Questionnaire, selector: DimensionSelector, named: frozenset[str] = frozenset()
) -> tuple[Dimension, ...]:
    """The dimensions a selector names, in file order; `others` leaves out those in *named*."""
    return tuple(
        dimension
        for dimension in questionnaire.dimensions
        if (selector.tag is None or set(selector.tag) & set(dimension.tags))
        and (selector.ids is None or dimension.id in selector.ids)
        and not (selector.others and dimension.id in named)
    )
