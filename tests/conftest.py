"""What every test has at hand: a quiet environment, the command line in this process, and golden files."""

import io
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import pytest
from hypothesis import settings

from cxmaturity.cli import main
from tests.tools.effort import effort
from tests.tools.harness import Golden, Outcome, Run

# The machine that runs the tests may be busy; how long an example takes says nothing about the code.
settings.register_profile("cxmaturity", deadline=None, max_examples=effort(100))
settings.load_profile("cxmaturity")


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite golden files from what the code says")
    parser.addoption("--no-skips", action="store_true", help="a skip fails, unless this machine cannot do it")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    del call
    return _judge_skip((yield), item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _judge_skip((yield), collector.config)


def _judge_skip(report: Report, config: pytest.Config) -> Report:
    """Fail a skip where none is allowed, as on the machine that decides whether a change may land."""
    if report.skipped and not hasattr(report, "wasxfail") and config.getoption("--no-skips"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not reason.removeprefix("Skipped: ").startswith("this machine cannot"):
            report.outcome = "failed"
            report.longrepr = f"skipped without need: {reason}"
    return report


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    languages = ("CXMATURITY_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    for name in (*languages, "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CXMATURITY_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("_TYPER_FORCE_DISABLE_TERMINAL", "1")


@pytest.fixture
def run() -> Run:
    def run_here(*args: str | Path, stdin: str = "") -> Outcome:
        with _streams(stdin) as (out, err):
            code = main([str(arg) for arg in args])
        printed = out.getvalue()
        return Outcome(code, printed.decode(), err.getvalue().decode(), printed)

    return run_here


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    def compare(actual: str | bytes, expected: Path) -> None:
        content = actual.encode() if isinstance(actual, str) else actual
        if request.config.getoption("--update"):
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_bytes(content)
        kept = expected.read_bytes()
        if isinstance(actual, str):
            assert kept.decode() == actual
        assert kept == content

    return compare


@contextmanager
def _streams(stdin: str) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    out, err = io.BytesIO(), io.BytesIO()
    text_out, text_err = (io.TextIOWrapper(raw, encoding="utf-8") for raw in (out, err))
    text_in = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    with patch.multiple(sys, stdin=text_in, stdout=text_out, stderr=text_err):
        try:
            yield out, err
        finally:
            text_out.flush()
            text_err.flush()
    text_out.detach()
    text_err.detach()
