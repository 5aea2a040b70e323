"""The shipped questionnaires as a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.fields import in_language
from cxmaturity.questionnaire.models import Questionnaire


def catalogue_data(questionnaires: Iterable[Questionnaire]) -> list[dict[str, Any]]:
    """One object a questionnaire; titles in all languages."""
    return [
        {
            "id": model.id,
            "version": model.version,
            "title": model.title,
            "languages": list(model.languages),
            "dimensions": len(model.dimensions),
            "questions": _scored(model),
            "actions": len(model.actions),
        }
        for model in questionnaires
    ]


def catalogue_text(entries: Sequence[tuple[Questionnaire, str]]) -> str:
    """Two lines a questionnaire, each in its own language: id and title, then what it consists of."""
    lines = []
    for model, language in entries:
        counts = msg(
            "version {version}; {dimensions} dimensions, {questions} questions, {actions} actions; "
            "languages: {languages}",
            version=model.version,
            dimensions=len(model.dimensions),
            questions=_scored(model),
            actions=len(model.actions),
            languages=", ".join(model.languages),
        )
        lines += [f"{model.id}  {in_language(model.title, language)}", f"  {counts.text(language)}"]
    return "\n".join(lines)


def _scored(model: Questionnaire) -> int:
    return sum(len(dimension.questions) for dimension in model.dimensions)
