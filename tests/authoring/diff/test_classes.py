"""One change at a time: which class it is in."""

import pytest

from cxmaturity.authoring.diff.classes import Weight
from cxmaturity.authoring.diff.difference import Difference, difference
from tests.authoring.diff.samples import NEW, OLD, edited, subject

B, S, T = Weight.BREAKING, Weight.SCORE_CHANGING, Weight.TEXT_ONLY


def kinds(found: Difference) -> list[tuple[str, str, Weight]]:
    return [(change.key.kind, change.event, change.weight) for change in found.changes]


@pytest.mark.parametrize(
    ("before", "after", "kind", "weight"),
    [
        ("id: trial", "id: other", "id", B),
        ("missing: exclude", "missing: error", "missing", B),
        ("missing: exclude", "missing: {as: 1}", "missing", S),
        ("{id: low, number: 1", "{id: low, number: 2", "scale.level.number", S),
        ("text: Which colour?", "text: What colour?", "question.text", T),
        ("max: 60", "max: 59", "question.max", B),
        ("max: 60", "max: 61", "question.max", S),
        ("min: 0\n", "min: 1\n", "question.min", B),
        ("min: 0\n", "min: -1\n", "question.min", S),
        ("unit: min", "unit: h", "question.unit", B),
        ("to: [5, 1]", "to: [4, 1]", "question.points.linear", S),
        ("weight: 1.5", "weight: 1", "question.weight", S),
        ("not_applicable: true", "not_applicable: {reason: required}", "question.not_applicable.reason", B),
        ("tags: lead", "tags: [lead, other]", "question.tags", T),
        ("{id: red, text: Red, points: 1}", "{id: red, text: Red, points: 2}", "question.option.points", S),
        ("code: 1}", "code: 9}", "question.option.code", B),
        ("min_coverage: 0.1", "min_coverage: 0.2", "score.min_coverage", S),
        ("index: index", "index: total", "result.index", S),
        ("impact: high\n    benefit: Order\n    owner: Everybody\n    kpi: Order\n    source: practice\n    requires",
         "impact: low\n    benefit: Order\n    owner: Everybody\n    kpi: Order\n    source: practice\n    requires",
         "action.impact", S),
        ("note: This hardly goes together", "note: This hardly fits", "consistency note.note", T),
        ("all: 5, answers", "all: 1, answers", "test.definition", T),
    ],
)  # fmt: skip
def test_a_changed_fact(before: str, after: str, kind: str, weight: Weight) -> None:
    assert (kind, "changed", weight) in kinds(edited((before, after)))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("{id: blue, text: Blue, points: 5}]", "{id: blue, text: Blue, points: 5}, {id: green, text: G, points: 1}]",
         ("question.option", "added", S)),
        ("{id: phone, text: Phone}, {id: fax, text: Fax}", "{id: phone, text: Phone}",
         ("question.option", "removed", B)),
        ("  - {id: town, text: Town}\n", "", ("attribute", "removed", B)),
        ("  - {id: gone, max: [data]}\n", "", ("score", "removed", S)),
        ("languages: [de, en]\ntitle: {de: Versuch, en: Trial}", "languages: [de, en, fr]\ntitle: Trial",
         ("language", "added", T)),
    ],
)  # fmt: skip
def test_a_thing_that_comes_or_goes(before: str, after: str, change: tuple[str, str, Weight]) -> None:
    edits = [(before, after)]
    if change[0] == "language":
        edits += [
            ("{de: Ein Versuch., en: A trial.}", "A"),
            ("{de: Wo liegen die Daten?, en: Where is the data kept?}", "W"),
        ]
        edits += [('{de: Nein, en: "No"}', "N"), ('{de: Ja, en: "Yes"}', "Y")]
    assert change in kinds(edited(*edits))


AGREEMENT = (
    "[{id: disagree, text: {de: Nein, en: 'No'}, points: 1.0, code: 1}, "
    "{id: agree, text: {de: Ja, en: 'Yes'}, points: 5, code: 2}]"
)
MOVED = ('version: "1.0.0"', 'version: "1.1.0"')
RENAMED = ("id: place\n", "id: storage\n")
USES = [("{question: place, is", "{question: storage, is"), ("raises: {place:", "raises: {storage:")]


def step(more: str) -> tuple[str, str]:
    return "\ntests:", f'\nmigrations: [{{from: "1.0.0", to: "1.1.0"{more}}}]\ntests:'


def test_a_renamed_question_is_another_question() -> None:
    found = kinds(edited(RENAMED, *USES))
    assert ("question", "removed", B) in found
    assert ("question", "added", S) in found


def test_with_a_migration_it_is_renamed_and_nothing_else() -> None:
    found = edited(MOVED, RENAMED, *USES, step(", questions: {place: storage}"))
    assert kinds(found) == [("question.id", "changed", S), ("migration", "added", T)]
    assert found.verdict.enough


def test_a_question_that_a_migration_removes_is_not_breaking() -> None:
    (line,) = [line for line in OLD.read_text("utf-8").splitlines(keepends=True) if "id: shape" in line]
    assert ("question", "removed", B) in kinds(edited((line, "")))
    assert ("question", "removed", S) in kinds(edited(MOVED, (line, ""), step(", removed: shape")))


def test_merged_options() -> None:
    found = edited(
        MOVED,
        ("{id: here, text: Here, points: 1}", "{id: scattered, text: Here, points: 1}"),
        ("          - {id: there, text: There, points: 1}\n", ""),
        step(", options: {place: {here: scattered, there: scattered}}"),
    )
    assert kinds(found) == [
        ("question.option.id", "changed", S),
        ("question.option", "removed", S),
        ("migration", "added", T),
    ]


def test_a_code_that_a_migration_carries_over() -> None:
    edit = ("points: 1, code: 1}", "points: 1, code: 9}")
    mapped = ', options: {access: {"1": disagree}, views: {"1": disagree}}'
    assert ("question.option.code", "changed", S) in kinds(edited(MOVED, edit, step(mapped)))


def test_another_version_without_a_migration_breaks_answers() -> None:
    found = edited(MOVED)
    assert kinds(found) == [("version", "changed", B)]
    assert found.verdict.fails
    assert kinds(edited(MOVED, step(""))) == [("migration", "added", T)]


def test_a_new_question_is_one_change() -> None:
    new = "      - {id: mood, kind"
    found = edited((new, f"      - {{id: extra, kind: number, min: 1, max: 5, text: Extra}}\n{new}"))
    assert kinds(found) == [("question", "added", S)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("mean: [{dimensions: all}]", "mean: [{score: speed, weight: 1}, {score: data, weight: 2}]"),
        ("- {id: gone, max: [data]}", "- {id: gone, max: [{score: data}]}"),
        ("{level: data, is: high}, note", "{level: data, in: [5]}, note"),
        ("text: Which colour?", "text: {de: Which colour?, en: Which colour?}"),
        ("when: {question: channels, answered: true}", "when: [{question: channels, answered: true}]"),
        ("each: [{score: data, lag: 1}, ",
         "each: [{score: data, at_least: 2, at: middle}, {score: data, at_least: 4, at: 5}, "),
        ("levels: {high: [", "levels: {'5': ["),
        ("answer_scale: agreement}\n      - id: supply", f"options: {AGREEMENT}}}\n      - id: supply"),
    ],
)  # fmt: skip
def test_another_way_to_write_the_same_is_no_change(before: str, after: str) -> None:
    assert kinds(edited((before, after))) == []


def test_places_are_in_both_files() -> None:
    found = difference(subject(OLD), subject(NEW))
    for change in found.changes:
        assert change.old is None or found.old.line(change.old) > 1
        assert change.new is None or found.new.line(change.new) > 1
