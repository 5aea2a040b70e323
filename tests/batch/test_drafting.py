"""A draft of a mapping: what each column most likely is, as YAML that is valid as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.answers.mapping_catalogue import load_mapping
from cxmaturity.answers.mapping_reading import read_mapping
from cxmaturity.batch.headers.draft_text import draft_text
from cxmaturity.batch.headers.drafting import draft_mapping
from cxmaturity.batch.headers.headers import match_header
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.tables.blocks import Cell
from tests.batch.surveys import HERE, survey
from tests.tools.harness import Golden

COLUMNS: list[tuple[str, list[Cell]]] = [
    ("ID", ["1", "2"]),
    ("Startzeit", []),
    ("Firmenname", ["Modehaus"]),
    ("Wie ist die Vision bei Ihnen verankert?", ["Verabschiedet", "Bewusst", ""]),
    ("Alle tragen sie mit", ["Ja", "Nein", "keine Ahnung"]),
    ("Welche Kanäle nutzen Sie? Web", ["1", "0"]),
    ("Welche Kanäle nutzen Sie? Telefon", []),
    ("Wie lange dauert es", ["15 min"]),
    ("Wie lange dauert es", ["gestern"]),
    ("Anteil Kunden", ["nie", "40 %"]),
    ("Anzahl Beschäftigte", []),
    ("Was sonst?\nBitte \x1b nennen", []),
]  # fmt: skip


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_draft(language: str, golden: Golden) -> None:
    rows = [[header for header, _ in COLUMNS]]
    text = draft_text(draft_mapping(rows, [cells for _, cells in COLUMNS], survey()), language)
    golden(text, HERE / "golden" / f"draft.{language}.yaml")
    mapping = read_mapping(parse_yaml(text.encode(), "draft.yaml"), survey())
    assert [str(column.use) for column in match_header(rows, survey(), mapping).columns] == [
        "respondent", "ignored", "ignored", "ignored", "agreement", "channels[web]", "channels[phone]", "delay",
        "ignored", "ignored", "ignored", "ignored",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "is_sure"),
    [
        ("Wie lange dauert es", True),
        ("Wie lange dauerte es?!", True),
        ("Wie lange dauert es nicht?", False),
        ("Wie lange dauert es bei Lieferanten?", False),
        ("How long does it not take?", False),
        ("Alle tragen es", False),
    ],
)
def test_a_word_more_or_less_is_never_sure(header: str, is_sure: bool) -> None:
    (guess,) = draft_mapping([[header]], [["15 min"]], survey()).guesses
    assert guess.is_sure == is_sure


def test_options_are_told_apart_by_what_they_do_not_share() -> None:
    asked = "Welche Kanäle nutzen Sie?"
    labels = ["Web", "Telefon, Hotline", "Sonstiges", "Messe vor Ort", "Nichts davon", "Mail"]
    draft = draft_mapping([[f"{asked} [{label}]" for label in labels]], [], survey())
    found = [None if guess.likeness is None else str(guess.likeness.use) for guess in draft.guesses]
    assert found == ["channels[web]", "channels[phone]", None, "channels[fair]", "channels[nothing]", None]


def test_a_draft_that_adds_to_a_preset() -> None:
    rows = [
        ["End Date", "Welche Kanäle nutzen Sie?", "", "Welche Vision?"],
        ["", "Web", "Telefon", "Response"],
    ]
    draft = draft_mapping(rows, [], survey(), extends="surveymonkey", preset=load_mapping("surveymonkey"))
    text = draft_text(draft, "en")
    assert text.splitlines()[1] == "# So is what the preset says already."
    assert "extends: surveymonkey\n" in text
    assert '  # 100 % sure: the preset names it, so this line is not needed\n  # date: "End Date"\n' in text
    assert 'phone: {text: "Welche Kanäle nutzen Sie?", occurrence: 2}' in text


def test_a_column_that_decides_for_the_preset() -> None:
    rows = [["Status", "vision"], ["Response Type", "Wie?"], ['{"ImportId":"status"}', '{"ImportId":"QID1"}']]
    draft = draft_mapping(rows, [], survey(), extends="qualtrics", preset=load_mapping("qualtrics"))
    assert "# By the preset, “Status” decides whether a row counts.\n" in draft_text(draft, "en")


@given(
    st.lists(
        st.text(max_size=20) | st.sampled_from(["vi\u202asion", "share\n\x1b", "channels[web]"]), max_size=6
    )
)
def test_any_header_gives_a_valid_draft(headers: list[str]) -> None:
    draft = draft_mapping([headers], [], survey())
    text = draft_text(draft, "de")
    mapping = read_mapping(parse_yaml(text.encode(errors="replace"), "draft.yaml"), survey())
    assert (mapping.questionnaire, len(draft.guesses)) == (survey().id, len(headers))
