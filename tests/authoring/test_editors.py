"""What an editor makes of the schemas: the real yaml-language-server, and check-jsonschema as a second opinion."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxmaturity.foundation.resources import SCHEMAS
from cxmaturity.questionnaire.catalogue import shipped
from cxmaturity.questionnaire.phrases import PHRASES
from tests.tools.language_server import LanguageServer

ROOT = Path(__file__).parents[2]
SERVER = ROOT / ".tools" / "node_modules" / ".bin" / "yaml-language-server"
MODELINE = "# yaml-language-server: $schema="

QUESTIONNAIRES = [*shipped(), ROOT / "tests" / "questionnaire" / "rich.yaml"]
ANSWERS = sorted((ROOT / "examples").glob("*.yaml"))
BROKEN = ROOT / "tests" / "broken"

#: A questionnaire as far as its first question; the names of the schemas are those beside the shipped ones.
BEGUN = f"""\
{MODELINE}schemas/questionnaire.json
format: cxmaturity/questionnaire/1
id: begun
version: "1"
languages: [en]
title: Begun
missing: exclude
dimensions:
  - id: data
    title: Data
    questions:
      - id: storage
        kind: choice
        text: Where is the data kept?
"""


@pytest.mark.parametrize("path", [*QUESTIONNAIRES, *ANSWERS], ids=lambda path: path.name)
def test_a_file_names_its_schema(path: Path) -> None:
    first, _ = path.read_text(encoding="utf-8").split("\n", 1)
    assert first.startswith(MODELINE)
    kind = "answers" if path in ANSWERS else "questionnaire"
    assert (path.parent / first.removeprefix(MODELINE)).resolve() == SCHEMAS / f"{kind}.json"


@pytest.fixture(scope="module")
def editor() -> Iterator[LanguageServer]:
    if not SERVER.exists():
        pytest.skip("this machine cannot run yaml-language-server")
    with LanguageServer([SERVER, "--stdio"], ROOT) as server:
        yield server


def begun(*lines: str) -> str:
    return BEGUN + "".join(f"{line}\n" for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("path", [*QUESTIONNAIRES, *ANSWERS], ids=lambda path: path.name)
def test_the_editor_finds_nothing_in_a_sound_file(path: Path, editor: LanguageServer) -> None:
    assert editor.diagnostics(path, path.read_text(encoding="utf-8")) == []


#: A file that is only open in the editor.
DRAFT = SCHEMAS.parent / "draft.yaml"

COMPLETIONS = {
    "the file": (f"{MODELINE}schemas/questionnaire.json\n|", {"format", "languages", "dimensions", "actions"}, set()),
    "a question": (begun("      - id: next", "        |"), {"text", "kind", "points", "when"}, {"id", "ticked"}),
    "a tick list": (
        begun("      - id: next", "        kind: multi", "        |"),
        {"text", "options", "ticked", "answer_scale"},
        {"id", "kind", "unit", "min"},
    ),
    "kinds": (begun("      - id: next", "        kind: |"), {"choice", "scale", "multi", "number"}, set()),
    "an action": (
        begun("actions:", "  - id: tidy-up", "    |"),
        {"dimension", "from", "to", "how", "effort", "raises"},
        {"id", "questions"},
    ),
    "a condition": (
        begun("        when:", "          |"),
        {"all", "any", "not", "question", "score", "level", "dimensions"},
        {"at_least", "text"},
    ),
    "a condition in a list": (begun("        when:", "          - |"), {"all", "question", "score"}, {"is"}),
    "a test of a question": (
        begun("        when:", "          question: channels", "          |"),
        {"is", "in", "has", "answered", "at_least"},
        {"question", "score", "lag"},
    ),
    "a bound on a score": (
        begun("        when:", "          score: data", "          |"),
        {"at_least", "above", "at_most", "below"},
        {"is", "has"},
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("where", COMPLETIONS)
def test_the_editor_offers_what_fits(where: str, editor: LanguageServer) -> None:
    text, offered, others = COMPLETIONS[where]
    labels = editor.completions(DRAFT, text)
    assert set(labels) >= offered
    assert not set(labels) & others
    assert len(labels) == len(set(labels))


#: By what is wrong: lines after BEGUN, and where and what the editor says.
MISTAKES = {
    "a misspelt key": (["        optoins: []"], (14, 8), "Property optoins is not allowed."),
    "a kind that is none": (
        ["      - {id: next, kind: chioce, text: x}"],
        (14, 25),
        'Value is not accepted. Valid values: "choice", "scale", "multi", "number".',
    ),
    "a key that is missing": (["      - {id: next, kind: multi}"], (14, 8), 'Missing property "text".'),
    "a number in words": (["        weight: heavy"], (14, 16), 'Incorrect type. Expected "number".'),
    "a condition of no kind": (
        ["        when: {quest: x}"],
        (14, 15),
        str(PHRASES["condition"][1]),
    ),
    "a condition that tests nothing": (
        ["        when: {question: x}"],
        (14, 8),
        "needs exactly one of is, in, has, answered, or bounds",
    ),
    "a misspelt key in a condition": (
        ["        when: {not: {any: [{question: x, is: y, att: 3}]}}"],
        (14, 48),
        "Property att is not allowed.",
    ),
    "a misspelt key in an action": (
        ["actions:", "  - id: x", "    tilte: y"],
        (16, 4),
        "Property tilte is not allowed.",
    ),
    "a score of nothing": (
        ["scores:", "  - id: x"],
        (15, 4),
        "needs exactly one of mean, sum, ratio, min, max",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_editor_says_what_is_wrong_and_where(mistake: str, editor: LanguageServer) -> None:
    lines, place, message = MISTAKES[mistake]
    found = [
        ((each["range"]["start"]["line"], each["range"]["start"]["character"]), each["message"])
        for each in editor.diagnostics(DRAFT, begun(*lines))
    ]
    assert (place, message) in found


def check_jsonschema(kind: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    schema = SCHEMAS / f"{kind}.json"
    command: list[str | Path] = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, *paths]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "paths"), [("questionnaire", QUESTIONNAIRES), ("answers", ANSWERS)])
def test_check_jsonschema_finds_nothing_in_sound_files(kind: str, paths: list[Path]) -> None:
    done = check_jsonschema(kind, *paths)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")


#: Broken files whose fault is one of shape, and what must be said about them.
SHAPELESS = {
    "questionnaire/misspelt-keys.yaml": "Additional properties are not allowed",
    "questionnaire/missing-keys.yaml": "is a required property",
    "questionnaire/wrong-types.yaml": "is not of type",
    "questionnaire/empty-text.yaml": "does not match",
    "answers/misspelt-keys.yaml": "Additional properties are not allowed",
}


@pytest.mark.slow
@pytest.mark.parametrize("file", SHAPELESS)
def test_check_jsonschema_finds_what_is_wrong(file: str) -> None:
    done = check_jsonschema(file.partition("/")[0], BROKEN / file)
    assert done.returncode == 1
    assert SHAPELESS[file] in done.stdout
