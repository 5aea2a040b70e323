"""The interview, whole, as somebody at the terminal sees it: what is asked, typed and answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from cxmaturity.answers.models import Entry
from cxmaturity.answers.values import Missing
from cxmaturity.workshop.interview import Ending, Outcome, ask_company, run_interview
from cxmaturity.workshop.journal import Journal, open_journal
from cxmaturity.workshop.session import Session
from cxmaturity.workshop.sessions import resume_session
from tests.tools.harness import Golden
from tests.workshop.test_journal import Shut
from tests.workshop.trial import NOW, TRIAL, opened, trial

TRANSCRIPTS = Path(__file__).parent / "transcripts"


@dataclass
class Person:
    """Types *lines*, then ends the input, and keeps what is on the screen."""

    lines: Iterator[str]
    screen: list[str] = field(default_factory=list)

    def ask(self, prompt: str) -> str:
        line = next(self.lines, None)
        if line is None:
            self.screen.append(prompt)
            raise EOFError
        self.screen.append(prompt + line)
        return line

    @property
    def transcript(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen) + "\n"


def interview(
    session: Session, journal: Journal, lines: Sequence[str], *, language: str = "en", width: int = 72
) -> tuple[Outcome, str]:
    person = Person(iter(lines))
    with journal:
        outcome = run_interview(
            session, journal, ask=person.ask, say=person.screen.append, width=width, language=language
        )
    return outcome, person.transcript


WHOLE = {
    "de": [
        *("?", "Handel", "", "2"),
        *("1 9", "1-3", "z", "1 3"),
        *("?", "", "3", "z", "gem", "CRM, Stand März", "belegt"),
        *("w", "n", "", "n Kein Versand", "g 1", "2", "b", "q x"),
        *("g 9", "g 3", "g consent", "x", "w", "m Später klären", "15 Minuten", "", "20000", "1 3", "3"),
        *("l", "g 4", "2", "Z", "", "", ""),
    ],
    "en": [
        *("u", "b", "g", "retail", "Go West", "z", "x", "", "1", "b", "x", "s"),
        *("-", "z", "store"),
        *("in", "a common", "CRM report", "x", "2"),
        *("yes", "", "n", "We ship nothing", "#1", "m", "", "m", "Peak season", "", "basket, search", ""),
        *("l", "3", "", "g 6", "e -", "m -", "", "b", "", "g", ""),
    ],
}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_whole_interview(language: str, tmp_path: Path, golden: Golden) -> None:
    session, journal = opened(tmp_path, language=language)
    outcome, transcript = interview(session, journal, WHOLE[language], language=language)
    golden(transcript, TRANSCRIPTS / f"{language}.txt")
    assert outcome.ending is Ending.FINISHED


def test_a_narrow_terminal(tmp_path: Path, golden: Golden) -> None:
    _, transcript = interview(*opened(tmp_path), ["?", "l", "g 2", "?"], width=40)
    golden(transcript, TRANSCRIPTS / "narrow.txt")
    assert max(map(len, transcript.splitlines())) <= 40


def test_what_was_said_is_what_comes_out(tmp_path: Path) -> None:
    lines = ["1", "", "2", "1", "4", "Bericht", "1", "u", "n weil", "2 h", "-", "3", ""]
    outcome, _ = interview(*opened(tmp_path), lines)
    answers = outcome.session.answers()
    assert (answers.company.attributes, answers.target) == ({"industry": "retail"}, "high")
    assert answers.entries == {
        "channels": Entry(frozenset({"store"})),
        "basis": Entry("common", None, "Bericht", "documented"),
        "stores": Entry(Missing.UNKNOWN),
        "consent": Entry(Missing.NOT_APPLICABLE, "weil"),
        "reaction": Entry(120),  # type: ignore[arg-type]
        "signals": Entry(frozenset({"none"})),
    }


@pytest.mark.parametrize(("line", "ending"), [("q", Ending.LEFT), (None, Ending.INTERRUPTED)])
def test_leaving_keeps_everything_and_says_how_to_go_on(
    line: str | None, ending: Ending, tmp_path: Path, golden: Golden
) -> None:
    lines = ["1", "Marke", "s", "2", "m Größe"]
    outcome, transcript = interview(*opened(tmp_path), [*lines, *([line] if line else [])])
    assert outcome.ending is ending
    assert transcript.endswith(
        "Everything is saved (1 of 5 questions done).\nGo on with:\n  cxmaturity assess --resume\n"
    )
    session, journal = resume_session(trial(), now=NOW, folder=tmp_path)
    assert session.answers() == outcome.session.answers()
    _, transcript = interview(session, journal, ["3", "q"])
    golden(transcript, TRANSCRIPTS / "resumed.txt")


def test_every_answer_is_on_disk_before_the_next_question(tmp_path: Path) -> None:
    session, journal = opened(tmp_path)
    lines = iter(["1", "Marke", "2", "1 2", "3", "1", "1", "5 min", "", "1", ""])
    sizes = []

    def ask(_: str) -> str:
        sizes.append(journal.path.stat().st_size)
        return next(lines)

    with journal:
        run_interview(session, journal, ask=ask, say=lambda _: None, width=80, language="de")
    answered = [after > before for before, after in pairwise(sizes)]
    assert answered == [True] * 8 + [False, True]  # the Enter that skips the evidence writes nothing


def test_a_full_disk_is_told_and_the_session_goes_on(tmp_path: Path) -> None:
    session, journal = opened(tmp_path)
    person = Person(iter(["1", "Marke", "2", "q"]))
    with Shut(journal):
        outcome = run_interview(
            session, journal, ask=person.ask, say=person.screen.append, width=200, language="en"
        )
    said = person.transcript
    assert said.count("This could not be saved: Bad file descriptor\n") == 3
    assert said.count("Go on; it is kept in memory") == 1
    assert said.endswith("The last answers could not be saved.\n")
    person = Person(iter(["1", "q"]))
    with journal:
        run_interview(
            outcome.session, journal, ask=person.ask, say=person.screen.append, width=200, language="en"
        )
    assert "Everything is saved again.\n" in person.transcript
    again, events = open_journal(journal.path)
    again.close()
    assert len(events) == 6


def test_a_required_question_comes_back(tmp_path: Path) -> None:
    compiled = trial(
        TRIAL.replace(
            "id: basis\n        kind: choice", "id: basis\n        kind: choice\n        missing: error"
        )
    )
    _, journal = opened(tmp_path)
    session = Session(compiled, opened(tmp_path)[0].started)
    lines = ["g 6", "3", "", "4", "", "g 6", "", ""]
    outcome, transcript = interview(session, journal, lines)
    assert outcome.ending is Ending.FINISHED
    assert transcript.count("There is no result without an answer to: 2.") == 1


def test_evidence_is_asked_for_once(tmp_path: Path) -> None:
    lines = ["g 2", "4", "", "b", "2", "b", "4", "q"]
    _, transcript = interview(*opened(tmp_path), lines)
    assert transcript.count("How do we know?") == 1


def test_bold_is_the_caller_s_to_give(tmp_path: Path) -> None:
    session, journal = opened(tmp_path)
    said: list[str] = []
    with journal:
        run_interview(
            session,
            journal,
            ask=Person(iter(["g 1"])).ask,
            say=said.append,
            width=80,
            language="en",
            strong=lambda line: f"<{line}>",
        )
    assert [line for line in said if line.startswith("<")] == [
        "<Small stocktake - Müller & Söhne>",
        "<== About the company ==>",
        "<Industry>",
        "<== Context ==>",
        "<Where do you meet your customers?>",
    ]


def test_the_company_is_asked_for_until_it_has_a_name() -> None:
    person = Person(iter(["", " \x1b[A", " Mu\u0308ller "]))
    assert ask_company(ask=person.ask, say=person.screen.append, width=80, language="de") == "Müller"
    assert person.screen[0] == "Um welches Unternehmen geht es?"


def test_the_review_can_be_left_too(tmp_path: Path) -> None:
    outcome, _ = interview(*opened(tmp_path), ["g 6", "s", "q"])
    assert outcome.ending is Ending.LEFT
    session, journal = resume_session(trial(), now=NOW, folder=tmp_path)
    journal.close()
    assert not session.finished
