"""The rules about what a file says to no effect, and about what shows that the rest has its effect."""

from collections.abc import Iterator

from cxmaturity.authoring.lint.effects.idle_fields import check_fields
from cxmaturity.authoring.lint.effects.soundness import check_self_tests, check_single_questions
from cxmaturity.authoring.lint.effects.sources import check_sources
from cxmaturity.authoring.lint.effects.tables import check_tables
from cxmaturity.authoring.lint.effects.unread import check_questions, check_result, check_scores
from cxmaturity.authoring.lint.effects.unused import check_scales, check_tags
from cxmaturity.authoring.lint.effects.weights import check_weights
from cxmaturity.authoring.subject import Check, Finding, Subject

_CHECKS: tuple[Check, ...] = (
    check_questions,
    check_result,
    check_scores,
    check_scales,
    check_tags,
    check_sources,
    check_weights,
    check_fields,
    check_tables,
    check_single_questions,
    check_self_tests,
)


def check_effects(subject: Subject) -> Iterator[Finding]:
    """Everything that was written and changes nothing, and everything that nothing vouches for."""
    for check in _CHECKS:
        yield from check(subject)
