"""A file scores like the sheets that its rows stand for: from cells as people write them to the result."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cxmaturity
from cxmaturity.answers.values import Given, Missing, written_value
from cxmaturity.batch import scorer
from cxmaturity.batch.headers.headers import match_header
from cxmaturity.batch.intake import intake
from cxmaturity.batch.intake.intake import IntakeOptions
from cxmaturity.batch.results.results import full_columns
from cxmaturity.batch.run import Account, score_blocks
from cxmaturity.batch.scorer import Scorer
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.compiling import compile_plan
from cxmaturity.tables.csv import pieces as csv_pieces
from cxmaturity.tables.csv import strict as strict_csv
from cxmaturity.tables.opening import open_table
from tests.batch.singly import Cells, alone
from tests.batch.test_result_laws import sheets
from tests.scoring.strategies import questionnaire_data
from tests.tools.effort import effort

SHIPPED = cxmaturity.load()


@st.composite
def cells(draw: st.DrawFn, compiled: CompiledQuestionnaire, question: Question, value: Given | None) -> str:
    """A cell that says *value* in one of the ways that people have."""
    if value is None:
        return draw(st.sampled_from(["", "  "]))
    if isinstance(value, Missing):
        words = {
            Missing.UNKNOWN: ["unknown", "weiß nicht", "Don’t know"],
            Missing.NOT_APPLICABLE: ["not-applicable"],
        }
        return draw(st.sampled_from(words[value]))
    options = {option.id: option for option in compiled.model.options_of(question)}
    if isinstance(value, Fraction):
        written = str(written_value(value, question))
        spelt = [written, f" {written}\u00a0"]
        if isinstance(written_value(value, question), Decimal) and len(written.partition(".")[2]) < 3:
            spelt.append(written.replace(".", ","))
        return draw(st.sampled_from(spelt))
    if isinstance(value, frozenset):
        return ";".join(draw(st.permutations(sorted(value)))) or draw(st.sampled_from(["[]", " []"]))
    named = [value, value.upper(), f" {value} "]
    if options[value].code is not None:
        named += [str(options[value].code), f"{options[value].code}.0"]
    text = options[value].text
    if compiled is SHIPPED and isinstance(text, dict):
        named += text.values()
    return draw(st.sampled_from(named))


def scored(
    compiled: CompiledQuestionnaire, table: list[list[str]], path: Path
) -> tuple[list[Cells | str], Account]:
    """The cells of each row by column name, or the text of its reject."""
    text = io.StringIO()
    csv.writer(text).writerows(table)
    path.write_text(text.getvalue(), "utf-8", newline="")
    opened = open_table(path)
    uses = match_header(opened.header, compiled.model)
    names = full_columns(compiled)
    kernel = Scorer(compiled, uses, None, names, IntakeOptions())
    account = Account(opened.tally)
    rows: dict[int, Cells | str] = {}
    for block in score_blocks(opened, kernel, account):
        lines = iter(
            sorted(set(range(2, opened.tally.lines + 1)) - {reject.line for reject in block.rejects})
        )
        for number in range(block.rows):
            row = {
                column.name: values[int(codes[number])]
                for column, (codes, values) in zip(kernel.columns, block.columns, strict=True)
            }
            rows[next(lines)] = {name: row[name] for name in names}  # type: ignore[misc]
        rows |= {reject.line: reject.problem.message.text("en") for reject in block.rejects}
    return [rows[line] for line in sorted(rows)], account


def check(
    compiled: CompiledQuestionnaire, rows: list[dict[str, Given]], data: st.DataObject, path: Path
) -> None:
    questions: Mapping[str, Question] = compiled.questions
    header = ["company", *questions]
    table = [
        [
            f"c{number}",
            *(data.draw(cells(compiled, question, row.get(name))) for name, question in questions.items()),
        ]
        for number, row in enumerate(rows)
    ]
    found, account = scored(compiled, [header, *table], path)
    assert found == [alone(compiled, row, full_columns(compiled)) for row in rows]
    assert account.balances


@settings(
    max_examples=effort(50), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(questionnaire_data(), st.data())
def test_of_any_questionnaire(tmp_path: Path, written: dict[str, object], data: st.DataObject) -> None:
    questionnaire = Questionnaire.model_validate(written)
    compiled = CompiledQuestionnaire({}, questionnaire, compile_plan(questionnaire))
    rows = data.draw(sheets(questionnaire))
    check(compiled, rows, data, tmp_path / "rows.csv")


@settings(
    max_examples=effort(20), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_of_the_shipped_one(tmp_path: Path, data: st.DataObject) -> None:
    rows = data.draw(sheets(SHIPPED.model))
    check(SHIPPED, rows, data, tmp_path / "rows.csv")


def test_what_is_forgotten_between_blocks_does_not_show(tmp_path: Path) -> None:
    rows = [["company", "data-usage", "identity-share"]]
    rows += [[f"c{number}", "Segmented" if number % 3 else "x", f"{number * 7} %"] for number in range(14)]
    found = []
    for most, answers in ((1_000_000, 500_000), (0, 500_000), (1_000_000, 3), (0, 0)):
        with (
            patch.object(scorer, "_MOST_KNOWN", most),
            patch.object(intake, "_MOST_ANSWERS", answers),
            patch.object(csv_pieces, "BLOCK_ROWS", 2),
            patch.object(strict_csv, "_PORTION", 2),
        ):
            found.append(scored(SHIPPED, rows, tmp_path / "rows.csv"))
    (retentive, account), *others = found
    assert (account.scored, account.cells) == (14, 5)
    for forgetful, same in others:
        assert forgetful == retentive
        assert (account.scored, account.cells, account.levels) == (same.scored, same.cells, same.levels)
