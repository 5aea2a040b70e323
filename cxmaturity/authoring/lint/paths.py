"""Where in the file things stand that the plan knows by their id."""

from collections.abc import Mapping

from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.scores import find_level


def question_paths(model: Questionnaire) -> Mapping[str, DataPath]:
    """The path of every scored question."""
    return {
        question.id: ("dimensions", number, "questions", position)
        for number, dimension in enumerate(model.dimensions)
        for position, question in enumerate(dimension.questions)
    }


def level_path(subject: Subject, node: str, number: int) -> DataPath:
    """Where the level with this number is given on the scale of *node*: its row or its gates, else the rule."""
    path, rule = next((path, rule) for path, rule in subject.names.level_rules if rule.id == node)
    level = subject.compiled.level_at(node, number)
    for key, rows in (("bands", rule.bands), ("rules", rule.rules)):
        for position, row in enumerate(rows or ()):
            if find_level([level], row.reached) is not None:
                return (*path, key, position)
    for ref in () if rule.staged is None else rule.staged.levels:
        if find_level([level], ref) is not None:
            return (*path, "staged", "levels", ref)
    return (*path, "id")
