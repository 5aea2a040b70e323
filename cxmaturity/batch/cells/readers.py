"""The readers of all cells of a table, by what its columns are used for."""

from collections.abc import Mapping

from msgspec import Struct

from cxmaturity.answers.mapping import NO_MAPPING, MappingFile
from cxmaturity.batch.cells.cells import CellReader
from cxmaturity.batch.cells.row_cells import AttributeReader
from cxmaturity.batch.cells.ticks import TicksReader
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.questionnaire.models import Questionnaire


class Readers(Struct, frozen=True):
    """Who reads which column: questions with one column, tick lists with several, attributes; each by id."""

    questions: Mapping[str, CellReader]
    options: Mapping[str, TicksReader]
    attributes: Mapping[str, AttributeReader]


def readers_of(uses: Uses, questionnaire: Questionnaire, mapping: MappingFile | None = None) -> Readers:
    """The readers for a table with these *uses*."""
    mapping = mapping or NO_MAPPING
    questions = {question.id: question for question in questionnaire.questions()}
    told = {
        name: (question, questionnaire.options_of(question), mapping.questions.get(name), mapping.cells)
        for name, question in questions.items()
    }
    attributes = {attribute.id: attribute for attribute in questionnaire.attributes}
    return Readers(
        questions={name: CellReader(*told[name]) for name in uses.questions},
        options={name: TicksReader(*told[name]) for name in uses.options},
        attributes={name: AttributeReader(attributes[name]) for name in uses.attributes},
    )
