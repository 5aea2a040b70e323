"""Assessments to make reports of."""

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from cxmaturity.answers.models import Company
from cxmaturity.answers.reading import read_answers
from cxmaturity.foundation.documents import parse_yaml, read_document
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document
from cxmaturity.views.report import ReportView, report_view

FOLDER = Path(__file__).parent


@cache
def small() -> CompiledQuestionnaire:
    return compile_document(read_document(FOLDER / "small.yaml"))


def small_assessment(**answers: str | int) -> Assessment:
    """The small example, some answers replaced."""
    text = (FOLDER / "small-answers.yaml").read_text("utf-8")
    for question, answer in answers.items():
        head, _, rest = text.partition(f"  {question}:")
        text = f"{head}  {question}: {answer}\n{rest.partition(chr(10))[2]}"
    document = parse_yaml(text.encode(), "small-answers.yaml")
    return assess(small(), read_answers(document, small().model, small().sha256))


def named(assessment: Assessment, company: str) -> Assessment:
    return replace(assessment, answers=replace(assessment.answers, company=Company(name=company)))


def small_view(language: str = "de") -> ReportView:
    return report_view(small_assessment(), language, language)
