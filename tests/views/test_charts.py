from fractions import Fraction
from itertools import pairwise
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.views.charts import RADAR_SIZE, TRACK_WIDTH, Axis, broken, radar

_VALUES = st.fractions(min_value=-100, max_value=200)


@st.composite
def axes(draw: st.DrawFn) -> Axis:
    low, *limits, high = sorted(draw(st.sets(_VALUES, min_size=2, max_size=8)))
    return Axis(low, high, tuple(limits))


@given(axes())
def test_bands_tile_the_track(axis: Axis) -> None:
    bands = axis.track(None).bands
    assert len(bands) == len(axis.limits) + 1
    assert bands[0].x == 0
    assert abs(bands[-1].x + bands[-1].width - TRACK_WIDTH) < 0.2
    assert all(abs(a.x + a.width - b.x) < 0.2 for a, b in pairwise(bands))


@given(axes(), _VALUES, _VALUES)
def test_a_higher_score_never_has_a_shorter_bar(axis: Axis, one: Fraction, other: Fraction) -> None:
    ends = [axis.track(score).end for score in sorted((one, other))]
    assert 0 <= (ends[0] or 0) <= (ends[1] or 0) <= TRACK_WIDTH


def test_an_unknown_score_has_no_bar() -> None:
    track = Axis(Fraction(1), Fraction(5)).track(None, (Fraction(1), Fraction(3)), Fraction(4))
    assert (track.bar, track.end, track.possible and track.possible.width, track.target) == (
        None,
        None,
        150.0,
        225.0,
    )


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=3, max_size=12))
def test_the_radar_stays_inside_its_outer_ring(shares: list[float | None]) -> None:
    figure = radar(["Dimension"] * len(shares), shares, 5)
    middle = RADAR_SIZE / 2
    reach = max(hypot(spoke.x - middle, spoke.y - middle) for spoke in figure.spokes)
    assert len(figure.corners) == sum(share is not None for share in shares)
    assert all(hypot(corner.x - middle, corner.y - middle) <= reach + 0.2 for corner in figure.corners)


def test_an_unknown_dimension_leaves_the_shape_open() -> None:
    assert radar(["a", "b", "c", "d"], [1.0, 1.0, 1.0, 1.0], 5).shape.endswith("Z")
    assert (
        radar(["a", "b", "c", "d"], [1.0, 1.0, None, 1.0], 5).shape
        == "M160.0 56.0L264.0 160.0M56.0 160.0L160.0 56.0"
    )


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=80), st.integers(4, 30))
def test_a_broken_name_loses_no_letter(text: str, characters: int) -> None:
    lines = broken(text, characters)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines) <= 3


def test_names_are_broken_at_spaces_and_hyphens() -> None:
    assert broken("Strategie und Organisation", 16) == ("Strategie und", "Organisation")
    assert broken("Cross-Channel-Steuerung", 16) == ("Cross-Channel-", "Steuerung")
