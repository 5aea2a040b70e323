"""Which answers stand between a company and its next level."""

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import some_of
from cxmaturity.scoring.compiling.conditions import slots_in
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.outcomes import failed_gates
from cxmaturity.scoring.pairs import less
from cxmaturity.scoring.plan import LevelSlot, QuestionSlot

_FEW = 5  # more names would hide what to do first


def held_back(evaluation: Evaluation, slot: LevelSlot, reached: int) -> Message | None:
    """The questions that could still rise, below the gates that fail at the next level, or below the level."""
    nodes = [slot.slot]
    if slot.gates:
        nodes = [node for gate in failed_gates(evaluation, slot, reached) for node in slots_in(gate)]
    leaves = dict.fromkeys(leaf for node in nodes for leaf in evaluation.leaves(node))
    names = [
        question.id for leaf in leaves if _can_rise(evaluation, question := evaluation.plan.questions[leaf])
    ]
    if not names:
        return None
    return msg("Held back by: {questions}. Raise one of them further.", questions=some_of(names, _FEW))


def _can_rise(evaluation: Evaluation, question: QuestionSlot) -> bool:
    points = evaluation.states[question.slot].high
    return points is not None and question.high is not None and less(points, question.high)
