"""cxmaturity from Python: load a questionnaire, assess answers, render the result.

import cxmaturity

questionnaire = cxmaturity.load("cx-maturity")
assessment = cxmaturity.assess(questionnaire, "examples/modehaus.yaml")
pdf = cxmaturity.render(assessment, "pdf", language="de")
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from cxmaturity.answers.models import FORMAT
from cxmaturity.answers.reading import read_answers
from cxmaturity.foundation.documents import Document, read_document
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.foundation.places import Place, span_finder
from cxmaturity.questionnaire.catalogue import DEFAULT, find_questionnaire
from cxmaturity.scoring.assess import assess as assess_answers
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document
from cxmaturity.scoring.serialization import assessment_data

Form = Literal["json", "html", "pdf", "text"]


def load(questionnaire: str | Path = DEFAULT) -> CompiledQuestionnaire:
    """A questionnaire by shipped id or path. Raises InvalidDocument with every problem in the file."""
    return compile_document(find_questionnaire(str(questionnaire)))


def assess(
    questionnaire: CompiledQuestionnaire, answers: str | Path | Mapping[str, Any], *, company: str = "–"
) -> Assessment:
    """The assessment of an answers file, or of answers by question id as such a file writes them.

    *company* names the company where bare answers do not. Raises InvalidDocument for answers that do not fit.
    """
    document = (
        read_document(Path(answers))
        if isinstance(answers, str | Path)
        else _document(questionnaire, answers, company)
    )
    return assess_answers(questionnaire, read_answers(document, questionnaire.model, questionnaire.sha256))


def render(
    assessment: Assessment, form: Form = "html", *, language: str = "en", locale: str | None = None
) -> bytes:
    """The result as JSON, as an HTML or PDF report, or as plain text 80 columns wide; UTF-8 where it is text.

    Raises PdfUnavailable where the libraries that PDF needs are not installed.
    """
    numbers = locale or language
    if form == "json":
        return dumps_json(assessment_data(assessment)).encode()
    if form == "text":
        from cxmaturity.views.terminal import Screen, terminal_view

        return terminal_view(assessment, language, numbers, Screen()).encode()
    from cxmaturity.views.report import report_view

    view = report_view(assessment, language, numbers)
    if form == "html":
        from cxmaturity.report.html import render_html

        return render_html(view).encode()
    from cxmaturity.report.pdf import render_pdf

    return render_pdf(view)


def _document(questionnaire: CompiledQuestionnaire, answers: Mapping[str, Any], company: str) -> Document:
    data: dict[str, Any] = {
        "format": FORMAT,
        "questionnaire": questionnaire.model.id,
        "company": company,
        "answers": dict(answers),
    }
    start = span_finder("")(0, 0)
    return Document("answers", "", data, lambda _: Place(start))
