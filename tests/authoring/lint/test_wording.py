"""Questions that ask one thing, options that can be told apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.authoring.lint.wording.doubles import second_question
from cxmaturity.authoring.lint.wording.ranges import ranges
from tests.authoring.lint.toys import codes, findings, options, question, questionnaire


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Wie hoch ist Ihr Budget und wer entscheidet darüber?", "und wer entscheidet darüber"),
        (
            "Wie gut kennen Sie Ihre Kunden, und an welchen Daten sehen Sie das?",
            "und an welchen Daten sehen Sie das",
        ),
        ("Gibt es eine Strategie und wird sie umgesetzt?", "und wird sie umgesetzt"),
        ("Wie oft messen Sie? Wie lange dauert es?", "Wie lange dauert es?"),
        ("Was passiert oder wer entscheidet?", "oder wer entscheidet"),
        (
            "How satisfied are you with the service and how often do you use it?",
            "and how often do you use it",
        ),
        ("Do you have a strategy, and do you carry it out?", "and do you carry it out"),
        ("Is there one owner and is it known who?", "and is it known who"),
        ("Who decides? And when?", "And when?"),
        ("Wo und woran erkennen Sie eine Kundin oder einen Kunden wieder?", None),
        ("Bis wann und von wem wird entschieden?", None),
        ("Where and how do you recognise a returning customer?", None),
        ("Wie entscheiden Sie, wer anruft und wer schreibt?", None),
        ("What decides who gets which content and who does not?", None),
        ("How do you decide what to do and when to do it?", None),
        ("Wissen Sie, ob Kunden kommen und wie lange sie bleiben?", None),
        ("Wissen Sie, wer kauft und warum er es tut?", None),
        (
            "Auf wie vielen Wegen verkaufen Sie und welcher bringt am meisten?",
            "und welcher bringt am meisten",
        ),
        ("Welche Daten fließen in die Auswahl von Inhalten und Angeboten ein?", None),
        ("Do you have a process that is documented and is the same for all channels?", None),
        ("Jemand bricht ab und meldet sich später wieder. Was geschieht?", None),
        ("Wie oft stellen Sie die Frage „Wie war es?“?", None),
        ("Was denn??", None),
        ("Wir wissen, wer kauft und wer nicht.", None),
        ("Woran (Daten, Gefühl, und was noch) sehen Sie das?", None),
    ],
)
def test_two_questions_in_one_are_told_from_one(text: str, second: str | None) -> None:
    assert second_question(text) == second
    found = codes(questionnaire(question(text=text), languages=["en"]))
    assert ("double-question" in found) is (second is not None)


def test_the_double_question_is_named_where_it_stands() -> None:
    text = {"de": "Wie oft messen Sie?", "en": "How often do you measure, and why do you do it?"}
    (found,) = findings(questionnaire(question(text=text)))
    assert found.path == ("dimensions", 0, "questions", 0, "text", "en")
    assert str(found.message) == "This asks two things at once: “and why do you do it” is a second question."


def ranges_found(texts: list[str], language: str = "en", kind: str = "choice") -> list[str]:
    asked = question(options=options(texts), kind=kind)
    return [found.code for found in findings(questionnaire(asked, languages=[language]))]


@pytest.mark.parametrize(
    ("language", "texts", "found"),
    [
        ("de", ["unter 10 %", "10–20 %", "über 20 %"], []),
        ("de", ["bis 10 %", "10–20 %", "mehr als 20 %"], ["options-overlap"]),
        ("de", ["0–10", "10–20", "20–30"], ["options-overlap"] * 2),
        ("de", ["bis zu 10 %", "mehr als 10 bis 20 %", "über 20 %"], []),
        ("de", ["weniger als 10", "mehr als 10"], ["options-gap"]),
        ("de", ["1 Marke", "2 bis 3 Marken", "mehr als 3 Marken"], []),
        ("de", ["1 Marke", "2 bis 3 Marken", "mehr als 4 Marken"], ["options-gap"]),
        ("de", ["bis 49", "50 bis 199", "200 bis 999", "1.000 bis 4.999", "5.000 und mehr"], []),
        ("de", ["bis 1 Woche", "1–4 Wochen", "länger als 4 Wochen"], ["options-overlap"]),
        ("de", ["unter 1 Stunde", "1–24 Stunden", "2–7 Tage", "mehr als 1 Woche"], []),
        ("de", ["Gering (unter 10 %)", "Mittel (10 bis unter 50 %)", "Hoch (ab 50 %)"], []),
        ("de", ["Gering (bis 10 %)", "Mittel (10 bis 50 %)", "Hoch (ab 50 %)"], ["options-overlap"] * 2),
        ("de", ["0,5 bis 1,5", "1,5 bis 2,5"], ["options-overlap"]),
        ("de", ["mindestens 10 %", "mindestens 20 %", "mindestens 50 %"], []),
        ("de", ["Keine", "1–5", "5 oder mehr"], ["options-overlap"]),
        ("de", ["zwischen 1 und 5", "zwischen 6 und 9"], []),
        ("en", ["less than 10%", "10 to 20%", "more than 20%"], []),
        ("en", ["up to 10%", "10 to 20%", "more than 20%"], ["options-overlap"]),
        ("en", ["under 10", "10–19", "20 to under 50", "50+"], []),
        ("en", ["fewer than 5", "more than 5"], ["options-gap"]),
        ("en", ["1 to 5 employees", "10 or more employees"], ["options-gap"]),
        ("en", ["up to 49", "50 to 199", "1,000 to 4,999", "200 to 999"], ["options-order"]),
        ("en", ["1–9", "100 and more", "10–99"], ["options-order"]),
        ("en", ["more than 20", "10–20", "less than 10"], []),
        ("en", ["5", "10", "20"], []),
        ("en", ["1 – poor", "2 – fair", "3 – good"], []),
        ("en", ["B2B", "B2C", "Both"], []),
        ("en", ["10–20 euros", "20–30 dollars"], []),
        ("en", ["1 channel", "2 channels, linked", "3 channels"], []),
        ("en", ["2010–2015", "2016–2020", "2021 or later"], []),
        ("en", ["Never", "Sometimes", "Always"], []),
        ("en", ["20 to 10", "9 to 5"], []),
    ],
)
def test_ranges_neither_overlap_nor_leave_a_gap(language: str, texts: list[str], found: list[str]) -> None:
    assert ranges_found(texts, language) == found


@given(
    st.lists(st.integers(0, 5000), min_size=2, max_size=6, unique=True).map(sorted),
    st.sampled_from(["de", "en"]),
    st.sampled_from(["", " %", " h"]),
    st.booleans(),
)
def test_contiguous_ranges_are_never_reported(
    bounds: list[int], language: str, unit: str, turned: bool
) -> None:
    grouping = str.maketrans(",", "." if language == "de" else ",")
    below, to, above = ("unter", "bis unter", "ab") if language == "de" else ("under", "to under", "from")
    shown = [f"{bound:,}".translate(grouping) for bound in bounds]
    middle = [f"{low} {to} {high}{unit}" for low, high in pairwise(shown)]
    texts = [f"{below} {shown[0]}{unit}", *middle, f"{above} {shown[-1]}{unit}"]
    assert len(ranges(texts, language)) == len(texts)
    assert ranges_found(texts[::-1] if turned else texts, language) == []
    whole = [f"{low + 1}–{high}{unit}" for low, high in pairwise(bounds)]
    assert ranges_found([f"0–{bounds[0]}{unit}", *whole], language) == []


@given(st.lists(st.integers(1, 900), min_size=3, max_size=6, unique=True).map(sorted))
def test_ranges_that_share_an_end_are_always_reported(bounds: list[int]) -> None:
    texts = [f"{low}–{high}" for low, high in pairwise(bounds)]
    assert ranges_found(texts) == ["options-overlap"] * (len(texts) - 1)


@given(st.lists(st.text("0123456789 -–,.%<>+()bisto", max_size=12), min_size=1, max_size=5))
def test_any_text_is_a_range_or_is_not(texts: list[str]) -> None:
    found = ranges(texts, "de")
    assert len(found) in {0, len(texts)}


def test_what_is_said_of_ranges() -> None:
    texts = [{"de": "bis 20 %", "en": "up to 20%"}, {"de": "20–50 %", "en": "20–50%"}]
    (found,) = findings(questionnaire(question(options=options(texts))))
    assert found.path == ("dimensions", 0, "questions", 0, "options", 1, "text", "de")
    assert found.message.text("de") == "20 passt sowohl zu „bis 20 %“ als auch zu „20–50 %“."


def test_ticks_may_overlap() -> None:
    assert ranges_found(["0–10", "10–20"], kind="multi") == []


@pytest.mark.parametrize(
    ("texts", "points", "wrong"),
    [
        ("abcd", [1, 2, 3, 4], None),
        ("abcd", [4, 3, 3, 1], None),
        ("abcd", [1, 3, 2, 4], 2),
        ("abcd", [5, 1, 3, 2], 2),
        ("abc", [1, 2, 1], 2),
        ("ab", [2, 1], None),
        ("abc", [1, 1, 1], None),
        (["0", "1–5", "6 or more"], [1, 5, 2], None),  # the best number lies in the middle
    ],
)
def test_points_rise_or_fall(texts: list[str], points: list[int], wrong: int | None) -> None:
    found = findings(questionnaire(question(options=options(texts, points)), languages=["en"]))
    expected = [("points-order", ("dimensions", 0, "questions", 0, "options", wrong, "points"))]
    assert [(each.code, each.path) for each in found] == (expected if wrong is not None else [])


def test_a_shared_answer_scale_is_reported_once() -> None:
    scale = {"often": options(["a", "b", "c"], [1, 3, 2])}
    asked = [
        {"id": name, "kind": "scale", "text": f"{name}?", "answer_scale": "often"}
        for name in ("first", "second")
    ]
    (found,) = findings(questionnaire(*asked, languages=["en"], answer_scales=scale))
    assert found.path == ("answer_scales", "often", 2, "points")


def test_what_stands_twice_is_found_in_each_language_it_stands_in() -> None:
    asked = question(
        options=options([{"de": "Handel", "en": "Retail"}, {"de": "handel ", "en": "Wholesale"}])
    )
    (found, blank) = findings(questionnaire(asked))
    assert (found.code, found.path[-3:]) == ("duplicate-option", (1, "text", "de"))
    assert blank.code == "stray-blanks"
    first, second = question("one", text="Who?"), question("two", text="who?")
    (found,) = findings(questionnaire(first, second, languages=["en"]))
    assert (found.code, found.path) == ("duplicate-question", ("dimensions", 0, "questions", 1, "text"))
    assert str(found.message) == "two asks in the same words as one."
