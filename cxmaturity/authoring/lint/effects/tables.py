"""Rows of bands and bins that share values: the first wins, which is hardly what two stated ends mean."""

from collections.abc import Iterator, Sequence

from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.compiling.conditions import compile_bounds
from cxmaturity.scoring.plan import Bounds, Table
from cxmaturity.scoring.stretches import stretch_of


def check_tables(subject: Subject) -> Iterator[Finding]:
    """Overlaps of rows with two ends each, unless one lies wholly within an earlier one and is never reached."""
    for question in subject.plan.questions:
        if isinstance(question.rule, Table):
            rows = [bounds for bounds, _ in question.rule.rows]
            yield from _overlaps(subject, (*subject.question_paths[question.id], "points", "bins"), rows)
    for path, rule in dict(subject.names.level_rules).items():
        yield from _overlaps(subject, (*path, "bands"), [compile_bounds(band) for band in rule.bands or ()])


def _overlaps(subject: Subject, path: DataPath, rows: Sequence[Bounds]) -> Iterator[Finding]:
    stretches = [stretch_of(bounds) for bounds in rows]
    for number, later in enumerate(stretches):
        for before, earlier in enumerate(stretches[:number]):
            shared = None if later is None or earlier is None else later.shared_with(earlier)
            if shared is None or shared.is_empty or shared == later:
                continue
            message = msg("Values {stretch} belong to the row on line {line} too, which comes first.",
                          stretch=shared.message(), line=subject.document.span((*path, before)).line)  # fmt: skip
            hint = msg("End one row with below and begin the next with at_least the same value.")
            yield Finding("overlapping-rows", (*path, number), message, hint)
            break
