"""What a questionnaire must satisfy beyond its models: names that exist, texts in every language, sound tables."""

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import Document
from cxmaturity.questionnaire.checks.actions import check_actions
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.checks.ids import check_ids, check_texts
from cxmaturity.questionnaire.checks.migrations import check_migrations
from cxmaturity.questionnaire.checks.questions import check_questions
from cxmaturity.questionnaire.checks.references import check_references
from cxmaturity.questionnaire.checks.repeats import repeats_fit
from cxmaturity.questionnaire.checks.scales import check_scales
from cxmaturity.questionnaire.checks.selftests import check_self_tests
from cxmaturity.questionnaire.checks.size import fits
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import names_of
from cxmaturity.questionnaire.validation import validated

_CHECKS = (
    check_ids,
    check_texts,
    check_questions,
    check_scales,
    check_references,
    check_actions,
    check_migrations,
    check_self_tests,
)


def read_questionnaire(document: Document) -> Questionnaire:
    """The questionnaire that *document* holds. Raises InvalidDocument with every problem, each at its place."""
    questionnaire = validated(document, Questionnaire)
    findings = Findings(document)
    if fits(questionnaire, findings) and repeats_fit(
        questionnaire, findings
    ):  # every other check looks at the entries written out
        names = names_of(questionnaire)
        for check in _CHECKS:
            check(questionnaire, names, findings)
    if findings.diagnostics:
        raise InvalidDocument(findings.diagnostics, {document.name: document.text})
    return questionnaire
