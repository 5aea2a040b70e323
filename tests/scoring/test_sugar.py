"""What is written shortly means what it stands for: selectors, gate groups, aggregates, bare lists."""

from fractions import Fraction

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from tests.scoring.models import outcome, plan_of, values

SELECTED = plan_of("""
    missing: exclude
    dimensions:
      - id: one
        title: One
        weight: 2
        tags: core
        questions:
          - {id: a, tags: lead, kind: number, min: 0, max: 64, text: A?}
          - {id: b, weight: 3, kind: number, min: 0, max: 64, text: B?}
      - id: two
        title: Two
        tags: [core, late]
        questions:
          - {id: c, tags: [lead, hard], kind: number, min: 0, max: 64, text: C?}
          - {id: d, tags: hard, kind: number, min: 0, max: 64, text: D?}
      - id: three
        title: Three
        questions:
          - {id: e, kind: number, min: 0, max: 64, text: E?}
    scores:
      - {id: by-dimension, sum: [{questions: {dimension: two}}]}
      - {id: by-dimensions, sum: [{questions: {dimension: [one, three]}}]}
      - {id: by-tag, sum: [{questions: {tag: lead}}]}
      - {id: by-tags, sum: [{questions: {tag: [lead, hard]}}]}
      - {id: by-both, sum: [{questions: {dimension: two, tag: lead}}]}
      - {id: by-ids, sum: [{questions: [e, a]}]}
      - {id: by-id, sum: [{questions: d}]}
      - {id: by-exception, sum: [{questions: {dimension: [one, two], except: [b, c]}}]}
      - {id: by-weight, sum: [{questions: {ids: [a, b]}, weight: 2}]}
      - {id: all-dimensions, mean: [{dimensions: all}]}
      - {id: tagged-dimensions, mean: [{dimensions: core}]}
      - {id: listed-dimensions, mean: [{dimensions: [two, three]}]}
      - {id: named-dimensions, mean: [one, {score: two}]}
      - {id: weighed-dimensions, mean: [{dimensions: {tag: core}, weight: 1}]}
      - {id: highest, max: [{questions: {}}]}
      - {id: lowest, min: [{questions: {}}]}
""")


@pytest.mark.parametrize(
    ("score", "value"),
    [
        ("by-dimension", 4 + 8),
        ("by-dimensions", 1 + 3 * 2 + 16),  # a question keeps its own weight
        ("by-tag", 1 + 4),
        ("by-tags", 1 + 4 + 8),  # any of the tags, each question once
        ("by-both", 4),  # both keys must fit
        ("by-ids", 1 + 16),
        ("by-id", 8),
        ("by-exception", 1 + 8),
        ("by-weight", 2 * 1 + 2 * 2),  # the weight of the use replaces the question's own
        ("all-dimensions", Fraction(51, 8)),  # one (1 + 6) / 4 = 7/4, two 6, three 16: (2*7/4 + 6 + 16) / 4
        ("tagged-dimensions", Fraction(19, 6)),  # (2*7/4 + 6) / 3
        ("named-dimensions", Fraction(19, 6)),  # the same: a dimension keeps its own weight
        ("listed-dimensions", 11),  # (6 + 16) / 2
        ("weighed-dimensions", Fraction(31, 8)),  # (7/4 + 6) / 2
        ("highest", 16),
        ("lowest", 1),
    ],
)
def test_selector_names_the_questions_or_dimensions_that_meet_all_its_keys(
    score: str, value: Fraction
) -> None:
    assert values(SELECTED, {"a": 1, "b": 2, "c": 4, "d": 8, "e": 16}, score) == (value,)


STEPS = """
    missing: exclude
    scales:
      maturity:
        levels:
          - {id: first, number: 1, title: "1"}
          - {id: second, number: 2, title: "2"}
          - {id: third, number: 3, title: "3"}
          - {id: fourth, number: 4, title: "4"}
    dimensions:
      - id: data
        title: D
        tags: core
        questions: [{id: d, tags: lead, kind: number, min: 1, max: 4, text: D?}]
      - {id: channels, title: C, tags: core, questions: [{id: c, kind: number, min: 1, max: 4, text: C?}]}
      - {id: strategy, title: Strategy, questions: [{id: s, kind: number, min: 1, max: 4, text: S?}]}
      - {id: culture, title: Culture, questions: [{id: k, kind: number, min: 1, max: 4, text: K?}]}
"""


def staged(*gates: str) -> str:
    """Write a level of each dimension, and above them one with these gates of every level."""
    listed = "".join(f"\n              - {gate}" for gate in gates)
    return f"""{STEPS}
    levels:
      - {{id: "{{dimension}}", repeat: {{over: dimensions}}, scale: maturity, floor: true}}
      - id: whole
        scale: maturity
        staged:
          each:{listed}
"""


@pytest.mark.parametrize(
    ("data", "channels", "strategy", "culture", "reached"),
    [
        (3, 3, 2, 2, 3),  # core at 3, others one behind: enough for 3
        (3, 3, 1, 2, 2),  # one of the others two behind
        (3, 2, 4, 4, 2),  # one of the core behind
        (4, 4, 3, 3, 4),
        (1, 4, 4, 4, 1),
        (2, 2, 1, 1, 2),  # a lag of 1 asks nothing at level 2
    ],
)
def test_gate_group_asks_for_the_level_less_its_lag_of_each_dimension(
    data: int, channels: int, strategy: int, culture: int, reached: int
) -> None:
    plan = plan_of(staged("{dimensions: core, lag: 0}", "{dimensions: others, lag: 1}"))
    answers = {"d": data, "c": channels, "s": strategy, "k": culture}
    assert outcome(plan, answers).levels["whole"] == reached


@pytest.mark.parametrize(
    ("gates", "reached"),
    [
        # culture (1) is named with a lag of 3, so that `others` is strategy (3) alone
        (
            ("{dimensions: core, lag: 0}", "{dimensions: others, lag: 1}", "{dimensions: [culture], lag: 3}"),
            4,
        ),
        # not named, culture is among the others
        (("{dimensions: core, lag: 0}", "{dimensions: others, lag: 1}"), 2),
        # named at level 4 only: among the others at 3
        (
            (
                "{dimensions: core, lag: 0}",
                "{dimensions: others, lag: 1}",
                "{dimensions: [culture], lag: 3, at: fourth}",
            ),
            2,
        ),
        # named at level 3 only: 3 is reached, at 4 it is among the others
        (
            (
                "{dimensions: core, lag: 0}",
                "{dimensions: others, lag: 1}",
                "{dimensions: [culture], lag: 3, at: third}",
            ),
            3,
        ),
        (("{dimensions: all, lag: 3}",), 4),
        (("{dimensions: all, at_least: first}",), 4),  # a bound that does not move along
        (("{dimensions: [strategy], above: 2}",), 4),
        (("{dimensions: [strategy], above: third}",), 1),
        (("{level: data, lag: 0}",), 4),
        (("{level: culture, lag: 1}",), 2),
    ],
)
def test_others_are_the_dimensions_that_no_other_gate_of_the_level_names(
    gates: tuple[str, ...], reached: int
) -> None:
    assert outcome(plan_of(staged(*gates)), {"d": 4, "c": 4, "s": 3, "k": 1}).levels["whole"] == reached


@pytest.mark.parametrize(
    ("gate", "reached"),
    [
        ("{score: data, lag: 0}", 3),  # 3.75 is at 3 but not at 4
        ("{score: data, lag: 0.25}", 4),  # 3.75 >= 4 - 0.25, exactly
        ("{score: data, lag: 0.24}", 3),
        ("{score: data, lag: 0, at: [second, third]}", 4),  # level 4 has a gate of its own, below
        ("{score: channels, lag: 0, at: fourth}", 3),  # 2 is not at 4; levels 2 and 3 do not ask
        ("{score: channels, lag: 0, at: [3, fourth]}", 2),
    ],
)
def test_gate_of_every_level_moves_along_and_may_be_bound_to_some(gate: str, reached: int) -> None:
    plan = plan_of(staged(gate, "{dimensions: [strategy], at_least: 1}"))
    assert outcome(plan, {"d": Fraction(15, 4), "c": 2, "s": 4, "k": 4}).levels["whole"] == reached


@pytest.mark.parametrize(
    ("gate", "reached"),
    [
        ("{min: {dimension: [data, channels]}, lag: 1}", 3),  # min(4, 2) = 2, one behind 3
        ("{max: {dimension: [channels, strategy]}, lag: 0}", 3),  # max(2, 3)
        ("{mean: {except: c}, lag: 0}", 2),  # (4 + 3 + 1) / 3 = 2.67
        ("{mean: {except: c}, lag: 1.5}", 4),  # 2.67 >= 2.5
        ("{mean: [d, k], lag: 0}", 2),  # 2.5
        ("{sum: {dimension: culture}, lag: 3}", 4),  # 1
        ("{sum: [c, s], at_least: 5}", 4),  # a bound that stays: 5 at every level
        ("{sum: [c, s], above: 5}", 1),
        ("{ratio: [d, s, k], at_least: 0.66}", 4),  # (4 + 3 + 1) / 12 = 0.667
        ("{ratio: [d, s, k], at_least: 0.67}", 1),
        ("{ratio: {tag: lead}, at_least: 1}", 4),
    ],
)
def test_aggregate_on_the_spot_is_the_score_it_would_declare(gate: str, reached: int) -> None:
    assert outcome(plan_of(staged(gate)), {"d": 4, "c": 2, "s": 3, "k": 1}).levels["whole"] == reached


def test_aggregate_on_the_spot_keeps_the_weights_of_its_questions() -> None:
    plan = plan_of("""
        missing: exclude
        dimensions:
          - id: data
            title: Data
            questions:
              - {id: heavy, weight: 3, kind: number, min: 0, max: 4, text: A?}
              - {id: light, kind: number, min: 0, max: 4, text: B?}
        scores:
          - {id: met, sum: [{when: {mean: {dimension: data}, at_least: 3}}]}
          - {id: not-met, sum: [{when: {mean: {dimension: data}, above: 3}}]}
    """)
    assert values(plan, {"heavy": 4, "light": 0}, "met", "not-met") == (1, 0)  # (3*4 + 0) / 4 = 3


@pytest.mark.parametrize(
    ("condition", "asked"),
    [
        ("[{question: q, is: a}, {question: r, is: b}]", {"ab"}),
        ("{all: [{question: q, is: a}, {question: r, is: b}]}", {"ab"}),
        ("{any: [{question: q, is: a}, {question: r, is: b}]}", {"ab", "aa", "bb", "a-", "-b"}),
        (
            "{any: [[{question: q, is: a}, {question: r, is: a}], {question: q, is: b}]}",
            {"aa", "ba", "bb", "b-"},
        ),
        ("{not: [{question: q, is: a}, {question: r, is: b}]}", {"aa", "ba", "bb", "a-", "-b", "b-", "-a"}),
        ("{question: q, in: [a, b]}", {"aa", "ab", "ba", "bb", "a-", "b-"}),
        ("{question: q, answered: true}", {"aa", "ab", "ba", "bb", "a-", "b-"}),
        ("{question: q, answered: false}", {"-a", "-b"}),
    ],
)
def test_bare_list_of_conditions_holds_if_all_do(condition: str, asked: set[str]) -> None:
    plan = plan_of(f"""
        missing: exclude
        context:
          questions:
            - {{id: q, kind: choice, text: Q?, options: [{{id: a, text: A}}, {{id: b, text: B}}]}}
            - {{id: r, kind: choice, text: R?, options: [{{id: a, text: A}}, {{id: b, text: B}}]}}
        dimensions:
          - id: data
            title: Data
            questions: [{{id: d, kind: number, min: 0, max: 9, text: D?, when: {condition}}}]
    """)
    pairs = ("aa", "ab", "ba", "bb", "a-", "b-", "-a", "-b")
    given: dict[str, dict[str, str]] = {
        pair: {id_: option for id_, option in zip("qr", pair, strict=True) if option != "-"} for pair in pairs
    }
    assert {
        pair
        for pair, answers in given.items()
        if outcome(plan, {**answers, "d": 1}).statuses["d"] == "scored"
    } == asked


@pytest.mark.parametrize("condition", ["[]", "{all: []}", "{any: []}", "{not: []}"])
def test_condition_of_nothing_is_refused(condition: str) -> None:
    with pytest.raises(InvalidDocument):
        plan_of(f"""
            missing: exclude
            dimensions:
              - id: data
                title: Data
                questions: [{{id: d, kind: number, min: 0, max: 9, text: D?, when: {condition}}}]
        """)


def test_repeat_puts_the_number_of_the_level_into_a_bound() -> None:
    plan = plan_of(f"""{STEPS}
    levels:
      - {{id: data, scale: maturity, floor: true}}
      - id: "reached-{{number}}"
        repeat: {{over: levels, scale: maturity}}
        scale: maturity
        rules: [{{level: second, when: {{level: data, at_least: "{{number}}"}}}}, {{otherwise: first}}]
""")
    levels = outcome(plan, {"d": 3}).levels
    assert [levels[f"reached-{number}"] for number in (1, 2, 3, 4)] == [2, 2, 2, 1]


def test_repeat_puts_the_id_of_the_level_into_a_bound() -> None:
    plan = plan_of(f"""{STEPS}
    levels:
      - {{id: data, scale: maturity, floor: true}}
      - id: "reached-{{number}}"
        repeat: {{over: levels, scale: maturity, except: [first, 3]}}
        scale: maturity
        rules: [{{level: second, when: {{level: data, at_least: "{{level}}"}}}}, {{otherwise: first}}]
""")
    assert outcome(plan, {"d": 3}).levels == {"data": 3, "reached-2": 2, "reached-4": 1}


def test_repeat_over_dimensions_takes_those_with_a_tag_less_the_exceptions() -> None:
    plan = plan_of(f"""{STEPS}
    scores:
      - id: "twice-{{dimension}}"
        repeat: {{over: dimensions, tag: core, except: data}}
        mean: ["{{dimension}}"]
        times: 2
""")
    found = outcome(plan, {"d": 3, "c": 2, "s": 1}).values
    assert {id_: value for id_, value in found.items() if id_.startswith("twice")} == {"twice-channels": 4}
