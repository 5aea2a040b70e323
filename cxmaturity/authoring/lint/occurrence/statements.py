"""Statements about what answer sheets can give, and what became of them."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from msgspec import Struct

from cxmaturity.answers.values import Given
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.states import FALSE, TRUE

#: TRUE where it happens with the answers at hand, FALSE where it does not, both where that is open.
Test = Callable[[Sequence[Evaluation]], int]


class Statement(Struct, frozen=True):
    """Something that some answer sheet should give (or, where `forbidden`, none should).

    `test` looks at `slots` of one evaluation for each of the `worlds`, which differ in the answers fixed there. `code`,
    `path`, `message` and `hint` are the finding where things are not as they should be; a forbidden one that happens
    says with which answers. Of several with one `code` and `path` that name the `rule` of levels they are about, as
    `repeat` makes them, one is reported for all.
    """

    code: str
    path: DataPath
    message: Message
    test: Test
    slots: frozenset[int]
    hint: Message | None = None
    forbidden: bool = False
    worlds: tuple[Mapping[int, Given], ...] = ({},)
    rule: str | None = None


class Verdict(Enum):
    """Whether a statement's event can happen."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    OPEN = "open"


class Settled(Struct, frozen=True):
    """A verdict, and the answer sheet on which it happens where it is possible; `stopped`: time was up."""

    verdict: Verdict
    witness: Mapping[int, Given] | None = None
    stopped: bool = False


OPEN = Settled(Verdict.OPEN)
OUT_OF_TIME = Settled(Verdict.OPEN, stopped=True)
IMPOSSIBLE = Settled(Verdict.IMPOSSIBLE)


def negated(bits: int) -> int:
    """The outcome of the opposite."""
    return (FALSE if bits & TRUE else 0) | (TRUE if bits & FALSE else 0)
