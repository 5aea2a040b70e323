"""What a table is scored by: a questionnaire and a mapping, of which each may name the other."""

from pathlib import Path

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.questionnaire.catalogue import DEFAULT, find_questionnaire
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document

#: A questionnaire, its shipped id or its path; None is the one that the mapping names, else the default.
Source = CompiledQuestionnaire | str | Path | None


def resolved(
    questionnaire: Source, mapping: str | Path | None
) -> tuple[CompiledQuestionnaire, MappingFile | None]:
    """The questionnaire asked for, else the one that the mapping names; and the mapping, checked against it.

    Raises InvalidDocument where one of both is not right, CxmaturityError where there is none.
    """
    if mapping is None:
        return _compiled(questionnaire or DEFAULT), None
    from cxmaturity.answers.mapping_catalogue import load_mapping

    compiled = _compiled(questionnaire or load_mapping(str(mapping)).questionnaire or DEFAULT)
    return compiled, load_mapping(str(mapping), compiled.model)


def _compiled(questionnaire: CompiledQuestionnaire | str | Path) -> CompiledQuestionnaire:
    if isinstance(questionnaire, CompiledQuestionnaire):
        return questionnaire
    return compile_document(find_questionnaire(str(questionnaire)))
