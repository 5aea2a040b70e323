"""What `validate` found, in each form: whole outputs, and that the programs they are for can read them."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml

from cxmaturity.authoring.formats import FORMATS
from cxmaturity.authoring.formats.fingerprints import fingerprints
from cxmaturity.authoring.formats.github import step_summary
from cxmaturity.authoring.formats.sentences import summary
from cxmaturity.authoring.repository import repository_names
from cxmaturity.authoring.validation import Findings
from cxmaturity.foundation.diagnostics import Diagnostic, Severity, Span
from cxmaturity.foundation.i18n import verbatim
from cxmaturity.foundation.text import safe_text
from tests.tools.harness import Golden, Run

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "validate"
BASE = (TESTS / "authoring" / "base.yaml").read_text("utf-8")
SWITCH = """
lint:
  off:
    duplicate-title: there are no actions yet
    duplicate-titel: misspelt
"""
NASTY = "50%: a,b\r\nüber::error file=x::%0A"


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one questionnaire that is sound, one with a warning, and two that cannot be scored."""
    folder = tmp_path / "Modelle 100%"
    folder.mkdir()
    (tmp_path / ".git").mkdir()
    (folder / "sound.yaml").write_text(BASE, "utf-8")
    (folder / "unfit für alle.yaml").write_text(BASE.replace("index: 2,", "index: 3,") + SWITCH, "utf-8")
    for broken in ("questionnaire/duplicate-ids.yaml", "syntax/wide-and-tabs.yaml"):
        (folder / Path(broken).name).write_bytes((TESTS / "broken" / broken).read_bytes())
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_whole_output(form: str, language: str, models: Path, run: Run, golden: Golden) -> None:
    names = sorted(path.name for path in models.iterdir())
    outcome = run("validate", *names, "--format", form, "--lang", language)
    assert outcome.code == 1
    golden(outcome.out + outcome.err, GOLDEN / f"{form}.{language}.txt")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_output_every_time(form: str, models: Path, run: Run) -> None:
    assert run("validate", models, "--format", form) == run("validate", models, "--format", form)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_a_whole_output_too(form: str, models: Path, run: Run, golden: Golden) -> None:
    del models
    outcome = run("validate", "sound.yaml", "--format", form)
    assert outcome.code == 0
    golden(outcome.out, GOLDEN / f"{form}.sound.txt")


def findings(*found: Diagnostic, source: str = "", files: tuple[str, ...] = ()) -> Findings:
    names = (*files, *(diagnostic.file for diagnostic in found))
    return Findings(tuple(dict.fromkeys(names)), found, dict.fromkeys(names, source))


def found(
    message: str = "Wrong.",
    *,
    file: str = "a.yaml",
    code: str = "self-test",
    severity: Severity = Severity.ERROR,
    span: Span | None = Span(1, 2, 1, 5),  # noqa: B008  a frozen value
) -> Diagnostic:
    return Diagnostic(code, severity, file, span, verbatim(message))


# GitHub


def test_a_workflow_command_is_escaped() -> None:
    line, closing, end = FORMATS["github"].render(findings(found(NASTY, file=NASTY)), "en").split("\n")
    name = "50%25%3A a%2Cb%0Aüber%3A%3Aerror file=x%3A%3A%250A"
    assert line == (
        f"::error file={name},line=1,endLine=1,col=2,endColumn=5,title=self-test::"
        "50%25: a,b über::error file=x::%250A"
    )
    assert (closing[:25], end) == ("1 questionnaire checked, ", "")


def unescaped(command: str) -> tuple[str, dict[str, str], str]:
    """What GitHub's runner makes of a line: the command, its properties and its message."""
    head, _, message = command.removeprefix("::").partition("::")
    name, _, stated = head.partition(" ")
    properties = dict(part.split("=", 1) for part in stated.split(","))
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        properties = {key: value.replace(code, character) for key, value in properties.items()}
        message = message if code in {"%3A", "%2C"} else message.replace(code, character)
    return name, properties, message


@given(st.text(), st.text(min_size=1))
def test_github_reads_what_was_meant(message: str, file: str) -> None:
    lines = FORMATS["github"].render(findings(found(message, file=file)), "en").split("\n")
    assert len(lines) == 3
    name, properties, read = unescaped(lines[0])
    assert (name, properties["title"]) == ("error", "self-test")
    assert (properties["file"], read) == (safe_text(file, newlines=True), safe_text(message))


def test_the_most_severe_come_first_and_columns_only_inside_a_line() -> None:
    counted = "1 questionnaire checked, 1 error, 1 warning, 1 note."
    closing = f"{counted} GitHub shows at most 10 annotations of each kind."
    shown = FORMATS["github"].render(
        findings(
            found(severity=Severity.NOTE, span=None),
            found(severity=Severity.WARNING, span=Span(2, 3, 4, 1)),
            found(span=Span(9, 1, 9, 2)),
        ),
        "en",
    )
    assert shown.split("\n") == [
        "::error file=a.yaml,line=9,endLine=9,col=1,endColumn=2,title=self-test::Wrong.",
        "::warning file=a.yaml,line=2,endLine=3,title=self-test::Wrong.",
        "::notice file=a.yaml,title=self-test::Wrong.",
        closing,
        "",
    ]


def test_the_summary_of_a_job_is_appended_to(
    models: Path, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del models
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "summary.md").write_text("before\n", "utf-8")
    for form in ("github", "json"):
        run("validate", "unfit für alle.yaml", "sound.yaml", "--format", form, "--lang", "de")
    golden((tmp_path / "summary.md").read_text("utf-8"), GOLDEN / "step-summary.de.md")


def test_a_job_whose_summary_cannot_be_written(
    models: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del models
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "nowhere" / "summary.md"))
    outcome = run("validate", "sound.yaml", "--format", "github")
    assert (outcome.code, outcome.out[:23]) == (2, "1 questionnaire checked")
    assert outcome.err.startswith(f"Error: {tmp_path / 'nowhere' / 'summary.md'} cannot be written: ")


def test_a_table_of_very_many_findings_is_cut_and_means_only_what_it_says() -> None:
    text = step_summary(findings(*[found("<b>|`[x](y)` @all")] * 201), "en")
    rows = [line for line in text.splitlines() if line.startswith("| error")]
    assert len(rows) == 200
    assert rows[0] == r"| error | a\.yaml\:1\:2 | self\-test | \<b\>\|\`\[x\]\(y\)\` \@all |"
    assert text.endswith("\n… and 1 more.\n")


# GitLab


def test_gitlab_gets_what_it_asks_for(models: Path, run: Run) -> None:
    issues = json.loads(run("validate", models, "--format", "gitlab").out)
    assert {issue["severity"] for issue in issues} == {"major", "minor"}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        lines = issue["location"]["lines"]
        assert 1 <= lines["begin"] <= lines["end"]
        assert (models.parent / issue["location"]["path"]).is_file()


def shifted(models: Path, run: Run, form: str, *options: str) -> list[Any]:
    outputs = []
    for _ in range(2):
        outputs.append(json.loads(run("validate", models, "--format", form, *options).out))
        for path in models.iterdir():
            text = path.read_text("utf-8").replace("format:", "# one line\n\n# more\nformat:", 1)
            path.write_text(text, "utf-8")
        options = ("--lang", "de", "--strict")
    return outputs


def test_fingerprints_stay_when_lines_move_in_another_language_and_strictly(models: Path, run: Run) -> None:
    (models / "wide-and-tabs.yaml").unlink()
    before, after = shifted(models, run, "gitlab")
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert [one["description"] for one in before] != [one["description"] for one in after]
    assert [one["location"]["lines"] for one in before] != [one["location"]["lines"] for one in after]


def test_fingerprints_tell_findings_apart() -> None:
    elsewhere = (found(file="b.yaml"), found(code="cycle"), found(span=None), found(span=Span(9, 1, 9, 2)))
    digests = [*fingerprints(findings(found(), found(), *elsewhere, source="x: 1\n"))]
    assert len({*digests}) == len(digests)
    assert [*fingerprints(findings(found(), source="y: 1\n"))] != digests[:1]


# JUnit


def test_junit_is_read_back(models: Path, run: Run) -> None:
    outcome = run("validate", models, models / "wide-and-tabs.yaml", "--format", "junit")
    suites = list(JUnitXml.fromstring(outcome.out_bytes))
    read = {suite.name: (suite.tests, suite.failures, [case.name for case in suite]) for suite in suites}
    assert read == {
        "Modelle 100%/duplicate-ids.yaml": (1, 1, ["duplicate-id"]),
        "Modelle 100%/sound.yaml": (1, 0, ["valid"]),
        "Modelle 100%/unfit für alle.yaml": (2, 1, ["self-test", "unused-switch"]),
        "Modelle 100%/wide-and-tabs.yaml": (1, 1, ["number"]),
    }
    passed = {case.name for suite in suites for case in suite if case.is_passed}
    assert passed == {"valid", "unused-switch"}
    (failure,) = next(case for suite in suites for case in suite if case.name == "duplicate-id").result
    assert isinstance(failure, Failure)
    assert failure.text.count("\n") == 7


@given(st.text(), st.text(min_size=1))
def test_junit_is_xml_whatever_a_name_or_message_holds(message: str, file: str) -> None:
    text = FORMATS["junit"].render(findings(found(message, file=file)), "en")
    (case,) = ET.fromstring(text.encode(errors="strict")).iter("testcase")  # noqa: S314  our own output
    assert case.attrib["name"] == "self-test"


# The rest


def test_every_kind_is_counted_by_itself() -> None:
    many = [found(), found(), *[found(severity=Severity.WARNING)] * 2, found(severity=Severity.NOTE)]
    assert summary(findings(*many), "en") == "1 questionnaire checked, 2 errors, 2 warnings, 1 note."
    assert summary(findings(*many), "de") == "1 Fragebogen geprüft, 2 Fehler, 2 Warnungen, 1 Hinweis."
    assert summary(findings(*many[2:4]), "de") == "1 Fragebogen geprüft, 2 Warnungen."
    assert summary(findings(*many[:2]), "en") == "1 questionnaire checked, 2 problems."


@given(st.text(), st.text(min_size=1), st.sampled_from(Severity))
def test_concise_is_one_line_each(message: str, file: str, severity: Severity) -> None:
    shown = FORMATS["concise"].render(findings(found(message, file=file, severity=severity)), "de")
    assert shown.count("\n") == 1
    assert f":1:2: {severity} self-test" in shown


def test_names_are_those_in_the_repository(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    inside = tmp_path / "repo" / "models"
    name = repository_names(inside)
    assert name("a b.yaml") == "models/a b.yaml"
    assert name("../a.yaml") == "a.yaml"
    assert name(str(inside / "a.yaml")) == "models/a.yaml"
    assert name("../../a.yaml") == (tmp_path / "a.yaml").as_posix()
    assert repository_names(tmp_path)("models/a.yaml") == "models/a.yaml"


def test_the_end_of_a_span() -> None:
    assert [Span(1, 2, *end).last_line for end in ((1, 5), (3, 1), (3, 2))] == [1, 2, 3]
    assert Span(1, 1, 1, 1).last_line == 1
