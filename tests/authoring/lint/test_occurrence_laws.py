"""Verdicts about what can occur, held against answer sheets tried one by one, over random questionnaires."""

from collections.abc import Mapping
from itertools import pairwise, product
from math import prod

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cxmaturity.answers.values import Given, Missing
from cxmaturity.authoring.lint.occurrence.actions import action_statements
from cxmaturity.authoring.lint.occurrence.conditions import condition_statements
from cxmaturity.authoring.lint.occurrence.levels import level_statements
from cxmaturity.authoring.lint.occurrence.monotony import monotony_statements
from cxmaturity.authoring.lint.occurrence.polarity import DOWN, UP, directions
from cxmaturity.authoring.lint.occurrence.search import search
from cxmaturity.authoring.lint.occurrence.settling import settle
from cxmaturity.authoring.lint.occurrence.sheets import Sheets
from cxmaturity.authoring.lint.occurrence.statements import Statement, Verdict
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.scoring.compiled import compile_document
from cxmaturity.scoring.plan import Plan
from cxmaturity.scoring.states import TRUE
from tests.scoring.readings import by_slot
from tests.scoring.strategies import questionnaire_data
from tests.scoring.strategies_questions import Entry, answers
from tests.tools.effort import effort

_MOST_SHEETS = 400


def subject_of(data: Entry) -> Subject:
    document = parse_yaml(dumps_json(data).encode(), "drawn.yaml")
    return Subject(document, compile_document(document))


subjects = questionnaire_data(dimensions=2).map(subject_of)


def statements_of(subject: Subject, sheets: Sheets) -> list[Statement]:
    makers = (level_statements, condition_statements, action_statements)
    made = [statement for make in makers for statement in make(subject)]
    return [*made, *monotony_statements(subject, sheets)]


def offered(questionnaire: Questionnaire, given_: Mapping[str, Given]) -> dict[str, Given]:
    """The answers without "not applicable" where that is never offered."""
    offers = {q.id for q in questionnaire.questions() if q.not_applicable is not None}
    return {name: a for name, a in given_.items() if a is not Missing.NOT_APPLICABLE or name in offers}


def happens(sheets: Sheets, statement: Statement, sheet: Mapping[int, Given]) -> bool:
    """Whether it does, on a sheet that the questionnaire takes."""
    runs = [sheets.scored({**sheet, **world}) for world in statement.worlds]
    return not any(run.required for run in runs) and statement.test(runs) == TRUE


@settings(max_examples=effort(40), suppress_health_check=[HealthCheck.too_slow])
@given(subjects, st.data())
def test_what_happens_on_a_sheet_is_never_called_impossible(subject: Subject, data: st.DataObject) -> None:
    sheets = Sheets(subject.plan)
    statements = statements_of(subject, sheets)
    settled = settle(sheets, statements, None)
    for _ in range(4):
        sheet = by_slot(subject.plan, offered(subject.model, data.draw(answers(subject.model))))
        for statement, found in zip(statements, settled, strict=True):
            if found.verdict is Verdict.IMPOSSIBLE:
                assert not happens(sheets, statement, sheet), statement


@settings(max_examples=effort(25), suppress_health_check=[HealthCheck.too_slow])
@given(subjects)
def test_what_is_called_possible_happens_with_its_witness(subject: Subject) -> None:
    sheets = Sheets(subject.plan)
    statements = statements_of(subject, sheets)
    for statement, found in zip(statements, settle(sheets, statements, 0.2), strict=True):
        if found.verdict is Verdict.POSSIBLE:
            assert found.witness is not None
            assert happens(sheets, statement, found.witness)


@st.composite
def small_subjects(draw: DrawFn) -> Subject:
    """A questionnaire with so few answers that every sheet can be tried."""
    subject = draw(subjects)
    sheets = Sheets(subject.plan)
    choices = [len(choices_to(sheets, question)) for question in range(len(subject.plan.questions))]
    assume(prod(choices) <= _MOST_SHEETS)
    assume(all(domain.complete for domain in sheets.domains))
    return subject


def choices_to(sheets: Sheets, question: int) -> list[Given]:
    return [*sheets.domains[question].answers, *sheets.without_answer(question)]


@settings(max_examples=effort(20), suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(small_subjects())
def test_search_says_what_trying_every_sheet_says(subject: Subject) -> None:
    sheets = Sheets(subject.plan)
    slots = range(len(subject.plan.questions))
    every = [
        dict(zip(slots, picked, strict=True))
        for picked in product(*(choices_to(sheets, slot) for slot in slots))
    ]
    for statement in statements_of(subject, sheets):
        found = search(sheets, statement, 60)
        tried = any(happens(sheets, statement, sheet) for sheet in every)
        assert found.verdict is (Verdict.POSSIBLE if tried else Verdict.IMPOSSIBLE), statement


@settings(max_examples=effort(40), suppress_health_check=[HealthCheck.too_slow])
@given(subjects, st.data())
def test_what_moves_one_way_by_form_moves_that_way(subject: Subject, data: st.DataObject) -> None:
    sheets = Sheets(subject.plan)
    sheet = by_slot(subject.plan, offered(subject.model, data.draw(answers(subject.model))))
    for question in (question for question in subject.plan.questions if question.scored):
        moved = directions(sheets, question.slot)
        domain = sheets.domains[question.slot]
        steps = dict(zip(domain.points, domain.answers, strict=True)).values()
        runs = [sheets.scored({**sheet, question.slot: answer}) for answer in steps]
        for slot in results(subject.plan):
            values = [run.states[slot].low for run in runs if run.states[slot].low is not None]
            for worse, better in pairwise(values):
                assert worse is not None
                assert better is not None
                change = better[0] * worse[1] - worse[0] * better[1]
                direction = moved.get(slot, 0)
                assert change <= 0 or direction & UP
                assert change >= 0 or direction & DOWN


def results(plan: Plan) -> list[int]:
    return [slot for slot in (plan.result_level, plan.result_index) if slot is not None]
