"""The shipped questionnaires keep what they promise: sound, complete in every language, natively worded."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from cxmaturity.answers.checking import given_answer
from cxmaturity.answers.values import Answer, Missing
from cxmaturity.authoring.selftests import run_self_tests
from cxmaturity.authoring.subject import Subject
from cxmaturity.authoring.validation import validate_files
from cxmaturity.foundation.documents import DataPath, read_document
from cxmaturity.questionnaire.actions import Action, Target
from cxmaturity.questionnaire.catalogue import shipped
from cxmaturity.questionnaire.checks.ids import texts
from cxmaturity.questionnaire.expansion import find_level
from cxmaturity.questionnaire.references import parts
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document
from cxmaturity.scoring.points import points_of

FILES = list(shipped())

#: Words that German-speaking management does not use, or that say something else than what is meant.
AVOID = [
    "Level", "Reifegradlevel", "Assessment", "Audit", "Kundenerfahrung", "Berührungspunkt", "Channel", "Latency",
    "Batch-Prozess", "near-real-time", "Single Source of Truth", "Golden Record", "Customer Master Data",
    "delivern", "pushen", "Targeting", "Hyper-Personalisierung", "Automation Flow", "To-do", "Action Item",
    "Manntage", "Owner", "Head of", "CMO", "Impact", "Schwachstelle", "Defizit", "Bottleneck", "k. A.", "N/A",
    "Coverage", "Range", "Bandbreite", "Konfidenzintervall", "ungültig", "Reise des Kunden",
    "unbekannt", "MT", "Journeys", "fehlerhaft",
]  # fmt: skip
AVOIDED = re.compile(rf"\b(?:{'|'.join(map(re.escape, AVOID))})(?!\w)", re.IGNORECASE)
GENDER_SIGN = re.compile(r"\w[*:_]in(?:nen)?\b|\w/-?in(?:nen)?\b|[a-zäöüß]In(?:nen)?\b")
BREAKABLE_UNIT = re.compile(r"\d[ \n]?%")
#: Article titles and names of levels stay as they are.
QUOTED_OR_NAMED = re.compile(r"„[^“]*“|Cross-Channel")


@cache
def compiled(path: Path) -> CompiledQuestionnaire:
    return compile_document(read_document(path))


def worded(path: Path, language: str) -> Iterator[tuple[DataPath, str]]:
    """Every text in a language with its path; one that is the same in all languages included."""
    for place, text in texts(parts(compiled(path).model)):
        yield place, text[language]


def by_name(path: object) -> str:
    return path.name if isinstance(path, Path) else str(path)


each_file = pytest.mark.parametrize("path", FILES, ids=by_name)


@each_file
def test_validates_without_a_finding(path: Path) -> None:
    assert validate_files([path]).diagnostics == ()


@each_file
def test_is_named_like_its_file(path: Path) -> None:
    assert compiled(path).model.id == path.stem


@each_file
def test_keeps_its_promises(path: Path) -> None:
    assert compiled(path).model.tests
    assert list(run_self_tests(Subject(read_document(path), compiled(path)))) == []


@each_file
def test_every_text_is_in_just_the_declared_languages(path: Path) -> None:
    languages = set(compiled(path).model.languages)
    assert [place for place, text in texts(parts(compiled(path).model)) if text.keys() != languages] == []


@each_file
@pytest.mark.parametrize(
    ("wrong", "allowed"),
    [(AVOIDED, QUOTED_OR_NAMED), (GENDER_SIGN, None), (BREAKABLE_UNIT, None), (re.compile("[\"']"), None)],
    ids=["words", "gender", "percent", "quotes"],
)
def test_german_reads_as_a_native_writes(
    path: Path, wrong: re.Pattern[str], allowed: re.Pattern[str] | None
) -> None:
    if "de" not in compiled(path).model.languages:
        return
    found = [
        (place, match[0])
        for place, text in worded(path, "de")
        if (match := wrong.search(allowed.sub("", text) if allowed else text))
    ]
    assert found == []


@each_file
def test_two_actions_for_each_dimension_and_step(path: Path) -> None:
    model = compiled(path).model
    steps = Counter((action.dimension, action.from_, action.to) for action in model.actions)
    expected = {
        (dimension.id, lower.id, upper.id): 2
        for dimension in model.dimensions
        for levels in [compiled(path).levels_of(dimension.id)]
        for lower, upper in pairwise(levels)
    }
    assert steps == expected


@each_file
def test_at_least_eight_self_tests_and_one_for_each_level(path: Path) -> None:
    model = compiled(path).model
    assert len(model.tests) >= 8
    assert model.result.level is not None
    levels = compiled(path).levels_of(model.result.level)
    expected = {
        level.number for test in model.tests if (level := find_level(levels, test.expect.level or ""))
    }
    assert expected == {level.number for level in levels}


def points_at(questionnaire: CompiledQuestionnaire, question: str, target: Target) -> Fraction:
    """Points of the state that an action requires or raises; of a tick list it may state the number of ticks."""
    slot = questionnaire.plan.questions[questionnaire.plan.question_slots[question]]
    if slot.kind == "multi":
        free = [option for option in slot.options if option not in slot.fixed]
        ids = (
            [target]
            if isinstance(target, str)
            else target
            if isinstance(target, tuple)
            else free[: int(target)]
        )
        answer: Answer = frozenset(ids)
    else:
        assert not isinstance(target, tuple)
        answer = target if isinstance(target, str) else Fraction(target)
    points = points_of(slot, answer)
    assert points is not None
    return Fraction(*points)


def steps_of(questionnaire: CompiledQuestionnaire, action: Action) -> int:
    level = find_level(questionnaire.levels_of(action.dimension), action.from_)
    assert level is not None
    return level.number


@each_file
def test_what_an_action_requires_is_raised_before_or_along(path: Path) -> None:
    """The lowest state needs no action; every higher one does, of the same step or an earlier one."""
    questionnaire = compiled(path)
    actions = questionnaire.model.actions
    for action in actions:
        for question, target in action.requires.items():
            raised = [
                points_at(questionnaire, question, other.raises[question])
                for other in actions
                if question in other.raises
                and steps_of(questionnaire, other) <= steps_of(questionnaire, action)
            ]
            assert points_at(questionnaire, question, target) <= max(raised, default=Fraction(1)), action.id


@each_file
def test_carrying_out_a_step_raises_something_in_its_dimension(path: Path) -> None:
    questionnaire = compiled(path)
    homes = questionnaire.plan.dimensions
    for action in questionnaire.model.actions:
        slots = {questionnaire.plan.question_slots[question] for question in action.raises}
        assert slots & set(homes[action.dimension]), action.id


BOUNDARIES = [
    ("identity-share", [("0", 1), ("14.99", 1), ("15", 2), ("39.99", 2), ("40", 3), ("69.99", 3), ("70", 4),
                        ("89.99", 4), ("90", 5), ("100 %", 5), ("89,99 %", 4)]),
    ("automated-occasions", [("9.99", 1), ("10", 2), ("40", 3), ("70", 4), ("89.99", 4), ("90", 5)]),
    ("signal-to-reaction", [("10 s", 5), ("10.01", 4), ("15 min", 4), ("15 min 1 s", 3), ("48 h", 3),
                            ("2 Tage", 3), ("48 Std. 1 s", 2), ("30 d", 2), ("30 Tage 1 s", 1), ("no-reaction", 1)]),
    ("cross-channel-delay", [("1 min", 5), ("1 min 1 s", 4), ("15 min", 4), ("16 min", 3), ("48 h", 3),
                             ("49 h", 2), ("30 d", 2), ("31 d", 1), ("never", 1)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answer", "points"),
    [(question, answer, points) for question, table in BOUNDARIES for answer, points in table],
)
def test_a_threshold_itself_gives_the_higher_level(question: str, answer: str, points: int) -> None:
    questionnaire = compiled(next(path for path in FILES if path.stem == "cx-maturity"))
    asked = questionnaire.questions[question]
    given = given_answer(asked, questionnaire.model.options_of(asked), answer)
    assert not isinstance(given, Missing)
    slot = questionnaire.plan.questions[questionnaire.plan.question_slots[question]]
    assert points_of(slot, given) == (points, 1)
