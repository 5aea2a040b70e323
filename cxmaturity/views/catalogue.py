"""The shipped questionnaires as a list."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.fields import in_language
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.views.numbers import NO_BREAK

_INDENT = "  "


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


def catalogue_text(entries: Sequence[tuple[Questionnaire, str]], width: int) -> str:
    """Two lines a questionnaire, each in its own language: id and title, then what it consists of.

    Lines wider than *width* go on below, indented.
    """
    lines: list[str] = []
    for model, language in entries:
        counts = msg(
            # no-break spaces, so that a line does not end with a number
            "version\u00a0{version}; {dimensions}\u00a0dimensions, {questions}\u00a0questions, {actions}\u00a0actions; "
            "languages: {languages}",
            version=model.version,
            dimensions=len(model.dimensions),
            questions=_scored(model),
            actions=len(model.actions),
            languages=", ".join(model.languages),
        )
        title = in_language(model.title, language)
        lines += wrap(f"{model.id}  {title}", width, subsequent_indent=_INDENT)
        lines += wrap(counts.text(language), width, initial_indent=_INDENT, subsequent_indent=_INDENT)
    return "\n".join(lines).replace(NO_BREAK, " ")


def _scored(model: Questionnaire) -> int:
    return sum(len(dimension.questions) for dimension in model.dimensions)
