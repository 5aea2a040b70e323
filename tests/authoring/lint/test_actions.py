"""The rules about actions, each on a file that breaks it and on the nearest one that does not."""

import pytest

from cxmaturity.authoring.lint.actions import check_actions
from tests.authoring.lint.trial import Found, found, subject_of

SCALES = """
scales:
  stages:
    levels:
      - {id: low, number: 1, title: Low}
      - {id: middle, number: 2, title: Middle}
      - {id: high, number: 3, title: High}
answer_scales:
  steps:
    - {id: none, points: 1, text: None}
    - {id: some, points: 2, text: Some}
    - {id: full, points: 3, text: Full}
"""
DIMENSIONS = """
dimensions:
  - id: data
    title: Data
    questions:
      - {id: storage, kind: choice, answer_scale: steps, text: Storage?}
      - {id: access, kind: choice, answer_scale: steps, text: Access?}
  - id: speed
    title: Speed
    questions:
      - {id: delay, kind: number, min: 0, max: 60, text: "Delay?", points: {linear: {from: [0, 60], to: [3, 1]}}}
      - id: routes
        kind: multi
        ticked: count
        text: Routes?
        options: [{id: shop, text: Shop}, {id: phone, text: Phone}, {id: app, text: App}]
        points: {bins: [{at_least: 3, points: 3}, {at_least: 2, points: 2}, {otherwise: 1}]}
"""
LEVELS = """
levels:
  - {id: data, scale: stages, floor: true}
  - {id: speed, scale: stages, floor: true}
  - {id: company, scale: stages, staged: {each: [{dimensions: all, lag: 0}]}}
result: {level: company}
"""
MODEL = SCALES + DIMENSIONS + LEVELS

DATA_UP = "raises: {storage: full, access: full}"
SPEED_UP = "raises: {delay: 0, routes: 3}"


def action(id_: str, dimension: str, start: str, end: str, rest: str, title: str | None = None) -> str:
    return (
        f"  - {{id: {id_}, dimension: {dimension}, from: {start}, to: {end}, title: {title or id_}, why: W, how: [H], "
        f"effort: {{from: 1, to: 2}}, cost: low, impact: low, benefit: B, owner: O, kpi: K, source: S, {rest}}}\n"
    )


def actions(*entries: str) -> str:
    return "actions:\n" + "".join(entries)


DATA = action("data-all", "data", "low", "high", DATA_UP)
SPEED = action("speed-all", "speed", "low", "high", SPEED_UP)
DATA_1 = action("data-1", "data", "low", "middle", "raises: {storage: some, access: some}")
DATA_2 = action("data-2", "data", "middle", "high", DATA_UP)
SPEED_1 = action("speed-1", "speed", "low", "middle", "raises: {delay: 30, routes: 2}")
SPEED_2 = action("speed-2", "speed", "middle", "high", SPEED_UP)

CASES: list[tuple[str, str, Found]] = [
    ("all steps at once", actions(DATA, SPEED), []),
    ("step by step", actions(DATA_1, DATA_2, SPEED_1, SPEED_2), []),
    ("no actions at all", "", []),
    (
        "a dimension without actions",
        actions(DATA),
        [("action-missing", "dimensions/1/id", "There is no action for the dimension speed.")],
    ),
    (
        "a step without actions",
        actions(DATA, SPEED_2),
        [("action-missing", "dimensions/1/id", "No action leads speed from low to middle.")],
    ),
    (
        "levels that all actions leave out of reach",
        actions(DATA, action("hurry", "speed", "low", "high", "raises: {delay: 0}")),
        [("level-out-of-reach", "levels/1/id", "Not even all actions together lead speed to high.")],
    ),
    (
        "an action of another dimension may bring what is missing",
        actions(
            action("both", "data", "low", "high", "raises: {storage: full, access: full, routes: 3}"),
            action("hurry", "speed", "low", "high", "raises: {delay: 0}"),
        ),
        [],
    ),
    (
        "a step that is too short",
        actions(action("data-1", "data", "low", "middle", "raises: {storage: some}"), DATA_2, SPEED),
        [("step-too-short", "actions/0/to", "All actions up to middle, carried out, leave data at low.")],
    ),
    (
        "an action that leads past a level makes up for a step that is too short",
        actions(action("data-1", "data", "low", "middle", "raises: {storage: some}"), DATA, SPEED),
        [],
    ),
    (
        "a target that is the lowest answer",
        actions(DATA, SPEED, action("tidy", "data", "low", "middle", "raises: {storage: none, access: some}")),
        [
            (
                "raise-without-effect",
                "actions/2/raises/storage",
                "none in storage earns no more points than the lowest answer.",
            )
        ],
    ),
    (
        "a number and a count of ticks at the lowest",
        actions(DATA, SPEED, action("hurry", "speed", "low", "middle", "raises: {delay: 60, routes: 1}")),
        [
            (
                "raise-without-effect",
                f"actions/2/raises/{question}",
                f"{target} in {question} earns no more points than the lowest answer.",
            )
            for question, target in (("delay", "60"), ("routes", "1"))
        ],
    ),
    (
        "a single tick gains on top of others",
        actions(DATA, SPEED, action("open-shop", "speed", "low", "middle", "raises: {routes: [shop]}")),
        [],
    ),
    (
        "an action that raises elsewhere only",
        actions(DATA, SPEED, action("tidy", "speed", "low", "middle", "raises: {storage: some}")),
        [
            (
                "action-elsewhere",
                "actions/2/dimension",
                "The action tidy raises nothing in its own dimension speed.",
            )
        ],
    ),
    (
        "a required state that nothing reaches",
        actions(
            action("data-all", "data", "low", "high", f"requires: {{delay: 0}}, {DATA_UP}"),
            action("speed-all", "speed", "low", "high", "raises: {delay: 1, routes: 3}"),
        ),
        [
            ("level-out-of-reach", "levels/1/id", "Not even all actions together lead speed to high."),
            (
                "prerequisite-missing",
                "actions/0/requires/delay",
                "No action leads to what data-all requires of delay.",
            ),
        ],
    ),
    (
        "a required state that everyone has",
        actions(action("data-all", "data", "low", "high", f"requires: {{delay: 60}}, {DATA_UP}"), SPEED),
        [],
    ),
    (
        "a required state that comes later",
        actions(
            action("data-1", "data", "low", "middle", "requires: {delay: 0}, raises: {storage: some, access: some}"),
            DATA_2, SPEED_1, SPEED_2,
        ),
        [
            (
                "prerequisite-later",
                "actions/0/requires/delay",
                "What data-1 requires of delay comes only with a later step, by speed-2.",
            )
        ],
    ),
    (
        "a required state of the same step, listed later",
        actions(
            action("data-1", "data", "low", "middle", "requires: {delay: 30}, raises: {storage: some, access: some}"),
            DATA_2, SPEED_1, SPEED_2,
        ),
        [],
    ),
    (
        "a circle of two",
        actions(
            action("data-all", "data", "low", "high", f"requires: {{routes: 2}}, {DATA_UP}"),
            action("speed-all", "speed", "low", "high", f"requires: {{access: some}}, {SPEED_UP}"),
        ),
        [
            (
                "prerequisite-circle",
                "actions/0/requires/routes",
                "These actions require one another in a circle: data-all → speed-all → data-all.",
            )
        ],
    ),
    (
        "a circle of one",
        actions(action("data-all", "data", "low", "high", f"requires: {{access: full}}, {DATA_UP}"), SPEED),
        [
            (
                "prerequisite-circle",
                "actions/0/requires/access",
                "data-all requires of access what only it leads to.",
            )
        ],
    ),
    (
        "a circle with a way around",
        actions(
            action("data-all", "data", "low", "high", f"requires: {{routes: 2}}, {DATA_UP}"),
            action("speed-all", "speed", "low", "high", f"requires: {{access: some}}, {SPEED_UP}"),
            action("open-up", "data", "low", "middle", "raises: {access: some}"),
        ),
        [],
    ),
    (
        "two required ticks by two actions",
        actions(
            action("data-all", "data", "low", "high", f"requires: {{routes: 3}}, {DATA_UP}"),
            action("open-shop", "speed", "low", "middle", "raises: {routes: [shop], delay: 0}"),
            action("take-calls", "speed", "low", "high", "raises: {routes: [phone, app]}"),
        ),
        [],
    ),
    (
        "the same title twice",
        actions(DATA, SPEED, action("again", "data", "low", "high", DATA_UP, title="data-all")),
        [("duplicate-title", "actions/2/title", "The action data-all has the same title.")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_actions(text: str, expected: Found) -> None:
    assert found(check_actions, MODEL + text) == expected


STAGED = """
levels:
  - id: data
    scale: stages
    staged: {each: [{min: {dimension: data}, lag: 1}, {score: storage, lag: 0}, {score: data, lag: 0}]}
  - {id: speed, scale: stages, floor: true}
result: {level: data}
"""


@pytest.mark.parametrize(
    ("raises", "already"),
    [
        ("storage: some", True),  # the lead question has to be there
        ("storage: full", False),
        ("access: some", True),  # the mean of two needs it: with 3 in storage, 2 is needed at least for 2.5
        ("access: full", False),
    ],
)
def test_what_everyone_has_at_the_start_of_a_step_is_not_raised(raises: str, already: bool) -> None:
    stages = STAGED.replace("{score: data, lag: 0}", "{score: data, lag: -0.5}")
    text = actions(DATA, SPEED, action("more", "data", "middle", "high", f"raises: {{{raises}}}"))
    question, _, target = raises.partition(": ")
    expected = (
        "raise-without-effect",
        f"actions/2/raises/{question}",
        f"Whoever is at middle has reached {target} in {question} already.",
    )
    assert (expected in found(check_actions, SCALES + DIMENSIONS + stages + text)) == already


EFFORT = """
attributes:
  - {id: size, text: Size, options: [{id: small, text: S}, {id: medium, text: M}, {id: large, text: L}]}
"""


@pytest.mark.parametrize(
    ("factors", "expected"),
    [
        ("{small: 1, medium: 1, large: 2}", []),
        ("{medium: 1.5, large: 2}", []),  # the reference is 1 by definition
        (
            "{small: 1, large: 2}",
            [
                (
                    "effort-factor",
                    "effort/factors",
                    "medium has no factor, so effort there counts as for small.",
                )
            ],
        ),
        (
            "{small: 2, medium: 3, large: 4}",
            [
                (
                    "effort-factor",
                    "effort/factors/small",
                    "The factor of the reference small must be 1: effort is stated for it.",
                )
            ],
        ),
    ],
)
def test_factors_on_effort(factors: str, expected: Found) -> None:
    effort = f"effort: {{attribute: size, reference: small, factors: {factors}}}\n"
    assert found(check_actions, MODEL + EFFORT + effort + actions(DATA, SPEED)) == expected


def test_what_holds_a_level_back_is_named() -> None:
    text = MODEL + actions(action("data-all", "data", "low", "high", "raises: {storage: full}"), SPEED)
    hints = {finding.code: str(finding.hint) for finding in check_actions(subject_of(text))}
    assert hints == {"level-out-of-reach": "Held back by: access. Raise one of them further."}


def test_a_question_that_only_comes_up_on_the_way_is_raised_too() -> None:
    text = MODEL.replace(
        "id: access, kind: choice,", "id: access, when: {question: storage, is: full}, kind: choice,"
    )
    assert found(check_actions, text + actions(DATA, SPEED)) == []
