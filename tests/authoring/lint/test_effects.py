"""The rules about what changes nothing, each on a file that breaks it and on the nearest one that does not."""

import pytest

from cxmaturity.authoring.lint.effects import check_effects
from tests.authoring.lint.trial import Found, found

QUESTION = "kind: number, min: 0, max: 10, text: How much?"
SCALE = """
scales:
  stages:
    levels:
      - {id: low, number: 1, title: Low}
      - {id: high, number: 5, title: High}
"""
DIMENSIONS = f"""
dimensions:
  - id: data
    title: Data
    questions:
      - {{id: storage, {QUESTION}}}
      - {{id: access, {QUESTION}}}
  - id: speed
    title: Speed
    questions:
      - {{id: delay, {QUESTION}}}
      - {{id: reply, {QUESTION}}}
"""
SCORES = """
scores:
  - {id: index, mean: [data, speed]}
result: {index: index}
"""
TESTS = """
tests:
  - {name: fives, all: 5, expect: {index: 5}}
"""


def questions(data: str = "", speed: str = "", *, of_data: str = "", of_speed: str = "") -> str:
    """The dimensions, with keys added to the first question of each, or to the dimension itself."""
    return (
        DIMENSIONS.replace("{id: storage,", f"{{id: storage, {data}")
        .replace("{id: delay,", f"{{id: delay, {speed}")
        .replace("title: Data", f"title: Data\n    {of_data}".rstrip())
        .replace("title: Speed", f"title: Speed\n    {of_speed}".rstrip())
    )


def scores(*entries: str, result: str = "{index: index}") -> str:
    return "scores:\n" + "".join(f"  - {entry}\n" for entry in entries) + f"result: {result}\n"


INDEX = "{id: index, mean: [data, speed]}"
CASES: list[tuple[str, str, Found]] = [
    ("nothing to find", DIMENSIONS + SCORES + TESTS, []),
    (
        "a question that the score of its dimension leaves out",
        DIMENSIONS + scores("{id: data, mean: [{question: storage}]}", INDEX) + TESTS,
        [
            (
                "question-without-effect",
                "dimensions/0/questions/1/id",
                "No score and no condition reads access.",
            )
        ],
    ),
    (
        "a condition may be all that reads a question",
        questions(speed="when: {question: access, above: 5}, ")
        + scores("{id: data, mean: [{question: storage}]}", INDEX)
        + TESTS,
        [],
    ),
    (
        "a question whose answers are all worth the same",
        questions("points: {linear: {from: [0, 10], to: [3, 3]}}, ") + SCORES + TESTS.replace("5", "3"),
        [
            (
                "question-without-effect",
                "dimensions/0/questions/0/id",
                "Every answer to storage is worth the same.",
            )
        ],
    ),
    (
        "a dimension beside the result",
        DIMENSIONS + scores("{id: index, mean: [data]}") + TESTS,
        [("outside-result", "dimensions/1/id", "The dimension speed does not count towards the result.")],
    ),
    (
        "a question beside the result",
        DIMENSIONS
        + scores("{id: speed, mean: [{question: delay}]}", "{id: tone, sum: [{question: reply}]}", INDEX)
        + "tests: [{name: fives, all: 5, expect: {index: 5, scores: {tone: 5}}}]",
        [("outside-result", "dimensions/1/questions/1/id", "reply does not count towards the result.")],
    ),
    (
        "without a result nothing is beside it",
        DIMENSIONS + "scores: [{id: extra, mean: [data]}]" + TESTS.replace("index: 5", "scores: {extra: 5}"),
        [],
    ),
    (
        "a score that nothing uses",
        DIMENSIONS + scores(INDEX, "{id: weakest, min: [data, speed]}") + TESTS,
        [("unused-score", "scores/1/id", "Nothing uses weakest.")],
    ),
    (
        "a score that a test expects",
        DIMENSIONS
        + scores(INDEX, "{id: weakest, min: [data, speed]}")
        + "tests: [{name: fives, all: 5, expect: {scores: {weakest: 5}}}]",
        [],
    ),
    (
        "scores written out by repeat are named together",
        DIMENSIONS
        + scores(INDEX, '{id: "top-{dimension}", repeat: {over: dimensions}, max: ["{dimension}"]}')
        + TESTS,
        [("unused-score", "scores/1/id", "Nothing uses top-data, top-speed.")],
    ),
    (
        "scales that nothing uses",
        SCALE
        + "answer_scales: {yes-no: [{id: yes, text: Y, points: 1}, {id: no, text: N, points: 0}]}\n"
        + DIMENSIONS
        + SCORES
        + TESTS,
        [
            ("unused-scale", "scales/stages", "No level rule uses the scale stages."),
            ("unused-scale", "answer_scales/yes-no", "No question uses the answer scale yes-no."),
        ],
    ),
    (
        "a scale that only repeat goes over",
        SCALE
        + DIMENSIONS
        + scores(
            '{id: "from-{number}", repeat: {over: levels}, mean: [{when: {score: data, at_least: 5}}]}',
            "{id: index, mean: [data, speed, from-1, from-5]}",
        )
        + "tests: [{name: fives, all: 5, expect: {index: 3}}]",
        [],
    ),
    (
        "tags that no selector names, each once",
        questions("tags: [lead, gone], ", "tags: gone, ", of_data="tags: kern")
        + scores("{id: index, mean: [{questions: {tag: lead}}, {dimensions: all}]}")
        + TESTS,
        [
            ("unused-tag", "dimensions/0/tags/0", "No selector names the tag kern."),
            ("unused-tag", "dimensions/0/questions/0/tags/1", "No selector names the tag gone."),
        ],
    ),
    (
        "sources",
        "method: {summary: S, sources: {seed-1: One, seed-10: Ten, practice: P}}\n"
        + questions("source: seed-10 level 2; practise, ", "source: inferred from seed-10; practice, ")
        + SCORES
        + TESTS,
        [
            (
                "unknown-source",
                "dimensions/0/questions/0/source",
                "The source “practise” is not among method.sources.",
            ),
            ("unused-source", "method/sources/seed-1", "Nothing cites the source seed-1."),
        ],
    ),
    ("sources where none are declared", questions("source: practise, ") + SCORES + TESTS, []),
    (
        "the weight of a dimension that no score takes",
        questions(of_data="weight: 3") + SCORES + TESTS,
        [("weight-without-effect", "dimensions/0/weight", "No score takes the weight of data into account.")],
    ),
    (
        "the weight of a dimension where a score takes it",
        questions(of_data="weight: 3") + scores("{id: index, mean: [{dimensions: all}]}") + TESTS,
        [],
    ),
    (
        "dimensions that all weigh the same",
        questions(of_data="weight: 3", of_speed="weight: 3")
        + scores("{id: index, mean: [{dimensions: all}]}")
        + TESTS,
        [
            (
                "weight-without-effect",
                "dimensions/0/weight",
                "All dimensions weigh the same, so their weights change nothing.",
            )
        ],
    ),
    (
        "weights that a sum keeps",
        questions(of_data="weight: 3", of_speed="weight: 3")
        + scores("{id: index, sum: [{dimensions: all}]}")
        + TESTS.replace("index: 5", "index: 30"),
        [],
    ),
    (
        "questions that all weigh the same",
        DIMENSIONS.replace("kind: number", "weight: 2, kind: number") + SCORES + TESTS,
        [
            (
                "weight-without-effect",
                "dimensions/0/questions/0/weight",
                "All questions weigh the same, so their weights change nothing.",
            )
        ],
    ),
    ("a question that weighs more counts in coverage too", questions("weight: 2, ") + SCORES + TESTS, []),
    (
        "children that all weigh the same",
        DIMENSIONS
        + scores("{id: index, mean: [{score: data, weight: 2}, {score: speed, weight: 2}]}")
        + TESTS,
        [
            (
                "weight-without-effect",
                "scores/0/mean/0/weight",
                "Without their weights, the parts of index count just the same.",
            )
        ],
    ),
    (
        "weights of 1 that are written out",
        DIMENSIONS
        + scores("{id: index, mean: [{score: data, weight: 1}, {score: speed, weight: 1}]}")
        + TESTS,
        [],
    ),
    (
        "children that are made to weigh the same",
        questions("weight: 2, ")
        + scores("{id: data, mean: [{question: storage, weight: 3}, {question: access, weight: 3}]}", INDEX)
        + TESTS,
        [],
    ),
    (
        "fields of context questions",
        "context: {questions: [{id: c, kind: number, text: C?, weight: 2, missing: exclude, points: identity}]}\n"
        + DIMENSIONS
        + SCORES
        + TESTS,
        [
            (
                "field-without-effect",
                f"context/questions/0/{key}",
                f"Context questions are not scored: {key} has no effect here.",
            )
            for key in ("weight", "missing", "points")
        ],
    ),
    (
        "a minimum that everything meets, and a factor that nothing survives",
        DIMENSIONS
        + scores("{id: index, mean: [data, speed], min_coverage: 0, times: 0}")
        + TESTS.replace("index: 5", "index: 0"),
        [
            ("field-without-effect", "scores/0/times", "Times 0, index is the same whatever is answered."),
            (
                "field-without-effect",
                "scores/0/min_coverage",
                "Every coverage is at least 0, so min_coverage has no effect here.",
            ),
        ],
    ),
    (
        "portraits of levels that there are not",
        SCALE
        + questions(of_data="portraits: {low: Little}")
        + SCORES
        + "levels: [{id: speed, scale: stages, nearest: true}]\n"
        + TESTS.replace("index: 5", "levels: {speed: high}"),
        [
            (
                "field-without-effect",
                "dimensions/0/portraits",
                "data has no levels, so its portraits are never shown.",
            )
        ],
    ),
    (
        "points of ticks that are only counted",
        DIMENSIONS
        + """
      - id: routes
        kind: multi
        ticked: count
        text: Which?
        options: [{id: shop, text: S}, {id: phone, text: P, points: 3}, {id: none, exclusive: true, text: N, points: 0}]
"""
        + SCORES
        + TESTS.replace("all: 5", "points: {storage: 5}"),
        [
            (
                "field-without-effect",
                "dimensions/1/questions/2/options/1/points",
                "routes counts its ticks: points of options have no effect.",
            )
        ],
    ),
    (
        "effort without actions",
        "attributes: [{id: size, text: S, options: [{id: small, text: S}]}]\n"
        "effort: {attribute: size, reference: small, factors: {small: 1}}\n" + DIMENSIONS + SCORES + TESTS,
        [("field-without-effect", "effort", "There are no actions whose effort it could scale.")],
    ),
    (
        "a file without tests",
        DIMENSIONS + SCORES,
        [
            (
                "no-tests",
                "id",
                "There are no self-tests, so nothing shows that the scoring does what it should.",
            )
        ],
    ),
    (
        "a level that no test expects",
        SCALE
        + DIMENSIONS
        + "levels: [{id: data, scale: stages, floor: true}]\n"
        + scores(INDEX, result="{level: data, index: index}")
        + "tests: [{name: fives, all: 5, expect: {levels: {data: 5}}}]",
        [("level-untested", "scales/stages/levels/0/id", "No self-test expects the level low.")],
    ),
    (
        "a dimension that rests on one answer, beside one that does not",
        DIMENSIONS.replace(f"      - {{id: reply, {QUESTION}}}\n", "").replace(
            "  - id: speed", f"      - {{id: third, {QUESTION}}}\n  - id: speed"
        )
        + SCORES
        + TESTS,
        [
            (
                "single-question",
                "dimensions/1/id",
                "All of speed rests on one answer, every other dimension on 3 or more.",
            )
        ],
    ),
    (
        "a dimension that rests on one answer, as others nearly do",
        DIMENSIONS.replace(f"      - {{id: reply, {QUESTION}}}\n", "") + SCORES + TESTS,
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_effects(text: str, expected: Found) -> None:
    assert found(check_effects, text) == expected


BANDS = "levels/0/bands"
BINS = "dimensions/0/questions/0/points/bins"


@pytest.mark.parametrize(
    ("rows", "shared"),
    [
        (["at_least: 5, at_most: 10", "at_least: 0, below: 5"], None),
        (["at_least: 5, at_most: 10", "at_least: 0, at_most: 5"], "of exactly 5"),
        (["above: 5, at_most: 10", "at_least: 0, at_most: 5"], None),
        (["at_least: 4, at_most: 10", "at_least: 0, at_most: 5.5"], "from 4 to 5.5"),
        (["above: 4, at_most: 10", "at_least: 0, at_most: 6"], "above 4 up to 6"),
        (["above: 4, at_most: 10", "at_least: 0, below: 6"], "between 4 and 6"),
        (["at_least: 4, at_most: 6", "at_least: 0, at_most: 10"], "from 4 to 6"),
        (["at_least: 5", "at_least: 0"], None),  # one end each: the first that fits, by design
        (
            ["at_least: 0, at_most: 10", "at_least: 4, below: 6"],
            None,
        ),  # never reached, which another rule says
    ],
)
def test_rows_that_share_values(rows: list[str], shared: str | None) -> None:
    bands = "".join(
        f"      - {{level: {level}, {row}}}\n" for level, row in zip(("high", "low"), rows, strict=True)
    )
    levels = f"levels:\n  - id: data\n    scale: stages\n    bands:\n{bands}"
    bins = ", ".join(f"{{{row}, points: {points}}}" for points, row in zip((3, 7), rows, strict=True))
    number = [
        (SCALE + DIMENSIONS + levels, BANDS),
        (questions(f"points: {{bins: [{bins}]}}, "), BINS),
    ]
    for text, path in number:
        overlaps = [finding for finding in found(check_effects, text) if finding[0] == "overlapping-rows"]
        assert [finding[1] for finding in overlaps] == ([] if shared is None else [f"{path}/1"])
        for _, _, message in overlaps:
            assert message.startswith(f"Values {shared} belong to the row on line ")
