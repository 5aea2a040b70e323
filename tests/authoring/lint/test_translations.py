"""What translations have to share, and what they may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.authoring.lint.figures import digits, figures_apart, number
from cxmaturity.authoring.lint.languages import is_prose, reads_like_another
from tests.authoring.lint.toys import codes, findings, questionnaire


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Newsletter", False),
        ("Cross-Channel", False),
        ("Social Media", False),
        ("Net Promoter Score (NPS)", False),
        ("Voice of the Customer", False),
        ("Retail Media Network", False),
        ("SMS, Messenger, WhatsApp", False),
        ("„Wer das kaufte, kaufte auch“", False),
        ("10–20 %", False),
        ("B2B / B2C", False),
        ("Customer experience maturity", True),
        ("Not applicable", True),
        ("Sehr gut", True),
        ("Wie gut kennen Sie Ihre Kunden?", True),
        ("Daten und Systeme verbinden", True),
        ("The Way That We Treat Our Customers Every Day", True),
    ],
)
def test_prose_must_differ_and_names_need_not(text: str, prose: bool) -> None:
    assert is_prose(text) is prose
    same = questionnaire(description={"de": text, "en": text})
    plain = questionnaire(description=text)
    assert ("translation-identical" in codes(same)) is prose
    assert ("translation-identical" in codes(plain)) is prose
    assert "translation-identical" not in codes(questionnaire(description=text, languages=["de"]))


def test_the_language_that_lacks_its_own_text_is_named() -> None:
    english = findings(questionnaire(description={"de": "Who owns the data?", "en": "Who owns the data?"}))
    german = findings(
        questionnaire(description={"de": "Wem gehören die Daten?", "en": "Wem gehören die Daten?"})
    )
    assert [found.path for found in (*english, *german)] == [("description", "de"), ("description", "en")]
    assert str(english[0].hint) == "Translate it into de."


def test_titles_of_sources_stay_as_they_are() -> None:
    method = {
        "summary": "Summary",
        "sources": {"paper": "Meyer: Wie gut kennen wir unsere Kunden wirklich? Köln 2022"},
    }
    assert codes(questionnaire(method=method)) == []


@pytest.mark.parametrize(
    ("text", "language", "reads"),
    [
        ("How well do you know your customers?", "de", "en"),
        ("Wie gut kennen Sie Ihre Kunden?", "en", "de"),
        ("Not at all", "de", "en"),
        ("Gar nicht oder sehr selten", "en", "de"),
        ("How well do you know your customers?", "en", None),
        ("Wie gut kennen Sie Ihre Kunden?", "de-CH", None),
        ("Voice of the Customer", "de", None),
        ("Newsletter", "de", None),
        ("Point of Sale und Onlineshop", "de", None),
        ("Aufsatz ‘The way we do what we do’", "de", None),
        ("Guide „Wie wir die Kunden von heute sehen“", "en", None),
        ("Die IT on demand", "de", None),
        ("Comment gérez-vous les données?", "fr", None),
    ],
)
def test_the_wrong_language_is_told_by_its_small_words(text: str, language: str, reads: str | None) -> None:
    assert reads_like_another(text, language.partition("-")[0]) == reads
    assert ("translation-language" in codes(questionnaire(title=text, languages=[language]))) is (
        reads is not None
    )


@pytest.mark.parametrize(
    ("de", "en", "differ"),
    [
        ("die letzten 15 Monate", "the last 10 months", True),
        ("20 % oder mehr", "30% or more", True),
        ("1.000 bis 4.999", "1,000 to 4,999", False),
        ("1.000 bis 4.999", "1,000 to 5,999", True),
        ("0,25 Punkte", "0.25 points", False),
        ("0,5 Punkte", "0.25 points", True),
        ("1,50 Euro", "1.5 euros", False),
        ("1 000 und 2’000", "1,000 and 2,000", False),
        ("1,000 (falsch geschrieben)", "1,000", False),
        ("zwei Kanäle", "2 channels", False),
        ("2 bis 3 Kanäle", "two or 3 channels", False),
        ("um 20 Uhr", "at 8 p.m.", False),
        ("rund um die Uhr", "24/7", False),
        ("B2B und 360°", "B2C and 360°", False),
        ("§ 26 und Art. 6", "section 26 and Art. 7", True),
        ("GA4 seit 2023", "GA4 since 2023", False),
    ],
)
def test_numbers_agree_however_they_are_written(de: str, en: str, differ: bool) -> None:
    assert (
        figures_apart(de, "de", en, "en") != ([], []) and all(figures_apart(de, "de", en, "en"))
    ) is differ
    assert ("translation-numbers" in codes(questionnaire(description={"de": de, "en": en}))) is differ


@given(st.integers(0, 10**9), st.integers(0, 999))
def test_every_number_equals_itself_in_the_other_language(whole: int, decimals: int) -> None:
    english = f"{whole:,}.{decimals:02}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert number(english, "en") == number(german, "de")
    assert digits(english) == digits(german)
    assert figures_apart(f"rund {german} Stück", "de", f"about {english} pieces", "en") == ([], [])


@pytest.mark.parametrize(
    ("de", "en", "where"),
    [
        ("Stand von {company}", "Position of {company}", []),
        ("Stand von {company}", "Position of {firm}", ["en", "de"]),
        ("Stand", "Position of {company}", ["de"]),
        ("Stand {in Klammern gesetzt}", "Position (in parentheses)", []),
    ],
)
def test_placeholders_are_the_same(de: str, en: str, where: list[str]) -> None:
    found = findings(questionnaire(description={"de": de, "en": en}))
    assert [(each.code, each.path[-1]) for each in found] == [
        ("translation-placeholders", lang) for lang in where
    ]


def test_a_text_far_longer_than_its_translation_is_found() -> None:
    short = "Der Fragebogen zeigt, wo das Unternehmen steht."
    long = "The questionnaire shows where the company stands, and it takes about an hour with all who know the answers."
    (found,) = findings(questionnaire(description={"de": short, "en": long}))
    assert (found.code, found.path) == ("translation-length", ("description", "en"))
    assert str(found.message) == f"The text has {len(long)} characters in en, only {len(short)} in de."
    chinese = questionnaire(
        languages=["zh", "en"], description={"zh": "您对客户的了解程度如何?", "en": long[:70]}
    )
    assert codes(chinese) == []


def test_of_three_languages_each_is_compared_with_the_first() -> None:
    text = {"de": "In 3 Tagen", "en": "In 3 days", "fr": "En 5 jours"}
    (found,) = findings(questionnaire(languages=["de", "en", "fr"], description=text))
    assert (found.code, found.path) == ("translation-numbers", ("description", "fr"))
    assert found.message.text("de") == "Die Zahlen weichen voneinander ab: 3 in de, 5 in fr."
