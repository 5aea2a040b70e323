"""Each rule has a page, each page a rule, and its examples show what it says."""

import re
from pathlib import Path

import pytest

from cxmaturity.authoring.rule_texts import SUBJECTS, rule_texts, texts_by_subject
from cxmaturity.authoring.severities import LINT_RULES
from cxmaturity.authoring.validation import validate_files
from cxmaturity.cli.inputs import load_answers
from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity
from cxmaturity.foundation.resources import RULES
from tests.tools import rule_pages
from tests.tools.harness import Golden, Run
from tests.tools.rule_codes import codes_in, codes_in_package

TESTS = Path(__file__).parents[1]
BASE = (TESTS / "authoring" / "base.yaml").read_text("utf-8")
EXAMPLES = [
    (code, kind, example)
    for code, text in rule_texts().items()
    for kind, example in (("wrong", text.wrong), ("right", text.right))
    if example is not None
]
KEY = re.compile(r"^(?=([a-z_]+):)", re.MULTILINE)


def test_every_code_has_a_text_and_every_text_a_code() -> None:
    codes = codes_in_package() | LINT_RULES.keys()
    assert rule_texts().keys() == codes


def test_a_rule_stands_under_one_subject() -> None:
    assert sum(map(len, texts_by_subject().values())) == len(rule_texts())


def test_every_file_is_a_subject() -> None:
    assert {path.stem for path in RULES.iterdir()} <= SUBJECTS.keys()


def test_titles_are_one_line_without_a_stop() -> None:
    titles = [title for text in rule_texts().values() for title in (text.title.de, text.title.en)]
    assert [title for title in titles if "\n" in title or title.endswith(".") or len(title) > 90] == []


def test_the_scan_sees_every_way_to_give_a_code() -> None:
    source = """
NAMED = "named"
TABLE = {"x": ("row", msg("…")), "y": (NAMED, TEXT)}
class _Stumble:
    code: str = "default"
def find(self, code):
    Diagnostic("direct", Severity.ERROR)
    self.findings.add("added", path, message)
    seen.add("nothing")
    problem(document, "second", path)
    _Stumble(pattern, code="keyword")
    Diagnostic(code, Severity.ERROR)
def _place_of(detail):
    return "returned", path
"""
    assert codes_in(source) == {
        "named", "row", "default", "direct", "added", "second", "keyword", "returned"
    }  # fmt: skip


def test_the_scan_knows_all_that_broken_files_are_told() -> None:
    folders = [TESTS / "broken" / kind for kind in ("questionnaire", "syntax")]
    found = validate_files(path for folder in folders for path in folder.iterdir() if path.suffix != ".txt")
    assert {diagnostic.code for diagnostic in found.diagnostics} <= codes_in_package()


def whole_file(example: str) -> str:
    """The example as a file: as it is, or in place of the parts of the sound questionnaire that it writes anew."""
    if example.startswith("format:"):
        return example
    starts = [*KEY.finditer(BASE)]
    ends = [*(start.start() for start in starts[1:]), len(BASE)]
    written = set(KEY.findall(example))
    kept = [
        BASE[start.start() : end] for start, end in zip(starts, ends, strict=True) if start[1] not in written
    ]
    return "".join(kept) + example


@pytest.mark.parametrize(("code", "kind", "example"), EXAMPLES, ids=[f"{c}-{k}" for c, k, _ in EXAMPLES])
def test_the_examples_are_true(code: str, kind: str, example: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(whole_file(example), "utf-8")
    found = findings(file)
    if kind == "wrong":
        errors = {each.code for each in found if each.severity is Severity.ERROR}
        assert code in {each.code for each in found}
        assert errors <= {code}
    else:
        assert code not in {each.code for each in found}


def findings(file: Path) -> tuple[Diagnostic, ...]:
    """What is found wrong with an example, read as what it says it is."""
    if not file.read_text("utf-8").startswith("format: cxmaturity/answers/"):
        return validate_files([file]).diagnostics
    try:
        load_answers(file, None)
    except InvalidDocument as invalid:
        return invalid.diagnostics
    return ()


def test_the_sound_questionnaire_is_sound() -> None:
    assert validate_files([TESTS / "authoring" / "base.yaml"]).diagnostics == ()


@pytest.mark.parametrize("language", rule_pages.PAGES)
def test_the_documentation_is_what_the_texts_say(language: str, golden: Golden) -> None:
    golden(rule_pages.page(language), rule_pages.PAGES[language])


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_page_at_the_terminal(language: str, run: Run, golden: Golden) -> None:
    outcome = run("validate", "--explain", "unused-switch", "--lang", language)
    assert (outcome.code, outcome.err) == (0, "")
    golden(outcome.out, TESTS / "golden" / "validate" / f"explain.{language}.txt")


def test_a_page_on_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for code, text in rule_texts().items():
        yaml = f"{text.wrong}{text.right}{code}: why it does not apply here"
        shown = run("validate", "--explain", code).out.splitlines()
        assert [line for line in shown if len(line) > 40 and line.strip() not in yaml] == []


def test_an_unknown_rule(run: Run) -> None:
    outcome = run("validate", "--explain", "selftest")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "Error: There is no rule selftest.\nDid you mean self-test?\n"
