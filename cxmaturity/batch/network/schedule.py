"""The order in which the nodes of a network run, and which of them run together as clusters."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeAlias

from cxmaturity.batch.network.clusters import Cluster, are_few, combinations
from cxmaturity.batch.network.nodes import Node
from cxmaturity.batch.network.steps import Maker, Making
from cxmaturity.batch.network.wires import NO_ROWS, Wire

#: Wires that together decide what there is on others.
Cut: TypeAlias = frozenset[Wire[Any]]
#: The cut of a cluster, and the wires that it makes.
Content: TypeAlias = tuple[Cut, tuple[Wire[Any], ...]]

_NARROW = 32  # wires with more values are in no cut: their combinations seldom come again
_POSITIONS = 1 << 22  # in the tables of all clusters


class Schedule:
    """An order of *nodes*, good for the numbers of values that there are now; what is in the one *before* is kept.

    The depth of a wire is how many cuts there are one above the other below it. Of the wires that a cluster makes, it
    makes only those that are read by something else, or *wanted*.
    """

    def __init__(
        self, nodes: Sequence[Node], wanted: Collection[Wire[Any]], before: "Schedule | None" = None
    ) -> None:
        self._makers = {node.out: node for node in nodes}
        self._order = {wire: number for number, wire in enumerate(self._makers)}
        self._given: dict[Wire[Any], Cut] = {}
        self._cuts: dict[Wire[Any], Cut] = {}
        self._depths: dict[Wire[Any], int] = {}
        for node in nodes:
            self._place(node)
        groups = list(self._clustered())
        in_clusters = {wire for _, made in groups for wire in made}
        alone = [node for node in nodes if node.out not in in_clusters]
        read = {
            *wanted,
            *chain.from_iterable(node.inputs for node in alone),
            *chain(*(cut for cut, _ in groups)),
        }
        known = {} if before is None else before.clusters
        self.clusters: dict[Content, Cluster] = {
            content: known.get(content) or self._cluster(content) for content in _of_those(groups, read)
        }
        for wire in in_clusters - read:
            wire.codes = NO_ROWS
        # A cluster rests on what is less deep; a node by itself, also on clusters of its own depth and nodes before it.
        steps: list[tuple[int, Maker]] = [
            *((self._depths[cluster.made[0]], cluster) for cluster in self.clusters.values()),
            *((self._depths[node.out], node) for node in alone),
        ]
        self.making = Making([maker for _, maker in sorted(steps, key=lambda step: step[0])])

    @property
    def is_outdated(self) -> bool:
        """Whether a cluster has become too large."""
        return any(cluster.is_too_large for cluster in self.clusters.values())

    def _place(self, node: Node) -> None:
        """Find the cut that *node* rests on, and its depth."""
        wire = node.out
        self._given[wire] = frozenset(chain.from_iterable(map(self._given_below, node.inputs)))
        cut = next(filter(self._is_fit, self._cuts_below(node)), None)
        if cut is None:
            self._depths[wire] = max(map(self._depth, node.inputs))
        else:
            self._cuts[wire] = cut
            self._depths[wire] = 1 + max(map(self._depth, cut))

    def _given_below(self, wire: Wire[Any]) -> Cut:
        return self._given.get(wire, frozenset([wire]))

    def _depth(self, wire: Wire[Any]) -> int:
        return self._depths.get(wire, 0)

    def _cuts_below(self, node: Node) -> Iterator[Cut]:
        """The inputs, the deepest of them replaced by their own cuts: first all, in the end none."""
        for least in sorted({0, *(self._depth(wire) + 1 for wire in node.inputs)}):
            yield frozenset(
                chain.from_iterable(
                    self._cuts.get(wire, [wire]) if self._depth(wire) >= least else [wire]
                    for wire in node.inputs
                )
            )

    def _is_fit(self, cut: Cut) -> bool:
        """Whether the combinations are few, and all possible, no two wires resting on the same given one."""
        given = [self._given_below(wire) for wire in cut]
        return (
            all(len(wire.values) <= _NARROW for wire in cut)
            and are_few(cut)
            and sum(map(len, given)) == len(frozenset[Any]().union(*given))
        )

    def _clustered(self) -> Iterator[Content]:
        """What those clusters have that save something: more nodes than a row has wires to be looked up by."""
        room = _POSITIONS
        for cut, made in sorted(self._grouped().items(), key=_positions):
            room -= _positions((cut, made))
            if room >= 0 and len(self._cone(cut, made)) > len(cut):
                yield cut, tuple(made)

    def _cluster(self, content: Content) -> Cluster:
        cut, made = content
        return Cluster(list(cut), self._cone(cut, made), made)

    def _grouped(self) -> dict[Cut, list[Wire[Any]]]:
        """The wires by their cuts, those of a part of a cut with the others of the same depth."""
        groups: dict[Cut, list[Wire[Any]]] = {}
        at: dict[tuple[int, Wire[Any]], list[Cut]] = defaultdict(list)
        for wire, cut in sorted(self._cuts.items(), key=lambda item: -len(item[1])):
            depth = self._depths[wire]
            near = at[depth, next(iter(cut))]
            home = next((other for other in reversed(near) if cut <= other), cut)
            if home not in groups:
                groups[home] = []
                for each in home:
                    at[depth, each].append(home)
            groups[home].append(wire)
        return groups

    def _cone(self, cut: Cut, wires: Iterable[Wire[Any]]) -> list[Node]:
        """All nodes between *cut* and *wires*."""
        found: set[Wire[Any]] = set()
        wanted = list(wires)
        while wanted:
            wire = wanted.pop()
            if wire not in cut and wire not in found:
                found.add(wire)
                wanted.extend(self._makers[wire].inputs)
        return [self._makers[wire] for wire in sorted(found, key=self._order.__getitem__)]


def _of_those(groups: Iterable[Content], read: Container[Wire[Any]]) -> Iterator[Content]:
    """The *groups* with only those wires that are *read*."""
    for cut, made in groups:
        if some := tuple(wire for wire in made if wire in read):
            yield cut, some


def _positions(group: tuple[Cut, Sequence[Wire[Any]]]) -> int:
    """How many there are in the tables of a cluster."""
    cut, made = group
    return combinations(cut) * len(made)
