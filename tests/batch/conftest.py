"""Limits so low that a few rows are enough to reach them."""

from types import ModuleType

import pytest

from cxmaturity.batch.network import clusters, lookups, network, schedule

_LIMITS: dict[str, dict[tuple[ModuleType, str], int]] = {
    "row by row, searched": {(lookups, "_TABLE"): 0},
    "row by row, by position": {},
    "in clusters": {(network, "_SAMPLE"): 1, (clusters, "COMBINATIONS"): 1 << 10},
    "in clusters at once, searched": {
        (network, "_SAMPLE"): -1,
        (clusters, "COMBINATIONS"): 1 << 8,
        (lookups, "_TABLE"): 0,
    },
    "in clusters that become too large": {(network, "_SAMPLE"): 1, (clusters, "COMBINATIONS"): 12},
    "in clusters of few wires": {(network, "_SAMPLE"): 1, (schedule, "_NARROW"): 2},
    "in few clusters": {(network, "_SAMPLE"): 1, (schedule, "_POSITIONS"): 100},
}


@pytest.fixture(params=list(_LIMITS.values()), ids=list(_LIMITS))
def limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How a network looks rows up."""
    for (module, name), limit in request.param.items():
        monkeypatch.setattr(module, name, limit)
