"""The semver rule."""

import pytest

from cxmaturity.authoring.diff.classes import Weight
from cxmaturity.authoring.diff.versions import Bump, Verdict, judge

B, S, T = Weight.BREAKING, Weight.SCORE_CHANGING, Weight.TEXT_ONLY


@pytest.mark.parametrize(
    ("old", "new", "weight", "lowest", "enough"),
    [
        ("1.2.3", "2.0.0", B, "2.0.0", True),
        ("1.2.3", "2.1.7", B, "2.0.0", True),
        ("1.2.3", "1.3.0", B, "2.0.0", False),
        ("1.2.3", "1.3.0", S, "1.3.0", True),
        ("1.2.3", "2.0.0", S, "1.3.0", True),
        ("1.2.3", "1.2.4", S, "1.3.0", False),
        ("1.2.3", "1.2.3", S, "1.3.0", False),
        ("1.2.3", "1.2.4", T, "1.2.4", True),
        ("1.2.3", "1.2.3", T, "1.2.4", False),
        ("1.10.0", "1.9.0", S, "1.11.0", False),
        ("2.0.0", "1.0.0", B, "3.0.0", False),
        ("0.2.1", "0.3.0", B, "0.3.0", True),
        ("0.2.1", "0.2.2", B, "0.3.0", False),
        ("1.2.3", "2.0.0-rc.1", B, "2.0.0", True),
        ("2.0.0-rc.1", "2.0.0-rc.2", B, "2.0.0", True),
        ("2.0.0-rc.1", "2.0.0", B, "2.0.0", True),
        ("2.0.0-rc.1", "2.0.0-rc.1", S, "2.0.0", False),
        ("2.0.0-rc.1", "1.9.0", S, "2.0.0", False),
        ("1.2.3+one", "1.2.3+two", S, "1.3.0", False),
    ],
)
def test_semantic_versions(old: str, new: str, weight: Weight, lowest: str, enough: bool) -> None:
    assert judge(old, new, weight) == Verdict(Bump(weight), enough, lowest)


@pytest.mark.parametrize(
    ("old", "new"), [("2025", "2026"), ("1.0", "1.1"), ("1.0.0", "spring"), ("01.0.0", "1.0.0")]
)
def test_other_versions_must_differ(old: str, new: str) -> None:
    assert judge(old, new, B) == Verdict(Bump.MAJOR, True, None)
    assert judge(old, old, B).enough is (old.count(".") == 5)


def test_no_change_asks_for_nothing() -> None:
    assert judge("1.0.0", "1.0.0", None) == Verdict(Bump.NONE, True, None)


@pytest.mark.parametrize(("weight", "fails"), [(B, True), (S, True), (T, False), (None, False)])
def test_only_other_results_fail(weight: Weight | None, fails: bool) -> None:
    assert judge("1.0.0", "1.0.0", weight).fails is fails
