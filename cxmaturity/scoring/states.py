"""What an evaluation knows of a slot, and what a condition can come out as: sets of bits."""

from enum import Enum
from typing import NamedTuple

from cxmaturity.scoring.pairs import Pair


class Reading(Enum):
    """What a question without an answer stands for: nothing yet, each of its answers, or each of them and none."""

    ORDINARY = "ordinary"
    COMPLETIONS = "completions"
    ANYTHING = "anything"


# Statuses of a slot.
SCORED, UNKNOWN, NOT_APPLICABLE = 1, 2, 4

# Outcomes of a condition. Only inside a gate are there the last two: left out over something not applicable, and
# undecided over something unknown, which no `not` turns into a pass.
TRUE, FALSE, LEFT_OUT, UNDECIDED = 1, 2, 4, 8


class State(NamedTuple):
    """Statuses, the interval of the value (points, score or level number), and of what was possible."""

    status: int
    low: Pair | None = None
    high: Pair | None = None
    possible: tuple[Pair, Pair] | None = None


NOTHING_KNOWN = State(UNKNOWN)
NOTHING_APPLIES = State(NOT_APPLICABLE)
