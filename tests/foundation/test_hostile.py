"""Inputs made to do harm are refused for the right reason, in the right line, in time."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument
from cxmaturity.foundation.documents import read_document
from cxmaturity.foundation.frames import frame
from cxmaturity.foundation.text import safe_text

HOSTILE = Path(__file__).parents[2].parent / "shared" / "hostile"
SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    file: str
    code: str | None
    line: int | None
    stage: str
    accepted: bool


def cases() -> list[Case]:
    try:
        entries = json.loads((HOSTILE / "MANIFEST.json").read_bytes())
    except FileNotFoundError:
        return []
    return [
        Case(
            each["file"],
            each.get("code"),
            each.get("line"),
            each.get("stage", ""),
            each["expect"].startswith("accept"),
        )
        for each in entries
        if each["file"].startswith(("yaml/", "json/"))
    ]


CASES = cases()
needs_the_files = pytest.mark.skipif(not CASES, reason="this machine cannot see the hostile inputs")


def problems(case: Case) -> tuple[Diagnostic, ...]:
    """Read the file in time, show what is wrong with it, and return that."""
    start = time.process_time()
    try:
        read_document(HOSTILE / case.file)
    except InvalidDocument as invalid:
        assert time.process_time() - start < SECONDS
        for each in invalid.diagnostics:
            shown = frame(each, invalid.sources.get(each.file), "en")
            assert all(line == safe_text(line) for line in shown.split("\n") if not line[:1].isspace())
            assert "\x1b" not in shown
        return invalid.diagnostics
    assert time.process_time() - start < SECONDS
    return ()


@needs_the_files
@pytest.mark.parametrize("case", [c for c in CASES if c.stage == "parse"], ids=lambda case: case.file)
def test_refused_for_the_right_reason(case: Case) -> None:
    found = [(each.code, each.span.line if each.span else None) for each in problems(case)]
    assert (case.code, case.line) in found


@needs_the_files
@pytest.mark.parametrize("case", [c for c in CASES if c.stage != "parse"], ids=lambda case: case.file)
def test_read_or_explained(case: Case) -> None:
    found = problems(case)
    assert not (case.accepted and found)


JSON_CODES = {
    "all-nul": "control",
    "comments": "syntax",
    "deep-5000": "depth",
    "deep-obj-5000": "depth",
    "dup-key": "duplicate",
    "dup-key-escaped": "duplicate",
    "empty": "empty",
    "huge-exponent": "number",
    "lone-surrogate": "control",
    "path-in-include": None,
    "single-quotes": "syntax",
    "trailing-comma": "syntax",
    "trailing-garbage-nul": "control",
    "truncated": "syntax",
    "truncated-valid-number": "syntax",
    "two-docs": "syntax",
    "utf16": "encoding",
    "wrong-questionnaire-version": None,
}


@needs_the_files
@pytest.mark.parametrize(("name", "code"), JSON_CODES.items())
def test_json_is_refused_for_the_right_reason(name: str, code: str | None) -> None:
    found = problems(Case(f"json/{name}.json", code, None, "", accepted=False))
    assert {each.code for each in found} == ({code} if code else set())
