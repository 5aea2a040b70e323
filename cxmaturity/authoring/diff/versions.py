"""Semantic versions: which part of the version the changes ask for, and whether it was raised."""

import re
from enum import IntEnum

from msgspec import Struct

from cxmaturity.authoring.diff.classes import Weight

_SEMVER = re.compile(
    r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?",
    re.ASCII,
)


class Bump(IntEnum):
    """The part of a version that changes ask to raise, or a higher one."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


class Verdict(Struct, frozen=True):
    """What the changes ask of the version. `lowest` is the lowest one that will do; None where it is not semver."""

    required: Bump
    enough: bool
    lowest: str | None

    @property
    def fails(self) -> bool:
        """Whether results may differ under a version that does not say so."""
        return not self.enough and self.required >= Bump.MINOR


def judge(old: str, new: str, heaviest: Weight | None) -> Verdict:
    """Whether version *new* is enough after *old* for the heaviest of the changes; None for no change.

    Before 1.0.0 the second number stands for breaking changes, too. A pre-release promises nothing to the next.
    Versions that are not semantic must differ at least.
    """
    required = Bump.NONE if heaviest is None else Bump(heaviest)
    before, after = _SEMVER.fullmatch(old), _SEMVER.fullmatch(new)
    if required is Bump.NONE or before is None or after is None:
        return Verdict(required, required is Bump.NONE or old != new, None)
    core, later = _core(before), _core(after)
    if before[4] is not None:
        return Verdict(required, later >= core and old != new, _text(core))
    lowest = _raised(core, required)
    return Verdict(required, later >= lowest, _text(lowest))


def _raised(core: tuple[int, int, int], bump: Bump) -> tuple[int, int, int]:
    major, minor, patch = core
    if bump is Bump.PATCH:
        return major, minor, patch + 1
    return (major + 1, 0, 0) if bump is Bump.MAJOR and major else (major, minor + 1, 0)


def _core(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match[1]), int(match[2]), int(match[3])


def _text(core: tuple[int, int, int]) -> str:
    return ".".join(map(str, core))
