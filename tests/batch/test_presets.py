"""A file of each survey tool, read with its preset: every column and every cell."""

from fractions import Fraction
from pathlib import Path

import pytest

from cxmaturity.answers.mapping_catalogue import load_mapping, presets
from cxmaturity.answers.values import Given, Missing
from tests.batch.surveys import SAMPLES, ReadRow, Rows, csv_rows, forms_sheet, read_rows

UNKNOWN, NOT_APPLICABLE = Missing.UNKNOWN, Missing.NOT_APPLICABLE
ADOPTED: dict[str, Given | None] = {
    "vision": "adopted", "agreement": "agree", "channels": frozenset({"web", "fair"}),
    "share": Fraction(40), "delay": Fraction(15),
}  # fmt: skip
NONE: dict[str, Given | None] = {
    "vision": "none", "agreement": "disagree", "channels": frozenset({"nothing"}),
    "share": Fraction(25, 2), "delay": Fraction(60),
}  # fmt: skip
NOTHING: dict[str, Given | None] = dict.fromkeys(ADOPTED)
DAY = "2026-03-05"

FORMS = {
    "de": {
        "start": "Startzeit", "end": "Fertigstellungszeit", "mail": "E-Mail",
        "vision": "Wie ist die Vision verankert?", "agreement": "Alle tragen sie mit.",
        "channels": "Welche Kanäle\xa0nutzen Sie?", "share": "Anteil der Kunden", "delay": "Wie lange dauert es?",
        "adopted": "Verabschiedet|Ja|Web;Messe, vor Ort;", "aware": "Bewusst",
    },
    "en": {
        "start": "Start time", "end": "Completion time", "mail": "Email",
        "vision": "How is the vision anchored?", "agreement": "Everyone supports it.",
        "channels": "Which channels do you use?", "share": "Share of customers", "delay": "How long does it\ntake?",
        "adopted": "Adopted|Yes|Web;Trade fair, on site;", "aware": "People’s minds",
    },
}  # fmt: skip

EXPECTED = {
    "limesurvey": [
        ReadRow(None, "7", DAY, ADOPTED),
        ReadRow(None, "9", DAY, NONE | {"agreement": NOT_APPLICABLE, "delay": "never"}),
    ],
    "google-forms": [
        ReadRow("Modehaus", None, DAY, ADOPTED),
        ReadRow("Muster GmbH", None, DAY, NONE | {"agreement": UNKNOWN, "channels": None, "delay": Fraction(120)}),
    ],
    "google-sheets": [
        ReadRow("Modehaus", None, DAY, ADOPTED | {"channels": frozenset({"web", "fair", "phone"})}),
        ReadRow("Muster GmbH", None, DAY, NONE | {"delay": "never"}),
    ],
    "qualtrics": [
        ReadRow(None, "R_1aB", DAY, ADOPTED),
        ReadRow(None, "R_4gH", DAY, NONE | {"vision": None, "agreement": UNKNOWN, "share": Fraction(199, 2),
                                            "delay": "never"}),
    ],
    "surveymonkey": [
        ReadRow(None, "118700001", DAY, ADOPTED),
        ReadRow(None, "118700002", DAY, NONE | {"share": Fraction(12), "delay": "never"}),
    ],
    "typeform": [ReadRow(None, "k3j9a", DAY, ADOPTED), ReadRow(None, "p1q8c", DAY, NONE)],
    "sosci": [
        ReadRow(None, "12", DAY, ADOPTED),
        ReadRow(None, "13", DAY, NOTHING | {"agreement": UNKNOWN, "channels": frozenset()}),
    ],
}  # fmt: skip


def rows_of(sample: str) -> Rows:
    delimiter = {"limesurvey": ";", "sosci": "\t"}.get(sample, ",")
    return csv_rows(SAMPLES / f"{sample}.csv", delimiter)


@pytest.mark.parametrize("sample", EXPECTED)
def test_every_cell_of_a_sample(sample: str) -> None:
    preset = "google-forms" if sample == "google-sheets" else sample
    _, rows = read_rows(rows_of(sample), load_mapping(preset))
    assert rows == EXPECTED[sample]


@pytest.mark.parametrize("language", FORMS)
def test_every_cell_of_a_form(language: str, tmp_path: Path) -> None:
    rows = forms_sheet(tmp_path / "form.xlsx", FORMS[language])
    _, read = read_rows(rows, load_mapping("microsoft-forms"))
    assert read == [ReadRow(None, "1", DAY, ADOPTED), ReadRow(None, "2", DAY, NOTHING | {"vision": "aware"})]


def test_every_preset_has_a_sample() -> None:
    assert presets().keys() == EXPECTED.keys() - {"google-sheets"} | {"microsoft-forms"}


@pytest.mark.parametrize("preset", presets())
def test_presets_say_that_they_are_experimental(preset: str) -> None:
    mapping = load_mapping(preset)
    header = [["vision"] * (1 if row == 0 else 0) for row in range(mapping.header.rows)]
    uses, _ = read_rows(header, mapping)
    assert mapping.title is not None
    assert mapping.title in str(uses.notes[0])
    assert "experimental" in str(uses.notes[0])
