"""The children of a score, gathered for every row: by sums where these say all, else child by child."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from cxmaturity.batch.network.network import Seen, on_wires
from cxmaturity.batch.network.wires import Amounts, Memo, Total, Wire
from cxmaturity.scoring.aggregates import Part, merged
from cxmaturity.scoring.pairs import Pair
from cxmaturity.scoring.plan import Child, ScoreSlot
from cxmaturity.scoring.slots import Parts, parts_of
from cxmaturity.scoring.states import NOT_APPLICABLE, SCORED, UNKNOWN, State

_NOTHING = Parts((), (), frozenset())


class Gathering:
    """A node from the states of children to what a score reads of them.

    Of a mean or a sum over children that are surely there or not, it is enough to know the sums of both ends, of the
    weight and of what is unknown. Otherwise parts are merged one by one, as far as they can be.
    """

    def __init__(self, slot: ScoreSlot, children: Sequence[Seen[State]]) -> None:
        self.out: Wire[Parts] = Wire(wide=True)
        self._slot = slot
        self._wires, self._parts = on_wires(children, [_alone(child) for child in slot.children])
        self._total: Total[Parts] | None = None
        self._chain: list[Memo[Parts]] = []
        if slot.aggregate in {"mean", "sum"} and not slot.tracks_possible:
            wires, amounts = on_wires(children, [_amounts(slot, child) for child in slot.children])
            self._total = Total(wires, amounts, self._of_sums, self.out)

    def run(self) -> None:
        """Work the block out, after the nodes of the children."""
        if self._total is not None and self._total.fits():
            self._total.run()
            return
        if not self._chain:
            self._chain = self._link()
        for memo in self._chain:
            memo.run()

    def _link(self) -> list[Memo[Parts]]:
        chain: list[Memo[Parts]] = []
        last = len(self._wires) - 1
        for number, (wire, parts) in enumerate(zip(self._wires, self._parts, strict=True)):
            inputs: list[Wire[Any]] = [chain[-1].out, wire] if chain else [wire]
            chain.append(Memo(inputs, self._joining(parts), self.out if number == last else None))
        return chain

    def _joining(self, parts: Callable[[Any], Parts]) -> Callable[..., Parts]:
        def joined(*values: Any) -> Parts:  # noqa: ANN401  whatever the wires hold
            sofar = values[0] if len(values) > 1 else _NOTHING
            return self._joined(sofar, parts(values[-1]))

        return joined

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

    def _of_sums(self, low: Fraction, high: Fraction, weight: Fraction, unknown: Fraction) -> Parts:
        if not weight:
            return Parts((), (), frozenset([UNKNOWN if unknown else NOT_APPLICABLE]))
        share = weight if self._slot.aggregate == "mean" else 1
        ends = _pair(low / share), _pair(high / share)
        part = Part(int(share), ends[0], ends[0] if ends[0] == ends[1] else ends[1])
        return Parts((part,), (), frozenset())


def _alone(child: Child) -> Callable[[State], Parts]:
    return lambda state: parts_of([(child, state)])


def _amounts(slot: ScoreSlot, child: Child) -> Callable[[State], Amounts | None]:
    """What a child adds: the low end, the high end, the weight (of a sum: one), one if it is unknown."""
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
        return low, high, weight if slot.aggregate == "mean" else 1, 0

    return of


def _pair(value: Fraction) -> Pair:
    return value.numerator, value.denominator
