"""What people type, and the answer it is taken for."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.answers.values import Answer
from cxmaturity.foundation.intake import FORBIDDEN
from cxmaturity.workshop.cards import Card, card_of
from cxmaturity.workshop.commands import Command, Name, command_of
from cxmaturity.workshop.events import Answered, Started
from cxmaturity.workshop.replies import NotUnderstood, answer_of, cleaned, is_exactly, strength_of
from cxmaturity.workshop.session import Session, Step
from tests.workshop.trial import TRIAL, trial

COMPILED = trial()
SESSION = Session(COMPILED, Started("trial", "1", COMPILED.sha256, "de", "Müller", "now"))


def card(question: str, session: Session = SESSION, language: str = "de") -> Card:
    return card_of(session, Step("question", question), language)


@pytest.mark.parametrize(
    ("question", "line", "answer"),
    [
        ("basis", "2", "several"),
        ("basis", "several", "several"),
        ("basis", "In mehreren Systemen", "several"),
        ("basis", "in  MEHR", "several"),
        ("basis", "gem", "common"),
        ("stores", "ja", "yes"),
        ("channels", "1 3", frozenset({"store", "phone"})),
        ("channels", "1,3", frozenset({"store", "phone"})),
        ("channels", "3; 1", frozenset({"store", "phone"})),
        ("channels", "1-3", frozenset({"store", "webshop", "phone"})),
        ("channels", "2 – 3", frozenset({"webshop", "phone"})),
        ("channels", "Filiale, Laden", frozenset({"store"})),
        ("channels", "Fil, Tel", frozenset({"store", "phone"})),
        ("channels", "store phone", frozenset({"store", "phone"})),
        ("channels", "2 2", frozenset({"webshop"})),
        ("channels", "-", frozenset()),
        ("signals", "3", frozenset({"none"})),
        ("reaction", "15 Min.", Fraction(15)),
        ("reaction", "2 Std.", Fraction(120)),
        ("reaction", "1 h 30 min", Fraction(90)),
        ("reaction", "20 s", Fraction(1, 3)),
        ("reaction", "1", Fraction(1)),
        ("reaction", "#1", "never"),
        ("reaction", "nie", "never"),
    ],
)
def test_an_answer_is_understood(question: str, line: str, answer: Answer) -> None:
    assert answer_of(card(question), line) == answer


@pytest.mark.parametrize(
    ("question", "line", "message"),
    [
        ("basis", "5", "Bitte wählen Sie eine Nummer von 1 bis 4."),
        ("basis", "i", "Bitte wählen Sie eine Nummer von 1 bis 4."),
        ("basis", "in", "„in“ passt auf mehrere Antworten. Bitte geben Sie die Nummer ein."),
        ("channels", "1 9", "Bitte geben Sie Nummern ein, etwa 1 3, oder - für „nichts davon“."),
        ("channels", "1-9", "Bitte geben Sie Nummern ein, etwa 1 3, oder - für „nichts davon“."),
        ("signals", "-", "Bitte geben Sie eine oder mehrere Nummern ein, etwa 1 3."),
        ("signals", "1 3", "„Keine“ kann nur allein stehen."),
        ("reaction", "-1", "Kleinster möglicher Wert: 0\u00a0Min."),
        ("reaction", "9 Wochen", "Größter möglicher Wert: 7\u00a0Tage"),
        (
            "reaction",
            "schnell",
            "Bitte geben Sie eine Zeit mit Einheit ein, etwa 15\u00a0Min. oder 2\u00a0Std. Oder #1 für „Nie“.",
        ),
    ],
)
def test_what_is_no_answer_is_answered_by_what_would_be(question: str, line: str, message: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        answer_of(card(question), line)
    assert caught.value.message.text("de") == message


@pytest.mark.parametrize(
    ("labels", "numbers"),
    [
        (["Nein", "Ja"], ["1", "2"]),
        (["0", "1", "2"], ["0", "1", "2"]),
        (["0 = nie", "1", "2 = immer"], ["0", "1", "2"]),
        (["1-5 Tage", "6-10 Tage"], ["1", "2"]),
        (["bis 49", "50 bis 199"], ["1", "2"]),
        (["3", "2", "1"], ["1", "2", "3"]),
    ],
)
def test_labels_that_count_keep_their_numbers(labels: Sequence[str], numbers: Sequence[str]) -> None:
    options = "".join(
        f'\n          - {{id: o{n}, points: {n}, text: "{label}"}}' for n, label in enumerate(labels)
    )
    start, end = TRIAL.index("options:\n          - {id: scattered"), TRIAL.index("      - id: stores")
    compiled = trial(f"{TRIAL[:start]}options:{options}\n{TRIAL[end:]}")
    choices = card("basis", Session(compiled, SESSION.started)).choices
    assert [choice.number for choice in choices] == numbers


def test_not_applicable_is_offered_where_it_can_be_answered() -> None:
    with_webshop = SESSION.after(Answered("channels", frozenset({"webshop"})))
    assert [card("consent", session).not_applicable for session in (SESSION, with_webshop)] == [
        "required",
        None,
    ]


def test_texts_of_a_questionnaire_cannot_steer_the_terminal() -> None:
    hostile = TRIAL.replace("de: Verstreut", "de: Ver\u200bstreut")
    choices = card("basis", Session(trial(hostile), SESSION.started)).choices
    assert choices[0].label == r"Ver\u200bstreut"


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("?", Command(Name.HELP)),
        ("w", Command(Name.UNKNOWN)),
        ("U", Command(Name.UNKNOWN)),
        ("Weiß nicht", Command(Name.UNKNOWN)),
        ("don’t know", Command(Name.UNKNOWN)),
        ("n", Command(Name.NOT_APPLICABLE)),
        ("n Kein Laden", Command(Name.NOT_APPLICABLE, "Kein Laden")),
        ("Zurück", Command(Name.BACK)),
        ("g 12", Command(Name.GO, "12")),
        ("go basis", Command(Name.GO, "basis")),
        ("m  Größe: 3", Command(Name.NOTE, "Größe: 3")),
        ("e", Command(Name.EVIDENCE)),
        ("s 3", None),
        ("2 h", None),
        ("", None),
        ("nein", None),
    ],
)
def test_commands(line: str, command: Command | None) -> None:
    assert command_of(line) == command


def test_a_whole_label_is_no_command() -> None:
    text = TRIAL.replace("de: Verstreut", "de: Go live")
    shown = card("basis", Session(trial(text), SESSION.started))
    assert is_exactly(shown, "go LIVE")
    assert not is_exactly(shown, "go 3")
    assert not is_exactly(shown, "s")


@pytest.mark.parametrize(
    ("line", "strength"),
    [
        ("1", "documented"),
        ("ber", "reported"),
        ("rep", "reported"),
        ("Geschätzt", "estimated"),
        ("", None),
        ("4", None),
    ],
)
def test_strengths(line: str, strength: str | None) -> None:
    assert strength_of(line) == strength


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (" Mu\u0308ller\t& Co \n", "Müller & Co"),
        ("a\x1b[Ab\x1bOPc\x1b[1;5D", "abc"),
        ("x\ud800\u202ey", "xy"),
        ("\x1b", ""),
    ],
)
def test_keys_that_are_no_text_are_left_out(line: str, text: str) -> None:
    assert cleaned(line) == text


@given(st.text())
def test_what_is_kept_can_be_written_to_any_file(line: str) -> None:
    assert not FORBIDDEN.search(cleaned(line))
    assert cleaned(cleaned(line)) == cleaned(line)


@given(
    st.sampled_from(list(COMPILED.questions)), st.text(alphabet="0123456789 -,;#.hminStd%eNäJ", max_size=12)
)
def test_whatever_is_typed_is_an_answer_or_not_understood(question: str, line: str) -> None:
    try:
        answer = answer_of(card(question), line)
    except NotUnderstood:
        return
    SESSION.after(Answered(question, answer))
