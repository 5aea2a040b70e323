"""What one answer is worth: numbers with units and named answers, tables both ways round, tick lists."""

from fractions import Fraction

import pytest

from tests.scoring.models import Said, outcome, plan_of, values

TABLES = plan_of("""
    missing: exclude
    dimensions:
      - id: latency
        title: Latency
        questions:
          - id: best-first
            kind: number
            unit: min
            min: 0
            max: 600
            text: After how many minutes do you react?
            points:
              bins:
                - {at_most: 10, points: 5}
                - {below: 60, points: 4}
                - {at_most: 120.5, points: 3}
                - {otherwise: 1}
            options: [{id: never, points: 0, text: Never}, {id: at-once, points: 6, text: At once}]
          - id: worst-first
            kind: number
            unit: min
            min: 0
            max: 600
            text: After how many minutes do you react?
            points:
              bins:
                - {above: 120.5, points: 1}
                - {at_least: 60, points: 3}
                - {above: 10, points: 4}
                - {otherwise: 5}
            options: [{id: never, points: 0, text: Never}, {id: at-once, points: 6, text: At once}]
          - id: closed-ranges
            kind: number
            unit: min
            min: 0
            max: 600
            text: After how many minutes do you react?
            points:
              bins:
                - {at_least: 60, at_most: 120.5, points: 3}
                - {above: 120.5, points: 1}
                - {above: 10, below: 60, points: 4}
                - {at_most: 10, points: 5}
            options: [{id: never, points: 0, text: Never}, {id: at-once, points: 6, text: At once}]
""")
TABLE_IDS = ("best-first", "worst-first", "closed-ranges")


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        (0, 5),
        (10, 5),  # at_most includes the limit, above does not
        (Fraction(1001, 100), 4),
        (Fraction(5999, 100), 4),
        (60, 3),  # below does not include the limit, at_least does
        (Fraction(241, 2), 3),  # 120.5
        (Fraction(241, 2) + Fraction(1, 10**9), 1),
        (600, 1),
        ("never", 0),  # a named answer is worth what it states and passes no table
        ("at-once", 6),
    ],
)
def test_table_gives_the_same_from_best_to_worst_from_worst_to_best_and_in_closed_ranges(
    answer: Said, points: int
) -> None:
    answers = dict.fromkeys(TABLE_IDS, answer)
    assert values(TABLES, answers, *TABLE_IDS) == (points, points, points)


def test_decimal_limit_is_the_decimal_of_its_text_and_not_a_binary_float() -> None:
    plan = plan_of("""
        missing: exclude
        dimensions:
          - id: share
            title: Share
            questions:
              - id: exact
                kind: number
                unit: "%"
                min: 0
                max: 1
                text: Which share?
                points: {bins: [{at_most: 0.1, points: 1}, {otherwise: 0}]}
    """)
    assert values(plan, {"exact": Fraction(1, 10)}, "exact") == (1,)
    assert values(plan, {"exact": Fraction(0.1)}, "exact") == (
        0,
    )  # the nearest double is a little more than 1/10


TICKS = plan_of("""
    missing: exclude
    dimensions:
      - id: touchpoints
        title: Touchpoints
        questions:
          - id: total
            kind: multi
            ticked: sum
            text: Where?
            options:
              - {id: shop, points: 2, text: Shop}
              - {id: phone, points: 0.5, text: Phone}
              - {id: fax, points: -1, text: Fax}
              - {id: nowhere, exclusive: true, text: Nowhere}
          - id: best
            kind: multi
            ticked: max
            text: Which is the best?
            options:
              - {id: shop, points: 2, text: Shop}
              - {id: phone, points: 0.5, text: Phone}
              - {id: fax, points: -1, text: Fax}
              - {id: nowhere, exclusive: true, points: -3, text: Nowhere}
          - id: number
            kind: multi
            ticked: count
            text: How many?
            points:
              bins:
                - {at_least: 3, points: 5}
                - {above: 1, points: 3}
                - {at_least: 1, points: 2}
                - {otherwise: 1}
            options:
              - {id: shop, text: Shop}
              - {id: phone, text: Phone}
              - {id: fax, text: Fax}
              - {id: everywhere, exclusive: true, points: 6, text: Everywhere}
              - {id: nowhere, exclusive: true, text: Nowhere}
          - id: mapped
            kind: multi
            text: How much in all?
            points: {linear: {from: [0, 4], to: [0, 10]}}
            options:
              - {id: shop, points: 3, text: Shop}
              - {id: phone, points: 2, text: Phone}
              - {id: nowhere, exclusive: true, points: 1, text: Nowhere}
""")


@pytest.mark.parametrize(
    ("question", "ticks", "points"),
    [
        ("total", ["shop", "phone"], Fraction(5, 2)),
        ("total", ["shop", "phone", "fax"], Fraction(3, 2)),
        ("total", [], 0),
        ("total", ["nowhere"], 0),  # exclusive without points of its own: nothing is ticked
        ("best", ["phone", "shop", "fax"], 2),
        ("best", ["fax"], -1),
        ("best", [], 0),
        ("best", ["nowhere"], -3),
        ("number", ["shop", "phone", "fax"], 5),
        ("number", ["shop", "fax"], 3),
        ("number", ["fax"], 2),
        ("number", [], 1),
        ("number", ["nowhere"], 1),  # an exclusive option is no tick
        ("number", ["everywhere"], 6),  # and worth its own points, past the table
        ("mapped", ["phone"], 5),  # 2 / 4 * 10
        ("mapped", ["phone", "shop"], 10),  # 5 of 4: clamped
        ("mapped", ["nowhere"], 1),  # its own points, past the line
    ],
)
def test_tick_list_is_worth_the_sum_the_best_or_the_count(
    question: str, ticks: list[str], points: Fraction
) -> None:
    assert values(TICKS, {question: ticks}, question) == (points,)


@pytest.mark.parametrize(
    ("channels", "minutes", "asked"),
    [
        (["shop", "phone"], 30, (True, True)),
        (["shop"], 30, (False, True)),
        (["shop", "phone"], Fraction(301, 10), (True, False)),
        (["nowhere"], "never", (False, False)),  # an exclusive option is no tick, a named answer no number
        ("unknown", "unknown", (False, False)),
    ],
)
def test_bounds_of_a_condition_compare_ticks_and_numbers(
    channels: Said, minutes: Said, asked: tuple[bool, bool]
) -> None:
    plan = plan_of("""
        missing: exclude
        context:
          questions:
            - id: channels
              kind: multi
              text: Which channels?
              options:
                - {id: shop, text: Shop}
                - {id: phone, text: Phone}
                - {id: nowhere, exclusive: true, text: None}
            - {id: minutes, kind: number, unit: min, text: How long?, options: [{id: never, text: Never}]}
        dimensions:
          - id: linkage
            title: Linkage
            questions:
              - {id: linked, kind: number, min: 0, max: 1, text: Linked?,
                 when: {question: channels, at_least: 2}}
              - {id: quick, kind: number, min: 0, max: 1, text: Quick?,
                 when: {question: minutes, at_most: 30}}
    """)
    statuses = outcome(plan, {"channels": channels, "minutes": minutes, "linked": 1, "quick": 1}).statuses
    assert (statuses["linked"] == "scored", statuses["quick"] == "scored") == asked
