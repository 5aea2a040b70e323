"""How far a questionnaire can be trusted: dimensions that rest on one answer, levels that no self-test expects."""

from collections.abc import Iterator

from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.scores import find_level

_SEVERAL = 3


def check_single_questions(subject: Subject) -> Iterator[Finding]:
    """Dimensions of the result that rest on one question, where every other one rests on several."""
    plan = subject.plan
    if not plan.results:
        return
    sizes = [len(plan.score(name).leaves) for name in plan.dimensions]
    for number, (name, size) in enumerate(zip(plan.dimensions, sizes, strict=True)):
        others = [*sizes[:number], *sizes[number + 1 :]]
        if size == 1 and others and min(others) >= _SEVERAL:
            message = msg("All of {dimension} rests on one answer, every other dimension on {count} or more.",
                          dimension=name, count=min(others))  # fmt: skip
            hint = msg("Ask more there, or make it a part of another dimension.")
            yield Finding("single-question", ("dimensions", number, "id"), message, hint)


def check_self_tests(subject: Subject) -> Iterator[Finding]:
    """A file without self-tests; else each level of the result that none of them expects."""
    tests, result = subject.model.tests, subject.model.result.level
    if not tests:
        message = msg("There are no self-tests, so nothing shows that the scoring does what it should.")
        hint = msg("Add tests: answers, and the level or score that they must give.")
        yield Finding("no-tests", ("id",), message, hint)
        return
    if result is None:
        return
    levels = subject.compiled.levels_of(result)
    refs = [
        ref
        for test in tests
        for ref in (test.expect.level, test.expect.levels.get(result))
        if ref is not None
    ]
    expected = {level.id for ref in refs if (level := find_level(levels, ref)) is not None}
    scale = next(rule.scale for rule in subject.plan.levels if rule.id == result)
    for position, level in enumerate(levels):
        if level.id not in expected:
            message = msg("No self-test expects the level {level}.", level=level.id)
            hint = msg("Add a test with answers that must give {level}.", level=level.id)
            yield Finding("level-untested", ("scales", scale, "levels", position, "id"), message, hint)
