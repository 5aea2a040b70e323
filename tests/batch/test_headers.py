"""What headers are taken for, what is said of them, and what is refused."""

import pytest

import cxmaturity
from cxmaturity.answers.mapping import MappingFile
from cxmaturity.answers.mapping_catalogue import load_mapping
from cxmaturity.answers.mapping_reading import read_mapping
from cxmaturity.batch.headers.headers import match_header
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument
from cxmaturity.foundation.documents import parse_yaml
from tests.batch.surveys import survey


def mapping(text: str) -> MappingFile:
    return read_mapping(parse_yaml(f"format: cxmaturity/mapping/1\n{text}".encode(), "map.yaml"), survey())


def matched(*header: str, told: MappingFile | None = None, keep: tuple[str, ...] = ()) -> Uses:
    return match_header([header], survey(), told, keep=keep, name="in.csv")


def uses(*header: str, told: MappingFile | None = None) -> list[str]:
    return [str(column.use) for column in matched(*header, told=told).columns]


def refused(*header: str, told: MappingFile | None = None, keep: tuple[str, ...] = ()) -> list[Diagnostic]:
    with pytest.raises(InvalidDocument) as caught:
        matched(*header, told=told, keep=keep)
    return list(caught.value.diagnostics)


def notes(*header: str, told: MappingFile | None = None) -> list[str]:
    """What is said of a header, apart from questions without a column."""
    return [text for text in map(str, matched(*header, told=told).notes) if "no column and" not in text]


@pytest.mark.parametrize(
    ("header", "use"),
    [
        ("vision", "vision"),
        ("Wie ist die Vision verankert?", "vision"),
        ("How is the vision anchored?", "vision"),
        ("VISION", "vision"),
        ("  Wie ist\xa0die Vision\nverankert? ", "vision"),
        ("vision\nany text", "vision"),
        ("vision: How is the vision anchored?", "vision"),
        ("vision: what is it?", "ignored"),
        ("channels[web]", "channels[web]"),
        ("channels_02", "channels[phone]"),
        ("Welche Kanäle nutzen Sie? [Messe, vor Ort]", "channels[fair]"),
        ("Which channels do you use? - none of these", "channels[nothing]"),
        ("channels[web]. Welche Kanäle nutzen Sie? [Web]", "channels[web]"),
        ("channels[web]. Welche Kanäle nutzen Sie? [Telefon]", "ignored"),
        ("channels[phone]\nany text", "channels[phone]"),
        ("channels[other]. Welche Kanäle nutzen Sie? [Sonstiges]", "ignored"),
        ("channels[other]", "ignored"),
        ("Web", "ignored"),
        ("vision[none]", "ignored"),
        ("Firma", "company"),
        ("ORGANISATION", "company"),
        ("id", "respondent"),
        ("Zeitstempel", "date"),
        ("Beschäftigte", "size"),
        ("Wie ist die Vision verankert?2", "ignored"),
        ("", "ignored"),
    ],
)
def test_a_header_names_what_its_column_is_for(header: str, use: str) -> None:
    assert uses("share", header)[1] == use


@pytest.mark.parametrize("column", ["Q7", "{code: Q7}", "{like: q7}", "{matches: 'Q7.*'}"])
def test_a_mapping_that_fits_several_columns(column: str) -> None:
    told = mapping(f"questions: {{vision: {{column: {column}}}}}")
    header = ("Q7", "Q7") if column in {"Q7", "{like: q7}"} else ("Q7. Today", "Q7. In three years")
    (found,) = refused(*header, told=told)
    names = ", ".join(f"“{name}”" for name in header)
    assert (found.code, str(found.message)) == (
        "several-columns",
        f"The mapping names one column, but these fit: {names}.",
    )


def test_an_option_of_two_questions_is_not_alone() -> None:
    with pytest.raises(InvalidDocument) as caught:
        match_header([["data-location", "App"]], cxmaturity.load().model, load_mapping("typeform"))
    assert [found.code for found in caught.value.diagnostics] == ["ambiguous-header"]


@pytest.mark.parametrize(
    ("told", "rows", "is_refused"),
    [
        ("header: {rows: 2}", [["company", "vision", "share"], ["A", "adopted", "oops"]], False),
        ("header: {rows: 2}", [["company", "vision", "share"], ["A", "adopted", "40 %"]], True),
        ("header: {rows: 2}", [["company", "vision", "share"], ["A", "adopted", ""]], True),
        ("header: {rows: 2}", [["company", "channels[web]", "channels[phone]"], ["A", "1", "0"]], True),
        ("header: {rows: 2}", [["company", "vision", "share"], ["Company", "Which vision?", "What share?"]], False),
        ("header: {rows: 3}", [["company", "vision"], ["A", "adopted"], ["", "Which vision?"]], False),
        ('header: {rows: 2, names: [1, 2]}\ncells: {number: "([0-9]+)"}',
         [["company", "vision", "share"], ["3. Firma", "1. Vision?", "2. Anteil?"]], False),
        ("header: {rows: 2, options: 2, fill_right: true}",
         [["company", "channels", ""], ["", "Web", "Telefon"]], False),
        ("header: {rows: 2, options: 2, fill_right: true}",
         [["company", "channels", "", "vision"], ["A", "", "", "adopted"]], True),
    ],
)  # fmt: skip
def test_answers_in_the_last_row_of_the_header(told: str, rows: list[list[str]], *, is_refused: bool) -> None:
    found = []
    try:
        match_header(rows, survey(), mapping(told))
    except InvalidDocument as error:
        found = [each.code for each in error.diagnostics]
    assert found == (["answers-in-header"] if is_refused else [])


def test_each_header_that_differs_is_announced_once() -> None:
    assert notes("vision", "Delay", "sha\u200bre", "Firma") == [
        "Column 2, “Delay”, is taken for delay.",
        "Column 3, “sha\u200bre”, is taken for share; there are invisible characters in its header.",
    ]


def test_missing_and_ignored_columns_are_listed() -> None:
    assert [str(note) for note in matched("vision", "channels[web]", "ip", "comment").notes] == [
        "3 questions have no column and count as not answered: agreement, share, delay",
        "channels has no column for phone, fair, nothing, which count as not ticked.",
        "2 columns are ignored: “ip”, “comment”",
    ]


def test_of_two_possible_columns_the_better_name_counts() -> None:
    assert uses("ID", "Name", "vision") == ["ignored", "respondent", "vision"]


@pytest.mark.parametrize(
    ("header", "code", "message"),
    [
        (("vision", "vision"), "duplicate-column", "Several columns are headed “vision”."),
        (("vision", "Vision "), "duplicate-column", "Several columns are headed “vision”."),
        (("vision", "How is the vision anchored?"), "several-columns",
         "Several columns are for vision: “vision”, “How is the vision anchored?”."),
        (("Firma", "Firma", "vision"), "duplicate-column", "Several columns are headed “Firma”."),
        (("channels", "channels[web]"), "several-columns",
         "channels has a column of its own and columns for its options."),
        (("v\u0456sion", "share"), "lookalike-header",
         "Column 1: “v\u0456sion” only looks like “vision”: it has the letter {letter}."),
        (("1", "2", "3"), "no-questions", "The header does not name the questions; it reads: 1 | 2 | 3"),
        (("Firma", "company", "vision"), "several-columns", "Several columns are for company: “Firma”, “company”."),
        ((), "no-questions", "The header does not name the questions; it reads: "),
        (("Firma", "visoin"), "no-questions", "The header does not name the questions; it reads: Firma | visoin"),
    ],
)  # fmt: skip
def test_what_is_not_plain_is_refused(header: tuple[str, ...], code: str, message: str) -> None:
    (found,) = refused(*header)
    message = message.format(letter="U+0456 CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I")
    assert (found.code, str(found.message), found.file) == (code, message, "in.csv")
    assert found.hint is not None


def test_a_mapping_says_what_columns_are_for() -> None:
    told = mapping(
        "columns: {company: {like: 'name  OF the company'}, respondent: {matches: 'R[0-9]+'}, date: when}\n"
        "questions: {vision: {column: {code: Q1}}, share: {column: {text: A, occurrence: 2}},\n"
        "  channels: {options: {web: B}}}"
    )
    header = (
        "Name of the company",
        "R12",
        "when",
        "Q1. The vision",
        "Q12",
        "A",
        "A",
        "B",
        "vision",
        "channels[fair]",
    )
    assert uses(*header, told=told) == [
        "company", "respondent", "date", "vision", "ignored", "ignored", "share", "channels[web]", "ignored", "ignored",
    ]  # fmt: skip


def test_a_column_that_a_mapping_names_has_to_be_there() -> None:
    told = mapping("columns: {company: Firma, role: {text: R, optional: true}}\nrows: [{column: B, is: x}]")
    found = refused("vision", "Frima", told=told)
    assert [(each.code, str(each.message)) for each in found] == [
        ("missing-column", "There is no column “Firma”."),
        ("missing-column", "There is no column “B”."),
    ]
    assert str(found[0].hint) == "Did you mean Frima?"


def test_kept_columns_may_have_another_use() -> None:
    found = matched("vision", "Ip address", "code", keep=("ip address", "vision"))
    assert found.keep == (1, 0)
    assert [column.header for column in found.ignored] == ["code"]
    assert [each.code for each in refused("vision", keep=("ip",))] == ["missing-column"]
    assert [each.code for each in refused("vision", "ip", "ip", keep=("ip",))] == ["duplicate-column"]


def test_rows_that_cannot_be_tested_are_told() -> None:
    told = mapping('rows: [{column: {text: done, optional: true}, not: ""}]')
    assert matched("vision", "done", told=told).tests == ((1, told.rows[0]),)
    assert "There is no column “done”, so no row is left out by it." in notes("vision", told=told)


def test_two_header_rows_that_both_name_columns() -> None:
    told = mapping("header: {rows: 2, names: [1, 2]}")
    found = match_header([["Q1", "share"], ["vision", "delay"]], survey(), told)
    assert [str(column.use) for column in found.columns] == ["vision", "share"]


def test_headers_of_any_kind_of_cell() -> None:
    assert [str(column.use) for column in match_header([["vision", None, 3, True]], survey()).columns] == [
        "vision", "ignored", "ignored", "ignored"
    ]  # fmt: skip
