"""What is asked, what counts, and where to go on; and sessions found again on disk."""

import os
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.answers.models import Entry
from cxmaturity.answers.values import Missing
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.scoring.assess import assess
from cxmaturity.workshop.events import (
    Answered,
    AttributeSet,
    Cleared,
    Event,
    Evidenced,
    Finished,
    Noted,
    Opened,
    Started,
    TargetSet,
    event_data,
    event_of,
)
from cxmaturity.workshop.journal import create_journal
from cxmaturity.workshop.lines import encode
from cxmaturity.workshop.session import Progress, Session, Step, dropped, replay
from cxmaturity.workshop.sessions import find_sessions, open_session, resume_session, unfinished_sessions
from tests.workshop.trial import NOW, TRIAL, opened, trial

COMPILED = trial()
STARTED = Started("trial", "1", COMPILED.sha256, "de", "Müller", NOW.isoformat(), "2026-03-05")
FRESH = Session(COMPILED, STARTED)
STORE = frozenset({"store"})
NOT_APPLICABLE = Answered("consent", Missing.NOT_APPLICABLE, "kein Versand")


def after(*events: Event) -> Session:
    return reduce(Session.after, events, FRESH)


def question(name: str) -> Step:
    return Step("question", name)


EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Answered, st.just("channels"), st.frozensets(st.sampled_from(["store", "webshop", "phone"]))),
    st.builds(Answered, st.just("basis"), st.sampled_from(["scattered", "common", Missing.UNKNOWN])),
    st.builds(Answered, st.just("stores"), st.sampled_from(["no", "yes"])),
    st.builds(
        Answered, st.just("consent"), st.sampled_from(["paper", Missing.NOT_APPLICABLE]), st.just("weil")
    ),
    st.builds(Answered, st.just("reaction"), st.sampled_from(["never", Fraction(1, 3), Fraction(15)])),
    st.builds(Cleared, st.sampled_from(list(COMPILED.questions))),
    st.builds(Noted, st.sampled_from(list(COMPILED.questions)), st.none() | st.text(min_size=1)),
    st.builds(
        Evidenced, st.just("basis"), st.none() | st.text(min_size=1), st.sampled_from([None, "reported"])
    ),
    st.builds(AttributeSet, st.just("industry"), st.sampled_from([None, "retail"])),
    st.builds(TargetSet, st.sampled_from([None, "low", "high"])),
    st.builds(Finished, st.just("2026-03-05")),
)


@given(EVENTS)
def test_an_event_survives_its_line(event: Event) -> None:
    assert event_of(event_data(event)) == event


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "other"},
        {"kind": "cleared"},
        {"kind": "cleared", "question": 1},
        {"kind": "cleared", "question": "basis", "more": "x"},
        {"kind": "answered", "question": "basis", "given": None},
        {"kind": "answered", "question": "reaction", "given": {"number": "1/0"}},
        {"kind": "answered", "question": "reaction", "given": {"number": "1e999999999"}},
    ],
)
def test_what_is_no_event_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"kind|keys|text|answer"):
        event_of(data)


@given(st.lists(EVENTS, max_size=12))
def test_any_session_can_be_assessed_and_goes_on_somewhere(events: list[Event]) -> None:
    session = after(*events)
    assess(COMPILED, session.answers())
    step = session.resume_at()
    assert step is None or (session.is_asked(step) and not session.is_done(step))
    assert session.progress.asked - session.progress.answered == len(session.open_questions())


@given(st.lists(EVENTS, max_size=12))
def test_forward_and_back_go_through_the_same_steps(events: list[Event]) -> None:
    session = after(*events)
    forward = [step for step in session.steps if session.is_asked(step)]
    steps = zip([*forward, None], [None, *forward], strict=True)
    assert all(session.previous_before(here) == before for here, before in steps)
    assert [session.next_after(step) for step in forward] == [*forward[1:], None]


@pytest.mark.parametrize(
    "event",
    [
        STARTED,
        Answered("nothing", "x"),
        Noted("nothing", "x"),
        Answered("basis", "x"),
        Answered("basis", Fraction(1)),
        Answered("basis", frozenset({"common"})),
        Answered("basis", Missing.NOT_APPLICABLE),
        Answered("channels", frozenset({"x"})),
        Answered("channels", "store"),
        AttributeSet("industry", "x"),
        AttributeSet("x", "x"),
        TargetSet("x"),
    ],
)
def test_what_the_questionnaire_does_not_offer_is_refused(event: Event) -> None:
    with pytest.raises(ValueError, match=r"no |once"):
        FRESH.after(event)


def test_the_company_comes_first_then_context_then_dimensions() -> None:
    assert FRESH.steps == (
        Step("attribute", "industry"),
        Step("attribute", "brand"),
        Step("target", "target"),
        *map(question, ["channels", "basis", "stores", "consent", "reaction", "signals"]),
    )
    assert FRESH.resume_at() == Step("attribute", "industry")


def test_a_question_is_asked_as_long_as_its_condition_holds() -> None:
    assert "stores" not in FRESH.asked
    with_stores = after(Answered("channels", STORE), Answered("stores", "yes"))
    assert with_stores.progress == Progress(2, 6)
    event = Answered("channels", frozenset({"phone"}))
    without = with_stores.after(event)
    assert without.progress == Progress(1, 5)
    assert dropped(with_stores, without, event) == ("stores",)
    assert without.answers().entries["stores"] == Entry("yes")
    assert without.after(Answered("channels", STORE)).counting == {"channels", "stores"}


def test_not_applicable_counts_only_where_it_is_offered() -> None:
    before = after(Answered("channels", STORE), NOT_APPLICABLE)
    assert before.answers().entries["consent"] == Entry(Missing.NOT_APPLICABLE, "kein Versand")
    event = Answered("channels", frozenset({"webshop"}))
    later = before.after(event)
    assert not later.offers_not_applicable("consent")
    assert dropped(before, later, event) == ("consent",)
    assert "consent" in later.open_questions()
    assert "consent" not in later.answers().entries


def test_the_reason_goes_with_not_applicable() -> None:
    changed = after(Answered("channels", STORE), NOT_APPLICABLE, Answered("consent", "paper"))
    assert changed.answers().entries["consent"] == Entry("paper")
    noted = after(Noted("basis", "bleibt"), Answered("basis", "common"), Answered("basis", "several"))
    assert noted.answers().entries["basis"] == Entry("several", "bleibt")


@pytest.mark.parametrize(
    ("name", "given", "high"),
    [
        ("basis", "scattered", False),
        ("basis", "linked", False),
        ("basis", "common", True),
        ("basis", Missing.UNKNOWN, False),
        ("channels", STORE, False),
        ("reaction", Fraction(15), True),
        ("reaction", Fraction(16), False),
        ("reaction", "never", False),
        ("signals", frozenset({"basket", "search"}), True),
    ],
)
def test_which_answers_are_high(
    name: str, given: str | frozenset[str] | Fraction | Missing, high: bool
) -> None:
    assert after(Answered(name, given)).is_high(name) is high


def test_it_goes_on_after_what_was_touched_last() -> None:
    assert after(AttributeSet("industry", "retail")).resume_at() == Step("attribute", "brand")
    assert after(Answered("reaction", Fraction(3))).resume_at() == question("signals")
    assert after(Answered("signals", frozenset())).resume_at() == Step("attribute", "industry")
    assert after(Noted("basis", "offen")).resume_at() == question("basis")


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("1", question("channels")),
        ("6", question("signals")),
        ("basis", question("basis")),
        ("brand", Step("attribute", "brand")),
        ("target", Step("target", "target")),
        ("0", None),
        ("7", None),
        ("x", None),
        ("", None),
    ],
)
def test_a_step_is_found_by_number_or_id(name: str, step: Step | None) -> None:
    assert FRESH.find(name) == step


def test_a_required_question_is_named_until_it_has_an_answer() -> None:
    compiled = trial(
        TRIAL.replace(
            'kind: choice\n        text: {de: "Wo',
            'kind: choice\n        missing: error\n        text: {de: "Wo',
        )
    )
    session = Session(compiled, STARTED)
    assert session.required() == ("basis",)
    assert session.after(Answered("basis", Missing.UNKNOWN)).required() == ("basis",)
    assert session.after(Answered("basis", "common")).required() == ()


@given(st.lists(EVENTS, max_size=12))
def test_a_session_is_what_its_events_made_of_it(events: list[Event]) -> None:
    assert replay(COMPILED, [STARTED, Opened("x", "y"), *events]) == after(*events)


def test_a_session_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    session, journal = opened(tmp_path)
    with journal:
        for event in (
            Answered("channels", STORE),
            Answered("reaction", Fraction(1, 3)),
            Noted("basis", "Größe"),
        ):
            session = session.after(event)
            journal.append(event)
    resumed, again = resume_session(trial(), now=NOW, folder=tmp_path)
    again.close()
    assert (resumed.started, resumed.replies) == (session.started, session.replies)
    assert resumed.answers().company.name == "Müller & Söhne"
    assert again.path.name == "Müller_Söhne-6d9a29bd_trial_2026-03-05_09-30-00.jsonl"


def test_the_newest_unfinished_session_is_taken_up(tmp_path: Path) -> None:
    for number, company in enumerate(["Alt", "Neu", "Fertig"]):
        _, journal = opened(tmp_path, company=company)
        with journal:
            if company == "Fertig":
                journal.append(Finished("now"))
        moment = (NOW + timedelta(minutes=number)).timestamp()
        os.utime(journal.path, (moment, moment))
    assert [session.started.company for session in find_sessions(tmp_path)] == ["Fertig", "Neu", "Alt"]
    assert [session.started.company for session in unfinished_sessions(tmp_path)] == ["Neu", "Alt"]
    session, journal = resume_session(trial(), now=NOW, folder=tmp_path)
    journal.close()
    assert session.started.company == "Neu"


def test_a_damaged_session_is_found_and_then_what_was_recovered(tmp_path: Path) -> None:
    _, journal = opened(tmp_path)
    with journal:
        journal.append(Noted("basis", "eins"))
        journal.append(Noted("basis", "zwei"))
    journal.path.write_bytes(journal.path.read_bytes().replace(b"eins", b"zwo!"))
    assert [session.damaged for session in find_sessions(tmp_path)] == [True]
    with pytest.raises(CxmaturityError, match=r"damaged \(line 3\)"):
        resume_session(trial(), now=NOW, folder=tmp_path)
    session, again = resume_session(trial(), now=NOW, folder=tmp_path)
    again.close()
    assert session.reply("basis").note == "zwei"
    assert [session.damaged for session in find_sessions(tmp_path)] == [False]


def renamed(text: str) -> str:
    return text.replace("id: trial", "id: other")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda text: text.replace('version: "1"', 'version: "2"'),
            "This session was started with version 1; the questionnaire is version 2.",
        ),
        (
            lambda text: text.replace("points: 3", "points: 4"),
            "The questionnaire has changed since this session was started, without a new version.",
        ),
        (renamed, "This session belongs to the questionnaire trial, not to other."),
    ],
)
def test_a_changed_questionnaire_is_refused(
    change: Callable[[str], str], message: str, tmp_path: Path
) -> None:
    _, journal = opened(tmp_path)
    journal.close()
    before = journal.path.read_bytes()
    with pytest.raises(CxmaturityError) as caught:
        resume_session(trial(change(TRIAL)), journal.path, now=NOW, folder=tmp_path)
    assert str(caught.value) == f"{message}\nResume it with the questionnaire as it was, or start anew."
    assert journal.path.read_bytes() == before


def test_without_a_session_there_is_nothing_to_take_up(tmp_path: Path) -> None:
    with pytest.raises(CxmaturityError, match="There is no unfinished session of the questionnaire trial"):
        resume_session(trial(), now=NOW, folder=tmp_path / "none")


def test_the_folder_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXMATURITY_SESSIONS", str(tmp_path / "mine"))
    _, journal = open_session(COMPILED, "Müller", language="de", now=NOW)
    journal.close()
    assert journal.path.parent == tmp_path / "mine"


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ([], "lacks the beginning"),
        ([Noted("basis", "x")], "lacks the beginning"),
        ([STARTED, Noted("nothing", "x")], "answers that the questionnaire does not offer"),
        ([STARTED, STARTED], "answers that the questionnaire does not offer"),
    ],
)
def test_a_journal_that_makes_no_session_is_refused(
    events: list[Event], message: str, tmp_path: Path
) -> None:
    with create_journal(tmp_path, "odd") as journal:
        for event in events:
            journal.append(event)
    with pytest.raises(CxmaturityError, match=message):
        resume_session(COMPILED, journal.path, now=NOW)


def test_a_journal_of_a_newer_tool_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.jsonl"
    path.write_bytes(encode(1, {"kind": "sealed"}))
    with pytest.raises(CxmaturityError, match="was written by a newer cxmaturity"):
        resume_session(COMPILED, path, now=NOW)
    assert find_sessions(tmp_path) == ()
