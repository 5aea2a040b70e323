"""What the report says, checked on the self-tests of the shipped questionnaire."""

import pytest
from msgspec.structs import replace

from cxmaturity.answers.models import Answers, Company, Entry
from cxmaturity.authoring.selftests import answers_of
from cxmaturity.questionnaire.catalogue import find_questionnaire
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.compiled import compile_document
from cxmaturity.views.report import report_view
from tests.report.samples import small_assessment

_COMPILED = compile_document(find_questionnaire("cx-maturity"))
_PROFILES = {test.name: test for test in _COMPILED.model.tests}


def profile(name: str) -> Assessment:
    entries = {question: Entry(given) for question, given in answers_of(_COMPILED, _PROFILES[name]).items()}
    return assess(_COMPILED, Answers(Company(name="Muster GmbH"), entries, date="2026-03-05"))


@pytest.mark.parametrize("name", _PROFILES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_shown_fits_how_sure_it_is(name: str, language: str) -> None:
    assessment = profile(name)
    view = report_view(assessment, language, language)
    numbers = [rung.number for rung in view.result.ladder if rung.state in ("reached", "possible")]
    if assessment.level_status == "undetermined":
        assert (view.result.index, view.actions, view.result.dots) == ("", None, ())
        assert not any(character.isdigit() for character in view.result.heading)
    if assessment.level_status == "determined" and assessment.level is not None:
        assert numbers == [assessment.level.number]
    else:
        low, high = assessment.range.low.number or 0, assessment.range.high.number or 0
        assert numbers == list(range(low, high + 1))
        assert view.open_questions


@pytest.mark.parametrize("name", _PROFILES)
def test_next_actions_come_first_and_no_action_twice(name: str) -> None:
    assessment = profile(name)
    actions = report_view(assessment, "de", "de").actions
    if actions is None:
        return
    titles = [card.title for card in actions.cards]
    later = [row.title for group in actions.groups for row in group.rows]
    assert len(titles) == len(assessment.actions)
    assert len({*titles, *later}) == len(titles) + len(later)


def test_quick_wins_are_small_and_free_to_start() -> None:
    needs = small_assessment(delay=100000)
    free = small_assessment(delay=60)
    views = [report_view(assessment, "en", "en").actions for assessment in (needs, free)]
    assert [view and view.quick_wins for view in views] == [(), ("Collect data",)]


def test_high_answers_without_evidence_are_listed() -> None:
    method = report_view(small_assessment(), "en", "en").method
    assert method is not None
    assert method.unevidenced == ("Which signals do you use? → Click; Call",)


def test_what_the_next_level_asks_stands_beside_each_answer() -> None:
    pages = report_view(small_assessment(), "en", "en").dimensions
    rows = [(row.answer, row.mark, row.ahead) for row in pages[0].answers]
    assert rows == [("Scattered", "", "Per channel"), ("15%", "Basis: estimated", "at least 40%")]
    slow = report_view(small_assessment(delay="2 d", signals="not-applicable"), "de", "de").dimensions[1]
    asked = [(row.answer, row.ahead) for row in slow.answers]
    assert asked == [("2\xa0Tage", "höchstens 15\xa0Min."), ("trifft nicht zu", "")]


def test_a_language_that_the_tool_does_not_speak_is_kept_for_the_questionnaire() -> None:
    view = report_view(small_assessment(), "fr", "fr")
    assert (view.language, view.title, view.kicker) == ("fr", "Kleine Standortbestimmung", "Maturity report")


def test_what_moves_a_cursor_or_reorders_is_shown_and_not_done() -> None:
    assessment = small_assessment()
    company = Company(name="Ada\u202eGmbH\x1b[2J")
    hostile = replace(assessment, answers=replace(assessment.answers, company=company))
    assert report_view(hostile, "de", "de").company == r"Ada\u202eGmbH\x1b[2J"
