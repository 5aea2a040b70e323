"""Mappings by name and by path, and those that add to a preset."""

from pathlib import Path

import pytest

from cxmaturity.answers.mapping import ColumnFields
from cxmaturity.answers.mapping_catalogue import load_mapping, presets
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.errors import CxmaturityError

START = "format: cxmaturity/mapping/1\n"


def written(folder: Path, text: str) -> str:
    file = folder / "own.yaml"
    file.write_text(START + text, encoding="utf-8")
    return str(file)


def test_a_preset_by_its_name() -> None:
    assert load_mapping("qualtrics").header.rows == 3
    assert set(presets()) == {
        "google-forms", "limesurvey", "microsoft-forms", "qualtrics", "sosci", "surveymonkey", "typeform",
    }  # fmt: skip


def test_what_a_mapping_adds_to_a_preset(tmp_path: Path) -> None:
    text = (
        'extends: sosci\ntitle: Ours\ncolumns: {company: Firma}\ncells: {unknown: "-2"}\nheader: {rows: 2}\n'
    )
    mapping = load_mapping(written(tmp_path, text))
    preset = load_mapping("sosci")
    assert (mapping.title, mapping.header.rows, mapping.header.names) == ("Ours", 2, (1,))
    assert mapping.columns.company == ColumnFields(text="Firma")
    assert mapping.columns.respondent == preset.columns.respondent
    assert (mapping.cells.unknown, mapping.cells.blank) == (("-2",), ("-9",))
    assert (mapping.file, mapping.rows, mapping.experimental) == (preset.file, preset.rows, True)


def test_a_column_of_one_s_own_takes_the_place_of_the_preset_s(tmp_path: Path) -> None:
    mapping = load_mapping(written(tmp_path, "extends: sosci\ncolumns: {respondent: {like: serial}}\n"))
    assert mapping.columns.respondent == ColumnFields(like="serial")


def test_names_that_there_are_not(tmp_path: Path) -> None:
    with pytest.raises(CxmaturityError) as caught:
        load_mapping("limesurve")
    assert str(caught.value) == "There is no mapping limesurve.\nDid you mean limesurvey?"
    with pytest.raises(InvalidDocument) as invalid:
        load_mapping(written(tmp_path, "extends: excel\n"))
    (found,) = invalid.value.diagnostics
    assert (found.code, found.span is not None and found.span.line) == ("unknown-preset", 2)
