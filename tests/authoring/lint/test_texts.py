"""Texts that fit their place and show what they say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.authoring.lint.characters import strange_characters
from tests.authoring.lint.toys import codes, findings, options, question, questionnaire


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kunden\u200bdienst", "invisible-character"),
        ("Kunden\u200ddienst", "invisible-character"),
        ("Kunden\u200edienst", "invisible-character"),
        ("Kundendienst\u00ad", "invisible-character"),
        ("Kunden \u00addienst", "invisible-character"),
        ("Daten\ue001", "invisible-character"),
        ("Daten\ufdd0", "invisible-character"),
        ("Daten\U0001fffe", "invisible-character"),
        ("Daten\U000e0041", "invisible-character"),
        ("ㅤ", "invisible-character"),
        ("fÃ¼r Kunden", "broken-encoding"),
        ("GroÃŸhandel", "broken-encoding"),
        ("customerâ€™s choice", "broken-encoding"),
        ("10 Â€", None),
        ("f\ufffdr Kunden", "broken-encoding"),
        ("Ku\u0301\u0302\u0303\u0304nden", "stacked-marks"),
        ("D\u0430ten", "lookalike-letter"),
        ("\u0421ustomer", "lookalike-letter"),
        ("\u039fnline", "lookalike-letter"),
        ("Kunden\u00addienst", None),
        ("Kinder 👩‍👩‍👧‍👦 und 🏴󠁧󠁢󠁥󠁮󠁧󠁿", None),
        ("نمی‌خواهم", None),
        ("שלום\u200f!", None),
        ("Клиенты и данные", None),
        ("Клиент-Service", None),
        ("Ελλάδα", None),
        ("5 μm und 10 µm", None),
        ("tiê\u0301ng Việt", None),
        ("Ça va, pâte, São Paulo, Âge", None),
        ("„Größe“ – 5 € … ‘quoted’ × 3 ≥ 2 → Ende", None),
        ("客户体验", None),
    ],
)
def test_characters_that_nobody_means(text: str, code: str | None) -> None:
    assert [found[0] for found in strange_characters(text)] == ([code] if code else [])
    assert codes(questionnaire(description=text, languages=["en"])) == ([code] if code else [])


def test_the_character_is_named() -> None:
    (invisible,) = findings(questionnaire(title="Kunden\u200bdienst", languages=["de"]))
    assert invisible.message.text("de") == "Im Text steht ein unsichtbares Zeichen: U+200B ZERO WIDTH SPACE."
    (borrowed,) = findings(questionnaire(title="Alle D\u0430ten hier", languages=["de"]))
    assert str(borrowed.message) == "U+0430 CYRILLIC SMALL LETTER A only looks like a."
    assert str(borrowed.hint) == "Type “D\u0430ten” anew; search does not find it as it stands."


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs", "Po"], max_codepoint=0xBF)))
def test_plain_text_is_never_strange(text: str) -> None:
    assert list(strange_characters(text)) == []


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(message.text("de") and hint.text("de") for _, message, hint in strange_characters(text))


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("one two", False),
        ("one  two", True),
        (" one", True),
        ("one ", True),
        ("one\ttwo", True),
        ("one\u00a0 two", True),
        ("10\u00a0%", False),
        ("a list:\n\n  one\n  two\n", False),
        ("folded\n", False),
    ],
)
def test_stray_blanks(text: str, stray: bool) -> None:
    found = codes(questionnaire(description=text, languages=["fr"]))
    assert found == (["stray-blanks"] if stray else [])


def placed(key: str, text: str) -> dict[str, Any]:
    """A questionnaire with *text* as one of its texts."""
    dimension = {"id": "service", "title": "Service", "questions": [question()]}
    if key == "dimension":
        dimension["title"] = text
    if key == "question":
        dimension["questions"] = [question(text=text)]
    if key == "option":
        dimension["questions"] = [question(options=options([text, "no"]))]
    keys = {"title": text} if key == "title" else {}
    return questionnaire(languages=["en"], dimensions=[dimension], **keys)


@pytest.mark.parametrize(
    ("key", "limit", "word"),
    [("title", 90, 28), ("dimension", 32, 22), ("option", 160, 30), ("question", 240, 40)],
)
def test_texts_and_words_fit_their_place(key: str, limit: int, word: int) -> None:
    fitting = ("Kanal " * 50)[:limit].strip().ljust(limit, "x")
    assert codes(placed(key, fitting)) == []
    assert codes(placed(key, fitting + "x")) == ["text-too-long"]
    assert codes(placed(key, "x" * word)) == []
    assert codes(placed(key, "x" * (word + 1))) == ["word-too-long"]
    assert codes(placed(key, "x" * word + "-" + "x")) == []
    assert codes(placed(key, "客" * (limit // 2))) == []
    assert codes(placed(key, "客" * (limit // 2 + 1))) == ["text-too-long"]
    assert codes(placed(key, "one\ntwo")) == ["line-break"]
    assert codes(placed(key, "one\n")) == []


@pytest.mark.parametrize(("count", "longest"), [(3, 24), (5, 18), (6, 14), (26, 6)])
def test_words_of_level_titles_share_the_width_of_the_page(count: int, longest: int) -> None:
    for length, expected in ((longest, []), (longest + 1, ["word-too-long"] * count)):
        titles = [chr(ord("a") + number) * length for number in range(count)]
        levels = [{"id": f"l{n}", "number": n, "title": title} for n, title in enumerate(titles)]
        found = codes(
            questionnaire(
                languages=["en"],
                scales={"stages": {"levels": levels}},
                levels=[{"id": "service", "scale": "stages", "floor": True}],
                result={"level": "service"},
            )
        )
        assert [code for code in found if code != "text-too-long"] == expected
