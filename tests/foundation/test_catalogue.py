"""The German catalogue says everything the code says, once, with the same fields, and is compiled."""

from collections import Counter

from tests.tools import catalogue


def test_every_sentence_is_translated() -> None:
    missing = catalogue.missing()
    assert not missing, "put these into locales/de/<room>.po:\n\n" + "\n".join(missing)


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {sentence.forms for sentence in catalogue.said()}
    assert [(entry.part, entry.forms) for entry in catalogue.translated() if entry.forms not in said] == []


def test_no_sentence_is_translated_twice() -> None:
    times = Counter(entry.forms[0] for entry in catalogue.translated())
    assert [text for text, count in times.items() if count > 1] == []


def test_every_translation_has_the_fields_of_its_sentence() -> None:
    entries = catalogue.translated()
    assert [e.forms for e in entries if not all(e.german) or len(e.german) != len(e.forms)] == []
    assert [
        (english, german)
        for entry in entries
        for english, german in zip(entry.forms, entry.german, strict=True)
        if catalogue.fields(english) != catalogue.fields(german)
    ] == []


def test_the_catalogue_is_compiled() -> None:
    parts = {entry.forms: entry.german for entry in catalogue.translated()}
    assert parts == catalogue.compiled(), "run: python tests/tools/catalogue.py"
