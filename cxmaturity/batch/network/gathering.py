"""The children of a score, gathered for every row: by sums where these say all, else child by child."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from cxmaturity.batch.network.network import Network
from cxmaturity.batch.network.nodes import chain
from cxmaturity.batch.network.packing import Amounts
from cxmaturity.batch.network.totals import Total
from cxmaturity.batch.network.views import Seen, View
from cxmaturity.batch.network.wires import Wire
from cxmaturity.scoring.aggregates import Part, merged
from cxmaturity.scoring.pairs import ONE, ZERO, Pair, add, divide
from cxmaturity.scoring.plan import Child, ScoreSlot
from cxmaturity.scoring.slots import Parts, parts_of
from cxmaturity.scoring.states import NOT_APPLICABLE, SCORED, UNKNOWN, State

_NOTHING = Parts((), (), frozenset())


class Gathering:
    """From the states of children to what a score reads of them.

    Of a mean or a sum over children that are surely there or not, it is enough to know the sums of both ends, of the
    weight and of what is unknown. Otherwise parts are merged one by one, as far as they can be.
    """

    def __init__(self, slot: ScoreSlot, children: Sequence[Seen[State]]) -> None:
        self._slot = slot
        pairs = list(zip(slot.children, children, strict=True))
        self._parts = [View([state], _alone(child)) for child, state in pairs]
        self._amounts = [View([state], _amounts(slot, child)) for child, state in pairs]

    def add_to(self, network: Network) -> Wire[Parts]:
        """The wire of the parts, made by new nodes of *network*."""
        out = Wire[Parts](wide=True)
        one_by_one = partial(chain, self._parts, _NOTHING, self._joined, out)
        if self._slot.aggregate in {"mean", "sum"} and not self._slot.tracks_possible:
            network.add(Total(self._amounts, self._of_sums, out, one_by_one))
        else:
            for node in one_by_one():
                network.add(node)
        return out

    def _joined(self, sofar: Parts, more: Parts) -> Parts:
        certain = sofar.certain
        for part in more.certain:
            if not self._slot.tracks_possible and self._slot.aggregate != "ratio":
                part = Part(part.weight, part.low, part.high)  # noqa: PLW2901  what was possible does not count
            one = merged(self._slot.aggregate, certain[-1], part) if certain else None
            certain = (*certain[:-1], one) if one is not None else (*certain, part)
        # Once a part is certain, it no longer matters what the others lack.
        others = frozenset() if certain else sofar.others | more.others
        return Parts(certain, (*sofar.optional, *more.optional), others)

    def _of_sums(self, low: Pair, width: Pair, weight: Pair, unknown: Pair) -> Parts:
        if weight == ZERO:
            return Parts((), (), frozenset([NOT_APPLICABLE if unknown == ZERO else UNKNOWN]))
        share = weight if self._slot.aggregate == "mean" else ONE
        least = divide(low, share)
        most = least if width == ZERO else divide(add(low, width), share)
        return Parts((Part(share[0], least, most),), (), frozenset())


def _alone(child: Child) -> Callable[[State], Parts]:
    return lambda state: parts_of([(child, state)])


def _amounts(slot: ScoreSlot, child: Child) -> Callable[[State], Amounts | None]:
    """What a child adds: the low end, from there to the high end, the weight (of a sum: one), one if it is unknown.

    Most children are exact: that between the ends there is nothing keeps the number of cases small.
    """
    weight = child.weight

    def of(state: State) -> Amounts | None:
        if state.status == UNKNOWN:
            return 0, 0, 0, 1
        if state.status == NOT_APPLICABLE:
            return 0, 0, 0, 0
        if state.status != SCORED or state.low is None or state.high is None:
            return None
        low, high = weight * Fraction(*state.low), weight * Fraction(*state.high)
        if weight < 0:
            low, high = high, low
        return low, high - low, weight if slot.aggregate == "mean" else 1, 0

    return of
