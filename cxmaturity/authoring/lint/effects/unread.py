"""Questions, scores and dimensions that are asked or worked out and then change nothing."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from cxmaturity.authoring.lint.reading import conditioned_slots, read_slots
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.i18n import msg


def check_questions(subject: Subject) -> Iterator[Finding]:
    """Scored questions that nothing reads, or whose answers are all worth the same."""
    plan, paths = subject.plan, subject.question_paths
    read, conditioned = read_slots(plan), conditioned_slots(plan)
    for question in plan.questions:
        if not question.scored:
            continue
        if question.slot not in read:
            message = msg("No score and no condition reads {question}.", question=question.id)
            hint = msg("Name it in the score of its dimension, or move it to the context.")
        elif question.low == question.high and question.slot not in conditioned:
            message = msg("Every answer to {question} is worth the same.", question=question.id)
            hint = msg("Give the answers different points, or move the question to the context.")
        else:
            continue
        yield Finding("question-without-effect", (*paths[question.id], "id"), message, hint)


def check_result(subject: Subject) -> Iterator[Finding]:
    """Dimensions that do not reach the result of a file that has one; else single questions that do not."""
    plan, paths = subject.plan, subject.question_paths
    read = read_slots(plan)
    hint = msg("Let a score of the result use it; or switch this rule off if it is for information only.")
    for number, (name, questions) in enumerate(plan.dimensions.items() if plan.results else ()):
        outside = [slot for slot in questions if set(plan.results).isdisjoint(plan.dependents[slot])]
        if outside and len(outside) == len(questions):
            message = msg("The dimension {dimension} does not count towards the result.", dimension=name)
            yield Finding("outside-result", ("dimensions", number, "id"), message, hint)
            continue
        for slot in outside:
            if slot in read:
                question = plan.questions[slot].id
                message = msg("{question} does not count towards the result.", question=question)
                yield Finding("outside-result", (*paths[question], "id"), message, hint)


def check_scores(subject: Subject) -> Iterator[Finding]:
    """Scores and level rules beside the result that nothing reads, not even a self-test."""
    plan, tests = subject.plan, subject.model.tests
    if not plan.results:
        return
    read = {
        *read_slots(plan),
        *(plan.score_slots[name] for test in tests for name in test.expect.scores),
        *(plan.level_slots[name] for test in tests for name in test.expect.levels),
        *(
            table[name]
            for name in plan.dimensions
            for table in (plan.score_slots, plan.level_slots)
            if name in table
        ),
    }
    scores = [(path, score.id, plan.score_slots[score.id]) for path, score in subject.names.scores]
    rules = [(path, rule.id, plan.level_slots[rule.id]) for path, rule in subject.names.level_rules]
    for path, entries in groupby((*scores, *rules), key=itemgetter(0)):
        written_out = list(entries)
        if all(slot not in read for _, _, slot in written_out):
            name = ", ".join(name for _, name, _ in written_out)
            message = msg("Nothing uses {name}.", name=name)
            hint = msg("Use it, expect it in a self-test, or delete it.")
            yield Finding("unused-score", (*path, "id"), message, hint)
