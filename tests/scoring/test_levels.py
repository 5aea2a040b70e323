"""From a value, or from gates, to a level: every rule at its exact limits."""

from fractions import Fraction

import pytest

from tests.scoring.models import Said, outcome, plan_of

SCALE = """
    missing: exclude
    scales:
      stage:
        levels:
          - {id: low, number: 1, title: Low}
          - {id: middle, number: 2, title: Middle}
          - {id: high, number: 3, title: High}
    dimensions:
      - id: data
        title: Data
        questions:
          - {id: d1, not_applicable: true, kind: number, min: 0, max: 4, text: D1?}
          - {id: d2, not_applicable: true, kind: number, min: 0, max: 4, text: D2?}
      - id: service
        title: Service
        questions: [{id: s, not_applicable: true, kind: number, min: 0, max: 4, text: S?}]
    levels:
"""


def reached(rule: str, answers: dict[str, Said]) -> tuple[int | None, str]:
    """Return number and status of the level *rule* gives, by the id `node`."""
    plan = plan_of(f"{SCALE}\n      - {{id: node, scale: stage, {rule}}}\n")
    result = outcome(plan, answers)
    return result.levels["node"], result.level_statuses["node"]


A_LITTLE = Fraction(1, 10**12)


@pytest.mark.parametrize(
    ("value", "rising", "falling"),
    [
        # rising: below 1.75 low, up to and with 2.75 middle; falling: from 2.75 high, above 1.75 middle
        (0, 1, 1),
        (Fraction(7, 4) - A_LITTLE, 1, 1),
        (Fraction(7, 4), 2, 1),
        (Fraction(7, 4) + A_LITTLE, 2, 2),
        (Fraction(11, 4) - A_LITTLE, 2, 2),
        (Fraction(11, 4), 2, 3),
        (Fraction(11, 4) + A_LITTLE, 3, 3),
        (4, 3, 3),
    ],
)
def test_bands_hold_at_their_exact_limits(value: Fraction, rising: int, falling: int) -> None:
    up = "of: s, bands: [{level: low, below: 1.75}, {level: 2, at_most: 2.75}, {otherwise: high}]"
    down = "of: s, bands: [{level: high, at_least: 2.75}, {level: 2, above: 1.75}, {otherwise: 1}]"
    assert (reached(up, {"s": value}), reached(down, {"s": value})) == (
        (rising, "scored"),
        (falling, "scored"),
    )


@pytest.mark.parametrize(
    ("value", "floor", "nearest"),
    [
        (0, 1, 1),  # below the lowest level is the lowest
        (Fraction(3, 2) - A_LITTLE, 1, 1),
        (Fraction(3, 2), 1, 2),
        (2 - A_LITTLE, 1, 2),
        (2, 2, 2),
        (Fraction(5, 2) - A_LITTLE, 2, 2),
        (Fraction(5, 2), 2, 3),  # half goes up
        (3, 3, 3),
        (4, 3, 3),  # above the highest is the highest
    ],
)
def test_floor_goes_down_and_nearest_takes_half_up(value: Fraction, floor: int, nearest: int) -> None:
    assert reached("of: service, floor: true", {"s": value}) == (floor, "scored")
    assert reached("of: service, nearest: true", {"s": value}) == (nearest, "scored")


@pytest.mark.parametrize(
    "rule", ["floor: true", "nearest: true", "bands: [{level: 3, above: 2}, {otherwise: 1}]"]
)
@pytest.mark.parametrize(("answer", "status"), [("unknown", "unknown"), ("not-applicable", "not-applicable")])
def test_level_of_no_value_has_the_status_of_its_score(rule: str, answer: str, status: str) -> None:
    assert reached(f"of: service, {rule}", {"s": answer}) == (None, status)


STAGED = (
    "staged: {levels: {middle: [{score: d1, at_least: 2}, {score: s, above: 1}], "
    "high: [{score: d2, at_least: 3}]}}"
)


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"d1": 2, "s": 2, "d2": 3}, 3),
        ({"d1": 2, "s": 2, "d2": 2}, 2),
        ({"d1": 2, "s": 1, "d2": 3}, 1),  # stops at the first level that fails: high is not looked at
        ({"d1": 1, "s": 2, "d2": 4}, 1),
        ({"d1": 2, "s": 2, "d2": "unknown"}, 2),  # unknown is not passed
        ({"d1": "unknown", "s": 2, "d2": 4}, 1),
        ({"d1": 2, "s": 2}, 2),
        ({"d1": "not-applicable", "s": 2, "d2": 3}, 3),  # not applicable is left out
        ({"d1": "not-applicable", "s": 1, "d2": 3}, 1),
        ({"d1": 2, "s": 2, "d2": "not-applicable"}, 2),  # nothing is left to ask at high
        ({"d1": "not-applicable", "s": "not-applicable", "d2": 4}, 1),
    ],
)
def test_staged_stops_at_the_first_level_whose_gates_do_not_all_hold(
    answers: dict[str, Said], level: int
) -> None:
    assert reached(STAGED, answers) == (level, "scored")


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, (None, "unknown")),
        ({"d1": "not-applicable"}, (None, "unknown")),
        (dict.fromkeys(("d1", "d2", "s"), "not-applicable"), (None, "not-applicable")),
    ],
)
def test_staged_level_over_nothing_answered_is_no_level(
    answers: dict[str, Said], found: tuple[int | None, str]
) -> None:
    assert reached(STAGED, answers) == found


@pytest.mark.parametrize(
    ("gate", "answers", "level"),
    [
        ("{coverage: data, at_least: 0.5}", {"d1": 0}, 2),  # one of two
        ("{coverage: data, above: 0.5}", {"d1": 0}, 1),
        ("{coverage: data, at_least: 1}", {"d1": 0, "d2": "not-applicable"}, 2),  # one of one that applies
        ("{coverage: {ids: [data, service]}, at_least: 0.5}", {"d1": 0, "s": 0}, 2),  # each of them
        ("{coverage: {ids: [data, service]}, at_least: 0.5}", {"d1": 0, "d2": 0}, 1),
        ("{answered: {dimension: data}}", {"d1": 0, "d2": 0}, 2),
        ("{answered: {dimension: data}}", {"d1": 0}, 1),
        ("{answered: {dimension: data}}", {"d1": 0, "d2": "not-applicable"}, 2),
        ("{question: d1, at_least: 2, at_most: 3}", {"d1": 3}, 2),  # two bounds at once
        ("{question: d1, at_least: 2, at_most: 3}", {"d1": 4}, 1),
        ("{any: [{score: d1, at_least: 3}, {score: d2, at_least: 3}]}", {"d1": "unknown", "d2": 3}, 2),
        ("{any: [{score: d1, at_least: 3}, {score: d2, at_least: 3}]}", {"d1": "unknown", "d2": 2}, 1),
        ("[{score: d1, at_least: 3}, {score: d2, at_least: 3}]", {"d1": 3, "d2": "not-applicable"}, 2),
        ("[{score: d1, at_least: 3}, {score: d2, at_least: 3}]", {"d1": 3, "d2": "unknown"}, 1),
        ("{score: data, at_least: 3}", {"d1": 3}, 2),  # the mean of what is answered
    ],
)
def test_gate_asks_for_coverage_answers_and_scores(gate: str, answers: dict[str, Said], level: int) -> None:
    rule = f"staged: {{levels: {{middle: [{gate}], high: [{{score: d1, above: 4}}]}}}}"
    assert reached(rule, answers) == (level, "scored")


def test_gate_asks_for_the_level_of_another_node() -> None:
    plan = plan_of(f"""{SCALE}
      - {{id: service, scale: stage, floor: true}}
      - id: by-id
        scale: stage
        staged:
          levels:
            middle: [{{level: service, at_least: middle}}]
            high: [{{level: service, above: middle}}]
      - id: by-number
        scale: stage
        staged: {{levels: {{middle: [{{level: service, is: 2}}], high: [{{level: service, in: [low, 3]}}]}}}}
    """)
    found = [outcome(plan, {"s": value}).levels for value in (1, 2, 3)]
    assert [(levels["by-id"], levels["by-number"]) for levels in found] == [(1, 1), (2, 2), (3, 1)]


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"d1": 4, "s": 4}, 3),
        ({"d1": 4, "s": 0}, 1),  # the second rule is true, too, but stands behind
        ({"d1": 2, "s": 4}, 2),
        ({"d1": 0, "s": 4}, 1),  # otherwise
        ({"d1": "unknown", "s": 4}, 1),  # a comparison with a missing answer is false
        ({"d1": "not-applicable", "s": 4}, 1),
    ],
)
def test_first_true_rule_wins(answers: dict[str, Said], level: int) -> None:
    rule = (
        "rules: [{level: high, when: [{score: d1, above: 3}, {score: s, above: 3}]}, "
        "{level: low, when: {score: s, below: 1}}, "
        "{level: middle, when: {score: d1, at_least: 2}}, {otherwise: 1}]"
    )
    assert reached(rule, answers) == (level, "scored")
