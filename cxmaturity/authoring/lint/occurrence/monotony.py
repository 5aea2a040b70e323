"""A better answer never lowers the result: shown by the form of the scoring, else looked for on answer sheets."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cxmaturity.answers.values import Given
from cxmaturity.authoring.lint.occurrence.polarity import EITHER, directions
from cxmaturity.authoring.lint.occurrence.sheets import Sheets
from cxmaturity.authoring.lint.occurrence.statements import Statement
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.questions import BaseQuestion
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.pairs import less
from cxmaturity.scoring.plan import LevelSlot, QuestionSlot
from cxmaturity.scoring.states import FALSE, SCORED, TRUE

_MOST_WORLDS = 12


def monotony_statements(subject: Subject, sheets: Sheets) -> Iterator[Statement]:
    """One for each question that, by the form of the scoring, might move the result either way."""
    for path, part in subject.parts:
        if not isinstance(part, BaseQuestion) or part.id not in subject.names.scored:
            continue
        question = sheets.plan.question(part.id)
        moved = directions(sheets, question.slot)
        for result in sheets.plan.results:
            if moved.get(result) == EITHER:
                yield _never_lowers(sheets, question, result, path)


def _never_lowers(sheets: Sheets, question: QuestionSlot, result: int, path: DataPath) -> Statement:
    def lowers(worlds: Sequence[Evaluation]) -> int:
        found = FALSE
        for worse, better in pairwise(worlds):
            found |= _lowered(worse, better, result)
            if found == TRUE | FALSE and _surely(worse, better, result):
                return TRUE
        return found

    node = sheets.plan.slots[result]
    message = (
        msg(
            "A better answer to {question} can lower the level of {result}.",
            question=question.id,
            result=node.id,
        )
        if isinstance(node, LevelSlot)
        else msg(
            "A better answer to {question} can lower the score {result}.",
            question=question.id,
            result=node.id,
        )
    )
    hint = msg("Check the conditions, bounds and weights on the way from this question to the result.")
    return Statement(
        "not-monotone",
        path,
        message,
        lowers,
        frozenset({result}),
        hint,
        forbidden=True,
        worlds=_worlds(sheets, question, result),
    )


def _worlds(sheets: Sheets, question: QuestionSlot, result: int) -> tuple[Mapping[int, Given], ...]:
    """One answer of each worth, the worst first: the most points where they count against, else the least."""
    domain = sheets.domains[question.slot]
    answers = list(dict(zip(domain.points, domain.answers, strict=True)).values())
    step = -(-len(answers) // _MOST_WORLDS)
    worlds = tuple({question.slot: answer} for answer in answers[::step])
    return worlds[::-1] if _counts_against(sheets, question.slot, worlds, result) else worlds


def _counts_against(
    sheets: Sheets, question: int, worlds: Sequence[Mapping[int, Given]], result: int
) -> bool:
    """Whether more points are seen to lower the result, never to raise it: they stand for faults or deductions."""
    lowers = False
    for sheet in sheets.ranked:
        tried = [sheets.changed(sheet, question, world[question]) for world in worlds]
        if any(_surely(many, few, result) for few, many in pairwise(tried)):
            return False
        lowers = lowers or any(_surely(few, many, result) for few, many in pairwise(tried))
    return lowers


def _lowered(worse: Evaluation, better: Evaluation, result: int) -> int:
    """Whether the result of the better answer can lie below that of the worse one."""
    before, after = worse.states[result], better.states[result]
    if before.high is None or after.low is None or not less(after.low, before.high):
        return FALSE
    return TRUE | FALSE if not _surely(worse, better, result) else TRUE


def _surely(worse: Evaluation, better: Evaluation, result: int) -> bool:
    before, after = worse.states[result], better.states[result]
    return (
        before.status == after.status == SCORED
        and before.low is not None
        and after.high is not None
        and less(after.high, before.low)
    )
